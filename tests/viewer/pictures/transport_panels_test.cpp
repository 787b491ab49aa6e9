// What the overlay draws of transports: the buttons, the comparison table, the A/B panel.

#include <gtest/gtest.h>

#include <cstddef>

#include "frame_renderer.hpp"
#include "gl_canvas.hpp"
#include "offscreen_context.hpp"
#include "overlay/overlay.hpp"

namespace framering::viewer {
namespace {

struct Area {
  int left, top, right, bottom;
};

// Where the comparison table and its groups are in a window of 1280x720.
constexpr Area kTable = {610, 12, 1268, 372};
constexpr Area kShmGroup = {745, 40, 905, 360};
constexpr Area kPipeGroup = {920, 40, 1080, 360};

Percentiles percentiles(double p50) { return {p50, 2 * p50, 3 * p50, 4 * p50}; }

TransportColumn filled_column() {
  TransportColumn column;
  column.frames = 1234;
  column.missed = 5;
  for (auto& stage : column.stages) stage = percentiles(1500);
  column.echo_us = percentiles(90);
  column.bytes_copied = 8.3e6;
  column.viewer_cpu_us = 2100;
  column.server_cpu_us = 900;
  return column;
}

ViewerState state_with_a_picture() {
  ViewerState state;
  state.stream = "cam";
  state.format = "1280x720 rgb8";
  state.standing = Standing::live;
  state.has_picture = true;
  state.now_ns = state.last_received_ns = 1;
  state.transports.available = {kTransports.begin(), kTransports.end()};
  state.transports.columns[0] = filled_column();
  return state;
}

class TransportPanels : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    static auto context = OffscreenContext::create();
    ASSERT_TRUE(context) << context.error().message;
  }

  Image draw(ViewerState& state, Size size = {1280, 720}, bool panels = true) {
    Overlay overlay(OverlayPlatform{}, 1);
    GlCanvas canvas;
    canvas.resize(size);
    for (int times = 0; times < 2; ++times) {  // ImGui knows a window's height in the second frame
      canvas.bind();
      FrameRenderer::clear(size);
      overlay.draw(state, size, panels);
    }
    return read_framebuffer(size);
  }

  static int brightness(const Image& image, int x, int y) {
    return image.rgb[static_cast<std::size_t>(y * image.size.width + x) * 3 + 1];
  }

  // Pixels of text, dim or not.
  static int written(const Image& image, const Area& area, int from = 110) {
    int pixels = 0;
    for (int y = area.top; y < area.bottom; ++y) {
      for (int x = area.left; x < area.right; ++x) pixels += brightness(image, x, y) >= from;
    }
    return pixels;
  }
};

TEST_F(TransportPanels, ShowTheComparisonTableWhenAskedTo) {
  ViewerState state = state_with_a_picture();
  EXPECT_EQ(written(draw(state), kTable), 0);
  state.show_comparison = true;
  EXPECT_GT(written(draw(state), kTable), 2000);
}

TEST_F(TransportPanels, FillTheColumnsOfTheTransportsThatWereUsed) {
  ViewerState state = state_with_a_picture();
  state.show_comparison = true;
  const int dashes = written(draw(state), kPipeGroup);
  state.transports.columns[1] = filled_column();
  const Image image = draw(state);
  EXPECT_GT(written(image, kPipeGroup), 3 * dashes);
  EXPECT_NEAR(written(image, kPipeGroup), written(image, kShmGroup), 40);
}

TEST_F(TransportPanels, ShadeTheColumnOfThePresentTransport) {
  ViewerState state = state_with_a_picture();
  state.show_comparison = true;
  const Image on_shm = draw(state);
  state.transport = Transport::pipe;
  const Image on_pipe = draw(state);
  EXPECT_GT(brightness(on_shm, 750, 300), brightness(on_pipe, 750, 300));
  EXPECT_LT(brightness(on_shm, 925, 300), brightness(on_pipe, 925, 300));
}

TEST_F(TransportPanels, LeavePercentilesOutWhereThereIsNoRoom) {
  ViewerState state = state_with_a_picture();
  state.show_comparison = true;
  const auto right_of_the_panel = [&](int width) {
    const Image image = draw(state, {width, 720});
    return written(image, {388, 12, width, 372});
  };
  const int all = right_of_the_panel(1280);
  const int two = right_of_the_panel(940);
  const int one = right_of_the_panel(768);
  EXPECT_LT(two, all);
  EXPECT_LT(one, two);
  EXPECT_GT(one, 500);
  EXPECT_EQ(right_of_the_panel(640), 0);
}

