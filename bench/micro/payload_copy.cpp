// The copies of payloads into and out of the ring, and those by words, against memcpy.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "atomics.hpp"

namespace framering::bench {
namespace {

using Copy = void (*)(std::byte* target, const std::byte* source, std::size_t bytes) noexcept;

void copy_plainly(std::byte* target, const std::byte* source, std::size_t bytes) noexcept {
  std::memcpy(target, source, bytes);
}

constexpr std::size_t kLineBytes = 64;
constexpr std::size_t kPageBytes = 4096;

std::size_t round_up(std::size_t bytes, std::size_t unit) {
  return (bytes + unit - 1) / unit * unit;
}

/// A stretch of memory that no cache of this machine holds, and several 4K frames in any case.
std::size_t cold_bytes() {
  int largest = 0;
  for (const auto& cache : benchmark::CPUInfo::Get().caches)
    largest = std::max(largest, cache.size);
  return std::clamp<std::size_t>(2 * static_cast<std::size_t>(largest), 96 << 20, 512 << 20);
}

/// Made once: its pages are there from then on.
std::byte* memory_of(bool target) {
  static std::vector<std::byte> sources(cold_bytes(), std::byte{7});
  static std::vector<std::byte> targets(cold_bytes(), std::byte{1});
  return (target ? targets : sources).data();
}

/// Where the next of several buffers of so many bytes begins. They lie further than a page apart,
/// so that no prefetcher runs ahead from one into the next.
class Places {
 public:
  Places(std::size_t bytes, bool cold)
      : stride_(round_up(bytes + kPageBytes, kLineBytes) + kLineBytes),
        count_(cold ? cold_bytes() / stride_ : 1) {}
  std::size_t next() { return stride_ * (turn_++ % count_); }

 private:
  std::size_t stride_;
  std::size_t count_;
  std::size_t turn_ = 0;
};

void copy_bytes(benchmark::State& state, Copy copy, bool cold) {
  const auto bytes = static_cast<std::size_t>(state.range(0));
  const std::byte* sources = memory_of(false);
  std::byte* targets = memory_of(true);
  Places places(bytes, cold);
  for (auto _ : state) {
    const std::size_t place = places.next();
    copy(targets + place, sources + place, bytes);
    benchmark::ClobberMemory();
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}

/// A number, a line, a page, a small frame, and RGB frames of 1280x720 and 3840x2160.
void sizes(benchmark::internal::Benchmark* benchmark) {
  for (const std::int64_t bytes : {4, 64, 4096, 160 * 90 * 3, 1280 * 720 * 3, 3840 * 2160 * 3}) {
    benchmark->Arg(bytes);
  }
  benchmark->ArgName("bytes");
}

BENCHMARK_CAPTURE(copy_bytes, memcpy_warm, copy_plainly, false)->Apply(sizes);
BENCHMARK_CAPTURE(copy_bytes, payload_warm, atomics::copy_payload, false)->Apply(sizes);
BENCHMARK_CAPTURE(copy_bytes, store_words_warm, atomics::store_words, false)->Apply(sizes);
BENCHMARK_CAPTURE(copy_bytes, load_words_warm, atomics::load_words, false)->Apply(sizes);
BENCHMARK_CAPTURE(copy_bytes, memcpy_cold, copy_plainly, true)->Apply(sizes);
BENCHMARK_CAPTURE(copy_bytes, payload_cold, atomics::copy_payload, true)->Apply(sizes);
BENCHMARK_CAPTURE(copy_bytes, store_words_cold, atomics::store_words, true)->Apply(sizes);
BENCHMARK_CAPTURE(copy_bytes, load_words_cold, atomics::load_words, true)->Apply(sizes);

}  // namespace
}  // namespace framering::bench
