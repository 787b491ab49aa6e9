#include "tcp_access.hpp"

#include <fmt/core.h>

#include <filesystem>

#include "framering/stream.hpp"

namespace framering::producer {
namespace {

/// `address`, with HOST in place of one that stands for all of the machine's.
std::string reachable(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  const std::string host = address.substr(0, colon);
  return (host == "0.0.0.0" || host == "[::]" ? "HOST" : host) + address.substr(colon);
}

}  // namespace

TokenFile token_file_for(const Options& options) {
  const Serving& serving = options.serving;
  if (!serving.tcp) return {};
  if (!serving.token_file.empty()) return {serving.token_file, false};
  if (!serving.other_machines) return {};
  return {stream_directory() + "/" + options.stream + ".token", true};
}

std::vector<std::string> tcp_instructions(const std::string& address, const TokenFile& token) {
  const std::filesystem::path path = std::filesystem::absolute(token.path);
  return {
      fmt::format("to connect by token: frame_viewer --connect tcp://{} --token-file FILE",
                  reachable(address)),
      fmt::format("FILE is a copy of {}, for those alone who may see the frames; these travel in "
                  "clear (ssh -L hides them)",
                  path.lexically_normal().string()),
  };
}

}  // namespace framering::producer
