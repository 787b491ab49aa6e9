#include "frames/limits.hpp"

#include <atomic>
#include <cstring>
#include <new>
#include <stdexcept>
#include <thread>

#include "child_process.hpp"
#include "futex.hpp"
#include "shared_file.hpp"

namespace framering::bench {
namespace {

constexpr std::size_t kSlots = 8;  // as a stream has them
constexpr std::size_t kWarmUp = 5;

double us_since(std::int64_t start_ns) { return static_cast<double>(now_ns() - start_ns) / 1000; }

/// Where the two processes of a wake meet.
struct WakePage {
  alignas(64) std::uint32_t word = 0;
  std::int64_t woken_at_ns = 0;               // the other one is awake
  alignas(64) std::uint32_t asleep_soon = 0;  // the other one has seen so many wakes
};

std::atomic_ref<std::uint32_t> shared(std::uint32_t& word) { return std::atomic_ref(word); }

int sleeper(WakePage& page, std::size_t wakes) {
  for (std::uint32_t seen = 0; seen < wakes; ++seen) {
    while (shared(page.word) == seen)
      futex_wait(page.word, seen, deadline_in(std::chrono::seconds(1)));
    page.woken_at_ns = now_ns();
    shared(page.asleep_soon) = seen + 1;
  }
  return 0;
}

/// Waits until the sleeper has taken the last wake; it has a whole period to go to sleep again.
void wait_for_sleeper(WakePage& page, std::uint32_t wakes) {
  const Deadline deadline = deadline_in(std::chrono::seconds(5));
  while (shared(page.asleep_soon) < wakes) {
    if (Clock::now() >= deadline) throw std::runtime_error("futex wake: nobody woke");
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
    if (i >= kWarmUp) copies_us.push_back(us_since(start));
  }
  return copies_us;
}

std::vector<double> cold_copies_us(const PictureRoll& roll, std::size_t count) {
  const SharedFile slots("framering-copy", kSlots * roll.frame_bytes());
  std::vector<double> copies_us;
  for (std::size_t i = 0; i < count + kWarmUp; ++i) {
    const auto to = slots.bytes().subspan(i % kSlots * roll.frame_bytes(), roll.frame_bytes());
    const std::int64_t start = now_ns();
    roll.take(i, to);
    if (i >= kWarmUp) copies_us.push_back(us_since(start));
  }
  return copies_us;
}

std::vector<double> wakes_us(const PictureRoll& roll, std::chrono::nanoseconds period,
                             std::size_t count) {
  const SharedFile memory("framering-wake", sizeof(WakePage));
  const SharedFile slots("framering-copy", kSlots * roll.frame_bytes());
  auto& page = *new (memory.bytes().data()) WakePage;
  const std::size_t wakes = count + kWarmUp;
  ChildProcess other([&] { return sleeper(page, wakes); }, [](const std::string&) {});
  std::vector<double> wakes_us;
  auto due = Clock::now();
  for (std::uint32_t i = 0; i < wakes; ++i) {
    std::this_thread::sleep_until(due += period);
    roll.take(i, slots.bytes().subspan(i % kSlots * roll.frame_bytes(), roll.frame_bytes()));
    const std::int64_t start = now_ns();
    shared(page.word) = i + 1;
    futex_wake_all(page.word);
    wait_for_sleeper(page, i + 1);
    if (i >= kWarmUp) wakes_us.push_back(static_cast<double>(page.woken_at_ns - start) / 1000);
  }
  return wakes_us;
}

}  // namespace framering::bench
