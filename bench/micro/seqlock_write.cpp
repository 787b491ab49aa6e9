// What a frame costs the capture thread when nobody waits for it.

#include <benchmark/benchmark.h>

#include "atomics.hpp"
#include "micro_ring.hpp"

namespace framering::bench {
namespace {

/// The lock word alone: the floor of the others.
void SeqlockWriteWord(benchmark::State& state) {
  std::uint64_t word = 0;
  std::uint64_t index = 0;
  for (auto _ : state) {
    atomics::begin_write(word, sequence_writing(index));
    atomics::end_write(word, sequence_whole(index++));
    benchmark::ClobberMemory();
  }
}
BENCHMARK(SeqlockWriteWord);

/// Slot, head and the wake that finds nobody, without a descriptor and the time that it holds.
void SeqlockWriteAbandoned(benchmark::State& state) {
  MicroRing ring;
  for (auto _ : state) {
    ring.writer().begin();
    ring.writer().abandon();
  }
}
BENCHMARK(SeqlockWriteAbandoned);

void SeqlockWriteDescriptor(benchmark::State& state) {
  MicroRing ring;
  for (auto _ : state) {
    ring.writer().begin();
    ring.writer().publish(empty_frame());
  }
}
BENCHMARK(SeqlockWriteDescriptor);

void SeqlockWrite4Bytes(benchmark::State& state) {
  MicroRing ring;
  const FrameDescriptor frame = number_frame();
  std::uint32_t number = 0;
  for (auto _ : state) {
    const auto payload = ring.writer().begin();
    atomics::store_words(payload.data(), reinterpret_cast<const std::byte*>(&number),
                         sizeof number);
    ring.writer().publish(frame);
    ++number;
  }
}
BENCHMARK(SeqlockWrite4Bytes);

}  // namespace
}  // namespace framering::bench
