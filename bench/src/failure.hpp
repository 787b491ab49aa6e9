#pragma once
// What is thrown where a measurement cannot go on: std::runtime_error, with one line.

#include <cerrno>
#include <stdexcept>
#include <string>
#include <utility>

#include "error.hpp"
#include "framering/result.hpp"

namespace framering::bench {

/// Throws what the system said last of `thing`.
[[noreturn]] inline void throw_errno(const std::string& thing) {
  throw std::runtime_error(system_error(thing, errno).message);
}

/// Throws unless a call has given something else than -1, which is returned.
template <typename Number>
Number checked(Number outcome, const std::string& thing) {
  if (outcome == -1) throw_errno(thing);
  return outcome;
}

/// The value, or its error is thrown.
template <typename Value>
Value value_of(Result<Value> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

}  // namespace framering::bench
