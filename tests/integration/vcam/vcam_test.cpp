// frame_producer and frame_viewer with a real V4L2 device: vivid, the kernel's virtual camera. Runs
// as root inside the VM that vcam-run starts.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "framering/clock.hpp"
#include "framering/stream.hpp"
#include "framering/subscriber.hpp"
#include "producer/reference_picture.hpp"
#include "support/process.hpp"

namespace framering::test {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr const char* kCamera = "/dev/video0";
constexpr double kFrameTimeUs = 1e6 / 30;
constexpr auto kPatience = 60s;  // emulated, and on a busy host

/// Runs a command to its end and returns its exit code.
int run(const std::vector<std::string>& command) {
  Process process(command);
  return process.wait(deadline_in(kPatience)).value_or(-1);
}

/// The lines of `text`.
std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

class Vcam : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists("/sys/bus/platform/devices/vivid.0")) {
      GTEST_SKIP() << "no vivid camera here; run it by tests/integration/vcam/vcam-run";
    }
  }

  void SetUp() override {
    // Left as the driver makes it, the input runs at 60 frames a second.
    ASSERT_EQ(run({"v4l2-ctl", "--set-dv-bt-timings", "index=5"}), 0);
    ASSERT_EQ(run({"v4l2-ctl", "-c", "timestamp_source=1,percentage_of_dropped_buffers=0"}), 0);
  }

  Process producer(std::vector<std::string> arguments, Process::Environment more = {}) {
    arguments.insert(arguments.begin(), FRAME_PRODUCER);
    more.emplace_back("FRAMERING_DIR", directory_.path());
    return Process(arguments, more);
  }

  Process viewer(const std::string& frames) {
    return Process({FRAME_VIEWER, "--headless", "--no-render", "--every-frame", "--frames", frames,
                    "--timeout", "60", "--json", "-", "camera0"},
                   {{"FRAMERING_DIR", directory_.path()}});
  }

  /// The one stream there is; without one an empty name.
  StreamInfo stream() {
    const auto streams = list_streams(directory_.path());
    return streams && streams->size() == 1 ? streams->front() : StreamInfo{};
  }

  /// Waits until the stream has published `count` frames.
  bool published(std::uint64_t count) {
    return eventually(deadline_in(kPatience), [&] { return stream().frames >= count; });
  }

  TemporaryDirectory directory_;
};

void write_to(const std::string& file, const std::string& text) { std::ofstream(file) << text; }
void unplug() { write_to("/sys/bus/platform/drivers/vivid/unbind", "vivid.0"); }
void plug_in() { write_to("/sys/bus/platform/drivers/vivid/bind", "vivid.0"); }

/// Whether captured -> acquired typically lies between nothing and ten frame times: of the driver's
/// own clock, and not of the ring buffer's oldest frame. On an idle machine it is a third of one;
/// an emulator on a busy one takes its time.
bool is_true_latency(const json& report) {
  const json& typical = report["latency_us"]["captured_to_acquired"]["p50"];
  return typical > 0 && typical < 10 * kFrameTimeUs;
}

TEST_F(Vcam, CamerasAreListedWithTheirFormatsAndOtherNodesLeftOut) {
  Process list = producer({"--list-cameras"});
  ASSERT_EQ(list.wait(deadline_in(kPatience)), 0);
  EXPECT_TRUE(list.out().starts_with("vivid\n  path: /dev/video0\n")) << list.out();
  EXPECT_NE(list.out().find("\n  YUYV (YUYV 4:2:2)\n"), std::string::npos) << list.out();
  EXPECT_NE(list.out().find(" fps\n"), std::string::npos) << list.out();
  // The device has nodes for output and metadata as well.
  EXPECT_TRUE(std::filesystem::exists("/dev/video1"));
  EXPECT_EQ(list.out().find("/dev/video1"), std::string::npos) << list.out();
}

TEST_F(Vcam, FramesCarryTheDriversTimeOfCapture) {
  Process camera = producer({"--camera", "0", "--fps", "30"});
  ASSERT_TRUE(camera.prints("publishing", deadline_in(kPatience))) << camera.err();
  // Drawn, not only received; in an emulator that takes longer than a frame time, so some are
  // missed.
  Process watching({FRAME_VIEWER, "--headless", "--no-overlay", "--frames", "100", "--timeout",
                    "120", "--json", "-"},
                   {{"FRAMERING_DIR", directory_.path()}});
  ASSERT_EQ(watching.wait(deadline_in(2 * kPatience)), 0) << watching.err() << camera.err();
  const json report = json::parse(watching.out());
  EXPECT_EQ(report["captured_from"], "driver");
  EXPECT_EQ(report["frames"]["drawn"], 100);
  EXPECT_EQ(report["format"]["width"], 1280);
  EXPECT_EQ(report["format"]["height"], 720);
  EXPECT_EQ(report["format"]["pixel_format"], "rgb8");
  EXPECT_TRUE(is_true_latency(report)) << report.dump(2);
  camera.signal(SIGTERM);
  EXPECT_EQ(camera.wait(deadline_in(kPatience)), 0) << camera.err();
}

