#pragma once
// The programs as the integration tests start them, each test in a stream directory of its own.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/process.hpp"

namespace framering::test {

/// A stream directory, and programs that use it.
class Programs : public ::testing::Test {
 protected:
  using Arguments = std::vector<std::string>;

  Process start(const std::string& program, const Arguments& arguments,
                Process::Environment environment = {}) const {
    Arguments command = {program};
    command.insert(command.end(), arguments.begin(), arguments.end());
    environment.emplace_back("FRAMERING_DIR", directory_.path());
    return Process(command, environment);
  }
  Process producer(const Arguments& arguments) const { return start(FRAME_PRODUCER, arguments); }
  Process viewer(const Arguments& arguments) const { return start(FRAME_VIEWER, arguments); }
  Process bench(const Arguments& arguments) const { return start(FRAME_BENCH, arguments); }

  /// Whether a producer serves the stream of that name.
  bool serves(const std::string& stream) const {
    return std::filesystem::exists(directory_ / (stream + ".sock"));
  }

  TemporaryDirectory directory_;
};

/// The JSON object that a viewer with `--json -` printed; null if it printed none.
inline nlohmann::json report_of(const Process& viewer) {
  return nlohmann::json::parse(viewer.out(), nullptr, false);
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0, end; begin < text.size(); begin = end + 1) {
    end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
  }
  return lines;
}

/// What a program printed on stderr, without what it merely logs of its work ("12:00:00 info …").
inline std::vector<std::string> errors_of(const Process& program) {
  std::vector<std::string> lines = lines_of(program.err());
  std::erase_if(lines,
                [](const std::string& line) { return line.find(" info ") != std::string::npos; });
  return lines;
}

}  // namespace framering::test
