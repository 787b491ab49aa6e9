// The command line: what is accepted, and the one line that everything else gets.

#include "options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace framering::producer {
namespace {

using testing::HasSubstr;

std::variant<Options, EarlyExit> parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "frame_producer");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

Options parsed(const std::vector<const char*>& arguments) {
  auto outcome = parse(arguments);
  if (const auto* early = std::get_if<EarlyExit>(&outcome)) {
    ADD_FAILURE() << early->text;
    return {};
  }
  return std::get<Options>(outcome);
}

struct WrongUsage {
  std::vector<const char*> arguments;
  const char* says;
};

class OptionsRefuse : public testing::TestWithParam<WrongUsage> {};

TEST_P(OptionsRefuse, WithOneLineThatNamesItAndCode2) {
  const auto outcome = parse(GetParam().arguments);
  ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
  const auto& early = std::get<EarlyExit>(outcome);
  EXPECT_EQ(early.code, 2);
  EXPECT_TRUE(early.text.starts_with("frame_producer: ")) << early.text;
  EXPECT_THAT(early.text, HasSubstr(GetParam().says));
  EXPECT_EQ(std::count(early.text.begin(), early.text.end(), '\n'), 1) << early.text;
  EXPECT_EQ(early.text.back(), '\n');
}

INSTANTIATE_TEST_SUITE_P(
    Table, OptionsRefuse,
    testing::Values(
        WrongUsage{{}, "no source"}, WrongUsage{{"--pattern", "--camera", "0"}, "exclude"},
        WrongUsage{{"--pattern", "--list-cameras"}, "exclude"},
        WrongUsage{{"--nonsense"}, "--nonsense"}, WrongUsage{{"pattern"}, "pattern"},
        WrongUsage{{"--pattern", "--size", "0x720"}, "--size 0x720"},
        WrongUsage{{"--pattern", "--size", "100000x720"}, "1 to 16384"},
        WrongUsage{{"--pattern", "--size", "1280x0"}, "--size"},
        WrongUsage{{"--pattern", "--size", "1280"}, "--size 1280"},
        WrongUsage{{"--pattern", "--size", "-1x5"}, "--size"},
        WrongUsage{{"--pattern", "--size", "12x34x56"}, "--size"},
        WrongUsage{{"--pattern", "--size", ""}, "--size"},
        WrongUsage{{"--pattern", "--fps", "0"}, "--fps 0"},
        WrongUsage{{"--pattern", "--fps", "nan"}, "--fps"},
        WrongUsage{{"--pattern", "--fps", "1001"}, "--fps"},
        WrongUsage{{"--pattern", "--fps", "fast"}, "--fps"},
        WrongUsage{{"--pattern", "--pixel-format", "rgba8"}, "rgb8, bgr8, gray8, yuyv, nv12"},
        WrongUsage{{"--pattern", "--slots", "1"}, "--slots 1"},
        WrongUsage{{"--pattern", "--slots", "99999999999"}, "--slots"},
        WrongUsage{{"--pattern", "--slots", "-2"}, "--slots"},
        WrongUsage{{"--pattern", "--frames", "0"}, "--frames 0"},
        WrongUsage{{"--pattern", "--mode", "0888"}, "--mode 0888"},
        WrongUsage{{"--pattern", "--mode", "7777"}, "--mode 7777"},
        WrongUsage{{"--pattern", "--log-level", "loud"}, "--log-level loud"},
        WrongUsage{{"--pattern", "--stream", "a/b"}, "a/b"},
        WrongUsage{{"--pattern", "--stream", ""}, "--stream"},
        WrongUsage{{"--pattern", "--stream=", "--no-tcp"}, "--stream needs a value"},
        WrongUsage{{"--pattern", "--tcp", "127.0.0.1:5000", "--no-tcp"}, "--tcp and --no-tcp"},
        WrongUsage{{"--pattern", "--no-tcp", "--tcp-delay"}, "--tcp-delay and --no-tcp"},
        WrongUsage{{"--pattern", "--no-tcp", "--token-file", "t"}, "--token-file and --no-tcp"},
        WrongUsage{{"--pattern", "--token-file", ""}, "--token-file"},
        WrongUsage{{"--pattern", "--tcp", "127.0.0.1"}, "--tcp 127.0.0.1:"},
        WrongUsage{{"--pattern", "--tcp", "localhost:5000"}, "numeric"},
        WrongUsage{{"--pattern", "--tcp", "127.0.0.1:65536"}, "65536"},
        WrongUsage{{"--pattern", "--tcp", "127.0.0.1:"}, "--tcp"},
        WrongUsage{{"--pattern", "--tcp", ":5000"}, "--tcp"},
        WrongUsage{{"--pattern", "--tcp", "::1:5000"}, "--tcp"},
        WrongUsage{{"--pattern", "--tcp", "[127.0.0.1]:5000"}, "--tcp"},
        WrongUsage{{"--list-streams", "--stdout"}, "--stdout"},
        WrongUsage{{"--pattern", "--loop"}, "--loop"},
        WrongUsage{{"--list-cameras", "--loop"}, "--loop"},
        WrongUsage{{"--pattern", "--json"}, "--json"}, WrongUsage{{"--video"}, "--video"},
        WrongUsage{{"--camera", ""}, "--camera"}, WrongUsage{{"--video", ""}, "--video"}));

