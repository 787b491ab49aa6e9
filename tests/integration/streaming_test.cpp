// One producer, several viewers, all the way through the programs.

#include <gmock/gmock.h>

#include "programs.hpp"

namespace framering::test {
namespace {

using nlohmann::json;

using Streaming = Programs;

TEST_F(Streaming, FourViewersVerifyThePatternAtSixtyFramesASecond) {
  Process source = producer({"--pattern", "--fps", "60", "--stream", "pattern"});
  std::vector<Process> viewers;
  for (int i = 0; i < 4; ++i) {
    viewers.push_back(viewer({"pattern", "--headless", "--no-render", "--verify", "--frames", "600",
                              "--timeout", "60", "--json", "-"}));
  }
  // Long, for four that verify under a sanitizer beside another test.
  const Deadline deadline = deadline_in(std::chrono::seconds(150));
  for (Process& each : viewers) {
    ASSERT_EQ(each.wait(deadline), 0) << each.err();
    EXPECT_EQ(report_of(each)["frames"]["corrupt"], 0);
    EXPECT_EQ(report_of(each)["frames"]["verified"], 600);
  }
  source.signal(SIGTERM);
  EXPECT_EQ(source.wait(soon()), 0);
  EXPECT_THAT(source.err(), ::testing::HasSubstr("published"));
}

class VerifiedFormat : public Programs, public ::testing::WithParamInterface<const char*> {};

TEST_P(VerifiedFormat, ArrivesWholeAtOddSizes) {
  Process source = producer({"--pattern", "--fps", "120", "--size", "127x95", "--pixel-format",
                             GetParam(), "--stream", "pattern"});
  Process reader = viewer({"pattern", "--headless", "--no-render", "--verify", "--frames", "100",
                           "--timeout", "60", "--json", "-"});
  ASSERT_EQ(reader.wait(soon()), 0) << reader.err();
  EXPECT_EQ(report_of(reader)["frames"]["verified"], 100);
  EXPECT_EQ(report_of(reader)["format"]["pixel_format"], GetParam());
}

INSTANTIATE_TEST_SUITE_P(Formats, VerifiedFormat,
                         ::testing::Values("rgb8", "bgr8", "gray8", "yuyv", "nv12"));

TEST_F(Streaming, ATornFrameIsCaught) {
  Process source = start(TORN_PRODUCER, {});
  Process reader = viewer({"torn", "--headless", "--no-render", "--verify", "--every-frame",
                           "--frames", "100", "--timeout", "60", "--json", "-"});
  EXPECT_EQ(reader.wait(soon()), 1);
  EXPECT_GE(report_of(reader)["frames"]["corrupt"], 1);
  EXPECT_THAT(reader.err(), ::testing::HasSubstr("block"));
}

TEST_F(Streaming, AStreamThatEndsBeforeIsAnError) {
  Process reader = viewer(
      {"short", "--headless", "--no-render", "--frames", "50", "--timeout", "60", "--json", "-"});
  Process source = producer({"--pattern", "--frames", "20", "--fps", "60", "--stream", "short"});
  EXPECT_EQ(source.wait(soon()), 0) << source.err();
  EXPECT_EQ(reader.wait(soon()), 1);
  EXPECT_THAT(reader.err(), ::testing::HasSubstr("ended"));
}

TEST_F(Streaming, ListsStreamsAsJson) {
  Process source = producer({"--pattern", "--size", "64x48", "--stream", "listed"});
  ASSERT_TRUE(eventually(soon(), [&] { return serves("listed"); }));
  json streams;
  const bool listed = eventually(soon(), [&] {
    Process list = producer({"--list-streams", "--json"});
    list.wait(soon());
    streams = json::parse(list.out(), nullptr, false);
    return streams.is_array() && streams.size() == 1 && streams[0]["width"] == 64;
  });
  ASSERT_TRUE(listed) << streams;
  EXPECT_EQ(streams[0]["name"], "listed");
  EXPECT_EQ(streams[0]["pid"], source.pid());
}

TEST_F(Streaming, ThePythonReaderVerifiesAHundredFrames) {
  Process source = producer({"--pattern", "--stream", "camera0"});
  Process reader = start(PYTHON, {READER_PY, "camera0", "--frames", "100"});
  ASSERT_EQ(reader.wait(soon()), 0) << reader.err() << reader.out();
  EXPECT_THAT(reader.out(), ::testing::HasSubstr("100"));
}

}  // namespace
}  // namespace framering::test
