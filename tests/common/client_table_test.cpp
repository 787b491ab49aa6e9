// The figures of clients that are sent frames.

#include "client_table.hpp"

#include <gtest/gtest.h>

namespace framering {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

TEST(FrameRate, IsThatOfTheLastSecondOrSo) {
  FrameRate rate;
  EXPECT_EQ(rate.per_second(kSecond), 0);
  std::int64_t now = kSecond;
  for (int i = 0; i < 100; ++i) rate.count(now += kSecond / 25);
  EXPECT_NEAR(rate.per_second(now), 25, 1);
  for (int i = 0; i < 20; ++i) rate.count(now += kSecond / 5);
  EXPECT_NEAR(rate.per_second(now), 5, 1);
  EXPECT_LT(rate.per_second(now + 100 * kSecond), 0.1) << "frames have stopped";
}

TEST(FrameRate, BeginsLowInsteadOfAbsurdlyHigh) {
  FrameRate rate;
  rate.count(kSecond);
  rate.count(kSecond + 1);
  EXPECT_EQ(rate.per_second(kSecond + 2), 2);
}

TEST(ClientTable, CountsEachClientByItself) {
  ClientTable table;
  const int a = 0;
  const int b = 0;
  table.add(&a, {.client = "a", .pid = 1, .transport = Transport::tcp});
  table.add(&b, {.client = "b", .pid = 2});
  table.count(&a, 100, 0, kSecond);
  table.count(&a, 50, 3, kSecond);
  table.count(&table, 1, 1, kSecond);  // not there
  const auto clients = table.list(kSecond);
  ASSERT_EQ(clients.size(), 2U);
  EXPECT_EQ(clients[0].client, "a");
  EXPECT_EQ(clients[0].sent, 2U);
  EXPECT_EQ(clients[0].bytes, 150U);
  EXPECT_EQ(clients[0].skipped, 3U);
  EXPECT_EQ(clients[1].sent, 0U);
  table.remove(&a);
  table.remove(&a);
  ASSERT_EQ(table.list(kSecond).size(), 1U);
  EXPECT_EQ(table.list(kSecond)[0].pid, 2);
}

}  // namespace
}  // namespace framering
