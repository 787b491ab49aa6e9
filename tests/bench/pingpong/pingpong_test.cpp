// What the other parts of the bench use.

#include "pingpong/pingpong.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace framering::bench {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(PingPong, KnowsItsMethodsAndItsLimits) {
  EXPECT_THAT(pingpong_methods(), ElementsAre("shm", "shm-spin", "pipe", "stdio", "unix", "tcp",
                                              "tcp-delay", "udp", "inproc"));
  EXPECT_THAT(pingpong_limits(),
              ElementsAre("limit: spinning word", "limit: spinning slot", "limit: futex wake",
                          "limit: sleeping slot", "limit: pipe", "limit: socketpair"));
}

TEST(PingPong, MeasuresAMethodByName) {
  const auto result = run_pingpong("pipe", 7, 12);
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->method, "pipe");
  EXPECT_EQ(result->bytes, 12U);
  EXPECT_THAT(result->op_us, SizeIs(7));
  EXPECT_THAT(result->skipped, IsEmpty());
}

TEST(PingPong, SkipsWhatAMethodCannotCarry) {
  for (const auto& [method, bytes] :
       {std::pair("udp", 65'508), std::pair("limit: spinning word", 5)}) {
    const auto result = run_pingpong(method, 7, static_cast<std::size_t>(bytes));
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_THAT(result->op_us, IsEmpty());
    EXPECT_EQ(result->skipped, why_not_pingpong(method, static_cast<std::size_t>(bytes)));
    EXPECT_NE(result->skipped, "");
  }
}

TEST(PingPong, RefusesWhatItDoesNotKnow) {
  const auto result = run_pingpong("smoke", 7, 4);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "pingpong smoke: no such method");
}

}  // namespace
}  // namespace framering::bench