TEST_F(Vcam, StreamGoesOnAfterTheCameraWasUnpluggedAndPluggedInAgain) {
  Process camera = producer({"--camera", "0", "--fps", "30"});
  ASSERT_TRUE(camera.prints("publishing", deadline_in(kPatience))) << camera.err();
  Process watching = viewer("400");
  ASSERT_TRUE(watching.prints("attached", deadline_in(kPatience))) << watching.err();
  const StreamInfo before = stream();
  ASSERT_TRUE(published(before.frames + 100)) << camera.err();

  unplug();
  ASSERT_TRUE(camera.prints("no signal", deadline_in(kPatience))) << camera.err();
  ASSERT_TRUE(watching.prints("no signal since", deadline_in(kPatience))) << watching.err();
  const StreamInfo without = stream();
  EXPECT_EQ(without.status, "no signal");
  const auto frames = without.frames;
  EXPECT_LE(frames, 300U) << "too late to see 100 frames after it";

  plug_in();
  ASSERT_EQ(watching.wait(deadline_in(kPatience)), 0) << watching.err() << camera.err();
  const json report = json::parse(watching.out());
  EXPECT_EQ(report["frames"]["received"], 400);
  EXPECT_EQ(report["attachments"], 1);
  EXPECT_EQ(report["epoch"], before.epoch);
  const StreamInfo after = stream();
  EXPECT_EQ(after.epoch, before.epoch);
  EXPECT_EQ(after.pid, before.pid);
  EXPECT_EQ(after.status, "live");
  EXPECT_GE(after.frames, frames + 100);
}

TEST_F(Vcam, CameraIsFoundAgainAsAnotherNode) {
  Process camera = producer({"--camera", "0"});
  ASSERT_TRUE(published(10)) << camera.err();
  // Whoever keeps the old node open keeps its number taken.
  Process holder({"bash", "-c", "exec 9</dev/video0; echo held; exec sleep 1000"});
  ASSERT_TRUE(holder.prints("held", deadline_in(kPatience)));
  unplug();
  ASSERT_TRUE(camera.prints("no signal", deadline_in(kPatience))) << camera.err();
  const auto frames = stream().frames;
  plug_in();
  ASSERT_TRUE(published(frames + 10)) << camera.err();
  EXPECT_TRUE(camera.prints("signal is back", deadline_in(kPatience))) << camera.err();
  EXPECT_FALSE(std::filesystem::exists(kCamera));

  camera.kill();
  holder.kill();
  unplug();
  plug_in();  // the other tests look for it at its old place
  ASSERT_TRUE(std::filesystem::exists(kCamera));
}

