// A publisher as a process of its own, for tests that stop or kill one:
//   viewer_test_publisher STREAM FORMAT WIDTH HEIGHT FPS [FRAMES]
// publishes stamped frames, over all three transports, FRAMES of them and then the end of the
// stream.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <string>
#include <thread>

#include "framering/clock.hpp"
#include "test_frame.hpp"

int main(int argc, char** argv) {
  using namespace framering;
  if (argc < 6) return 2;
  const auto format = pixel_format_from_name(argv[2]);
  if (!format) return 2;
  const auto number = [&](int i) { return static_cast<std::uint32_t>(std::stoul(argv[i])); };
  const std::uint32_t frames = argc > 6 ? number(6) : std::numeric_limits<std::uint32_t>::max();
  test::TestFrame frame = *format == PixelFormat::rgb8
                              ? test::gradient_frame(number(3), number(4), 128)
                              : test::random_frame(*format, number(3), number(4), 1, 1);
  frame.descriptor.content = Content::pattern;
  PublisherOptions options{
      .stream = argv[1], .payload_capacity = frame.payload.size(), .source = "test publisher"};
  options.serve.pipe = true;
  options.serve.tcp = true;
  auto publisher = Publisher::create(options);
  if (!publisher) {
    std::fprintf(stderr, "%s\n", publisher.error().message.c_str());
    return 1;
  }
  const std::chrono::duration<double> period(1.0 / number(5));
  Deadline due = Clock::now();
  for (std::uint32_t i = 0; i < frames; ++i) {
    if (!test::publish(*publisher, frame)) return 1;
    due += std::chrono::duration_cast<Clock::duration>(period);
    std::this_thread::sleep_until(due);
  }
  publisher->end("all frames published");
  return 0;
}
