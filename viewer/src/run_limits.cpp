// The limits of a run.

#include "run_limits.hpp"

#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

#include "exit_code.hpp"
#include "stop_signal.hpp"

namespace framering::viewer {
namespace {

// Far enough for "never", and near enough for the clock's 64 bits.
constexpr double kForever_s = 100.0 * 365 * 86400;

}  // namespace

RunLimits::RunLimits(const Options& options)
    : wanted_(options.frames),
      timeout_s_(options.timeout_s.value_or(kForever_s)),
      end_(deadline_in(std::chrono::duration<double>(std::min(timeout_s_, kForever_s)))) {}

Deadline RunLimits::at_most(Clock::duration wait) const noexcept {
  return std::min(deadline_in(wait), end_);
}

std::optional<int> RunLimits::over(std::uint64_t frames) const {
  if (wanted_ != 0 && frames >= wanted_) return kExitDone;
  if (stop_requested()) return quit(frames);
  if (!out_of_time()) return std::nullopt;
  spdlog::error(shortfall(frames, timeout_text()));
  return kExitFailed;
}

int RunLimits::stream_ended(std::uint64_t frames) const {
  if (frames >= std::max<std::uint64_t>(wanted_, 1)) return kExitDone;
  spdlog::error(shortfall(frames, "the stream ended"));
  return kExitFailed;
}

int RunLimits::quit(std::uint64_t frames) const noexcept {
  return frames >= wanted_ ? kExitDone : kExitFailed;
}

std::string RunLimits::shortfall(std::uint64_t frames, const std::string& reason) const {
  if (wanted_ == 0) return fmt::format("{} after {} frames", reason, frames);
  return fmt::format("{} after {} of {} frames", reason, frames, wanted_);
}

std::string RunLimits::timeout_text() const {
  return fmt::format("time-out of {:g} s", timeout_s_);
}

}  // namespace framering::viewer
