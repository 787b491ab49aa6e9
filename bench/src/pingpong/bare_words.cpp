#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <new>

#include "failure.hpp"
#include "futex.hpp"
#include "pingpong/bare_links.hpp"
#include "pingpong/spin.hpp"
#include "shared_file.hpp"

namespace framering::bench {
namespace {

using Word = std::atomic<std::uint32_t>;
constexpr std::size_t kPageBytes = 4096;
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

class FutexSide : public WordSide {
 public:
  using WordSide::WordSide;

  void send(std::span<const std::byte> message) override {
    WordSide::send(message);
    ::syscall(SYS_futex, &out(), FUTEX_WAKE, 1, nullptr, nullptr, 0);
  }

 private:
  std::uint32_t wait_for_other_than(std::uint32_t seen) const override {
    std::uint32_t now = look();
    for (; now == seen; now = look()) sleep(seen);
    return now;
  }
  // No deadline, which would cost something: who referees ends a side that waits in vain.
  virtual void sleep(std::uint32_t seen) const {
    ::syscall(SYS_futex, &in(), FUTEX_WAIT, seen, nullptr, nullptr, 0);
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

/// Two words in a page each, of which a side maps the other's for reading alone and sleeps with a
/// deadline: what a ring costs that no reader can write to, and whose readers notice a death.
class GuardedLink final : public Link {
 public:
  std::unique_ptr<Side> take(Role role) override {
    const auto mine = static_cast<off_t>(role);
    void* theirs = ::mmap(nullptr, kPageBytes, PROT_READ, MAP_SHARED, memory_.fd(),
                          (1 - mine) * static_cast<off_t>(kPageBytes));
    if (theirs == MAP_FAILED) throw_errno("mmap");
    auto* out = new (memory_.bytes().data() + static_cast<std::size_t>(mine) * kPageBytes) Line;
    return std::make_unique<GuardedSide>(static_cast<const Line*>(theirs)->word, out->word);
  }

 private:
  class GuardedSide final : public FutexSide {
   public:
    using FutexSide::FutexSide;

   private:
    void sleep(std::uint32_t seen) const override {
      constexpr std::chrono::milliseconds kSlice(100);  // as the library's
      futex_wait(reinterpret_cast<const std::uint32_t&>(in()), seen, deadline_in(kSlice));
    }
  };

  SharedFile memory_{"words", 2 * kPageBytes};
};

}  // namespace

std::unique_ptr<Link> open_bare_word_link(const LinkSetup&) {
  return std::make_unique<WordLink<SpinningSide>>();
}

std::unique_ptr<Link> open_bare_futex_link(const LinkSetup&) {
  return std::make_unique<WordLink<FutexSide>>();
}

std::unique_ptr<Link> open_guarded_futex_link(const LinkSetup&) {
  return std::make_unique<GuardedLink>();
}

}  // namespace framering::bench
