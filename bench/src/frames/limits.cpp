#include "frames/limits.hpp"

#include <cstring>

#include "framering/clock.hpp"
#include "shared_file.hpp"

namespace framering::bench {
namespace {

constexpr std::size_t kSlots = 8;  // as a stream has them
constexpr std::size_t kWarmUp = 5;

double us_between(std::int64_t from_ns, std::int64_t to_ns) {
  return static_cast<double>(to_ns - from_ns) / 1000;
}

std::span<std::byte> slot_of(const SharedFile& slots, const PictureRoll& roll, std::size_t index) {
  return slots.bytes().subspan(index % kSlots * roll.frame_bytes(), roll.frame_bytes());
}

}  // namespace

std::vector<double> warm_copies_us(std::size_t frame_bytes, std::size_t count) {
  const std::vector<std::byte> from(frame_bytes, std::byte{1});
  const SharedFile to("framering-copy", frame_bytes, Pages::huge);
  std::vector<double> copies_us;
  for (std::size_t i = 0; i < count + kWarmUp; ++i) {
    const std::int64_t start = now_ns();
    std::memcpy(to.bytes().data(), from.data(), frame_bytes);
    if (i >= kWarmUp) copies_us.push_back(us_between(start, now_ns()));
  }
  return copies_us;
}

std::vector<double> cold_copies_us(const PictureRoll& roll, std::size_t count) {
  const SharedFile slots("framering-copy", kSlots * roll.frame_bytes(), Pages::huge);
  std::vector<double> copies_us;
  for (std::size_t i = 0; i < count + kWarmUp; ++i) {
    const std::int64_t start = now_ns();
    roll.take(i, slot_of(slots, roll, i));
    if (i >= kWarmUp) copies_us.push_back(us_between(start, now_ns()));
  }
  return copies_us;
}

}  // namespace framering::bench
