#include "empty_argument.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace framering {
namespace {

std::string complaint_about(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "program");
  return empty_argument(static_cast<int>(arguments.size()), arguments.data());
}

TEST(EmptyArgument, IsNamedByItsOption) {
  EXPECT_EQ(complaint_about({"--file", "", "--flag"}), "--file needs a value that is not empty");
  EXPECT_EQ(complaint_about({"-n", ""}), "-n needs a value that is not empty");
  EXPECT_EQ(complaint_about({"--file=", "--flag"}), "--file needs a value that is not empty");
}

TEST(EmptyArgument, MayBelongToNoOption) {
  for (const auto& arguments : std::vector<std::vector<const char*>>{
           {""}, {"a", ""}, {"--", ""}, {"-", ""}, {"--file", "f", ""}, {"--file=f", ""}}) {
    EXPECT_EQ(complaint_about(arguments), "an argument is empty");
  }
}

TEST(EmptyArgument, IsNoneThatHasAnything) {
  EXPECT_EQ(complaint_about({}), "");
  EXPECT_EQ(complaint_about({"cam", "--file", "f", "--size=1x1", "--flag", "a=", "--x=y="}), "");
}

}  // namespace
}  // namespace framering