TEST_F(Vcam, EndsWithinASecondWhileTheCameraDeliversNothing) {
  ASSERT_EQ(run({"v4l2-ctl", "-c", "percentage_of_dropped_buffers=100"}), 0);
  std::optional<int> code;
  for (int attempt = 0; attempt < 3 && !code; ++attempt) {  // the emulator may stall
    // OpenCV shall wait for a frame much longer than the program may take to end.
    Process camera = producer({"--camera", "0"}, {{"OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "30"}});
    ASSERT_TRUE(camera.prints("publishing", deadline_in(kPatience))) << camera.err();
    ASSERT_EQ(stream().status, "live");
    camera.signal(SIGINT);
    code = camera.wait(deadline_in(1s));
    if (code) {
      EXPECT_NE(camera.err().find("published 0 frames"), std::string::npos) << camera.err();
    }
  }
  EXPECT_EQ(code, 0);
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Vcam, SilentCameraIsSaidToHaveNoSignalAndComesBack) {
  Process camera = producer({"--camera", "0"});
  ASSERT_TRUE(published(10)) << camera.err();
  ASSERT_EQ(run({"v4l2-ctl", "-c", "percentage_of_dropped_buffers=100"}), 0);
  ASSERT_TRUE(camera.prints("no signal", deadline_in(kPatience))) << camera.err();
  ASSERT_EQ(run({"v4l2-ctl", "-c", "percentage_of_dropped_buffers=0"}), 0);
  EXPECT_TRUE(camera.prints("signal is back", deadline_in(kPatience))) << camera.err();
}

TEST_F(Vcam, CameraInUseIsRefusedAndItsUserNotDisturbed) {
  Process first = producer({"--camera", "0"});
  ASSERT_TRUE(published(10)) << first.err();
  Process second = producer({"--camera", "0", "--stream", "other"});
  EXPECT_EQ(second.wait(deadline_in(kPatience)), 1);
  ASSERT_EQ(lines(second.err()).size(), 1U) << second.err();
  EXPECT_NE(second.err().find("camera /dev/video0 is in use"), std::string::npos) << second.err();
  EXPECT_TRUE(published(stream().frames + 30)) << first.err();
  EXPECT_EQ(first.err().find("no signal"), std::string::npos) << first.err();
}

TEST_F(Vcam, CameraWithoutPermissionIsRefused) {
  // From a place that anyone may read, as a user who may not open the camera.
  const std::string copy = "/tmp/frame_producer";
  std::filesystem::copy_file(FRAME_PRODUCER, copy);
  std::filesystem::permissions(kCamera, std::filesystem::perms::owner_read);
  Process refused(
      {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", copy, "--camera", "0"});
  EXPECT_EQ(refused.wait(deadline_in(kPatience)), 1);
  ASSERT_EQ(lines(refused.err()).size(), 1U) << refused.err();
  EXPECT_NE(refused.err().find("no permission for camera /dev/video0"), std::string::npos)
      << refused.err();
  std::filesystem::remove(copy);
}

/// The colour of a pixel, whatever the frame's format.
Color color_at(const OwnedFrame& frame, std::size_t x, std::size_t y) {
  const FrameDescriptor& d = frame.descriptor;
  const auto at = [&](std::size_t plane, std::size_t row, std::size_t column) {
    return static_cast<double>(
        frame.payload.at(d.plane_offset_bytes[plane] + row * d.plane_stride_bytes[plane] + column));
  };
  const YuvFormula formula = formula_of(d.color_matrix, d.color_range);
  if (d.pixel_format == PixelFormat::yuyv) {
    return rgb_of({at(0, y, 2 * x), at(0, y, x / 2 * 4 + 1), at(0, y, x / 2 * 4 + 3)}, formula);
  }
  if (d.pixel_format == PixelFormat::nv12) {
    return rgb_of({at(0, y, x), at(1, y / 2, x / 2 * 2), at(1, y / 2, x / 2 * 2 + 1)}, formula);
  }
  return {at(0, y, 3 * x), at(0, y, 3 * x + 1), at(0, y, 3 * x + 2)};
}

/// vivid's picture: eight bars of three quarters of full colour over the whole width.
void expect_color_bars(const OwnedFrame& frame) {
  constexpr int kBars[8][3] = {{1, 1, 1}, {1, 1, 0}, {0, 1, 1}, {0, 1, 0},
                               {1, 0, 1}, {1, 0, 0}, {0, 0, 1}, {0, 0, 0}};
  for (std::size_t bar = 0; bar < 8; ++bar) {
    for (const std::size_t y : {std::size_t{350}, std::size_t{719}}) {
      const Color seen = color_at(frame, 80 + 160 * bar, y);
      for (std::size_t c = 0; c < 3; ++c) {
        EXPECT_NEAR(seen[c], 191 * kBars[bar][c], 5) << "bar " << bar << " channel " << c;
      }
    }
  }
}

TEST_F(Vcam, PicturesAreWholeAndOfTheRightColours) {
  for (const char* format : {"rgb8", "yuyv", "nv12"}) {
    SCOPED_TRACE(format);
    Process camera = producer({"--camera", "0", "--fps", "30", "--pixel-format", format});
    auto subscriber = Subscriber::create("camera0", {.directory = directory_.path()});
    BorrowedFrame borrowed;
    OwnedFrame frame;
    ASSERT_TRUE(eventually(deadline_in(kPatience), [&] {
      return subscriber->latest(borrowed, deadline_in(1s)) == ReadStatus::frame &&
             borrowed.copy_to(frame);
    })) << camera.err();
    ASSERT_EQ(frame.descriptor.width, 1280U);
    EXPECT_EQ(name_of(frame.descriptor.pixel_format), format);
    expect_color_bars(frame);
  }
}

}  // namespace
}  // namespace framering::test
