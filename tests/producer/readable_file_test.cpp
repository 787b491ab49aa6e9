// What is said of paths that cannot be read.

#include "readable_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace framering::producer {
namespace {

TEST(CheckReadable, AcceptsAFile) { EXPECT_TRUE(check_readable("/dev/null", "video")); }

TEST(CheckReadable, NamesWhatIsNotThere) {
  for (const char* path : {"/nonexistent/x.avi", "/dev/null/x.avi"}) {
    const Status readable = check_readable(path, "video");
    ASSERT_FALSE(readable);
    EXPECT_EQ(readable.error().code, ErrorCode::not_found);
    EXPECT_THAT(readable.error().message, testing::StartsWith(std::string("no video at ") + path));
  }
}

TEST(CheckReadable, GivesTheSystemsReasonForTheRest) {
  const Status readable = check_readable(std::string(5000, 'x'), "image");
  ASSERT_FALSE(readable);
  EXPECT_EQ(readable.error().code, ErrorCode::system);
  EXPECT_THAT(readable.error().message, testing::HasSubstr("File name too long (ENAMETOOLONG)"));
}

}  // namespace
}  // namespace framering::producer
