// Each key, the wheel and the mouse, driven by xdotool; what they do, seen on the screen.

#include <csignal>

#include "real_window.hpp"

namespace framering::test {
namespace {

const TestFrame kPicture = gradient_frame(640, 480, 60);

// A place that the overlay's panel covers, and the colour that the picture has there.
constexpr int kPanelX = 200;
constexpr int kPanelY = 16;

bool is_darkened(const PngPicture& screen, const std::array<int, 3>& color) {
  return screen.at(kLeft + kPanelX, kTop + kPanelY)[2] < color[2] - 20;
}

class Keys : public RealWindow {};

TEST_F(Keys, NoneShowsThePicturePixelForPixel) {
  show(kPicture, 640, 480);
  ASSERT_TRUE(pixel_becomes(0, 0, gradient(0, 0, 60)));
  const PngPicture screen = display_->screenshot();
  for (int y = 0; y < 480; y += 53) {
    for (int x = 0; x < 640; x += 71) {
      EXPECT_TRUE(looks(screen, x, y, gradient(x, y, 60))) << x << ", " << y;
    }
  }
  EXPECT_TRUE(looks(screen, 639, 479, gradient(639, 479, 60)));
}

TEST_F(Keys, HShowsAndHidesTheOverlay) {
  show(kPicture, 640, 480);
  const auto bare = gradient(kPanelX, kPanelY, 60);
  ASSERT_TRUE(pixel_becomes(kPanelX, kPanelY, bare));
  display_->press("h");
  EXPECT_TRUE(screen_becomes([&](const PngPicture& screen) { return is_darkened(screen, bare); }));
  display_->press("h");
  EXPECT_TRUE(pixel_becomes(kPanelX, kPanelY, bare));
}

TEST_F(Keys, FFillsTheScreenAndReturns) {
  show(kPicture, 640, 480);
  ASSERT_TRUE(pixel_becomes(320, 240, gradient(320, 240, 60)));
  display_->press("f");
  // 1200x900 of it in the middle of 1600x900: far outside of where the window was.
  const auto filled = [](const PngPicture& screen) {
    const auto color = screen.at(1390, 890);
    return color[0] > 245 && color[1] > 245 && std::abs(color[2] - 60) <= 2;
  };
  EXPECT_TRUE(screen_becomes(filled));
  display_->press("f");
  EXPECT_TRUE(screen_becomes([&](const PngPicture& screen) {
    return screen.at(1390, 890) == std::array<int, 3>{0, 0, 0} &&
           looks(screen, 320, 240, gradient(320, 240, 60));
  }));
}

TEST_F(Keys, OneShowsPixelByPixelAndFitsAgain) {
  show(kPicture, 320, 240);
  ASSERT_TRUE(pixel_becomes(0, 0, gradient(0, 0, 60)));
  display_->press("1");
  EXPECT_TRUE(pixel_becomes(0, 0, gradient(160, 120, 60)));
  EXPECT_TRUE(pixel_becomes(319, 239, gradient(160 + 319, 120 + 239, 60)));
  display_->press("1");
  EXPECT_TRUE(pixel_becomes(0, 0, gradient(0, 0, 60)));
}

TEST_F(Keys, SpaceFreezesThePictureUntilItIsPressedAgain) {
  show(kPicture, 640, 480);
  ASSERT_TRUE(pixel_becomes(600, 300, gradient(600, 300, 60)));
  display_->press("space");
  display_->press("h");  // the overlay comes after the key before it has done its work
  const auto bare = gradient(kPanelX, kPanelY, 60);
  ASSERT_TRUE(screen_becomes([&](const PngPicture& screen) { return is_darkened(screen, bare); }));
  ASSERT_TRUE(publish(*publisher_, gradient_frame(640, 480, 200)));
  display_->press("h");  // drawn after the frame was there
  EXPECT_TRUE(pixel_becomes(kPanelX, kPanelY, bare));
  EXPECT_TRUE(looks(display_->screenshot(), 600, 300, gradient(600, 300, 60)));
  display_->press("space");
  ASSERT_TRUE(publish(*publisher_, gradient_frame(640, 480, 210)));
  EXPECT_TRUE(eventually(deadline_in(kPatience), [&] {  // should the frame have come before the key
    EXPECT_TRUE(publish(*publisher_, gradient_frame(640, 480, 210)));
    return looks(display_->screenshot(), 600, 300, gradient(600, 300, 210));
  }));
}

TEST_F(Keys, SSavesTheFrameAsPng) {
  Process& viewer = show(kPicture, 320, 240);
  ASSERT_TRUE(pixel_becomes(160, 120, gradient(320, 240, 60)));
  display_->press("s");
  ASSERT_TRUE(viewer.prints("saved cam-0.png", deadline_in(kPatience))) << viewer.err();
  EXPECT_EQ(work_.names(), std::vector<std::string>{"cam-0.png"});
  const PngPicture saved = read_png(work_.path() + "/cam-0.png");
  ASSERT_EQ(saved.width, 640U);
  ASSERT_EQ(saved.height, 480U);
  for (std::size_t i = 0; i < saved.rgb.size(); ++i) {
    ASSERT_EQ(saved.rgb[i], std::to_integer<int>(kPicture.payload[i])) << "at " << i;
  }
}

TEST_F(Keys, QQuits) {
  Process& viewer = show(kPicture, 320, 240);
  ASSERT_TRUE(pixel_becomes(160, 120, gradient(320, 240, 60)));
  display_->press("q");
  EXPECT_EQ(viewer.wait(deadline_in(kPatience)), 0);
}

TEST_F(Keys, EscapeQuits) {
  Process& viewer = show(kPicture, 320, 240);
  ASSERT_TRUE(pixel_becomes(160, 120, gradient(320, 240, 60)));
  display_->press("Escape");
  EXPECT_EQ(viewer.wait(deadline_in(kPatience)), 0);
}

TEST_F(Keys, CtrlCQuits) {
  Process& viewer = show(kPicture, 320, 240);
  ASSERT_TRUE(pixel_becomes(160, 120, gradient(320, 240, 60)));
  viewer.signal(SIGINT);
  EXPECT_EQ(viewer.wait(deadline_in(kPatience)), 0);
}

class Mouse : public RealWindow {};

TEST_F(Mouse, WheelZoomsAboutTheCursor) {
  show(kPicture, 640, 480);
  ASSERT_TRUE(pixel_becomes(600, 400, gradient(600, 400, 60)));
  display_->move_mouse(kLeft + 400, kTop + 200);
  display_->input({"click", "--repeat", "2", "4"});
  // 1.25 for each step: what was 200 from the cursor is now what was 200 / 1.5625 from it.
  EXPECT_TRUE(pixel_becomes(600, 400, gradient(400 + 128, 200 + 128, 60)));
  EXPECT_TRUE(pixel_becomes(400, 200, gradient(400, 200, 60)));
  display_->input({"click", "--repeat", "2", "5"});
  EXPECT_TRUE(pixel_becomes(600, 400, gradient(600, 400, 60)));
}

TEST_F(Mouse, BelongsToThePictureWhereTheOverlayWas) {
  show(kPicture, 640, 480, {});
  ASSERT_TRUE(pixel_becomes(600, 470, gradient(600, 470, 60)));
  const auto bare = gradient(kPanelX, kPanelY, 60);
  ASSERT_TRUE(screen_becomes([&](const PngPicture& screen) { return is_darkened(screen, bare); }));
  constexpr int kBelow = 60;  // on the panel too; the cursor hides nothing that is looked at
  display_->move_mouse(kLeft + kPanelX, kTop + kPanelY + kBelow);
  display_->press("h");
  ASSERT_TRUE(pixel_becomes(kPanelX, kPanelY, bare));
  display_->input({"click", "--repeat", "2", "4"});
  EXPECT_TRUE(pixel_becomes(kPanelX + 200, kPanelY + kBelow + 200,
                            gradient(kPanelX + 128, kPanelY + kBelow + 128, 60)));
}

TEST_F(Mouse, DragMovesThePicture) {
  show(kPicture, 640, 480);
  ASSERT_TRUE(pixel_becomes(100, 100, gradient(100, 100, 60)));
  display_->move_mouse(kLeft + 400, kTop + 200);
  display_->input({"mousedown", "1"});
  display_->move_mouse(kLeft + 450, kTop + 230);
  display_->move_mouse(kLeft + 480, kTop + 260);
  display_->input({"mouseup", "1"});
  EXPECT_TRUE(pixel_becomes(180, 160, gradient(100, 100, 60)));
  display_->move_mouse(kLeft + 300, kTop + 200);  // the button is up: nothing moves
  EXPECT_TRUE(pixel_becomes(180, 160, gradient(100, 100, 60)));
}

TEST_F(Mouse, OverAPixelShowsItsValue) {
  start_stream();
  ASSERT_TRUE(publish(*publisher_, kPicture));
  start_viewer(640, 480, {});
  // The panel's line for it ends at the right with the value, in place of a dash.
  const auto lit = [](const PngPicture& screen) {
    int pixels = 0;
    for (std::uint32_t y = kTop + 380; y < kTop + 480; ++y) {
      for (std::uint32_t x = kLeft + 200; x < kLeft + 370; ++x) pixels += screen.at(x, y)[2] > 120;
    }
    return pixels;
  };
  display_->move_mouse(kLeft + 700, kTop + 240);
  ASSERT_TRUE(screen_becomes([&](const PngPicture& screen) {
    return is_darkened(screen, gradient(kPanelX, kPanelY, 60));
  }));
  const int outside = lit(display_->screenshot());
  display_->move_mouse(kLeft + 500, kTop + 240);
  EXPECT_TRUE(screen_becomes([&](const PngPicture& screen) { return lit(screen) > outside + 60; }));
}

}  // namespace
}  // namespace framering::test
