// The command line: what is accepted, and the one line that everything else gets.

#include "options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace framering::bench {
namespace {

using testing::HasSubstr;

Options parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "frame_bench");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

struct WrongUsage {
  std::vector<const char*> arguments;
  const char* says;
};

class BenchOptionsRefuse : public testing::TestWithParam<WrongUsage> {};

TEST_P(BenchOptionsRefuse, WithOneLineThatNamesItAndCode2) {
  const auto outcome = parse(GetParam().arguments);
  ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
  const auto& early = std::get<EarlyExit>(outcome);
  EXPECT_EQ(early.code, 2);
  EXPECT_TRUE(early.text.starts_with("frame_bench: ")) << early.text;
  EXPECT_THAT(early.text, HasSubstr(GetParam().says));
  EXPECT_EQ(std::count(early.text.begin(), early.text.end(), '\n'), 1) << early.text;
}

INSTANTIATE_TEST_SUITE_P(
    Table, BenchOptionsRefuse,
    testing::Values(
        WrongUsage{{}, "--help"}, WrongUsage{{"nonsense"}, "--help"},
        WrongUsage{{"clients", "--method", "smoke"}, "--method smoke"},
        WrongUsage{{"clients", "--tasks", "0"}, "--tasks 0"},
        WrongUsage{{"clients", "--tasks", "1001"}, "--tasks 1001"},
        WrongUsage{{"clients", "--tasks", "-1"}, "--tasks"},
        WrongUsage{{"clients", "--requests", "0"}, "--requests 0"},
        WrongUsage{{"clients", "--timeout", "0"}, "--timeout 0"},
        WrongUsage{{"clients", "--timeout", "nan"}, "--timeout"},
        WrongUsage{{"clients", "a/b"}, "a/b"},
        WrongUsage{{"clients", "--token-file", "t"}, "--connect"},
        WrongUsage{{"clients", "--method", "tcp", "--connect", "tcp://h:1"}, "--token-file"},
        WrongUsage{{"clients", "--tasks", "x"}, "--tasks x: it is 1 to 1000"},
        WrongUsage{{"clients", "--requests", "3x"}, "--requests 3x: it is 1 to 1000000"},
        WrongUsage{{"clients", "--timeout", "soon"}, "--timeout soon: it is more than 0"},
        WrongUsage{{"clients", "--method", "pipe", "--connect", "tcp://h:1", "--token-file", "t"},
                   "--method tcp"},
        WrongUsage{{"clients", "--method", "tcp", "--connect", "udp://h:1", "--token-file", "t"},
                   "udp://h:1"},
        WrongUsage{{"clients", "--method", "tcp", "--connect", "tcp://", "--token-file", "t"},
                   "--connect tcp://:"}));

TEST(BenchOptions, HaveTheDocumentedDefaults) {
  const auto options = std::get<ClientsOptions>(parse({"clients"}));
  EXPECT_EQ(options.tasks, 20U);
  EXPECT_EQ(options.requests, 10U);
  EXPECT_EQ(options.method, Method::pipe);
  EXPECT_EQ(options.stream, "");
}

TEST(BenchOptions, CarryWhatWasAskedFor) {
  const auto options = std::get<ClientsOptions>(parse(
      {"clients", "cam", "--method", "tcp", "--connect", "tcp://10.0.0.1:5000", "--token-file", "t",
       "--tasks", "3", "--requests", "4", "--timeout", "0.25", "--json", "-"}));
  EXPECT_EQ(options.stream, "cam");
  EXPECT_EQ(options.method, Method::tcp);
  EXPECT_EQ(options.address, "10.0.0.1:5000");
  EXPECT_EQ(options.token_file, "t");
  EXPECT_EQ(options.tasks, 3U);
  EXPECT_EQ(options.requests, 4U);
  EXPECT_EQ(options.timeout, std::chrono::milliseconds(250));
  EXPECT_EQ(options.json, "-");
}

TEST(BenchOptions, ConnectMeansTcp) {
  const auto options = std::get<ClientsOptions>(
      parse({"clients", "--connect", "tcp://10.0.0.1:5000", "--token-file", "t"}));
  EXPECT_EQ(options.method, Method::tcp);
  EXPECT_EQ(options.address, "10.0.0.1:5000");
}

TEST(BenchOptions, HelpAndVersionLeaveWithCode0) {
  for (const auto& arguments :
       std::vector<std::vector<const char*>>{{"--help"}, {"--version"}, {"clients", "--help"}}) {
    const auto outcome = parse(arguments);
    ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
    EXPECT_EQ(std::get<EarlyExit>(outcome).code, 0);
    EXPECT_THAT(std::get<EarlyExit>(outcome).text, HasSubstr("frame_bench"));
  }
}

TEST(BenchOptions, HelpOfASubcommandSaysHowToCallIt) {
  const auto outcome = parse({"clients", "--help"});
  ASSERT_TRUE(std::holds_alternative<EarlyExit>(outcome));
  EXPECT_THAT(std::get<EarlyExit>(outcome).text, HasSubstr("frame_bench clients [OPTIONS]"));
  EXPECT_THAT(std::get<EarlyExit>(outcome).text, HasSubstr("--tasks"));
}

}  // namespace
}  // namespace framering::bench
