#include "framering/stream.hpp"

#include <algorithm>
#include <filesystem>

#include "control_client.hpp"
#include "error.hpp"
#include "stream_directory.hpp"

namespace framering {
namespace {

constexpr std::size_t kMaxName = 64;

bool allowed(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

}  // namespace

Status check_stream_name(std::string_view name) {
  const bool valid = !name.empty() && name.size() <= kMaxName && name.front() != '.' &&
                     std::all_of(name.begin(), name.end(), allowed);
  if (valid) return Done{};
  return make_error(ErrorCode::invalid,
                    "stream name '" + std::string(name) +
                        "': must be 1 to 64 letters, digits, '.', '_' or '-', and not begin with "
                        "a dot; try camera0");
}

Result<std::vector<StreamInfo>> list_streams(const std::string& directory) {
  auto opened = StreamDirectory::open(directory);
  if (!opened && opened.error().code == ErrorCode::not_found) return std::vector<StreamInfo>{};
  if (!opened) return opened.error();
  std::vector<StreamInfo> streams;
  const Deadline deadline = deadline_in(std::chrono::seconds(1));
  std::error_code failure;
  for (const auto& entry : std::filesystem::directory_iterator(opened->path(), failure)) {
    const std::string name = entry.path().stem();
    if (entry.path().extension() != ".sock" || !check_stream_name(name)) continue;
    if (auto info = ask_stream(*opened, name, deadline)) streams.push_back(*std::move(info));
  }
  if (failure) return system_error("stream directory " + opened->path(), failure.value());
  std::sort(streams.begin(), streams.end(),
            [](const StreamInfo& a, const StreamInfo& b) { return a.name < b.name; });
  return streams;
}

}  // namespace framering
