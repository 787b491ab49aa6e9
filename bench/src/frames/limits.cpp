#include "frames/limits.hpp"

#include <atomic>
#include <cstring>
#include <new>
#include <stdexcept>
#include <thread>

#include "child_process.hpp"
#include "futex.hpp"
#include "shared_file.hpp"
#include "stop_signals.hpp"

namespace framering::bench {
namespace {

constexpr std::size_t kSlots = 8;  // as a stream has them
constexpr std::size_t kWarmUp = 5;

double us_between(std::int64_t from_ns, std::int64_t to_ns) {
  return static_cast<double>(to_ns - from_ns) / 1000;
}

std::span<std::byte> slot_of(const SharedFile& slots, const PictureRoll& roll, std::size_t index) {
  return slots.bytes().subspan(index % kSlots * roll.frame_bytes(), roll.frame_bytes());
}

std::atomic_ref<std::uint32_t> shared(std::uint32_t& word) { return std::atomic_ref(word); }

/// Where the two processes of a handover meet.
struct HandoverPage {
  alignas(64) std::uint32_t given = 0;  // frames, so far; slept on
  alignas(64) std::uint32_t taken = 0;  // frames, so far
  std::int64_t woken_ns = 0;            // of the last one
  std::int64_t copied_ns = 0;
};

int take_frames(HandoverPage& page, const SharedFile& slots, const PictureRoll& roll,
                std::size_t frames) {
  std::vector<std::byte> own(roll.frame_bytes());
  for (std::uint32_t seen = 0; seen < frames; ++seen) {
    while (shared(page.given) == seen) {
      futex_wait(page.given, seen, deadline_in(std::chrono::seconds(1)));
    }
    page.woken_ns = now_ns();
    std::memcpy(own.data(), slot_of(slots, roll, seen).data(), own.size());
    page.copied_ns = now_ns();
    shared(page.taken) = seen + 1;
  }
  return 0;
}

/// Waits until the other one has the frame, if it is late.
void wait_until_taken(HandoverPage& page, std::uint32_t frames) {
  const Deadline deadline = deadline_in(std::chrono::seconds(5));
  while (shared(page.taken) < frames) {
    if (Clock::now() >= deadline) throw std::runtime_error("a bare handover: nobody woke");
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
}

}  // namespace

std::vector<double> warm_copies_us(std::size_t frame_bytes, std::size_t count) {
  const std::vector<std::byte> from(frame_bytes, std::byte{1});
  const SharedFile to("framering-copy", frame_bytes);
  std::vector<double> copies_us;
  for (std::size_t i = 0; i < count + kWarmUp; ++i) {
    const std::int64_t start = now_ns();
    std::memcpy(to.bytes().data(), from.data(), frame_bytes);
    if (i >= kWarmUp) copies_us.push_back(us_between(start, now_ns()));
  }
  return copies_us;
}

std::vector<double> cold_copies_us(const PictureRoll& roll, std::size_t count) {
  const SharedFile slots("framering-copy", kSlots * roll.frame_bytes());
  std::vector<double> copies_us;
  for (std::size_t i = 0; i < count + kWarmUp; ++i) {
    const std::int64_t start = now_ns();
    roll.take(i, slot_of(slots, roll, i));
    if (i >= kWarmUp) copies_us.push_back(us_between(start, now_ns()));
  }
  return copies_us;
}

Handovers bare_handovers(const PictureRoll& roll, std::chrono::nanoseconds period,
                         std::size_t count) {
  const SharedFile memory("framering-wake", sizeof(HandoverPage));
  const SharedFile slots("framering-copy", kSlots * roll.frame_bytes());
  auto& page = *new (memory.bytes().data()) HandoverPage;
  const std::size_t frames = count + kWarmUp;
  const ChildProcess other([&] { return take_frames(page, slots, roll, frames); },
                           [](const std::string&) {});
  Handovers handovers;
  auto due = Clock::now();
  for (std::uint32_t i = 0; i < frames; ++i) {
    const std::int64_t captured = now_ns();
    roll.take(i, slot_of(slots, roll, i));
    const std::int64_t published = now_ns();
    shared(page.given) = i + 1;
    futex_wake_all(page.given);
    std::this_thread::sleep_until(due += period);  // leaves the other one alone meanwhile
    wait_until_taken(page, i + 1);
    throw_if_stopped();
    if (i < kWarmUp) continue;
    handovers.copy_in_us.push_back(us_between(captured, published));
    handovers.wake_us.push_back(us_between(published, page.woken_ns));
    handovers.copy_out_us.push_back(us_between(page.woken_ns, page.copied_ns));
    handovers.whole_us.push_back(us_between(captured, page.copied_ns));
  }
  return handovers;
}

}  // namespace framering::bench
