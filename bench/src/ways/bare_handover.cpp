#include "ways/bare_handover.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <vector>

#include "framering/clock.hpp"
#include "futex.hpp"
#include "shared_file.hpp"

namespace framering::bench {
namespace {

constexpr std::uint32_t kSlots = 8;         // as a stream has
constexpr std::size_t kSlotsOffset = 4096;  // slots begin at a page, as the ring's do

/// The count, and the slots. Frame n, counted from 0, lies in slot n % kSlots. The processes of a
/// trial are forked with it mapped; it goes with the trial.
class HandoverMemory final : public Broker {
 public:
  explicit HandoverMemory(std::size_t frame_bytes)
      : frame_bytes_(frame_bytes),
        file_("framering-handover", kSlotsOffset + kSlots * frame_bytes, Pages::huge) {
    new (file_.bytes().data()) std::uint32_t(0);
  }

  std::vector<int> pids() const override { return {}; }
  std::span<std::byte> slot(std::uint32_t frame) const noexcept {
    return file_.bytes().subspan(kSlotsOffset + frame % kSlots * frame_bytes_, frame_bytes_);
  }
  /// Of the frames handed over so far; slept on.
  std::uint32_t& count() const noexcept {
    return *reinterpret_cast<std::uint32_t*>(file_.bytes().data());
  }

 private:
  std::size_t frame_bytes_;
  SharedFile file_;
};

class HandoverSender final : public FrameSender {
 public:
  explicit HandoverSender(const HandoverMemory& memory) : memory_(memory) {}

  std::span<std::byte> begin() override {
    // (C) seq_cst fence, pairs with (D): a reader that saw any byte of this frame sees the count
    // that was stored before it. More than release, for the reason of (A) in atomics.hpp.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    return memory_.slot(frame_);
  }
  void publish() override {
    // (A) release, pairs with (B): who sees the count sees the frames below it.
    std::atomic_ref(memory_.count()).store(++frame_, std::memory_order_release);
    futex_wake_all(memory_.count());
  }

 private:
  const HandoverMemory& memory_;
  std::uint32_t frame_ = 0;
};

class HandoverReceiver final : public FrameReceiver {
 public:
  explicit HandoverReceiver(const HandoverMemory& memory) : memory_(memory), next_(load_count()) {}

  Outcome receive(Deadline deadline) override {
    std::uint32_t now = load_count();
    for (; now == next_; now = load_count()) {
      if (Clock::now() >= deadline) return Outcome::none;
      futex_wait(memory_.count(), now, deadline);
    }
    // Overrun: goes on in the middle, as RingReader does.
    frame_ = now - next_ < kSlots ? next_ : now - kSlots / 2;
    next_ = frame_ + 1;
    return Outcome::frame;
  }
  std::span<const std::byte> bytes() const override { return memory_.slot(frame_); }
  bool copy_to(std::span<std::byte> target) override {
    return FrameReceiver::copy_to(target) && still_valid();
  }
  bool still_valid() const override {
    // (D) acquire fence, pairs with (C): the frame's bytes are read before the count below. When it
    // is kSlots frames on, the sender may be writing into this slot.
    std::atomic_thread_fence(std::memory_order_acquire);
    return load_count() - frame_ < kSlots;
  }

 private:
  std::uint32_t load_count() const noexcept {
    // (B) acquire, pairs with (A): the frames below the count are whole.
    return std::atomic_ref(memory_.count()).load(std::memory_order_acquire);
  }

  const HandoverMemory& memory_;
  std::uint32_t next_;
  std::uint32_t frame_ = 0;
};

}  // namespace

Way bare_handover_way() {
  const auto memory = std::make_shared<const HandoverMemory*>();  // of the trial that runs
  return {.name = "bare handover",
          .kind = WayKind::bare,
          .lends_memory = true,
          .make_sender =
              [memory](const WaySetup&) { return std::make_unique<HandoverSender>(**memory); },
          .make_receiver =
              [memory](const WaySetup&, std::uint32_t) {
                return std::make_unique<HandoverReceiver>(**memory);
              },
          .start_broker =
              [memory](const WaySetup& setup) {
                auto broker = std::make_unique<HandoverMemory>(setup.frame_bytes);
                *memory = broker.get();
                return broker;
              }};
}

}  // namespace framering::bench
