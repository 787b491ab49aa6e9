// Who owns a stream's name, and that the kernel takes it from the dead.

#include "name_lock.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>

#include "support/child.hpp"
#include "support/temp_directory.hpp"

namespace framering {
namespace {

using test::Child;
using test::Gate;
using test::TempDirectory;

bool can_take(const std::string& directory) {
  return bool(NameLock::acquire(directory, "camera0"));
}

/// A child that takes the name, opens the gate and sleeps until it is killed.
auto taker(const TempDirectory& directory, Gate& taken) {
  return [&] {
    const auto lock = NameLock::acquire(directory.path(), "camera0");
    taken.open();
    return lock ? ::pause() : 1;
  };
}

TEST(NameLock, LeavesNothingBehind) {
  const TempDirectory directory;
  EXPECT_TRUE(can_take(directory.path()));
  EXPECT_TRUE(directory.is_empty());
}

TEST(NameLock, TwoInOneProcessExcludeEachOther) {
  const TempDirectory directory;
  auto first = NameLock::acquire(directory.path(), "camera0");
  ASSERT_TRUE(first);
  const auto second = NameLock::acquire(directory.path(), "camera0");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::busy);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
  EXPECT_TRUE(NameLock::acquire(directory.path(), "camera1"));
}

TEST(NameLock, OneDirectoryByTwoPathsIsOneDirectory) {
  const TempDirectory directory;
  const TempDirectory elsewhere;
  const std::string link = elsewhere / "link";
  std::filesystem::create_directory_symlink(directory.path(), link);
  const auto lock = NameLock::acquire(directory.path(), "camera0");
  ASSERT_TRUE(lock);
  EXPECT_FALSE(can_take(directory.path() + "/"));
  EXPECT_FALSE(can_take(directory.path() + "/."));
  EXPECT_FALSE(can_take(link));
  // And none of the attempts dropped the lock, as closing any descriptor of the file would.
  EXPECT_EQ(Child([&] { return can_take(directory.path()) ? 1 : 0; }).wait(), 0);
}

TEST(NameLock, AnotherProcessIsBusyAndNamed) {
  const TempDirectory directory;
  Gate taken;
  const Child owner(taker(directory, taken));
  taken.pass();
  const auto lock = NameLock::acquire(directory.path(), "camera0");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::busy);
  EXPECT_NE(lock.error().message.find(std::to_string(owner.pid())), std::string::npos);
}

TEST(NameLock, DeathReleasesIt) {
  const TempDirectory directory;
  for (int round = 0; round < 5; ++round) {
    Gate taken;
    Child owner(taker(directory, taken));
    taken.pass();
    EXPECT_FALSE(can_take(directory.path()));
    owner.kill();
    EXPECT_TRUE(can_take(directory.path()));
  }
  EXPECT_TRUE(directory.is_empty());
}

TEST(NameLock, AForkedChildDoesNotKeepIt) {
  const TempDirectory directory;
  auto lock = std::make_optional(NameLock::acquire(directory.path(), "camera0"));
  ASSERT_TRUE(*lock);
  const Child heir([] { return ::pause(); });
  lock.reset();
  EXPECT_EQ(Child([&] { return can_take(directory.path()) ? 0 : 1; }).wait(), 0);
}

TEST(NameLock, AForkedChildThatLetsGoOfItTakesNothingFromItsParent) {
  const TempDirectory directory;
  auto lock = std::make_optional(NameLock::acquire(directory.path(), "camera0"));
  ASSERT_TRUE(*lock);
  EXPECT_EQ(Child([&] { return lock.reset(), 0; }).wait(), 0);
  EXPECT_TRUE(std::filesystem::exists(directory / "camera0.lock"));
  EXPECT_EQ(Child([&] { return can_take(directory.path()) ? 1 : 0; }).wait(), 0);
}

TEST(NameLock, RemainsOfTheDeadDoNotBlock) {
  const TempDirectory directory;
  std::ofstream(directory / "camera0.lock") << "rubbish";
  EXPECT_TRUE(can_take(directory.path()));
  EXPECT_TRUE(directory.is_empty());
}

TEST(NameLock, ALinkThatWaitsThereIsNotFollowed) {
  const TempDirectory directory;
  std::filesystem::create_symlink(directory / "victim", directory / "camera0.lock");
  EXPECT_FALSE(can_take(directory.path()));
  EXPECT_FALSE(std::filesystem::exists(directory / "victim"));
}

TEST(NameLock, ADirectoryThatIsNotThereIsAnError) {
  const auto lock = NameLock::acquire("/nowhere/at/all", "camera0");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::not_found);
}

TEST(NameLock, OneOfManyWinsEveryTime) {
  const TempDirectory directory;
  for (int round = 0; round < 10; ++round) {
    Gate tried;
    const auto compete = [&] {
      const auto lock = NameLock::acquire(directory.path(), "camera0");
      tried.open();
      while (lock) ::pause();
      return 7;
    };
    Child a(compete);
    Child b(compete);
    Child c(compete);
    for (int i = 0; i < 3; ++i) tried.pass();
    int losers = 0;
    for (const pid_t pid : {a.pid(), b.pid(), c.pid()}) {
      siginfo_t info{};
      test::wait_until(
          [&] {
            return ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) !=
                       0 ||
                   info.si_pid != 0;
          },
          deadline_in(std::chrono::milliseconds(100)));
      losers += info.si_pid != 0;
    }
    EXPECT_EQ(losers, 2);
  }
}

}  // namespace
}  // namespace framering
