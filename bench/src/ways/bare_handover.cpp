#include "ways/bare_handover.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <new>
#include <optional>

#include "framering/clock.hpp"
#include "futex.hpp"
#include "shared_file.hpp"

namespace framering::bench {
namespace {

constexpr std::uint32_t kSlots = 8;
constexpr std::size_t kPageBytes = 4096;

/// A page with the count, and the slots. Frame n, counted from 0, lies in slot n % kSlots.
class HandoverMemory {
 public:
  explicit HandoverMemory(std::size_t frame_bytes)
      : frame_bytes_(frame_bytes), file_("framering-handover", kPageBytes + kSlots * frame_bytes) {
    new (file_.bytes().data()) std::uint32_t(0);
  }

  std::span<std::byte> slot(std::uint32_t frame) const noexcept {
    return file_.bytes().subspan(kPageBytes + frame % kSlots * frame_bytes_, frame_bytes_);
  }
  /// Frames handed over so far; slept on.
  std::uint32_t& given() const noexcept {
    return *reinterpret_cast<std::uint32_t*>(file_.bytes().data());
  }

 private:
  std::size_t frame_bytes_;
  SharedFile file_;
};

class HandoverSender final : public FrameSender {
 public:
  explicit HandoverSender(const HandoverMemory& memory) : memory_(memory) {}

  std::span<std::byte> begin() override { return memory_.slot(frame_); }
  void publish() override {
    // (A) release, pairs with (B): who sees the count sees the frames below it.
    std::atomic_ref(memory_.given()).store(++frame_, std::memory_order_release);
    futex_wake_all(memory_.given());
  }

 private:
  const HandoverMemory& memory_;
  std::uint32_t frame_ = 0;
};

class HandoverReceiver final : public FrameReceiver {
 public:
  explicit HandoverReceiver(const HandoverMemory& memory) : memory_(memory), next_(given()) {}

  Outcome receive(Deadline deadline) override {
    std::uint32_t now = given();
    for (; now == next_; now = given()) {
      if (Clock::now() >= deadline) return Outcome::none;
      futex_wait(memory_.given(), now, deadline);
    }
    // Overrun: on in the middle, as a reader of the ring.
    frame_ = now - next_ < kSlots ? next_ : now - kSlots / 2;
    next_ = frame_ + 1;
    return Outcome::frame;
  }
  std::span<const std::byte> bytes() const override { return memory_.slot(frame_); }
  bool copy_to(std::span<std::byte> target) override {
    return FrameReceiver::copy_to(target) && still_valid();
  }
  bool still_valid() const override {
    // (C) acquire fence: the count is looked at after the frame. It has no partner: a slot is
    // written again only when the count is kSlots - 1 frames on, and that count is not valid.
    std::atomic_thread_fence(std::memory_order_acquire);
    return given() - frame_ < kSlots;
  }

 private:
  /// (B) acquire, pairs with (A).
  std::uint32_t given() const noexcept {
    return std::atomic_ref(memory_.given()).load(std::memory_order_acquire);
  }

  const HandoverMemory& memory_;
  std::uint32_t next_;
  std::uint32_t frame_ = 0;
};

/// The processes of a trial are forked with the memory mapped; it goes with this.
class HandoverBroker final : public Broker {
 public:
  HandoverBroker(std::optional<HandoverMemory>& memory, std::size_t frame_bytes) : memory_(memory) {
    memory_.emplace(frame_bytes);
  }
  ~HandoverBroker() override { memory_.reset(); }
  std::vector<int> pids() const override { return {}; }

 private:
  std::optional<HandoverMemory>& memory_;
};

}  // namespace

Way bare_handover_way() {
  const auto memory = std::make_shared<std::optional<HandoverMemory>>();
  return {
      .name = "bare handover",
      .kind = WayKind::bare,
      .lends_memory = true,
      .make_sender =
          [memory](const WaySetup&) { return std::make_unique<HandoverSender>(memory->value()); },
      .make_receiver =
          [memory](const WaySetup&, std::uint32_t) {
            return std::make_unique<HandoverReceiver>(memory->value());
          },
      .start_broker =
          [memory](const WaySetup& setup) {
            return std::make_unique<HandoverBroker>(*memory, setup.frame_bytes);
          }};
}

}  // namespace framering::bench
