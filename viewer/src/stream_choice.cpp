// Choosing a stream.

#include "stream_choice.hpp"

#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iostream>
#include <thread>

#include "stop_signal.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

constexpr auto kLookAgain = 200ms;

std::string format_of(const StreamInfo& stream) {
  if (stream.dtype.empty()) return "no frame yet";
  const std::string& kind = stream.pixel_format.empty() ? stream.dtype : stream.pixel_format;
  if (stream.width == 0) return kind;
  return fmt::format("{}x{} {}", stream.width, stream.height, kind);
}

std::optional<std::string> match(const std::vector<StreamInfo>& streams,
                                 const std::string& answer) {
  std::size_t number = 0;
  const char* end = answer.data() + answer.size();
  const bool is_number = std::from_chars(answer.data(), end, number).ptr == end;
  if (is_number && number >= 1 && number <= streams.size()) return streams[number - 1].name;
  const auto named = std::find_if(streams.begin(), streams.end(),
                                  [&](const StreamInfo& stream) { return stream.name == answer; });
  return named == streams.end() ? std::nullopt : std::optional(named->name);
}

Result<std::string> choose_among(const std::vector<StreamInfo>& streams) {
  if (streams.size() == 1) return streams.front().name;
  if (isatty(STDIN_FILENO) == 0 || isatty(STDERR_FILENO) == 0) {
    std::string list = describe_streams(streams);
    list.pop_back();  // which complain() ends
    return Error{ErrorCode::invalid,
                 fmt::format("there are {} streams; name one of them:\n{}", streams.size(), list)};
  }
  const auto picked = ask_for_stream(streams, std::cin, std::cerr);
  if (picked) return *picked;
  return Error{ErrorCode::invalid, "no stream was chosen; name one on the command line"};
}

}  // namespace

std::string describe_streams(const std::vector<StreamInfo>& streams) {
  std::string text;
  for (const StreamInfo& stream : streams) {
    text += fmt::format("  {:<16} {:<18} {:<9} {}\n", stream.name, format_of(stream), stream.status,
                        stream.source);
  }
  return text;
}

std::optional<std::string> ask_for_stream(const std::vector<StreamInfo>& streams,
                                          std::istream& answers, std::ostream& questions) {
  for (std::size_t i = 0; i < streams.size(); ++i) {
    questions << i + 1 << describe_streams({streams[i]});
  }
  std::string answer;
  while (questions << "Which one? " << std::flush && std::getline(answers, answer)) {
    if (const auto picked = match(streams, answer)) return picked;
    questions << "Give a number from 1 to " << streams.size() << ", or a name.\n";
  }
  return std::nullopt;
}

Result<std::string> choose_stream(const RunLimits& limits) {
  bool said = false;
  while (true) {
    const auto streams = list_streams();
    if (!streams) return streams.error();
    if (!streams->empty()) return choose_among(*streams);
    if (!said) spdlog::info("no stream in {} yet; waiting for one", stream_directory());
    said = true;
    if (limits.out_of_time()) {
      return Error{ErrorCode::timed_out, fmt::format("{}: no stream in {}; start frame_producer",
                                                     limits.timeout_text(), stream_directory())};
    }
    if (stop_requested()) return Error{ErrorCode::timed_out, "stopped while waiting for a stream"};
    std::this_thread::sleep_until(limits.at_most(kLookAgain));
  }
}

}  // namespace framering::viewer
