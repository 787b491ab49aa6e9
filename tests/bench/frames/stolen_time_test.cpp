#include "frames/stolen_time.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <sstream>

namespace framering::bench {
namespace {

double stolen_in(const char* text) {
  std::istringstream stat(text);
  return stolen_seconds(stat) * static_cast<double>(::sysconf(_SC_CLK_TCK));
}

TEST(StolenTime, IsTheEighthFieldOfAllProcessors) {
  EXPECT_DOUBLE_EQ(stolen_in("cpu  1 2 3 4 5 6 7 80 9 10\ncpu0 1 2 3 4 5 6 7 8 9 10\n"), 80);
}

TEST(StolenTime, IsNoneWhereTheKernelDoesNotSay) {
  for (const char* text : {"", "cpu  1 2 3 4 5 6 7\nintr 8\n", "processes 1 2 3 4 5 6 7 8"}) {
    EXPECT_EQ(stolen_in(text), 0) << text;
  }
}

TEST(StolenTime, OfThisMachineDoesNotRunBackwards) {
  const double before = stolen_seconds();
  EXPECT_GE(before, 0);
  EXPECT_GE(stolen_seconds(), before);
}

}  // namespace
}  // namespace framering::bench
