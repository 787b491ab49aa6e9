#include "output.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "error.hpp"

namespace framering::bench {

int fail(const std::string& line) {
  std::fputs(fmt::format("frame_bench: {}\n", line).c_str(), stderr);
  return EXIT_FAILURE;
}

Status write_text(const std::string& path, const std::string& text) {
  const auto failed = [&] {
    return system_error((path == "-" ? "stdout" : path) + " cannot be written", errno);
  };
  std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "we");
  if (file == nullptr) return failed();
  bool written = std::fputs(text.c_str(), file) >= 0;
  written = (file == stdout ? std::fflush(file) : std::fclose(file)) == 0 && written;
  return written ? Status(Done{}) : failed();
}

}  // namespace framering::bench
