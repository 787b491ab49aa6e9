// One stream over all three transports at once, through the programs.

#include <gmock/gmock.h>

#include <fstream>
#include <optional>

#include "programs.hpp"
#include "tcp_server.hpp"

namespace framering::test {
namespace {

using nlohmann::json;

class Transports : public Programs {
 protected:
  /// A viewer that verifies what it gets.
  Process verifier(const std::string& transport, Arguments more) const {
    more.insert(more.begin(), {"pattern", "--headless", "--no-render", "--verify", "--timeout",
                               "100", "--json", "-", "--transport", transport});
    return viewer(more);
  }
  /// Whether the index of the stream goes on by so many before the deadline.
  bool goes_on(const std::string& stream, std::uint64_t frames) const {
    const auto published = [&]() -> std::optional<std::uint64_t> {
      Process list = producer({"--list-streams", "--json"});
      list.wait(soon());
      const json streams = json::parse(list.out(), nullptr, false);
      for (const json& each : streams) {
        if (each["name"] == stream) return each["frames"];
      }
      return std::nullopt;  // too busy to answer in time
    };
    std::optional<std::uint64_t> before;
    return eventually(soon(), [&] { return (before = published()).has_value(); }) &&
           eventually(soon(), [&] { return published() >= *before + frames; });
  }
};

/// What must be true of a report however fast the machine is.
void expect_sound(const Process& viewer, const std::string& transport) {
  const json report = report_of(viewer);
  EXPECT_EQ(report["transport"], transport) << viewer.err();
  EXPECT_EQ(report["frames"]["corrupt"], 0) << viewer.err();
}

TEST_F(Transports, TwoViewersByPipeAndTwoByTcpVerifyAllAndCostTheFifthNoFrame) {
  // A ring that outlasts what other programs do to this machine.
  Process source = producer({"--pattern", "--fps", "30", "--slots", "32"});
  Process fifth = verifier("shm", {"--every-frame"});
  ASSERT_TRUE(fifth.prints("attached", soon())) << fifth.err();
  const std::vector<std::string> ways = {"pipe", "pipe", "tcp", "tcp"};
  std::vector<Process> viewers;
  for (const std::string& way : ways) viewers.push_back(verifier(way, {"--frames", "300"}));
  for (std::size_t i = 0; i < viewers.size(); ++i) {
    ASSERT_EQ(viewers[i].wait(deadline_in(std::chrono::seconds(110))), 0) << viewers[i].err();
    expect_sound(viewers[i], ways[i]);
    EXPECT_EQ(report_of(viewers[i])["frames"]["verified"], 300);
  }
  fifth.signal(SIGINT);
  ASSERT_EQ(fifth.wait(soon()), 0) << fifth.err();
  expect_sound(fifth, "shm");
  const json frames = report_of(fifth)["frames"];
  EXPECT_EQ(frames["missed"], 0);
  EXPECT_GE(frames["verified"], 300);
  source.signal(SIGINT);
  EXPECT_EQ(source.wait(soon()), 0) << source.err();
  EXPECT_TRUE(directory_.names().empty());
}

class PythonReaderOver : public Transports, public ::testing::WithParamInterface<const char*> {};

TEST_P(PythonReaderOver, VerifiesAHundredFramesOnTheClockOfThisMachine) {
  Process source = producer({"--pattern", "--size", "127x95", "--fps", "60"});
  ASSERT_TRUE(source.prints("publishing", soon())) << source.err();
  Process reader = start(PYTHON, {WIRE_READER_PY, "pattern", GetParam(), "100"});
  ASSERT_EQ(reader.wait(soon()), 0) << reader.err() << reader.out();
  EXPECT_THAT(reader.out(), ::testing::StartsWith("100 frames, 0 corrupt, "));
  EXPECT_THAT(reader.out(), ::testing::HasSubstr("clock shared"));
}

INSTANTIATE_TEST_SUITE_P(Transports, PythonReaderOver, ::testing::Values("pipe", "tcp"),
                         [](const auto& transport) { return std::string(transport.param); });

TEST_F(Transports, ThePythonReaderTakesAnAddressWithItsSchemeOrWithout) {
  const std::string token = directory_ / "token";
  Process source = producer({"--pattern", "--size", "127x95", "--token-file", token});
  ASSERT_TRUE(eventually([&] { return serves("pattern"); })) << source.err();
  const auto server = tcp_server(directory_ / "pattern.sock");
  ASSERT_TRUE(server);
  const std::string address = "127.0.0.1:" + std::to_string(server->port);
  for (const std::string& given : {address, "tcp://" + address}) {
    Process reader =
        start(PYTHON, {WIRE_READER_PY, "--connect", given, "--token-file", token, "3"});
    EXPECT_EQ(reader.wait(soon()), 0) << reader.err();
    EXPECT_THAT(reader.out(), ::testing::StartsWith("3 frames, 0 corrupt, "));
  }
}

TEST_F(Transports, ThePythonReaderNamesATokenFileThatIsMissing) {
  Process reader = start(
      PYTHON, {WIRE_READER_PY, "--connect", "tcp://127.0.0.1:1", "--token-file", "/none/t", "1"});
  EXPECT_EQ(reader.wait(soon()), 1);
  EXPECT_EQ(reader.err(),
            "wire_reader.py: cannot read the token file /none/t: No such file or directory\n");
}

TEST_F(Transports, ThePythonReaderSaysWhereNumpyComesFrom) {
  const TemporaryDirectory without;
  std::ofstream(without / "numpy.py") << "raise ImportError\n";
  Process reader = start(PYTHON, {WIRE_READER_PY, "x", "tcp", "1"},
                         {{"PYTHONPATH", without.path()}, {"PYTHONDONTWRITEBYTECODE", "1"}});
  EXPECT_EQ(reader.wait(soon()), 1);
  EXPECT_THAT(lines_of(reader.err()), ::testing::SizeIs(1)) << reader.err();
  EXPECT_THAT(reader.err(), ::testing::HasSubstr("python3-numpy"));
}

TEST_F(Transports, StoppedViewersCostTheOthersNothingAndGoOnAfterwards) {
  // Frames that fill pipes and socket buffers in no time.
  Process source = producer({"--pattern", "--fps", "60", "--size", "641x479", "--slots", "64"});
  Process reader = verifier("shm", {"--every-frame"});
  std::vector<Process> stopped;
  for (const char* way : {"pipe", "tcp"}) stopped.push_back(verifier(way, {}));
  ASSERT_TRUE(reader.prints("attached", soon()));
  for (const Process& each : stopped) ASSERT_TRUE(each.prints("attached", soon())) << each.err();
  for (const Process& each : stopped) each.signal(SIGSTOP);
  EXPECT_TRUE(goes_on("pattern", 180));
  for (const Process& each : stopped) each.signal(SIGCONT);
  EXPECT_TRUE(goes_on("pattern", 60));
  for (Process& each : stopped) {
    each.signal(SIGINT);
    ASSERT_EQ(each.wait(soon()), 0) << each.err();
    const json frames = report_of(each)["frames"];
    EXPECT_EQ(frames["corrupt"], 0);
    // It got frames of before and after, and was told what it had not been sent.
    EXPECT_GT(frames["missed"], 60) << frames;
    EXPECT_GT(frames["verified"], 10) << frames;
  }
  reader.signal(SIGINT);
  ASSERT_EQ(reader.wait(soon()), 0) << reader.err();
  expect_sound(reader, "shm");
  EXPECT_EQ(report_of(reader)["frames"]["missed"], 0);
  EXPECT_GE(report_of(reader)["frames"]["verified"], 240);
}

}  // namespace
}  // namespace framering::test