TEST(Options, HelpAndVersionLeaveWithCode0) {
  for (const char* option : {"--help", "--version"}) {
    const auto outcome = parse({option});
    ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
    EXPECT_EQ(std::get<EarlyExit>(outcome).code, 0);
    EXPECT_THAT(std::get<EarlyExit>(outcome).text, HasSubstr("frame_producer"));
  }
}

TEST(Options, HelpOfStdoutSaysWhoLosesFramesAndWhatHelps) {
  const auto help = std::get<EarlyExit>(parse({"--help"})).text;
  const auto begin = help.find("--stdout  ");
  ASSERT_NE(begin, std::string::npos) << help;
  const auto stdout_help = help.substr(begin, help.find("--no-pipe") - begin);
  EXPECT_THAT(stdout_help, HasSubstr("too slow loses frames"));
  EXPECT_THAT(stdout_help, HasSubstr("more --slots"));
}

TEST(Options, HaveTheDocumentedDefaults) {
  const Options options = parsed({"--pattern"});
  EXPECT_EQ(options.source, SourceKind::pattern);
  EXPECT_EQ(options.pixel_format, PixelFormat::rgb8);
  EXPECT_EQ(options.slots, 8U);
  EXPECT_FALSE(options.waking_thread);
  EXPECT_EQ(options.mode, 0600U);
  EXPECT_FALSE(options.size);
  EXPECT_FALSE(options.fps);
  EXPECT_FALSE(options.frames);
}

TEST(Options, CarryWhatWasAskedFor) {
  const Options options = parsed({"--camera", "2", "--size", "640x481", "--fps", "29.97", "--slots",
                                  "3", "--frames", "7", "--waking-thread", "--mode", "0660",
                                  "--pixel-format", "nv12", "--log-level", "warning"});
  EXPECT_EQ(options.source, SourceKind::camera);
  EXPECT_EQ(options.camera, "/dev/video2");
  EXPECT_EQ(options.size, (PictureSize{640, 481}));
  EXPECT_EQ(options.fps, 29.97);
  EXPECT_EQ(options.slots, 3U);
  EXPECT_TRUE(options.waking_thread);
  EXPECT_EQ(options.frames, 7U);
  EXPECT_EQ(options.mode, 0660U);
  EXPECT_EQ(options.pixel_format, PixelFormat::nv12);
  EXPECT_EQ(options.log_level, spdlog::level::warn);
}

TEST(Options, ServeThroughPipesAndTcpToThisMachineUnlessToldOtherwise) {
  const Serving usual = parsed({"--pattern"}).serving;
  EXPECT_TRUE(usual.pipe);
  EXPECT_TRUE(usual.tcp);
  EXPECT_EQ(usual.tcp_address, "127.0.0.1:0");
  EXPECT_FALSE(usual.other_machines);
  EXPECT_FALSE(usual.tcp_delay);
  const Serving none = parsed({"--pattern", "--no-pipe", "--no-tcp"}).serving;
  EXPECT_FALSE(none.pipe);
  EXPECT_FALSE(none.tcp);
  const Serving wide = parsed({"--pattern", "--tcp", "0.0.0.0:5000", "--tcp-delay"}).serving;
  EXPECT_EQ(wide.tcp_address, "0.0.0.0:5000");
  EXPECT_TRUE(wide.other_machines);
  EXPECT_TRUE(wide.tcp_delay);
}

TEST(Options, KnowWhichAddressesBelongToThisMachineAlone) {
  for (const char* address : {"127.0.0.1:1", "127.1.2.3:0", "[::1]:65535"}) {
    EXPECT_FALSE(parsed({"--pattern", "--tcp", address}).serving.other_machines) << address;
  }
  for (const char* address : {"0.0.0.0:1", "10.0.0.1:0", "[::]:65535", "[fe80::1]:7"}) {
    EXPECT_TRUE(parsed({"--pattern", "--tcp", address}).serving.other_machines) << address;
  }
}

TEST(Options, TakeSeveralImagesAndLoop) {
  const Options options = parsed({"--images", "a.png", "folder", "--loop"});
  EXPECT_EQ(options.images, (std::vector<std::string>{"a.png", "folder"}));
  EXPECT_TRUE(options.loop);
}

struct DefaultName {
  std::vector<const char*> arguments;
  const char* name;
};

class StreamName : public testing::TestWithParam<DefaultName> {};

TEST_P(StreamName, ComesFromTheSource) {
  EXPECT_EQ(parsed(GetParam().arguments).stream, GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Table, StreamName,
    testing::Values(DefaultName{{"--camera", "0"}, "camera0"},
                    DefaultName{{"--camera", "/dev/video12"}, "camera12"},
                    DefaultName{{"--camera", "/dev/v4l/by-id/usb-A:B C"}, "usb-A_B_C"},
                    DefaultName{{"--video", "/x/vtest.avi"}, "vtest"},
                    DefaultName{{"--video", "/x/Film für dich (1).mkv"}, "Film_f__r_dich__1_"},
                    DefaultName{{"--video", ".hidden"}, "hidden"},
                    DefaultName{{"--video", "..."}, "video"},
                    DefaultName{{"--images", "x.png"}, "images"},
                    DefaultName{{"--pattern"}, "pattern"},
                    DefaultName{{"--pattern", "--stream", "mine"}, "mine"}));

}  // namespace
}  // namespace framering::producer
