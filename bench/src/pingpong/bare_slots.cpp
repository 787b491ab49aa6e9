#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <new>
#include <stdexcept>

#include "atomics.hpp"
#include "attachment.hpp"
#include "failure.hpp"
#include "framering/clock.hpp"
#include "framering/frame_descriptor.hpp"
#include "futex.hpp"
#include "pingpong/bare_links.hpp"
#include "pingpong/spin.hpp"
#include "shared_file.hpp"

namespace framering::bench {
namespace {

/// A seqlock around a word that describes itself, and nothing of a ring but that.
struct alignas(64) Slot {
  std::uint64_t sequence = 0;  // even: of the message of that number, halved
  std::uint32_t futex = 0;     // of sides that sleep: changes with each message
  alignas(64) FrameDescriptor descriptor;
  alignas(64) std::uint64_t word = 0;
};
static_assert(sizeof(Slot) <= 4096, "it has a page of its own");

class SlotSide : public Side {
 public:
  SlotSide(const Slot& in, Slot& out) : in_(in), out_(out) {}

  void send(std::span<const std::byte> message) override {
    atomics::begin_write(out_.sequence, ++sent_);
    atomics::store_words(reinterpret_cast<std::byte*>(&out_.word), message.data(), message.size());
    descriptor_.index = sent_;
    descriptor_.published_ns = now_ns();
    atomics::store_words(reinterpret_cast<std::byte*>(&out_.descriptor),
                         reinterpret_cast<const std::byte*>(&descriptor_), sizeof descriptor_);
    atomics::end_write(out_.sequence, ++sent_);
  }
  void receive(std::span<std::byte> message) override {
    seen_ += 2;
    wait_for(seen_);
    const FrameDescriptor descriptor = atomics::load_object(in_.descriptor);
    atomics::load_words(message.data(), reinterpret_cast<const std::byte*>(&in_.word),
                        message.size());
    if (!atomics::end_read(in_.sequence, seen_) || descriptor.index + 1 != seen_) {
      throw std::runtime_error("a message is not whole");
    }
  }

 protected:
  const Slot& in() const noexcept { return in_; }
  Slot& out() const noexcept { return out_; }

 private:
  virtual void wait_for(std::uint64_t sequence) const = 0;

  const Slot& in_;
  Slot& out_;
  std::uint64_t sent_ = 0;
  std::uint64_t seen_ = 0;
  FrameDescriptor descriptor_;
};

class SpinningSlotSide final : public SlotSide {
 public:
  using SlotSide::SlotSide;

 private:
  void wait_for(std::uint64_t sequence) const override {
    Spin spin;
    while (atomics::begin_read(in().sequence) != sequence) spin.pause();
  }
};

class SleepingSlotSide final : public SlotSide {
 public:
  using SlotSide::SlotSide;

  void send(std::span<const std::byte> message) override {
    SlotSide::send(message);
    atomics::bump_futex(out().futex);
    futex_wake_all(out().futex);
  }

 private:
  void wait_for(std::uint64_t sequence) const override {
    for (;;) {
      const std::uint32_t seen = atomics::load_futex(in().futex);
      if (atomics::begin_read(in().sequence) == sequence) return;
      futex_wait(in().futex, seen, deadline_in(kLookInterval));
    }
  }
};

/// Each side writes its own slot, which the other maps for reading alone.
template <typename SideOf>
class SlotLink final : public Link {
 public:
  std::unique_ptr<Side> take(Role role) override {
    const auto mine = static_cast<std::size_t>(role);
    const void* theirs = ::mmap(nullptr, page_bytes_, PROT_READ, MAP_SHARED, memory_.fd(),
                                static_cast<off_t>((1 - mine) * page_bytes_));
    if (theirs == MAP_FAILED) throw_errno("mmap");
    auto* out = new (memory_.bytes().data() + mine * page_bytes_) Slot;
    return std::make_unique<SideOf>(*static_cast<const Slot*>(theirs), *out);
  }

 private:
  const std::size_t page_bytes_ = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  SharedFile memory_{"slots", 2 * page_bytes_};
};

}  // namespace

std::unique_ptr<Link> open_bare_spinning_slot_link(const LinkSetup&) {
  return std::make_unique<SlotLink<SpinningSlotSide>>();
}

std::unique_ptr<Link> open_bare_sleeping_slot_link(const LinkSetup&) {
  return std::make_unique<SlotLink<SleepingSlotSide>>();
}

}  // namespace framering::bench
