// What programs on other machines are told.

#include "tcp_access.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "framering/stream.hpp"

namespace framering::producer {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Options serving(Serving serving) {
  Options options;
  options.stream = "cam";
  options.serving = std::move(serving);
  return options;
}

TEST(TokenFileFor, ThisMachineIsNone) {
  EXPECT_EQ(token_file_for(serving({})).path, "");
  EXPECT_EQ(token_file_for(serving({.tcp = false, .other_machines = true})).path, "");
}

TEST(TokenFileFor, OtherMachinesLiesBesideTheStreamAndIsTemporary) {
  const TokenFile token = token_file_for(serving({.other_machines = true}));
  EXPECT_EQ(token.path, stream_directory() + "/cam.token");
  EXPECT_TRUE(token.temporary);
}

TEST(TokenFileFor, AUserWhoNamedOneIsThatAndKept) {
  const TokenFile token = token_file_for(serving({.other_machines = true, .token_file = "mine"}));
  EXPECT_EQ(token.path, "mine");
  EXPECT_FALSE(token.temporary);
  EXPECT_EQ(token_file_for(serving({.token_file = "mine"})).path, "mine");
}

TEST(TcpInstructions, SayHowToConnectAndWhereTheTokenLies) {
  EXPECT_THAT(
      tcp_instructions("10.1.2.3:5000", {"/run/x/cam.token", true}),
      ElementsAre(HasSubstr("frame_viewer --connect tcp://10.1.2.3:5000 --token-file FILE"),
                  AllOf(HasSubstr("FILE is a copy of /run/x/cam.token"), HasSubstr("in clear"))));
}

TEST(TcpInstructions, LeaveTheHostOpenWhereEveryAddressIsServed) {
  EXPECT_THAT(tcp_instructions("0.0.0.0:5000", {"/t", false})[0], HasSubstr("tcp://HOST:5000 "));
  EXPECT_THAT(tcp_instructions("[::]:5000", {"/t", false})[0], HasSubstr("tcp://HOST:5000 "));
  EXPECT_THAT(tcp_instructions("[::1]:5000", {"/t", false})[0], HasSubstr("tcp://[::1]:5000 "));
}

}  // namespace
}  // namespace framering::producer
