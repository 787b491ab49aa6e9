#include <array>
#include <new>
#include <stdexcept>

#include "atomics.hpp"
#include "framering/clock.hpp"
#include "framering/frame_descriptor.hpp"
#include "pingpong/bare_links.hpp"
#include "pingpong/spin.hpp"
#include "shared_file.hpp"

namespace framering::bench {
namespace {

/// A seqlock around a word that describes itself, and nothing of a ring but that.
struct alignas(64) Slot {
  std::uint64_t sequence = 0;  // even: of the message of that number, halved
  alignas(64) FrameDescriptor descriptor;
  alignas(64) std::uint64_t word = 0;
};

class SlotSide final : public Side {
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
    Spin spin;
    while (atomics::begin_read(in_.sequence) != seen_) spin.pause();
    FrameDescriptor descriptor;
    atomics::load_words(reinterpret_cast<std::byte*>(&descriptor),
                        reinterpret_cast<const std::byte*>(&in_.descriptor), sizeof descriptor);
    atomics::load_words(message.data(), reinterpret_cast<const std::byte*>(&in_.word),
                        message.size());
    if (!atomics::end_read(in_.sequence, seen_) || descriptor.index + 1 != seen_) {
      throw std::runtime_error("a message is not whole");
    }
  }

 private:
  const Slot& in_;
  Slot& out_;
  std::uint64_t sent_ = 0;
  std::uint64_t seen_ = 0;
  FrameDescriptor descriptor_;
};

class SlotLink final : public Link {
 public:
  SlotLink() {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      slots_[i] = new (memory_.bytes().data() + i * sizeof(Slot)) Slot;
    }
  }
  std::unique_ptr<Side> take(Role role) override {
    const auto mine = static_cast<std::size_t>(role);
    return std::make_unique<SlotSide>(*slots_[1 - mine], *slots_[mine]);
  }

 private:
  SharedFile memory_{"slots", 2 * sizeof(Slot)};
  std::array<Slot*, 2> slots_{};
};

}  // namespace

std::unique_ptr<Link> open_bare_slot_link(const LinkSetup&) { return std::make_unique<SlotLink>(); }

}  // namespace framering::bench
