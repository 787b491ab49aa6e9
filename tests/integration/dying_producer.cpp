// dying_producer FRAMES: waits for a reader, publishes that many verifiable frames, begins one
// more, writes half of it and is killed: by itself, so that the moment is exact.

#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>
#include <vector>

#include "framering/clock.hpp"
#include "framering/pattern_stamp.hpp"
#include "framering/publisher.hpp"

int main(int, char** arguments) {
  using namespace framering;
  const std::uint64_t frames = std::strtoull(arguments[1], nullptr, 10);
  FrameDescriptor frame = describe_picture(PixelFormat::rgb8, 320, 240);
  frame.content = Content::pattern;
  auto publisher =
      Publisher::create({.stream = "dying", .slots = 64, .payload_capacity = frame.payload_bytes});
  if (!publisher) return std::puts(publisher.error().message.c_str()), 1;
  std::vector<std::byte> picture(frame.payload_bytes);
  while (publisher->readers() == 0) std::this_thread::yield();
  auto next = Clock::now();
  for (;;) {
    std::this_thread::sleep_until(next += std::chrono::milliseconds(4));
    auto slot = publisher->begin(frame.payload_bytes);
    if (!slot) return 1;
    stamp_pattern(frame, slot->index(), picture);
    if (slot->index() == frames) {
      store_payload(slot->payload(), std::span(picture).first(picture.size() / 2));
      ::kill(::getpid(), SIGKILL);
    }
    store_payload(slot->payload(), picture);
    frame.captured_ns = frame.acquired_ns = now_ns();
    std::move(*slot).publish(frame);
  }
}
