// Videos and images, all the way through the programs.

#include <gmock/gmock.h>

#include "programs.hpp"

namespace framering::test {
namespace {

using nlohmann::json;

using Files = Programs;

TEST_F(Files, FourViewersSeeEveryFrameOfAVideo) {
  std::vector<Process> viewers;
  for (int i = 0; i < 4; ++i) {
    viewers.push_back(viewer({"video", "--headless", "--no-render", "--every-frame", "--frames",
                              "300", "--timeout", "60", "--json", "-"}));
  }
  Process source = producer({"--video", SAMPLE_VIDEO, "--stream", "video", "--fps", "30"});
  for (Process& each : viewers) {
    ASSERT_EQ(each.wait(soon()), 0) << each.err();
    const json report = report_of(each);
    EXPECT_EQ(report["frames"]["received"], 300);
    EXPECT_EQ(report["frames"]["missed"], 0);
    EXPECT_EQ(report["format"]["width"], 768);
    EXPECT_EQ(report["format"]["height"], 576);
    EXPECT_EQ(report["format"]["pixel_format"], "rgb8");
    EXPECT_EQ(report["transport"], "shm");
  }
  source.signal(SIGINT);
  EXPECT_EQ(source.wait(soon()), 0) << source.err();
  EXPECT_TRUE(directory_.names().empty());
}

using FilesPictures = Programs;

TEST_F(FilesPictures, OfAnotherSizeAreShownAndFollowed) {
  Process reader = viewer({"images", "--headless", "--every-frame", "--frames", "30", "--timeout",
                           "60", "--json", "-"});
  Process source = producer({"--images", ASSETS "/sequence", "--loop", "--stream", "images"});
  ASSERT_EQ(reader.wait(soon()), 0) << reader.err();
  EXPECT_EQ(report_of(reader)["frames"]["missed"], 0);
  EXPECT_GE(report_of(reader)["attachments"], 1);
}

}  // namespace
}  // namespace framering::test
