// The name of the clock: what docs/wire-format.md makes it of.

#include "clock_name.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace framering {
namespace {

TEST(ClockName, IsTheBootAndTheTimeNamespace) {
  std::string boot;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot;
  std::error_code none;
  const auto space = std::filesystem::read_symlink("/proc/self/ns/time", none);
  EXPECT_EQ(clock_name(), boot + " " + space.string());
  EXPECT_EQ(boot.size(), 36U);
}

TEST(ClockName, StaysTheSame) { EXPECT_EQ(clock_name(), clock_name()); }

}  // namespace
}  // namespace framering
