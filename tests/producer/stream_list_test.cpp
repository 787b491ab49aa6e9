// What --list-streams says.

#include "stream_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace framering::producer {
namespace {

StreamInfo camera() {
  StreamInfo stream;
  stream.name = "camera0";
  stream.source = "camera \xFF";  // a file's name may be any bytes
  stream.status = "live";
  stream.epoch = "0123";
  stream.pixel_format = "rgb8";
  stream.dtype = "uint8";
  stream.width = 1280;
  stream.height = 720;
  stream.slots = 8;
  stream.readers = 1;
  stream.frames = 42;
  stream.pid = 7;
  return stream;
}

TEST(StreamsAsText, OneLineForEach) {
  StreamInfo depth = camera();
  depth.name = "depth";
  depth.pixel_format.clear();
  depth.dtype = "float32";
  depth.readers = 2;
  const std::string text = streams_as_text({camera(), depth});
  EXPECT_THAT(text,
              testing::StartsWith(
                  "camera0  live, 1280x720 rgb8, 42 frames, 8 slots, 1 reader, pid 7: camera"));
  EXPECT_THAT(text, testing::HasSubstr(
                        "\ndepth    live, 1280x720 float32, 42 frames, 8 slots, 2 readers, pid 7"));
}

TEST(StreamsAsText, SaysWhereThereAreNone) {
  EXPECT_EQ(streams_as_text({}), "no streams in " + stream_directory() + "\n");
}

TEST(StreamsAsJson, CarriesEveryField) {
  const auto list = nlohmann::json::parse(streams_as_json({camera()}));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["name"], "camera0");
  EXPECT_EQ(list[0]["frames"], 42);
  EXPECT_EQ(list[0]["width"], 1280);
  EXPECT_EQ(list[0]["epoch"], "0123");
  EXPECT_EQ(list[0]["status"], "live");
}

}  // namespace
}  // namespace framering::producer
