#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <new>

#include "pingpong/bare_links.hpp"
#include "pingpong/spin.hpp"
#include "shared_file.hpp"

namespace framering::bench {
namespace {

using Word = std::atomic<std::uint32_t>;
static_assert(Word::is_always_lock_free && sizeof(Word) == 4, "it is shared, and is a futex");

struct alignas(64) Line {
  Word word{0};  // no message is 0, and none is like the one before it
};

/// A message is a word, which the reader waits to see changed.
class WordSide : public Side {
 public:
  WordSide(const Word& in, Word& out) : in_(in), out_(out) {}

  void send(std::span<const std::byte> message) override {
    std::uint32_t word = 0;
    std::memcpy(&word, message.data(), sizeof word);
    // (A) pairs with (B): it stands for whatever a real message would make visible.
    out_.store(word, std::memory_order_release);
  }
  void receive(std::span<std::byte> message) override {
    seen_ = wait_for_other_than(seen_);
    std::memcpy(message.data(), &seen_, sizeof seen_);
  }

 protected:
  /// (B) pairs with (A).
  std::uint32_t look() const noexcept { return in_.load(std::memory_order_acquire); }
  const Word& in() const noexcept { return in_; }
  Word& out() const noexcept { return out_; }

 private:
  virtual std::uint32_t wait_for_other_than(std::uint32_t seen) const = 0;

  const Word& in_;
  Word& out_;
  std::uint32_t seen_ = 0;
};

class SpinningSide final : public WordSide {
 public:
  using WordSide::WordSide;

 private:
  std::uint32_t wait_for_other_than(std::uint32_t seen) const override {
    Spin spin;
    std::uint32_t now = look();
    for (; now == seen; now = look()) spin.pause();
    return now;
  }
};

class FutexSide final : public WordSide {
 public:
  using WordSide::WordSide;

  void send(std::span<const std::byte> message) override {
    WordSide::send(message);
    ::syscall(SYS_futex, &out(), FUTEX_WAKE, 1, nullptr, nullptr, 0);
  }

 private:
  std::uint32_t wait_for_other_than(std::uint32_t seen) const override {
    std::uint32_t now = look();
    for (; now == seen; now = look()) {
      // No deadline, which would cost something: who referees ends a side that waits in vain.
      ::syscall(SYS_futex, &in(), FUTEX_WAIT, seen, nullptr, nullptr, 0);
    }
    return now;
  }
};

template <typename SideOf>
class WordLink final : public Link {
 public:
  WordLink() : lines_{new (memory_.bytes().data()) Line, new (memory_.bytes().data() + 64) Line} {}

  std::unique_ptr<Side> take(Role role) override {
    const auto mine = static_cast<std::size_t>(role);
    return std::make_unique<SideOf>(lines_[1 - mine]->word, lines_[mine]->word);
  }

 private:
  SharedFile memory_{"words", 2 * sizeof(Line)};
  std::array<Line*, 2> lines_;
};

}  // namespace

std::unique_ptr<Link> open_bare_word_link(const LinkSetup&) {
  return std::make_unique<WordLink<SpinningSide>>();
}

std::unique_ptr<Link> open_bare_futex_link(const LinkSetup&) {
  return std::make_unique<WordLink<FutexSide>>();
}

}  // namespace framering::bench
