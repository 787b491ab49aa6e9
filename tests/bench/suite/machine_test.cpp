#include "suite/machine.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace framering::bench {
namespace {

TEST(Machine, IsDescribed) {
  const auto machine = machine_as_json();
  EXPECT_GE(machine["cores"].get<int>(), 1);
  EXPECT_FALSE(machine["kernel"].get<std::string>().empty());
}

}  // namespace
}  // namespace framering::bench
