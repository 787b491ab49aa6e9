#pragma once
// Every atomic access to shared memory, with its ordering. Nothing else in framering touches the
// words that a writer changes while others read them.
//
// Letters name the two ends of each pairing. Readers map the ring read-only; a lock-free atomic
// load does not write, so casting the const away is safe.

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace framering::atomics {

template <typename Word>
std::atomic_ref<Word> shared(const Word& word) noexcept {
  return std::atomic_ref<Word>(const_cast<Word&>(word));
}

// --- The seqlock of a slot: Boehm, HPL-2012-68, figure 6 -------------------------------------

/// Marks the slot as being written.
inline void begin_write(std::uint64_t& sequence, std::uint64_t odd) noexcept {
  // relaxed: the fence (A) orders it before the payload's stores.
  shared(sequence).store(odd, std::memory_order_relaxed);
  // (A) release fence, pairs with (D): a reader that saw any byte stored after it sees `odd`, or
  // something later, in its second look at the sequence. It is seq_cst, which is more, because a
  // memcpy of many megabytes uses stores on x86 that pass by a release fence, but not by this one.
  std::atomic_thread_fence(std::memory_order_seq_cst);
}

/// Marks the slot as finished: whole or abandoned.
inline void end_write(std::uint64_t& sequence, std::uint64_t even) noexcept {
  // (B) release, pairs with (C): a reader that sees `even` sees the whole payload. Non-temporal
  // stores too: the C library's memcpy fences those itself before it returns.
  shared(sequence).store(even, std::memory_order_release);
}

/// The first look at a slot's sequence.
inline std::uint64_t begin_read(const std::uint64_t& sequence) noexcept {
  // (C) acquire, pairs with (B): the payload read from here on is at least that of this sequence.
  return shared(sequence).load(std::memory_order_acquire);
}

/// The second look: whether all that was read since begin_read() belongs to `expected`.
inline bool end_read(const std::uint64_t& sequence, std::uint64_t expected) noexcept {
  // (D) acquire fence, pairs with (A): it keeps the payload's loads before the load below.
  std::atomic_thread_fence(std::memory_order_acquire);
  // relaxed: the fence above orders it.
  return shared(sequence).load(std::memory_order_relaxed) == expected;
}

// --- Payload and descriptor, copied while the other side may be at work ------------------------

/// Copies out of shared memory word by word; a torn result is thrown away after end_read().
/// `source` is 8-byte aligned.
inline void load_words(std::byte* target, const std::byte* source, std::size_t bytes) noexcept {
  const std::size_t words = bytes / sizeof(std::uint64_t);
  const auto* from = reinterpret_cast<const std::uint64_t*>(source);
  for (std::size_t i = 0; i < words; ++i) {
    // relaxed: atomic only to be no data race. The seqlock's fences order the copy as a whole; a
    // header's constants are ordered by the socket that the ring came by.
    const std::uint64_t word = shared(from[i]).load(std::memory_order_relaxed);
    std::memcpy(target + i * sizeof word, &word, sizeof word);
  }
  for (std::size_t i = words * sizeof(std::uint64_t); i < bytes; ++i) {
    // relaxed: as above.
    target[i] = shared(source[i]).load(std::memory_order_relaxed);
  }
}

/// A copy of an object in shared memory, by load_words(): to be believed only after end_read().
template <typename Object>
Object load_object(const Object& source) noexcept {
  static_assert(alignof(Object) >= std::atomic_ref<std::uint64_t>::required_alignment);
  std::array<std::byte, sizeof(Object)> bytes;  // uncleared: clearing takes as long as the copy
  load_words(bytes.data(), reinterpret_cast<const std::byte*>(&source), sizeof source);
  return std::bit_cast<Object>(bytes);
}

/// Copies into shared memory word by word. `target` is 8-byte aligned.
inline void store_words(std::byte* target, const std::byte* source, std::size_t bytes) noexcept {
  const std::size_t words = bytes / sizeof(std::uint64_t);
  auto* to = reinterpret_cast<std::uint64_t*>(target);
  for (std::size_t i = 0; i < words; ++i) {
    std::uint64_t word;
    std::memcpy(&word, source + i * sizeof word, sizeof word);
    // relaxed: between (A) and (B), which order the copy as a whole.
    shared(to[i]).store(word, std::memory_order_relaxed);
  }
  for (std::size_t i = words * sizeof(std::uint64_t); i < bytes; ++i) {
    // relaxed: as above.
    shared(target[i]).store(source[i], std::memory_order_relaxed);
  }
}

/// One word of what store_words() stores.
template <typename Word>
void store_word(Word& target, Word value) noexcept {
  // relaxed: as above.
  shared(target).store(value, std::memory_order_relaxed);
}

/// Copies a payload, or part of one, into shared memory or out of it: a bytewise atomic memcpy,
/// which C++ does not have yet (P1478). It is the C library's, whose accesses are of a byte or more
/// each. The asm hides from the compiler where the pointers come from and how many bytes there are,
/// so that it calls memcpy as it stands, and moves no access across either.
/// A frame is consumed an eighth sooner than by words (docs/benchmarks.md, Experiments).
inline void copy_payload(std::byte* target, const std::byte* source, std::size_t bytes) noexcept {
  if (bytes == 0) return;  // an empty span may have no address, which memcpy must not be given
  asm volatile("" : "+r"(target), "+r"(source), "+r"(bytes) : : "memory");
  std::memcpy(target, source, bytes);
  asm volatile("" : : : "memory");
}

// --- The header's words --------------------------------------------------------------------------

inline void store_head(std::uint64_t& head, std::uint64_t value) noexcept {
  // (E) release, pairs with (F): who sees this head sees the finished slots below it.
  shared(head).store(value, std::memory_order_release);
}

inline std::uint64_t load_head(const std::uint64_t& head) noexcept {
  // (F) acquire, pairs with (E).
  return shared(head).load(std::memory_order_acquire);
}

inline void store_status(std::uint32_t& status, std::int64_t& since, std::uint32_t value,
                         std::int64_t now) noexcept {
  // relaxed: ordered before the status by the release below.
  shared(since).store(now, std::memory_order_relaxed);
  // (G) release, pairs with (H): who sees the status sees its time (or a later one), and the head
  // of every frame that was published before it.
  shared(status).store(value, std::memory_order_release);
}

/// The same, unless the status has become another than `expected` meanwhile.
inline void change_status(std::uint32_t& status, std::int64_t& since, std::uint32_t expected,
                          std::uint32_t value, std::int64_t now) noexcept {
  // relaxed: as in store_status(). If the status has changed meanwhile, its time is off by the
  // moment that lies between.
  shared(since).store(now, std::memory_order_relaxed);
  // (G) release on success, as in store_status(); relaxed on failure, which makes nothing visible.
  shared(status).compare_exchange_strong(expected, value, std::memory_order_release,
                                         std::memory_order_relaxed);
}

inline std::uint32_t load_status(const std::uint32_t& status) noexcept {
  // (H) acquire, pairs with (G).
  return shared(status).load(std::memory_order_acquire);
}

inline std::int64_t load_since(const std::int64_t& since) noexcept {
  // relaxed: to be read after load_status(), whose acquire (H) orders it.
  return shared(since).load(std::memory_order_relaxed);
}

/// Announces news: head or status changed.
inline void bump_futex(std::uint32_t& word) noexcept {
  // (I) releases, pairs with (J): who sees the new value sees the news that it announces. Several
  // threads announce (the capture thread frames, another one the end), so it is one addition.
  // seq_cst, so that it comes before the look at who sleeps: (L) in reader_counts.hpp.
  shared(word).fetch_add(1, std::memory_order_seq_cst);
}

/// Taken before looking for news: if it is still the same when the kernel compares, none came.
inline std::uint32_t load_futex(const std::uint32_t& word) noexcept {
  // (J) acquire, pairs with (I).
  return shared(word).load(std::memory_order_acquire);
}

}  // namespace framering::atomics
