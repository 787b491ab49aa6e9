#include "suite/suite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "support/environment_variable.hpp"

namespace framering::bench {
namespace {

using testing::IsSupersetOf;

class SuiteTest : public ::testing::Test {
 protected:
  void SetUp() override { steps_ = suite_.steps(); }
  Suite suite_{{.quick = true}};
  std::vector<Step> steps_;
};

TEST_F(SuiteTest, HasAStepForEachOfItsMeasurements) {
  constexpr std::size_t kOthers = 5;  // copies four times, the viewer
  EXPECT_EQ(steps_.size(),
            kOthers + suite_.trials().size() + suite_.pingpongs().size() + suite_.clients().size());
  EXPECT_EQ(suite_.pingpongs().size(), pingpong_methods().size() + pingpong_limits().size());
}

TEST(WholeSuite, TakesTurnsWithWhatIsComparedAndHasTheOthersOnce) {
  Suite suite{{}};
  std::map<std::string, int> times;
  for (const Step& step : suite.steps()) ++times[step.name];
  EXPECT_EQ(times.at("copies"), 60) << "around the three that are as fast as possible";
  EXPECT_EQ(times.at("ping-pong, shm"), 6);
  EXPECT_EQ(times.at("framering shm, waking thread, 1280 x 720, 60 fps, 1 reader"), 12)
      << "copied, and in place";
  EXPECT_EQ(times.at("bare handover, 1280 x 720, 60 fps, 1 reader"), 24)
      << "copied thrice in a turn, and in place once";
  EXPECT_EQ(times.at("framering shm, 3840 x 2160, 60 fps, 1 reader"), 6);
  EXPECT_EQ(times.at("bare handover, 3840 x 2160, 60 fps, 1 reader"), 6);
  EXPECT_EQ(times.at("bare handover, 1920 x 1080, 60 fps, 1 reader"), 1);
  EXPECT_EQ(times.at("framering shm, 1280 x 720, max fps, 1 reader"), 18) << "thrice in a turn";
  EXPECT_EQ(times.at("framering shm, 1280 x 720, 60 fps, 64 readers"), 2);
}

TEST(WholeSuite, HasLapsAsLongAsTheTurnsOfOthers) {
  Suite suite{{}};
  std::set<double> seconds;
  for (const Step& step : suite.steps()) {
    if (step.name.ends_with(", 60 fps, 1 reader")) seconds.insert(step.seconds);
  }
  EXPECT_EQ(seconds.size(), 2U) << "a hundred frames, or the few of other sizes";
}

TEST_F(SuiteTest, MeasuresSideBySideWhatIsCompared) {
  const auto at = [&](const std::string& name) {
    return std::ranges::find(steps_, name, &Step::name) - steps_.begin();
  };
  EXPECT_EQ(at("copies"), 0);
  EXPECT_EQ(at("framering shm, 1280 x 720, max fps, 1 reader"), 1);
  EXPECT_EQ(at("framering shm, spinning, 1280 x 720, max fps, 1 reader"), 3);
  EXPECT_EQ(at("bare handover, 1280 x 720, max fps, 1 reader"), 5);
  for (const int between : {2, 4, 6}) EXPECT_EQ(steps_[between].name, "copies");
  const auto ours = at("framering shm, 1280 x 720, 60 fps, 1 reader");
  EXPECT_EQ(at("bare handover, 1280 x 720, 60 fps, 1 reader"), ours + 2)
      << "ours with a waking thread is between";
}

TEST_F(SuiteTest, HasTheSameStepsAndNoMoreWhenAskedAgain) {
  const std::size_t limits = suite_.limits().size();
  const std::size_t pingpongs = suite_.pingpongs().size();
  const auto again = suite_.steps();
  const auto same = [](const Step& a, const Step& b) { return a.name == b.name; };
  EXPECT_TRUE(std::ranges::equal(steps_, again, same));
  EXPECT_EQ(suite_.limits().size(), limits);
  EXPECT_EQ(suite_.pingpongs().size(), pingpongs);
}

TEST_F(SuiteTest, HasNoFiguresBeforeItHasRun) {
  for (const Target& target : suite_.targets()) {
    EXPECT_TRUE(target.ratios.empty()) << target.what;
    EXPECT_FALSE(target.met()) << target.what;
  }
  EXPECT_TRUE(as_json(suite_)["trials"].is_array());
}

TEST_F(SuiteTest, MeasuresATargetAsSoonAsBothItsFiguresAreThere) {
  const auto is_cheap = [](const Step& step) {
    return step.name.starts_with("ping-pong") ||
           step.name == "bare handover, 1280 x 720, 60 fps, 1 reader" ||
           step.name == "framering shm, 1280 x 720, 60 fps, 1 reader";
  };
  for (const Step& step : steps_) {
    if (is_cheap(step)) step.run();
  }
  const auto targets = suite_.targets();
  const auto measured =
      std::ranges::count_if(targets, [](const Target& target) { return !target.ratios.empty(); });
  EXPECT_EQ(measured, 6) << "those of ping-pong, and ours against the bare handover";
  for (const MeasuredSamples& pingpong : suite_.pingpongs()) EXPECT_EQ(pingpong.failure, "");
}

TEST_F(SuiteTest, NamesNoBestOtherWayWhereOneFailedThatMayBeIt) {
  const auto run = [&](const std::string& system) {
    const std::string name = system + ", 1280 x 720, 60 fps, 1 reader";
    const auto step = std::ranges::find(steps_, name, &Step::name);
    ASSERT_NE(step, steps_.end()) << name;
    step->run();
  };
  const auto best = [&] {
    const auto targets = suite_.targets();
    return *std::ranges::find(targets, "capture → consumed ÷ the best other way, p50",
                              &Target::what);
  };
  for (const char* system : {"framering shm", "bare Unix stream"}) run(system);
  EXPECT_EQ(best().note, "bare Unix stream");
  const framering::test::EnvironmentVariable nowhere("TMPDIR", "/nonexistent");
  run("bare pipe");
  EXPECT_TRUE(best().ratios.empty());
  EXPECT_EQ(best().note, "not part of this run, or failed");
}

TEST_F(SuiteTest, MakesOneRoundOfAllItsCopies) {
  for (const Step& step : steps_) {
    if (step.name == "copies") step.run();
  }
  for (const MeasuredSamples& limit : suite_.limits()) {
    ASSERT_EQ(limit.rounds.size(), 1U) << limit.name;
    EXPECT_EQ(limit.rounds.front().size(), 4 * 200U) << limit.name;
  }
}

/// The names of an object's members.
std::set<std::string> names_in(const nlohmann::json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.items()) names.insert(name);
  return names;
}

TEST_F(SuiteTest, HasInJsonWhatTheReportIsTestedWith) {
  const auto written = as_json(suite_);
  const auto sample = nlohmann::json::parse(std::ifstream(SAMPLE_RESULTS));
  for (const char* part : {"limits", "pingpong", "clients", "trials", "targets"}) {
    EXPECT_THAT(names_in(written.at(part).at(0)), IsSupersetOf(names_in(sample.at(part).at(0))))
        << part;
  }
  EXPECT_THAT(names_in(written.at("viewer")), IsSupersetOf(names_in(sample.at("viewer"))));
  for (const char* side : {"viewer", "alone"}) {
    EXPECT_THAT(names_in(written.at("viewer").at(side)),
                IsSupersetOf(names_in(sample.at("viewer").at(side))))
        << side;
  }
}

}  // namespace
}  // namespace framering::bench
