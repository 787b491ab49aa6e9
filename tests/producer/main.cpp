// Runs the producer's unit tests with OpenCV set up as in the program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "opencv_setup.hpp"

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  framering::producer::set_up_opencv();
  return RUN_ALL_TESTS();
}
