// Who owns a stream's name, and that the kernel takes it from the dead.

#include "name_lock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>

#include "support/child.hpp"
#include "support/temporary_directory.hpp"

namespace framering {
namespace {

using test::Child;
using test::Gate;
using test::TemporaryDirectory;

bool can_take(const std::string& directory) {
  return bool(NameLock::acquire(directory, "camera0"));
}

/// A child that takes the name, opens the gate and sleeps until it is killed.
auto taker(const TemporaryDirectory& directory, Gate& taken) {
  return [&] {
    const auto lock = NameLock::acquire(directory.path(), "camera0");
    taken.open();
    return lock ? ::pause() : 1;
  };
}

TEST(NameLock, LeavesNothingBehind) {
  const TemporaryDirectory directory;
  EXPECT_TRUE(can_take(directory.path()));
  EXPECT_TRUE(directory.is_empty());
}

TEST(NameLock, TwoInOneProcessExcludeEachOther) {
  const TemporaryDirectory directory;
  auto first = NameLock::acquire(directory.path(), "camera0");
  ASSERT_TRUE(first);
  const auto second = NameLock::acquire(directory.path(), "camera0");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::busy);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
  EXPECT_TRUE(NameLock::acquire(directory.path(), "camera1"));
}

TEST(NameLock, OneDirectoryByTwoPathsIsOneDirectory) {
  const TemporaryDirectory directory;
  const TemporaryDirectory elsewhere;
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
  const TemporaryDirectory directory;
  Gate taken;
  const Child owner(taker(directory, taken));
  taken.pass();
  const auto lock = NameLock::acquire(directory.path(), "camera0");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::busy);
  EXPECT_NE(lock.error().message.find(std::to_string(owner.pid())), std::string::npos);
}

TEST(NameLock, DeathReleasesIt) {
  const TemporaryDirectory directory;
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
  const TemporaryDirectory directory;
  auto lock = std::make_optional(NameLock::acquire(directory.path(), "camera0"));
  ASSERT_TRUE(*lock);
  const Child heir([] { return ::pause(); });
  lock.reset();
  EXPECT_EQ(Child([&] { return can_take(directory.path()) ? 0 : 1; }).wait(), 0);
}

TEST(NameLock, AForkedChildThatLetsGoOfItTakesNothingFromItsParent) {
  const TemporaryDirectory directory;
  auto lock = std::make_optional(NameLock::acquire(directory.path(), "camera0"));
  ASSERT_TRUE(*lock);
  EXPECT_EQ(Child([&] { return lock.reset(), 0; }).wait(), 0);
  EXPECT_TRUE(std::filesystem::exists(directory / "camera0.lock"));
  EXPECT_EQ(Child([&] { return can_take(directory.path()) ? 1 : 0; }).wait(), 0);
}

TEST(NameLock, RemainsOfTheDeadDoNotBlock) {
  const TemporaryDirectory directory;
  std::ofstream(directory / "camera0.lock") << "rubbish";
  EXPECT_TRUE(can_take(directory.path()));
  EXPECT_TRUE(directory.is_empty());
}

TEST(NameLock, ALinkThatWaitsThereIsNotFollowed) {
  const TemporaryDirectory directory;
  std::filesystem::create_symlink(directory / "victim", directory / "camera0.lock");
  EXPECT_FALSE(can_take(directory.path()));
  EXPECT_FALSE(std::filesystem::exists(directory / "victim"));
}

TEST(NameLock, ADirectoryThatIsNotThereIsAnError) {
  const auto lock = NameLock::acquire("/nowhere/at/all", "camera0");
  ASSERT_FALSE(lock);
  EXPECT_EQ(lock.error().code, ErrorCode::not_found);
}

/// Whether a child has ended; it stays to be waited for.
bool has_ended(pid_t pid) {
  siginfo_t info{};
  ::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT);
  return info.si_pid != 0;
}

TEST(NameLock, OneOfManyWinsEveryTime) {
  const TemporaryDirectory directory;
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
    const std::array<pid_t, 3> pids = {a.pid(), b.pid(), c.pid()};
    const auto losers = [&] { return std::count_if(pids.begin(), pids.end(), has_ended); };
    EXPECT_TRUE(test::eventually([&] { return losers() >= 2; }));
    EXPECT_EQ(losers(), 2);
  }
}

}  // namespace
}  // namespace framering
