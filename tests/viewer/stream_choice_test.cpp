// Which stream is shown when none is named.

#include "stream_choice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace framering::viewer {
namespace {

std::vector<StreamInfo> four_streams() {
  std::vector<StreamInfo> streams(4);
  streams[0].name = "camera0";
  streams[0].width = 1280;
  streams[0].height = 720;
  streams[0].pixel_format = "rgb8";
  streams[0].dtype = "uint8";
  streams[0].status = "live";
  streams[0].source = "/dev/video0";
  streams[1].name = "depth";
  streams[1].width = 64;
  streams[1].height = 48;
  streams[1].dtype = "float32";
  streams[2].name = "2";
  streams[3].name = "tensor";
  streams[3].dtype = "int64";
  return streams;
}

std::optional<std::string> picked(const std::string& typed) {
  std::istringstream answers(typed);
  std::ostringstream questions;
  return ask_for_stream(four_streams(), answers, questions);
}

TEST(StreamChoice, TakesANumber) { EXPECT_EQ(picked("1\n"), "camera0"); }

TEST(StreamChoice, TakesANumberBeforeANameThatLooksLikeOne) { EXPECT_EQ(picked("2\n"), "depth"); }

TEST(StreamChoice, TakesAName) { EXPECT_EQ(picked("depth\n"), "depth"); }

TEST(StreamChoice, AsksAgainAfterAnAnswerThatIsNone) {
  EXPECT_EQ(picked("0\n5\nnothing\n\ncamera0\n"), "camera0");
}

TEST(StreamChoice, GivesUpWhenThereAreNoMoreAnswers) { EXPECT_EQ(picked("7\n"), std::nullopt); }

TEST(StreamChoice, DescribesAStreamInALine) {
  const std::string text = describe_streams(four_streams());
  EXPECT_NE(text.find("camera0"), std::string::npos);
  EXPECT_NE(text.find("1280x720 rgb8"), std::string::npos);
  EXPECT_NE(text.find("64x48 float32"), std::string::npos);
  EXPECT_NE(text.find("no frame yet"), std::string::npos);
  EXPECT_NE(text.find("/dev/video0"), std::string::npos);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
}

TEST(StreamChoice, DescribesAStreamOfTensorsByItsElements) {
  const std::string text = describe_streams({four_streams()[3]});
  EXPECT_NE(text.find("int64"), std::string::npos) << text;
  EXPECT_EQ(text.find("no frame yet"), std::string::npos) << text;
}

}  // namespace
}  // namespace framering::viewer
