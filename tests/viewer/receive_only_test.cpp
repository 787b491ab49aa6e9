// The program without a picture: what it counts, reports and says, and how it ends.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "framering/ledger.hpp"
#include "framering/publisher.hpp"
#include "support/process.hpp"
#include "test_frame.hpp"

namespace framering::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 30s;

class ReceiveOnly : public testing::Test {
 protected:
  Publisher stream(const std::string& name) {
    auto publisher = Publisher::create(
        {.stream = name, .payload_capacity = 65536, .directory = directory_.path()});
    EXPECT_TRUE(publisher);
    return *std::move(publisher);
  }

  Process viewer(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {FRAME_VIEWER, "--no-render"});
    return Process(arguments, {{"FRAMERING_DIR", directory_.path()}});
  }

  // Publishes until the viewer has ended.
  std::optional<int> publish_until_end(Publisher& publisher, const TestFrame& frame,
                                       Process& program) {
    std::optional<int> code;
    eventually(deadline_in(kPatience), [&] {
      EXPECT_TRUE(publish(publisher, frame));
      return (code = program.wait(deadline_in(2ms))).has_value();
    });
    return code;
  }

  static std::ptrdiff_t lines(const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
  }

  TestFrame pattern() {
    TestFrame frame = gradient_frame(33, 35, 9);
    frame.descriptor.content = Content::pattern;
    return frame;
  }

  TemporaryDirectory directory_;
};

TEST_F(ReceiveOnly, VerifiesAndReportsEveryFigure) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam", "--verify", "--frames", "20", "--json", "-"});
  ASSERT_EQ(publish_until_end(publisher, pattern(), program), 0) << program.err();
  const auto report = nlohmann::json::parse(program.out());
  EXPECT_EQ(report["stream"], "cam");
  EXPECT_EQ(report["transport"], "shm");
  EXPECT_EQ(report["epoch"].get<std::string>().size(), 32U);
  EXPECT_EQ(report["attachments"], 1);
  EXPECT_EQ(report["captured_from"], "made");
  EXPECT_EQ(report["format"],
            (nlohmann::json{
                {"width", 33}, {"height", 35}, {"pixel_format", "rgb8"}, {"dtype", "uint8"}}));
  const auto& frames = report["frames"];
  EXPECT_EQ(frames["verified"], 20);
  EXPECT_EQ(frames["received"].get<int>(), 20 + frames["overtaken"].get<int>());
  EXPECT_EQ(frames["drawn"], 0);
  EXPECT_EQ(frames["corrupt"], 0);
  EXPECT_TRUE(frames.contains("missed"));
  EXPECT_GT(report["fps"].get<double>(), 0);
}

TEST_F(ReceiveOnly, ReportsTheStagesThatItHasSeenAndNullForTheOthers) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam", "--frames", "3", "--json", "-"});
  ASSERT_EQ(publish_until_end(publisher, pattern(), program), 0) << program.err();
  const auto latency = nlohmann::json::parse(program.out())["latency_us"];
  EXPECT_EQ(latency.size(), kStages.size());
  for (const Stage& stage : kStages) {
    const auto& figures = latency.at(std::string(stage.name));
    const bool drawn = stage.to == &Ledger::uploaded_ns || stage.to == &Ledger::presented_ns;
    const bool sent = stage.from == &Ledger::sent_ns || stage.to == &Ledger::sent_ns;
    EXPECT_EQ(figures.is_null(), drawn || sent) << stage.name;
    if (drawn || sent) continue;
    EXPECT_LE(figures["p50"], figures["p95"]) << stage.name;
    EXPECT_LE(figures["p99"], figures["max"]) << stage.name;
  }
}

TEST_F(ReceiveOnly, WritesTheReportToAFileAndSaysWhenItCannot) {
  Publisher publisher = stream("cam");
  const std::string file = directory_.path() + "/report.json";
  Process program = viewer({"--frames", "1", "--json", file});
  ASSERT_EQ(publish_until_end(publisher, pattern(), program), 0) << program.err();
  Process failing = viewer({"--frames", "1", "--json", "/nowhere/report.json"});
  EXPECT_EQ(publish_until_end(publisher, pattern(), failing), 1);
  EXPECT_NE(failing.err().find("frame_viewer: cannot write /nowhere/report.json: "
                               "No such file or directory (ENOENT)"),
            std::string::npos)
      << failing.err();
}

TEST_F(ReceiveOnly, ExitsWithOneAndOneLineWhenAFrameIsCorrupt) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam", "--verify", "--json", "-", "--log-level", "error"});
  ASSERT_TRUE(eventually(deadline_in(kPatience), [&] { return publisher.readers() == 1; }));
  auto slot = publisher.begin(pattern().payload.size());
  ASSERT_TRUE(slot);
  store_payload(slot->payload(), pattern().payload);  // without its stamps
  std::move(*slot).publish(pattern().descriptor);
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 1);
  EXPECT_EQ(lines(program.err()), 1) << program.err();
  EXPECT_NE(program.err().find("frame 0 of stream cam is corrupt"), std::string::npos)
      << program.err();
  EXPECT_EQ(nlohmann::json::parse(program.out())["frames"]["corrupt"], 1);
}

TEST_F(ReceiveOnly, ExitsWithOneWhenThereIsNothingToVerify) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam", "--verify", "--log-level", "error"});
  EXPECT_EQ(publish_until_end(publisher, gradient_frame(33, 35, 9), program), 1);
  EXPECT_EQ(lines(program.err()), 1) << program.err();
  EXPECT_NE(program.err().find("no pattern stamps"), std::string::npos) << program.err();
}

