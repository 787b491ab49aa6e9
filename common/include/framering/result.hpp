#pragma once
// The outcome of a call on a cold path (create, open, connect, parse): a value, or an Error that
// names the thing, the reason and, where there is one, the way out.

#include <string>
#include <utility>
#include <variant>

namespace framering {

/// What kind of failure it was, for callers that act on it; `Error::message` is for people.
enum class ErrorCode {
  invalid,      ///< an argument that can never work
  not_found,    ///< nothing there (yet): a stream, a device, a file
  busy,         ///< somebody else owns it
  denied,       ///< no permission
  no_memory,    ///< does not fit into the memory that is left
  bad_data,     ///< bytes that break their own format
  unsupported,  ///< well-formed, but newer or other than this library knows
  timed_out,    ///< no answer before the deadline
  system,       ///< any other failure of the operating system
};

struct Error {
  ErrorCode code = ErrorCode::system;
  std::string message;  ///< one line: "thing: reason; way out"
};

/// Either a T or the Error that explains why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : outcome_(std::move(value)) {}      // NOLINT: implicit, so `return value;` works
  Result(Error error) : outcome_(std::move(error)) {}  // NOLINT: implicit, so `return error;` works

  explicit operator bool() const noexcept { return std::holds_alternative<T>(outcome_); }

  /// The value; only after a successful test.
  T& operator*() & { return std::get<T>(outcome_); }
  const T& operator*() const& { return std::get<T>(outcome_); }
  T operator*() && { return std::get<T>(std::move(outcome_)); }
  T* operator->() { return &std::get<T>(outcome_); }
  const T* operator->() const { return &std::get<T>(outcome_); }

  /// The error; only after a failed test.
  const Error& error() const { return std::get<Error>(outcome_); }

 private:
  std::variant<T, Error> outcome_;
};

/// The outcome of a call that returns nothing on success: `return Done{};`.
struct Done {};
using Status = Result<Done>;

}  // namespace framering