TEST_F(TransportPanels, SayWhenThereIsNoRoomForTheTableAtAll) {
  ViewerState state = state_with_a_picture();
  const Area below_the_buttons = {20, 165, 376, 185};
  const int before = written(draw(state, {640, 480}), below_the_buttons);
  state.show_comparison = true;
  EXPECT_GT(written(draw(state, {640, 480}), below_the_buttons), before + 100);
}

TEST_F(TransportPanels, LightTheButtonOfTheTransport) {
  ViewerState state = state_with_a_picture();
  const auto button = [](const Image& image, int position) {
    return brightness(image, 30 + 52 * position, 155);
  };
  const Image on_shm = draw(state);
  EXPECT_GT(button(on_shm, 0), 150);
  EXPECT_LT(button(on_shm, 1), 100);
  state.transport = state.transports.chosen = Transport::tcp;
  const Image on_tcp = draw(state);
  EXPECT_LT(button(on_tcp, 0), 100);
  EXPECT_GT(button(on_tcp, 2), 150);
}

TEST_F(TransportPanels, LightTheButtonOfTheChosenTransportAloneWhileItIsAttached) {
  ViewerState state = state_with_a_picture();
  const auto button = [](const Image& image, int position) {
    return brightness(image, 30 + 52 * position, 155);
  };
  const int off = button(draw(state), 1);
  state.transports.chosen = Transport::tcp;  // and frames come from shm still
  const Image image = draw(state);
  EXPECT_EQ(button(image, 0), off);
  EXPECT_EQ(button(image, 1), off);
  EXPECT_GT(button(image, 2), off + 30);
}

TEST_F(TransportPanels, DimTheAbButtonWhereThereIsNothingToCompareWith) {
  ViewerState state = state_with_a_picture();
  const Area ab = {228, 142, 278, 162};
  EXPECT_GT(written(draw(state), ab), 20);
  state.transports.available = {Transport::tcp};
  EXPECT_EQ(written(draw(state), ab), 0);
}

TEST_F(TransportPanels, DivideAnAbPictureAndNameItsHalves) {
  ViewerState state = state_with_a_picture();
  state.ab.emplace();
  state.ab->b = Transport::tcp;
  state.ab->matched = state.ab->compared = state.ab->identical = 312;
  state.ab->a_us = state.ab->b_us = state.ab->difference_us = percentiles(1000);
  const Image image = draw(state);
  for (int y = 1; y < 720; y += 37) EXPECT_GT(brightness(image, 640, y), 200) << y;
  EXPECT_GT(written(image, {560, 680, 630, 700}), 30);
  EXPECT_GT(written(image, {650, 680, 720, 700}), 30);
  EXPECT_GT(written(image, {20, 170, 376, 290}), 1000);
  state.ab.reset();
  EXPECT_LT(brightness(draw(state), 640, 360), 50);
}

TEST_F(TransportPanels, KeepTheLineOfAnAbPictureWithoutThePanels) {
  ViewerState state = state_with_a_picture();
  state.ab.emplace();
  const Image image = draw(state, {1280, 720}, false);
  EXPECT_GT(brightness(image, 640, 360), 200);
  EXPECT_EQ(written(image, {12, 12, 376, 600}), 0);
}

TEST_F(TransportPanels, SayWhyATransportWasLeft) {
  ViewerState state = state_with_a_picture();
  const Area banner = {400, 600, 1280, 720};
  EXPECT_EQ(written(draw(state), banner), 0);
  state.remark = "tcp failed: stream cam is not served over tcp; going on in shared memory";
  EXPECT_GT(written(draw(state), banner), 500);
}

TEST_F(TransportPanels, SayHowFarAnotherClockIsOff) {
  ViewerState state = state_with_a_picture();
  const Area fourth_line = {20, 75, 376, 90};
  const int before = written(draw(state), fourth_line);
  state.clock = "producer's clock +1000.000012 s \u00b1 35 \u00b5s";
  EXPECT_GT(written(draw(state), fourth_line), before + 200);
}

}  // namespace
}  // namespace framering::viewer
