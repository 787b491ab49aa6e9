// The command line, as a table.

#include "options.hpp"

#include <gtest/gtest.h>

#include <variant>
#include <vector>

namespace framering::viewer {
namespace {

std::variant<Options, int> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "frame_viewer");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

Options accepted(const std::vector<const char*>& arguments) {
  const auto parsed = parse(arguments);
  EXPECT_TRUE(std::holds_alternative<Options>(parsed));
  return std::holds_alternative<Options>(parsed) ? std::get<Options>(parsed) : Options{};
}

TEST(Options, DefaultToTheOnlyStreamInAWindowWithTheOverlay) {
  const Options options = accepted({});
  EXPECT_EQ(options.stream, "");
  EXPECT_FALSE(options.headless);
  EXPECT_TRUE(options.render);
  EXPECT_TRUE(options.overlay);
  EXPECT_FALSE(options.vsync);
  EXPECT_EQ(options.frames, 0U);
  EXPECT_FALSE(options.timeout_s);
  EXPECT_FALSE(options.range);
  EXPECT_EQ(options.transport, Transport::shm);
  EXPECT_EQ(options.address, "");
  EXPECT_FALSE(options.ab);
}

TEST(Options, ChooseATransportAndOneToCompareItWith) {
  const Options options = accepted({"cam", "--transport", "pipe", "--ab", "tcp"});
  EXPECT_EQ(options.transport, Transport::pipe);
  EXPECT_EQ(options.ab, Transport::tcp);
  EXPECT_EQ(accepted({"--ab", "pipe"}).ab, Transport::pipe);
}

TEST(Options, GoToAnAddressOverTcp) {
  const Options options = accepted({"--connect", "tcp://camera.local:7401", "--token-file", "t"});
  EXPECT_EQ(options.stream, "");
  EXPECT_EQ(options.address, "camera.local:7401");
  EXPECT_EQ(options.token_file, "t");
  EXPECT_EQ(options.transport, Transport::tcp);
  EXPECT_EQ(accepted({"--connect", "tcp://[::1]:7401", "--token-file", "t"}).address, "[::1]:7401");
  EXPECT_EQ(
      accepted({"cam", "--connect", "tcp://h:1", "--token-file", "t", "--transport", "tcp"}).stream,
      "cam");
}

TEST(Options, AreAllUnderstoodTogether) {
  const Options options = accepted(
      {"camera0",      "--headless", "--frames",     "100",      "--timeout",     "2.5",
       "--screenshot", "a.png",      "--no-overlay", "--verify", "--every-frame", "--vsync",
       "--json",       "-",          "--range",      "-1.5:20",  "--geometry",    "640x360+0+20",
       "--log-level",  "debug"});
  EXPECT_EQ(options.stream, "camera0");
  EXPECT_TRUE(options.headless && options.verify && options.every_frame && options.vsync);
  EXPECT_FALSE(options.overlay);
  EXPECT_EQ(options.frames, 100U);
  EXPECT_EQ(options.timeout_s, 2.5);
  EXPECT_EQ(options.screenshot, "a.png");
  EXPECT_EQ(options.json, "-");
  ASSERT_TRUE(options.range);
  EXPECT_EQ(options.range->low, -1.5);
  EXPECT_EQ(options.range->high, 20);
  ASSERT_TRUE(options.geometry);
  EXPECT_EQ(options.geometry->width, 640);
  EXPECT_EQ(options.geometry->height, 360);
  EXPECT_EQ(options.geometry->x, 0);
  EXPECT_EQ(options.geometry->y, 20);
  EXPECT_EQ(options.log_level, "debug");
}

TEST(Options, TakeAGeometryWithoutAPlace) {
  const Options options = accepted({"--geometry", "640x360"});
  ASSERT_TRUE(options.geometry);
  EXPECT_FALSE(options.geometry->x);
  EXPECT_FALSE(accepted({"--no-render"}).render);
}

struct Mistake {
  std::vector<const char*> arguments;
  const char* named;
};

class WrongOptions : public testing::TestWithParam<Mistake> {};

TEST_P(WrongOptions, ExitWithTwoAndOneLineThatNamesThem) {
  testing::internal::CaptureStderr();
  const auto parsed = parse(GetParam().arguments);
  const std::string said = testing::internal::GetCapturedStderr();
  ASSERT_TRUE(std::holds_alternative<int>(parsed));
  EXPECT_EQ(std::get<int>(parsed), 2);
  EXPECT_NE(said.find(GetParam().named), std::string::npos) << said;
  EXPECT_EQ(said.find('\n'), said.size() - 1) << said;
}

INSTANTIATE_TEST_SUITE_P(
    All, WrongOptions,
    testing::Values(
        Mistake{{"--what"}, "--what"}, Mistake{{"a/b"}, "a/b"}, Mistake{{".hidden"}, ".hidden"},
        Mistake{{"--frames", "0"}, "--frames"}, Mistake{{"--frames", "-3"}, "--frames"},
        Mistake{{"--frames", "many"}, "--frames"}, Mistake{{"--timeout", "0"}, "--timeout"},
        Mistake{{"--timeout", "soon"}, "--timeout"}, Mistake{{"--range", "7"}, "--range"},
        Mistake{{"--range", "7:7"}, "--range"}, Mistake{{"--range", "1:2:3"}, "--range"},
        Mistake{{"--geometry", "640"}, "--geometry"}, Mistake{{"--geometry", "0x10"}, "--geometry"},
        Mistake{{"--geometry", "640x360+1"}, "--geometry"},
        Mistake{{"--log-level", "loud"}, "--log-level"}, Mistake{{"a", "b"}, "b"},
        Mistake{{"--no-render", "--screenshot", "a.png"}, "--screenshot"},
        Mistake{{"--transport", "udp"}, "udp"}, Mistake{{"--ab", "shm"}, "--ab"},
        Mistake{{"--transport", "tcp", "--ab", "tcp"}, "--ab"}, Mistake{{"--ab", "all"}, "all"},
        Mistake{{"--connect", "tcp://h:1"}, "--token-file"},
        Mistake{{"--token-file", "t"}, "--connect"},
        Mistake{{"--token-file", ""}, "--token-file needs a value that is not empty"},
        Mistake{{"--json=", "--verify"}, "--json needs a value that is not empty"},
        Mistake{{"--json", ""}, "--json needs a value that is not empty"},
        Mistake{{"--connect", "h:1", "--token-file", "t"}, "tcp://HOST:PORT"},
        Mistake{{"--connect", "tcp://h", "--token-file", "t"}, "tcp://HOST:PORT"},
        Mistake{{"--connect", "tcp://:1", "--token-file", "t"}, "tcp://HOST:PORT"},
        Mistake{{"--connect", "tcp://h:x", "--token-file", "t"}, "tcp://HOST:PORT"},
        Mistake{{"--connect", "tcp://h:1", "--token-file", "t", "--transport", "shm"}, "shm"},
        Mistake{{"--connect", "tcp://h:1", "--token-file", "t", "--ab", "shm"}, "--ab"}));

TEST(Options, HelpNamesValuesAsPeopleWriteThem) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(std::get<int>(parse({"--help"})), 0);
  const std::string help = testing::internal::GetCapturedStdout();
  for (const char* leak : {"TEXT", "POSITIVE", "{", "!--"}) {
    EXPECT_EQ(help.find(leak), std::string::npos) << leak << " in\n" << help;
  }
  for (const char* value : {"--range LOW:HIGH ", "--geometry WIDTHxHEIGHT[+X+Y]", "--frames N ",
                            "--timeout SECONDS ", "--log-level LEVEL="}) {
    EXPECT_NE(help.find(value), std::string::npos) << value << " in\n" << help;
  }
}

TEST(Options, HelpAndVersionExitWithZero) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(std::get<int>(parse({"--help"})), 0);
  EXPECT_NE(testing::internal::GetCapturedStdout().find("--every-frame"), std::string::npos);
  testing::internal::CaptureStdout();
  EXPECT_EQ(std::get<int>(parse({"--version"})), 0);
  EXPECT_EQ(testing::internal::GetCapturedStdout().rfind("frame_viewer ", 0), 0U);
}

}  // namespace
}  // namespace framering::viewer
