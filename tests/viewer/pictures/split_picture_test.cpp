// The picture of an A/B comparison: A in the left half, B in the right one.

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <optional>

#include "gl_canvas.hpp"
#include "offscreen_context.hpp"
#include "picture_view.hpp"
#include "test_frame.hpp"

namespace framering::viewer {
namespace {

class SplitPicture : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    static auto context = OffscreenContext::create();
    ASSERT_TRUE(context) << context.error().message;
  }

  SplitPicture() : view_(*PictureView::create(std::nullopt)) {}

  // A picture of one blue; red and green grow to the right and downwards.
  Upload upload(Side side, std::uint8_t blue, std::uint32_t width = 127) {
    test::TestFrame frame = test::gradient_frame(width, 95, blue);
    auto owned = std::make_shared<OwnedFrame>();
    owned->descriptor = frame.descriptor;
    owned->payload = std::move(frame.payload);
    return view_.upload(BorrowedFrame(std::shared_ptr<const OwnedFrame>(owned)), side);
  }

  Image draw() {
    GlCanvas canvas;
    canvas.resize({127, 95});
    canvas.bind();
    view_.transform().set_window(canvas.size());
    view_.draw();
    return read_framebuffer(canvas.size());
  }

  static std::array<int, 3> at(const Image& image, int x, int y) {
    const auto first = static_cast<std::size_t>(y * image.size.width + x) * 3;
    return {image.rgb[first], image.rgb[first + 1], image.rgb[first + 2]};
  }

  // The last row of a picture of this blue, from column `from` to before column `to`.
  static void expect_blue(const Image& image, int from, int to, int blue) {
    for (int x = from; x < to; ++x) {
      const std::array<int, 3> expected = {x * 255 / 126, 255, blue};
      ASSERT_EQ(at(image, x, 94), expected) << "at " << x;
    }
  }

  PictureView view_;
};

TEST_F(SplitPicture, HasAOnTheLeftAndBOnTheRightOfTheSamePlace) {
  view_.set_split(true);
  ASSERT_EQ(upload(Side::a, 10), Upload::done);
  ASSERT_EQ(upload(Side::b, 200), Upload::done);
  const Image image = draw();
  expect_blue(image, 0, 63, 10);
  expect_blue(image, 63, 127, 200);
}

TEST_F(SplitPicture, IsAllOfAUntilBHasAFrame) {
  ASSERT_EQ(upload(Side::b, 200), Upload::done);
  ASSERT_EQ(upload(Side::a, 10), Upload::done);
  view_.set_split(true);  // forgets what B once was
  expect_blue(draw(), 0, 127, 10);
}

TEST_F(SplitPicture, IsAllOfAWhenTheComparisonIsOver) {
  view_.set_split(true);
  ASSERT_EQ(upload(Side::a, 10), Upload::done);
  ASSERT_EQ(upload(Side::b, 200), Upload::done);
  draw();
  view_.set_split(false);
  expect_blue(draw(), 0, 127, 10);
}

TEST_F(SplitPicture, IsAllOfAWhileBHasAnotherSize) {
  view_.set_split(true);
  ASSERT_EQ(upload(Side::a, 10), Upload::done);
  ASSERT_EQ(upload(Side::b, 200, 125), Upload::done);
  expect_blue(draw(), 0, 127, 10);
}

TEST_F(SplitPicture, IsNoneWhileOnlyBHasAFrame) {
  EXPECT_EQ(upload(Side::b, 200), Upload::done);
  EXPECT_TRUE(view_.empty());
}

}  // namespace
}  // namespace framering::viewer
