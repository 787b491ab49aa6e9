#include "pingpong/pingpong.hpp"

#include <fmt/core.h>

#include "pingpong/match.hpp"
#include "pingpong/methods.hpp"

namespace framering::bench {
namespace {

std::vector<std::string> names_of(const std::vector<PingPongMethod>& list) {
  std::vector<std::string> names;
  for (const PingPongMethod& method : list) names.push_back(method.name);
  return names;
}

std::string why_not(const PingPongMethod& method, std::size_t bytes) {
  return bytes <= method.most_bytes ? "" : method.why_no_more;
}

}  // namespace

std::vector<std::string> pingpong_methods() { return names_of(methods()); }

std::vector<std::string> pingpong_limits() { return names_of(limits()); }

std::string why_not_pingpong(std::string_view method, std::size_t bytes) {
  const PingPongMethod* found = find_method(method);
  return found == nullptr ? "no such method" : why_not(*found, bytes);
}

Result<PingPongResult> run_pingpong(const std::string& method, std::size_t cycles,
                                    std::size_t bytes) {
  const PingPongMethod* found = find_method(method);
  if (found == nullptr) {
    return Error{ErrorCode::invalid, fmt::format("pingpong {}: no such method", method)};
  }
  PingPongResult result{.method = method, .bytes = bytes, .skipped = why_not(*found, bytes)};
  if (!result.skipped.empty()) return result;
  auto op_us = play(*found, {.cycles = cycles, .bytes = bytes});
  if (!op_us) return op_us.error();
  result.op_us = *std::move(op_us);
  return result;
}

}  // namespace framering::bench
