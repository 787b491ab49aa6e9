#include "peers/peers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "frames/trial.hpp"

namespace framering::bench {
namespace {

namespace fs = std::filesystem;

constexpr TrialPlan kPlan{.width = 160, .height = 120, .fps = 200, .readers = 2, .frames = 30};

/// What peers leave if they are not ended well.
std::set<std::string> remains() {
  std::set<std::string> found;
  for (const char* folder : {"/dev/shm", "/tmp"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename();
      for (const char* prefix : {"roudi", "iox-", "iceoryx", "frame_bench_iceoryx", "shmpipe"}) {
        if (name.starts_with(prefix)) found.insert(entry.path());
      }
    }
  }
  return found;
}

TEST(Peers, AreEachMeasuredOrNamedWithAReason) {
  std::vector<std::string> names;
  for (const Way& way : peer_ways()) names.push_back(way.name);
  for (const SkippedWay& skipped : skipped_peers()) {
    names.push_back(skipped.name);
    EXPECT_NE(skipped.reason, "") << skipped.name;
  }
  EXPECT_THAT(names, testing::UnorderedElementsAre("iceoryx", "ZeroMQ", "GStreamer", "Cyclone DDS",
                                                   "Python mmap"));
}

class PeerTrial : public testing::TestWithParam<Way> {};

TEST_P(PeerTrial, BringsWholeFramesAndLeavesNothing) {
  const PictureRoll roll(kPlan.width * 3, kPlan.height);
  const TrialOutcome outcome = run_trial(GetParam(), kPlan, roll);
  EXPECT_EQ(outcome.failure, "");
  if (!GetParam().may_tear) {
    EXPECT_EQ(outcome.corrupt, 0U);
  }
  EXPECT_FALSE(outcome.consumed_us.empty());
  EXPECT_THAT(remains(), testing::IsEmpty());
}

std::string test_name(const testing::TestParamInfo<Way>& info) {
  std::string name = info.param.name;
  std::erase_if(name, [](char letter) { return !std::isalnum(letter); });
  return name;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PeerTrial);
INSTANTIATE_TEST_SUITE_P(Each, PeerTrial, testing::ValuesIn(peer_ways()), test_name);

}  // namespace
}  // namespace framering::bench
