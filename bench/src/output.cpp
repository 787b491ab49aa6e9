#include "output.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "error.hpp"

namespace framering::bench {

int fail(const std::string& line) {
  std::fputs(fmt::format("frame_bench: {}\n", line).c_str(), stderr);
  return EXIT_FAILURE;
}

Status check_writable(const std::string& path) {
  namespace fs = std::filesystem;
  if (path.empty() || path == "-") return Done{};
  const auto failed = [&](int code) { return system_error(path + " cannot be written", code); };
  std::error_code none;
  if (fs::is_directory(path, none)) return failed(EISDIR);
  if (::access(path.c_str(), W_OK) == 0) return Done{};
  if (errno != ENOENT) return failed(errno);
  const fs::path folder = fs::path(path).parent_path();
  const bool is_well = ::access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) == 0;
  return is_well ? Status(Done{}) : failed(errno);
}

std::string json_lines(const nlohmann::json& report) {
  return report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
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

Status write_figures(const std::string& path, const std::string& json, const std::string& table) {
  // The file first: who reads the table may go before its end.
  const Status written = path.empty() ? Done{} : write_text(path, json);
  const Status shown = path == "-" || table.empty() ? Done{} : write_text("-", table);
  return written ? shown : written;
}

}  // namespace framering::bench
