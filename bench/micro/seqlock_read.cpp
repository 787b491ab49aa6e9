// What a frame costs a reader that need not wait for it.

#include <benchmark/benchmark.h>

#include <cstdint>

#include "atomics.hpp"
#include "micro_ring.hpp"

namespace framering::bench {
namespace {

constexpr std::uint32_t kSlots = 256;
constexpr std::uint64_t kFrames = kSlots - 1;  // all of them can be read, none is being written

/// A ring with kFrames frames, and readers that begin with the first one.
class FullRing {
 public:
  explicit FullRing(const FrameDescriptor& frame) : ring_(kSlots), mapping_(ring_.map()) {
    for (std::uint64_t i = 0; i < kFrames; ++i) {
      ring_.writer().begin();
      ring_.writer().publish(frame);
    }
  }
  RingReader reader() const { return RingReader(mapping_, 0); }

 private:
  MicroRing ring_;
  std::shared_ptr<const RingMapping> mapping_;
};

/// The two looks at the lock word alone: the floor of the others.
void SeqlockReadWord(benchmark::State& state) {
  const std::uint64_t word = sequence_whole(7);
  for (auto _ : state) {
    const std::uint64_t sequence = atomics::begin_read(word);
    bool whole = atomics::end_read(word, sequence);
    benchmark::DoNotOptimize(whole);
  }
}
BENCHMARK(SeqlockReadWord);

/// Reads frame after frame by `take`, and begins anew where they end.
template <typename Take>
void read_in_order(benchmark::State& state, const FrameDescriptor& descriptor, const Take& take) {
  const FullRing ring(descriptor);
  RingReader reader = ring.reader();
  BorrowedFrame frame;
  for (auto _ : state) {
    if (reader.next_index() == kFrames) reader = ring.reader();
    if (!reader.try_next(frame) || !take(frame)) {
      state.SkipWithError("a frame could not be read");
      break;
    }
  }
}

void SeqlockReadNext(benchmark::State& state) {
  read_in_order(state, empty_frame(), [](const BorrowedFrame&) { return true; });
}
BENCHMARK(SeqlockReadNext);

void SeqlockReadNextValidated(benchmark::State& state) {
  read_in_order(state, empty_frame(),
                [](const BorrowedFrame& frame) { return frame.still_valid(); });
}
BENCHMARK(SeqlockReadNextValidated);

void SeqlockReadNext4BytesCopied(benchmark::State& state) {
  std::uint32_t number = 0;
  read_in_order(state, number_frame(), [&](const BorrowedFrame& frame) {
    return frame.copy_to(std::as_writable_bytes(std::span(&number, 1)));
  });
  benchmark::DoNotOptimize(number);
}
BENCHMARK(SeqlockReadNext4BytesCopied);

/// What a reader that polls pays when nothing has come.
void SeqlockReadNextNone(benchmark::State& state) {
  const MicroRing ring;
  RingReader reader(ring.map());
  BorrowedFrame frame;
  for (auto _ : state) {
    bool found = reader.try_next(frame);
    benchmark::DoNotOptimize(found);
  }
}
BENCHMARK(SeqlockReadNextNone);

/// The newest of many, by a reader that is made for it: each has it but once.
void SeqlockReadLatest(benchmark::State& state) {
  const FullRing ring(empty_frame());
  BorrowedFrame frame;
  for (auto _ : state) {
    RingReader reader = ring.reader();
    if (!reader.try_latest(frame)) {
      state.SkipWithError("the newest frame could not be read");
      break;
    }
  }
}
BENCHMARK(SeqlockReadLatest);

}  // namespace
}  // namespace framering::bench
