// The command line of `frame_bench pingpong`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "options.hpp"

namespace framering::bench {
namespace {

using testing::HasSubstr;

Options parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), {"frame_bench", "pingpong"});
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

struct WrongUsage {
  std::vector<const char*> arguments;
  const char* says;
};

class PingPongCommandRefuses : public testing::TestWithParam<WrongUsage> {};

TEST_P(PingPongCommandRefuses, WithOneLineThatNamesItAndCode2) {
  const auto outcome = parse(GetParam().arguments);
  ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
  const auto& early = std::get<EarlyExit>(outcome);
  EXPECT_EQ(early.code, 2);
  EXPECT_TRUE(early.text.starts_with("frame_bench: ")) << early.text;
  EXPECT_THAT(early.text, HasSubstr(GetParam().says));
  EXPECT_EQ(std::count(early.text.begin(), early.text.end(), '\n'), 1) << early.text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, PingPongCommandRefuses,
    testing::Values(
        WrongUsage{{}, "either --method METHOD or --all"},
        WrongUsage{{"--all", "--method", "shm"}, "either --method METHOD or --all"},
        WrongUsage{{"--method", "smoke"}, "--method smoke: it is one of shm, shm-spin"},
        WrongUsage{{"--method", ""}, "it is one of"},
        WrongUsage{{"--method", "limit: pipe"}, "it is one of"},
        WrongUsage{{"--all", "-n", "0"}, "-n 0: it is 1 to"},
        WrongUsage{{"--all", "-n", "10000001"}, "-n 10000001: it is 1 to 10000000"},
        WrongUsage{{"--all", "-n", "-1"}, "-n"}, WrongUsage{{"--all", "-n", "3x"}, "-n 3x"},
        WrongUsage{{"--all", "--bytes", "3"}, "--bytes 3: it is 4 to 67108864"},
        WrongUsage{{"--all", "--bytes", "67108865"}, "--bytes 67108865"},
        WrongUsage{{"--all", "--bytes", "1k"}, "--bytes 1k"},
        WrongUsage{{"--method", "udp", "--bytes", "65508"}, "a datagram holds no more than 65507"},
        WrongUsage{{"--all", "cam"}, "cam"}, WrongUsage{{"--all", "--json"}, "--json"}));

TEST(PingPongCommand, HasTheDocumentedDefaults) {
  const auto options = std::get<PingPongOptions>(parse({"--method", "shm"}));
  EXPECT_EQ(options.method, "shm");
  EXPECT_EQ(options.cycles, 1000U);
  EXPECT_EQ(options.bytes, 4U);
  EXPECT_EQ(options.json, "");
}

TEST(PingPongCommand, CarriesWhatWasAskedFor) {
  const auto options = std::get<PingPongOptions>(
      parse({"-n", "10", "--method", "udp", "--bytes", "65507", "--json", "-"}));
  EXPECT_EQ(options.method, "udp");
  EXPECT_EQ(options.cycles, 10U);
  EXPECT_EQ(options.bytes, 65'507U);
  EXPECT_EQ(options.json, "-");
}

TEST(PingPongCommand, MeansAllMethodsWithoutOne) {
  const auto options = std::get<PingPongOptions>(parse({"--all", "--bytes", "67108864"}));
  EXPECT_EQ(options.method, "");
  EXPECT_EQ(options.bytes, 67'108'864U);
}

TEST(PingPongCommand, HasHelpThatNamesTheMethods) {
  const auto early = std::get<EarlyExit>(parse({"--help"}));
  EXPECT_EQ(early.code, 0);
  EXPECT_THAT(early.text, HasSubstr("frame_bench pingpong [OPTIONS]"));
  EXPECT_THAT(early.text, HasSubstr("tcp-delay, udp, inproc"));
}

}  // namespace
}  // namespace framering::bench
