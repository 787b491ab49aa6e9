// What a server says of its stream, also if half of it makes no sense.

#include "welcome.hpp"

#include <gtest/gtest.h>

#include "clock_name.hpp"

namespace framering {
namespace {

using nlohmann::json;

json endpoints(const json& said) { return {{"endpoints", said}}; }

TEST(Welcome, SaysInWhichOtherWaysTheStreamIsServed) {
  const Welcome welcome = parse_welcome(endpoints(
      {{"pipe", true}, {"tcp", {{"address", "::"}, {"port", 65'535}, {"token", "abc"}}}}));
  EXPECT_TRUE(welcome.endpoints.pipe);
  ASSERT_TRUE(welcome.endpoints.tcp);
  EXPECT_EQ(welcome.endpoints.tcp->address, "::");
  EXPECT_EQ(welcome.endpoints.tcp->port, 65'535);
  EXPECT_EQ(welcome.endpoints.tcp->token, "abc");
}

TEST(Welcome, EndpointsThatMakeNoSenseAreNone) {
  for (const json& said :
       {json(), json("tcp"), json::array({1}), json::object(), json{{"pipe", "yes"}, {"tcp", true}},
        json{{"pipe", 1}, {"tcp", {{"port", 0}}}},
        json{{"tcp", {{"port", 65'536}, {"address", "a"}}}}, json{{"tcp", {{"port", -1}}}},
        json{{"tcp", {{"port", "80"}}}}}) {
    const Welcome welcome = parse_welcome(endpoints(said));
    EXPECT_FALSE(welcome.endpoints.pipe) << said;
    EXPECT_FALSE(welcome.endpoints.tcp) << said;
  }
}

TEST(Welcome, TheClockIsOursIfItHasOurName) {
  EXPECT_TRUE(shares_clock(parse_welcome({{"clock", clock_name()}})));
  EXPECT_FALSE(shares_clock(parse_welcome({{"clock", clock_name() + "1"}})));
  EXPECT_FALSE(shares_clock(parse_welcome({{"clock", "another machine"}})));
}

TEST(Welcome, NothingInItSteersATerminal) {
  const Welcome welcome = parse_welcome({{"source", "\x1b[2J\r\nfake\x7f"}});
  EXPECT_EQ(welcome.info.source, "?[2J??fake?");
}

TEST(Welcome, NumbersOutOfRangeAreNone) {
  const json said = {{"large", ~std::uint64_t{0}}, {"real", 1.5}, {"text", "1"}, {"least", -5}};
  for (const char* name : {"large", "real", "text", "absent"}) {
    EXPECT_FALSE(integer_field(said, name)) << name;
  }
  EXPECT_EQ(integer_field(said, "least"), -5);
}

}  // namespace
}  // namespace framering