TEST_F(ReceiveOnly, ExitsWithOneAtItsTimeOutAlsoWithoutAStream) {
  Process program = viewer({"cam", "--frames", "5", "--timeout", "0.2", "--log-level", "off"});
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 1);
  EXPECT_EQ(lines(program.err()), 1) << program.err();
  EXPECT_EQ(program.err().find("frame_viewer: time-out of 0.2 s after 0 of 5 frames of stream cam: "
                               "no producer for stream cam"),
            0U)
      << program.err();
  EXPECT_NE(program.err().find("; start frame_producer"), std::string::npos) << program.err();
  Process nameless = viewer({"--timeout", "0.2", "--log-level", "off"});
  EXPECT_EQ(nameless.wait(deadline_in(kPatience)), 1);
  EXPECT_EQ(lines(nameless.err()), 1) << nameless.err();
  EXPECT_EQ(nameless.err().find("frame_viewer: time-out of 0.2 s: no stream in "), 0U)
      << nameless.err();
}

TEST_F(ReceiveOnly, SaysAtItsTimeOutThatThereIsNoSignal) {
  Publisher publisher = stream("cam");
  ASSERT_TRUE(publish(publisher, pattern()));
  publisher.set_signal(false);
  Process program = viewer({"cam", "--frames", "5", "--timeout", "1", "--log-level", "off"});
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 1);
  EXPECT_NE(program.err().find("frames of stream cam: no signal\n"), std::string::npos)
      << program.err();
}

TEST_F(ReceiveOnly, ExitsWithOneWhenTheStreamEndsBeforeEnoughFrames) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam", "--frames", "5", "--log-level", "error"});
  ASSERT_TRUE(eventually(deadline_in(kPatience), [&] { return publisher.readers() == 1; }));
  ASSERT_TRUE(publish(publisher, pattern()));
  publisher.end("enough");
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 1);
  EXPECT_EQ(program.err(), "frame_viewer: the stream ended after 1 of 5 frames of stream cam\n");
}

TEST_F(ReceiveOnly, ExitsWithZeroWhenTheStreamEndsAndAnyNumberWouldDo) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam"});
  ASSERT_TRUE(eventually(deadline_in(kPatience), [&] { return publisher.readers() == 1; }));
  ASSERT_TRUE(publish(publisher, pattern()));
  publisher.end("enough");
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 0) << program.err();
}

TEST_F(ReceiveOnly, ReceivesEveryFrameInOrderWhenAskedTo) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam", "--every-frame", "--frames", "30", "--json", "-"});
  ASSERT_TRUE(eventually(deadline_in(kPatience), [&] { return publisher.readers() == 1; }));
  for (int frame = 0; frame < 5; ++frame) ASSERT_TRUE(publish(publisher, pattern()));
  ASSERT_EQ(publish_until_end(publisher, pattern(), program), 0) << program.err();
  EXPECT_EQ(nlohmann::json::parse(program.out())["frames"]["missed"], 0);
}

TEST_F(ReceiveOnly, WaitsForAStreamWhenThereIsNone) {
  Process program = viewer({"--frames", "1"});
  ASSERT_TRUE(program.prints("waiting for one", deadline_in(kPatience)));
  Publisher publisher = stream("late");
  EXPECT_EQ(publish_until_end(publisher, pattern(), program), 0) << program.err();
}

TEST_F(ReceiveOnly, ListsTheStreamsAndExitsWithTwoWhenNobodyCanBeAsked) {
  Publisher first = stream("one");
  Publisher second = stream("two");
  Process program = viewer({});
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 2);
  EXPECT_NE(program.err().find("one "), std::string::npos) << program.err();
  EXPECT_NE(program.err().find("two "), std::string::npos) << program.err();
}

TEST_F(ReceiveOnly, SaysSinceWhenThereIsNoSignalAndThatItIsBack) {
  Publisher publisher = stream("cam");
  ASSERT_TRUE(publish(publisher, pattern()));
  Process program = viewer({"cam"});
  ASSERT_TRUE(program.prints("attached to cam", deadline_in(kPatience)));
  publisher.set_signal(false);
  EXPECT_TRUE(program.prints("no signal since ", deadline_in(kPatience))) << program.err();
  ASSERT_TRUE(publish(publisher, pattern()));
  EXPECT_TRUE(program.prints("the signal is back", deadline_in(kPatience))) << program.err();
}

TEST_F(ReceiveOnly, EndsAtOnceOnSigtermAndStillReports) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam", "--json", "-"});
  ASSERT_TRUE(program.prints("attached to cam", deadline_in(kPatience)));
  program.signal(SIGTERM);
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 0);
  const auto report = nlohmann::json::parse(program.out());
  EXPECT_TRUE(report["format"].is_null());
  EXPECT_EQ(report["frames"]["received"], 0);
}

TEST_F(ReceiveOnly, ExitsWithOneWhenStoppedBeforeEnoughFrames) {
  Publisher publisher = stream("cam");
  Process program = viewer({"cam", "--frames", "5"});
  ASSERT_TRUE(program.prints("attached to cam", deadline_in(kPatience)));
  program.signal(SIGINT);
  EXPECT_EQ(program.wait(deadline_in(kPatience)), 1);
  EXPECT_NE(program.err().find("frame_viewer: stopped after 0 of 5 frames of stream cam\n"),
            std::string::npos)
      << program.err();
}

}  // namespace
}  // namespace framering::test
