// Zoom and pan, as numbers.

#include "view_transform.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace framering::viewer {
namespace {

ViewTransform transform_of(Size window, Size frame) {
  ViewTransform transform;
  transform.set_window(window);
  transform.set_frame(frame);
  return transform;
}

TEST(ViewTransform, FitsAWidePictureBetweenBarsAboveAndBelow) {
  const ViewTransform transform = transform_of({800, 800}, {400, 200});
  EXPECT_DOUBLE_EQ(transform.scale(), 2);
  EXPECT_DOUBLE_EQ(transform.to_frame({0, 200}).x, 0);
  EXPECT_DOUBLE_EQ(transform.to_frame({0, 200}).y, 0);
  EXPECT_DOUBLE_EQ(transform.to_frame({800, 600}).x, 400);
  EXPECT_DOUBLE_EQ(transform.to_frame({800, 600}).y, 200);
}

TEST(ViewTransform, ShowsAPictureOfTheWindowsSizeExactly) {
  const ViewTransform transform = transform_of({127, 95}, {127, 95});
  EXPECT_DOUBLE_EQ(transform.scale(), 1);
  EXPECT_DOUBLE_EQ(transform.origin().x, 0);
  EXPECT_DOUBLE_EQ(transform.origin().y, 0);
}

TEST(ViewTransform, ZoomsAboutTheCursor) {
  ViewTransform transform = transform_of({640, 480}, {1280, 960});
  const Point cursor{100, 50};
  const Point before = transform.to_frame(cursor);
  transform.zoom_about(cursor, 3);
  EXPECT_NEAR(transform.to_frame(cursor).x, before.x, 1e-9);
  EXPECT_NEAR(transform.to_frame(cursor).y, before.y, 1e-9);
  EXPECT_DOUBLE_EQ(transform.scale(), 1.5);
}

TEST(ViewTransform, StopsZoomingAtItsLimits) {
  ViewTransform transform = transform_of({640, 480}, {640, 480});
  transform.zoom_about({0, 0}, 1e9);
  EXPECT_DOUBLE_EQ(transform.scale(), 128);
  transform.zoom_about({0, 0}, 1e-9);
  EXPECT_DOUBLE_EQ(transform.scale(), 1.0 / 64);
}

TEST(ViewTransform, MovesThePictureWithTheMouse) {
  ViewTransform transform = transform_of({640, 480}, {320, 240});
  const Point held = transform.to_frame({200, 100});
  transform.pan(-60, 30);
  EXPECT_NEAR(transform.to_frame({140, 130}).x, held.x, 1e-9);
  EXPECT_NEAR(transform.to_frame({140, 130}).y, held.y, 1e-9);
}

TEST(ViewTransform, PixelByPixelKeepsTheMiddleAndWholePixels) {
  ViewTransform transform = transform_of({641, 480}, {1280, 961});
  transform.toggle_pixel_by_pixel();
  EXPECT_DOUBLE_EQ(transform.scale(), 1);
  EXPECT_DOUBLE_EQ(transform.origin().x, std::round(transform.origin().x));
  EXPECT_DOUBLE_EQ(transform.origin().y, std::round(transform.origin().y));
  EXPECT_NEAR(transform.to_frame({320.5, 240}).x, 640, 1);
  EXPECT_NEAR(transform.to_frame({320.5, 240}).y, 480.5, 1);
}

TEST(ViewTransform, PixelByPixelTwiceFitsAgain) {
  ViewTransform transform = transform_of({640, 480}, {1280, 960});
  transform.toggle_pixel_by_pixel();
  transform.toggle_pixel_by_pixel();
  EXPECT_DOUBLE_EQ(transform.scale(), 0.5);
  transform.set_window({320, 240});
  EXPECT_DOUBLE_EQ(transform.scale(), 0.25) << "it does not follow the window";
}

TEST(ViewTransform, StaysFittedWhenTheWindowChanges) {
  ViewTransform transform = transform_of({640, 480}, {640, 480});
  transform.set_window({320, 240});
  EXPECT_DOUBLE_EQ(transform.scale(), 0.5);
}

TEST(ViewTransform, KeepsTheMiddleWhenTheWindowOfAZoomedPictureChanges) {
  ViewTransform transform = transform_of({640, 480}, {640, 480});
  transform.zoom_about({10, 20}, 4);
  const Point middle = transform.to_frame({320, 240});
  transform.set_window({1000, 700});
  EXPECT_NEAR(transform.to_frame({500, 350}).x, middle.x, 1e-9);
  EXPECT_NEAR(transform.to_frame({500, 350}).y, middle.y, 1e-9);
}

TEST(ViewTransform, FitsAFrameOfAnotherSizeAnew) {
  ViewTransform transform = transform_of({640, 480}, {640, 480});
  transform.zoom_about({10, 20}, 4);
  transform.set_frame({320, 240});
  EXPECT_DOUBLE_EQ(transform.scale(), 2);
  transform.set_window({320, 240});
  EXPECT_DOUBLE_EQ(transform.scale(), 1) << "it does not follow the window";
}

}  // namespace
}  // namespace framering::viewer
