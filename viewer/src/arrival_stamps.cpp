// The thread that notices frames.

#include "arrival_stamps.hpp"

#include <signal.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "framering/clock.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

// Short, since the loop waits for the thread's end.
constexpr auto kSlice = 20ms;
constexpr std::size_t kMostArrivals = 64;

}  // namespace

ArrivalStamps::ArrivalStamps(Subscriber ring) : ring_(std::move(ring)) {
  thread_ = std::thread([this] { run(); });
}

ArrivalStamps::~ArrivalStamps() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void ArrivalStamps::run() {
  sigset_t all;  // signals are for the main thread, whose waits they end
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  BorrowedFrame frame;
  ReadStatus status = ReadStatus::timed_out;
  while (status != ReadStatus::failed) {
    status = ring_.next(frame, deadline_in(kSlice));
    const std::int64_t received_ns = now_ns();
    if (!note(status == ReadStatus::frame ? frame : BorrowedFrame(), received_ns)) return;
  }
}

/// False: it is time to end.
bool ArrivalStamps::note(const BorrowedFrame& frame, std::int64_t received_ns) {
  const std::lock_guard guard(mutex_);
  if (stopping_ || !frame) return !stopping_;
  arrivals_.push_back({frame.descriptor().index, frame.descriptor().captured_ns, received_ns});
  if (arrivals_.size() > kMostArrivals) arrivals_.pop_front();
  return true;
}

std::optional<std::int64_t> ArrivalStamps::received_ns(const BorrowedFrame& frame) {
  const FrameDescriptor& wanted = frame.descriptor();
  const std::lock_guard guard(mutex_);
  const auto found = std::find_if(arrivals_.rbegin(), arrivals_.rend(), [&](const Arrival& one) {
    return one.index == wanted.index && one.captured_ns == wanted.captured_ns;
  });
  return found == arrivals_.rend() ? std::nullopt : std::optional(found->received_ns);
}

}  // namespace framering::viewer
