#include "frames/publish_frames.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "frames/cpu_time.hpp"

namespace framering::bench {
namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::seconds kForReaders(30);  // to come
constexpr std::chrono::seconds kForTheLast(5);   // to finish
constexpr nanoseconds kWarmUpPeriod(5'000'000);  // at least, until all have come
constexpr std::chrono::milliseconds kFinishLook(2);
constexpr std::uint64_t kSettling = 10;  // frames between the last reader and the first that counts
constexpr std::uint64_t kTail = 2;       // so that a reader sees that the last has gone by

class Camera {
 public:
  Camera(FrameSender& sender, const PictureRoll& roll) : sender_(sender), roll_(roll) {}

  std::uint64_t next_index() const noexcept { return index_; }
  void set_period(nanoseconds period) noexcept { period_ = period; }

  /// Waits for its time, then sends the next frame.
  PublishStamps shoot() {
    due_ += period_;
    if (period_.count() == 0 || due_ < Clock::now() - period_) {
      due_ = Clock::now();  // late: it does not catch up
    } else {
      std::this_thread::sleep_until(due_);
    }
    PublishStamps stamps;
    stamps.captured_ns = now_ns();
    roll_.take(index_++, sender_.begin());
    stamps.published_ns = now_ns();
    sender_.publish();
    stamps.returned_ns = now_ns();
    return stamps;
  }

 private:
  FrameSender& sender_;
  const PictureRoll& roll_;
  std::uint64_t index_ = 1;  // 0 is "not known yet"
  nanoseconds period_{};
  Clock::time_point due_ = Clock::now();
};

void wait_for_readers(Camera& camera, const Arena& arena) {
  ArenaHeader& header = arena.header();
  camera.set_period(std::max(kWarmUpPeriod, nanoseconds(header.period_ns)));
  const Deadline deadline = deadline_in(kForReaders);
  while (shared_word(header.ready) < header.readers) {
    if (Clock::now() >= deadline) {
      throw std::runtime_error("only " + std::to_string(shared_word(header.ready)) + " of " +
                               std::to_string(header.readers) + " readers get frames");
    }
    camera.shoot();
  }
}

}  // namespace

void publish_frames(FrameSender& sender, const PictureRoll& roll, const Arena& arena) {
  ArenaHeader& header = arena.header();
  roll.prefault();
  Camera camera(sender, roll);
  wait_for_readers(camera, arena);
  shared_word(header.first_index) = camera.next_index() + kSettling;
  for (std::uint64_t i = 0; i < kSettling; ++i) camera.shoot();
  camera.set_period(nanoseconds(header.period_ns));
  const std::int64_t cpu_before = process_cpu_ns();
  for (PublishStamps& stamps : arena.publish_stamps()) stamps = camera.shoot();
  header.sender_cpu_ns = static_cast<std::uint64_t>(process_cpu_ns() - cpu_before);
  shared_word(header.all_sent) = 1;
  camera.set_period(std::max(kWarmUpPeriod, nanoseconds(header.period_ns)));
  for (std::uint64_t i = 0; i < kTail; ++i) camera.shoot();
  const Deadline deadline = deadline_in(kForTheLast);
  while (shared_word(header.finished) < header.readers && Clock::now() < deadline) {
    std::this_thread::sleep_for(kFinishLook);
  }
}

}  // namespace framering::bench
