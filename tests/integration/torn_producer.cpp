// A producer that tears every tenth frame on purpose: it stamps the frame, exchanges its lower half
// for that of the frame before, and publishes it as whole. What --verify exists to catch.

#include <algorithm>
#include <cstdio>
#include <thread>
#include <utility>
#include <vector>

#include "framering/clock.hpp"
#include "framering/pattern_stamp.hpp"
#include "framering/publisher.hpp"

int main() {
  using namespace framering;
  FrameDescriptor frame = describe_picture(PixelFormat::rgb8, 127, 95);
  frame.content = Content::pattern;
  auto publisher = Publisher::create({.stream = "torn", .payload_capacity = frame.payload_bytes});
  if (!publisher) return std::puts(publisher.error().message.c_str()), 1;
  std::vector<std::byte> now(frame.payload_bytes);
  std::vector<std::byte> before;
  for (auto next = Clock::now();; next += std::chrono::milliseconds(5)) {
    std::this_thread::sleep_until(next);
    auto slot = publisher->begin(frame.payload_bytes);
    if (!slot) return 1;
    before = now;
    stamp_pattern(frame, slot->index(), now);
    if (slot->index() % 10 == 9) {
      const auto half = static_cast<std::ptrdiff_t>(now.size() / 2);
      std::copy(before.begin() + half, before.end(), now.begin() + half);
    }
    store_payload(slot->payload(), now);
    frame.captured_ns = frame.acquired_ns = now_ns();
    std::move(*slot).publish(frame);
  }
}
