// Clock offsets as people read them.

#include "clock_text.hpp"

#include <gtest/gtest.h>

namespace framering::viewer {
namespace {

TEST(OffsetText, HasSecondsForDistantClocks) {
  EXPECT_EQ(offset_text({1'000'000'012'345, 34'500}), "+1000.000012 s \u00b1 35 \u00b5s");
  EXPECT_EQ(offset_text({-2'500'000'000, 2'300'000}), "-2.500000 s \u00b1 2.3 ms");
}

TEST(OffsetText, HasMillisecondsForCloseClocks) {
  EXPECT_EQ(offset_text({1'234'567, 900}), "+1.235 ms \u00b1 1 \u00b5s");
  EXPECT_EQ(offset_text({-42'000, 12'000}), "-0.042 ms \u00b1 12 \u00b5s");
}

}  // namespace
}  // namespace framering::viewer
