// The limits of a run.

#include "run_limits.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>

#include "complaint.hpp"
#include "exit_code.hpp"
#include "stop_signal.hpp"

namespace framering::viewer {
namespace {

// Far enough for "never", and near enough for the clock's 64 bits.
constexpr double kForever_s = 100.0 * 365 * 86400;

// Why there is no producer. Over pipe and tcp a connection is waited for longer than some runs
// take.
std::string absence(const Subscriber& subscriber) {
  const std::string& problem = subscriber.error().message;  // empty before an attempt has ended
  if (!problem.empty()) return ": " + problem;
  return subscriber.attachment() ? ": no answer from the producer yet" : "";
}

// Why no more frames came, as far as is known.
std::string hindrance(const Subscriber& subscriber) {
  switch (subscriber.connection()) {
    case Connection::waiting:
      return absence(subscriber);
    case Connection::no_signal:
      return ": no signal";
    case Connection::live:
      break;
  }
  return {};
}

}  // namespace

RunLimits::RunLimits(const Options& options)
    : wanted_(options.frames),
      timeout_s_(options.timeout_s.value_or(kForever_s)),
      end_(deadline_in(std::chrono::duration<double>(std::min(timeout_s_, kForever_s)))) {}

Deadline RunLimits::at_most(Clock::duration wait) const noexcept {
  return std::min(deadline_in(wait), end_);
}

std::optional<int> RunLimits::over(std::uint64_t frames, const FrameReceiver& receiver) const {
  if (wanted_ != 0 && frames >= wanted_) return kExitDone;
  if (stop_requested()) return quit(frames, receiver);
  if (!out_of_time()) return std::nullopt;
  complain(shortfall(timeout_text(), frames, receiver) + hindrance(receiver.subscriber()));
  return kExitFailed;
}

int RunLimits::stream_ended(std::uint64_t frames, const FrameReceiver& receiver) const {
  if (frames >= std::max<std::uint64_t>(wanted_, 1)) return kExitDone;
  complain(shortfall("the stream ended", frames, receiver));
  return kExitFailed;
}

int RunLimits::quit(std::uint64_t frames, const FrameReceiver& receiver) const {
  if (frames >= wanted_) return kExitDone;
  complain(shortfall("stopped", frames, receiver));
  return kExitFailed;
}

std::string RunLimits::shortfall(const std::string& what, std::uint64_t frames,
                                 const FrameReceiver& receiver) const {
  const std::string wanted = wanted_ == 0 ? "" : fmt::format(" of {}", wanted_);
  return fmt::format("{} after {}{} frames of stream {}", what, frames, wanted,
                     receiver.stream_text());
}

std::string RunLimits::timeout_text() const {
  return fmt::format("time-out of {:g} s", timeout_s_);
}

}  // namespace framering::viewer
