// Standard descriptors that were closed, each case in a process of its own.

#include "standard_descriptors.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace framering {
namespace {

bool fails_with_ebadf(ssize_t outcome) { return outcome < 0 && errno == EBADF; }

/// Exits with 0 if all three, being closed, are reserved.
[[noreturn]] void reserve_all_three() {
  for (int fd = 0; fd <= 2; ++fd) ::close(fd);
  reserve_standard_descriptors();
  char byte = 'x';
  const bool good = ::open("/dev/null", O_RDWR) > 2 && fails_with_ebadf(::read(0, &byte, 1)) &&
                    fails_with_ebadf(::write(1, &byte, 1)) &&
                    fails_with_ebadf(::write(2, &byte, 1)) && !is_writable(1) && !is_writable(2);
  std::_Exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
}

/// Exits with 0 if stdout alone, being closed, is reserved, and the others are as they were.
[[noreturn]] void reserve_stdout() {
  ::dup2(2, 0);
  ::close(1);
  reserve_standard_descriptors();
  const bool good = !is_writable(1) && is_writable(0) && is_writable(2) && ::dup(1) > 2;
  std::_Exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
}

TEST(StandardDescriptors, AreNobodyElsesWhenClosedAndStillCannotBeUsed) {
  EXPECT_EXIT(reserve_all_three(), testing::ExitedWithCode(EXIT_SUCCESS), "");
}

TEST(StandardDescriptors, StayAsTheyAreWhenOpen) {
  EXPECT_EXIT(reserve_stdout(), testing::ExitedWithCode(EXIT_SUCCESS), "");
}

TEST(IsWritable, TellsTheEndsOfAPipeApart) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  EXPECT_FALSE(is_writable(ends[0]));
  EXPECT_TRUE(is_writable(ends[1]));
  for (const int end : ends) ::close(end);
  EXPECT_FALSE(is_writable(-1));
}

}  // namespace
}  // namespace framering
