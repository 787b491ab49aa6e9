// Waits for a reader and publishes pictures: frame i is filled with the value i mod 256.
// Usage: example_writer [STREAM [FRAMES]]

#include <framering/clock.hpp>
#include <framering/publisher.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

using namespace std::chrono_literals;

int main(int argc, char** argv) {
  const std::string stream = argc > 1 ? argv[1] : "example";
  const long frames = argc > 2 ? std::atol(argv[2]) : 300;

  framering::FrameDescriptor picture =
      framering::describe_picture(framering::PixelFormat::rgb8, 640, 480);
  auto publisher = framering::Publisher::create(
      {.stream = stream, .payload_capacity = picture.payload_bytes, .source = "example_writer"});
  if (!publisher) {
    std::cerr << publisher.error().message << '\n';
    return 1;
  }

  while (publisher->readers() == 0) std::this_thread::sleep_for(10ms);
  for (long i = 0; i < frames; ++i) {
    picture.captured_ns = framering::now_ns();
    auto frame = publisher->begin(picture.payload_bytes);
    if (!frame) {
      std::cerr << frame.error().message << '\n';
      return 1;
    }
    std::ranges::fill(frame->payload(), static_cast<std::byte>(frame->index()));
    std::move(*frame).publish(picture);
    std::this_thread::sleep_for(10ms);
  }
  publisher->end("all frames are written");
}
