// What is left to allocate, as far as it can be told without changing this machine's limits.

#include "memory_limit.hpp"

#include <gtest/gtest.h>
#include <sys/sysinfo.h>

namespace framering {
namespace {

TEST(MemoryLimit, LiesBetweenNothingAndAllThereIs) {
  struct sysinfo system {};
  ASSERT_EQ(::sysinfo(&system), 0);
  const MemoryLimit limit = available_memory();
  EXPECT_GT(limit.bytes, 1U << 20);
  EXPECT_LE(limit.bytes, system.totalram * system.mem_unit);
  EXPECT_FALSE(limit.reason.empty());
}

TEST(MemoryLimit, SizesAreForPeople) {
  EXPECT_EQ(mebibytes(0), "0.0 MiB");
  EXPECT_EQ(mebibytes(2'764'800), "2.6 MiB");
  EXPECT_EQ(mebibytes(~0ULL), "17592186044416.0 MiB");
}

}  // namespace
}  // namespace framering
