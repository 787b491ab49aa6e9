// The program with a real window: what it follows, what it says, and what it costs.

#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <sstream>

#include "real_window.hpp"

namespace framering::test {
namespace {

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

// A tensor, which is no picture.
TestFrame unshowable_frame() {
  const std::array<std::uint64_t, 3> shape = {3, 5, 7};
  TestFrame frame{describe_array(Dtype::float32, shape.data(), shape.size()), {}};
  frame.payload.resize(frame.descriptor.payload_bytes);
  return frame;
}

class Window : public RealWindow {
 protected:
  Process start_publisher(int width, int height) {
    return Process(
        {TEST_PUBLISHER, "cam", "rgb8", std::to_string(width), std::to_string(height), "30"},
        {{"FRAMERING_DIR", streams_.path()}});
  }
};

TEST_F(Window, FollowsAStreamThatComesLater) {
  Process& viewer = start_viewer(640, 480, {"--no-overlay"});
  ASSERT_TRUE(viewer.prints("waiting for stream cam", deadline_in(kPatience)));
  start_stream();
  ASSERT_TRUE(publish(*publisher_, gradient_frame(640, 480, 90)));
  EXPECT_TRUE(pixel_becomes(320, 240, gradient(320, 240, 90)));
}

TEST_F(Window, StaysWhenTheStreamEndsAndFollowsTheNext) {
  Process& viewer = show(gradient_frame(640, 480, 90), 640, 480);
  ASSERT_TRUE(pixel_becomes(320, 100, gradient(320, 100, 90)));
  publisher_->end("enough");
  ASSERT_TRUE(viewer.prints("stream cam ended", deadline_in(kPatience)));
  EXPECT_TRUE(looks(display_->screenshot(), 320, 100, gradient(320, 100, 90)));
  publisher_.reset();
  start_stream();
  ASSERT_TRUE(publish(*publisher_, gradient_frame(640, 480, 180)));
  EXPECT_TRUE(pixel_becomes(320, 100, gradient(320, 100, 180)));
}

TEST_F(Window, FollowsAProducerThatWasKilledAndStartedAgain) {
  Process first = start_publisher(640, 480);
  Process& viewer = start_viewer(640, 480, {"--no-overlay", "--frames", "40", "--verify"});
  ASSERT_TRUE(pixel_becomes(400, 300, gradient(400, 300, 128)));
  first.kill();
  ASSERT_TRUE(viewer.prints("producer gone", deadline_in(kPatience)));
  Process second = start_publisher(640, 480);
  EXPECT_EQ(viewer.wait(deadline_in(kPatience)), 0) << viewer.err();
  EXPECT_EQ(count(viewer.err(), "attached to cam"), 2) << viewer.err();
}

TEST_F(Window, FollowsAnotherSizeAndFormat) {
  show(gradient_frame(640, 480, 90), 640, 480);
  ASSERT_TRUE(pixel_becomes(320, 240, gradient(320, 240, 90)));
  TestFrame gray{describe_picture(PixelFormat::gray8, 2000, 1500), {}};
  gray.payload.assign(gray.descriptor.payload_bytes, std::byte{77});
  ASSERT_TRUE(publish(*publisher_, gray));
  EXPECT_TRUE(pixel_becomes(320, 240, {77, 77, 77}));
}

TEST_F(Window, SaysOnceWhichFormatItCannotShowAndGoesOn) {
  Process& viewer = show(unshowable_frame(), 640, 480);
  ASSERT_TRUE(viewer.prints("cannot show 3x5x7 float32", deadline_in(kPatience)));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(publish(*publisher_, unshowable_frame()));
  ASSERT_TRUE(publish(*publisher_, gradient_frame(640, 480, 90)));
  EXPECT_TRUE(pixel_becomes(320, 240, gradient(320, 240, 90)));
  EXPECT_EQ(count(viewer.err(), "cannot show"), 1) << viewer.err();
}

TEST_F(Window, WritesAScreenshotOfWhatItShowed) {
  Process& viewer = show(gradient_frame(640, 480, 200), 640, 480,
                         {"--frames", "1", "--screenshot", work_.path() + "/last.png"});
  ASSERT_EQ(viewer.wait(deadline_in(kPatience)), 0) << viewer.err();
  const PngPicture shot = read_png(work_.path() + "/last.png");
  ASSERT_EQ(shot.width, 640U);
  EXPECT_EQ(shot.at(600, 400)[2], 200);
  EXPECT_LT(shot.at(200, 16)[2], 100) << "the overlay is in it";
}

TEST_F(Window, NeedsADisplayAndSaysSo) {
  Process viewer({FRAME_VIEWER, "cam"}, {{"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}});
  EXPECT_EQ(viewer.wait(deadline_in(kPatience)), 1);
  EXPECT_EQ(count(viewer.err(), "\n"), 1) << viewer.err();
  EXPECT_NE(viewer.err().find("no display"), std::string::npos) << viewer.err();
  EXPECT_NE(viewer.err().find("--headless"), std::string::npos) << viewer.err();
}

// User and system time of a process so far, in clock ticks.
long cpu_ticks(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream fields(line.substr(line.rfind(')') + 2));
  std::string skipped;
  for (int i = 3; i < 14; ++i) fields >> skipped;
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return user + system;
}

// How often a process's main thread has gone to sleep so far.
long sleeps(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/status");
  for (std::string key, value; file >> key && std::getline(file, value);) {
    if (key == "voluntary_ctxt_switches:") return std::stol(value);
  }
  return -1;
}

// The one test that lets time pass: it counts what happens in it. Here an idle viewer sleeps some
// 13 times a second, one that draws at the display's rate some 300 times; one that polls takes a
// whole core.
TEST_F(Window, SleepsWhileTheProducerIsStopped) {
  constexpr long kSeconds = 4;
  Process publisher = start_publisher(640, 480);
  Process& viewer = start_viewer(640, 480, {});
  ASSERT_TRUE(pixel_becomes(600, 300, gradient(600, 300, 128)));
  publisher.signal(SIGSTOP);
  const long slept_before = sleeps(viewer.pid());
  const long ticks_before = cpu_ticks(viewer.pid());
  ASSERT_GE(slept_before, 0);
  sleep(kSeconds);
  EXPECT_LT(sleeps(viewer.pid()) - slept_before, kSeconds * 100);
  EXPECT_LT(cpu_ticks(viewer.pid()) - ticks_before, kSeconds * sysconf(_SC_CLK_TCK) / 4);
  EXPECT_FALSE(viewer.wait(Clock::now())) << viewer.err();
}

}  // namespace
}  // namespace framering::test
