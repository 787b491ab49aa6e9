#pragma once
// What the subcommands have in common when they read the command line.

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "options.hpp"

namespace framering::bench {

/// A subcommand that has told CLI11 of its arguments, and keeps what CLI11 fills in.
class Subcommand {
 public:
  Subcommand() = default;
  Subcommand(const Subcommand&) = delete;
  Subcommand& operator=(const Subcommand&) = delete;
  virtual ~Subcommand() = default;

  /// Whether it is the one on the command line.
  virtual bool given() const = 0;
  /// What was asked of it, checked.
  virtual Options options() const = 0;
};

/// Wrong usage, said in one line.
EarlyExit wrong_usage(const std::string& line);

/// The whole of `text` as a number, or nothing.
template <typename Number>
std::optional<Number> number_from(std::string_view text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  return value;
}

}  // namespace framering::bench
