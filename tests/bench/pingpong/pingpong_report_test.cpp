#include "pingpong/pingpong_report.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace framering::bench {
namespace {

const PingPongResult kMeasured{.method = "shm", .bytes = 1000, .op_us = {1, 2, 9}};
const PingPongResult kSkipped{.method = "udp", .bytes = 1000, .skipped = "too much"};
const PingPongResult kFailed{.method = "tcp", .bytes = 1000, .failure = "gone"};

TEST(PingPongReport, OfOneMethodSaysWhatAnOperationTakes) {
  EXPECT_EQ(pingpong_as_text(kMeasured),
            "shm, 1000 bytes there and back, every reply right\n"
            "cycles         3\n"
            "total          0.000012 s\n"
            "per second     250000 cycles, 500.00 MB both ways together\n"
            "per operation  4.00 µs (fastest 1.00, median 2.00, slowest 9.00)\n");
}

TEST(PingPongReport, OfAllIsATableThatSaysWhyAMethodIsMissing) {
  EXPECT_EQ(
      pingpong_as_table({kMeasured, kSkipped, kFailed}, 3),
      "3 cycles each, there and back, in µs; every reply is checked; MB/s: both ways together\n"
      "method                          bytes    fastest     median       mean    slowest       per "
      "s"
      "       MB/s\n"
      "shm                              1000       1.00       2.00       4.00       9.00      "
      "250000"
      "     500.00\n"
      "udp                              1000   skipped: too much\n"
      "tcp                              1000   failed: gone\n");
}

TEST(PingPongReport, IsTheSameForPrograms) {
  const auto report = pingpong_as_json({kMeasured, kSkipped, kFailed}, 3);
  EXPECT_EQ(report["bench"], "pingpong");
  EXPECT_EQ(report["cycles"], 3);
  ASSERT_EQ(report["methods"].size(), 3U);
  const auto& shm = report["methods"][0];
  EXPECT_EQ(shm["method"], "shm");
  EXPECT_EQ(shm["bytes"], 1000);
  EXPECT_EQ(shm["cycles"], 3);
  EXPECT_EQ(shm["fastest_us"], 1);
  EXPECT_EQ(shm["median_us"], 2);
  EXPECT_EQ(shm["mean_us"], 4);
  EXPECT_EQ(shm["slowest_us"], 9);
  EXPECT_NEAR(shm["total_s"].get<double>(), 12e-6, 1e-12);
  EXPECT_NEAR(shm["per_second"].get<double>(), 250'000, 1e-3);
  EXPECT_NEAR(shm["megabytes_per_second"].get<double>(), 500, 1e-3);
  EXPECT_EQ(report["methods"][1]["skipped"], "too much");
  EXPECT_FALSE(report["methods"][1].contains("median_us"));
  EXPECT_EQ(report["methods"][2]["failure"], "gone");
}

}  // namespace
}  // namespace framering::bench
