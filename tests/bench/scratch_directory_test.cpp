#include "scratch_directory.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "bench/temporary_files.hpp"
#include "child_process.hpp"
#include "support/eventually.hpp"

namespace framering::bench {
namespace {

namespace fs = std::filesystem;

class ScratchDirectoryTest : public testing::Test {
 protected:
  /// A process that has one, with a file in it.
  ChildProcess start_owner() const {
    ChildProcess owner(
        []() -> int {
          const ScratchDirectory directory;
          std::ofstream(directory.path() + "/file") << "text";
          for (;;) ::pause();
        },
        [](const std::string&) {});
    EXPECT_TRUE(framering::test::eventually([this] { return !file_of_owner().empty(); }));
    return owner;
  }
  /// Empty: there is none.
  fs::path file_of_owner() const {
    for (const auto& entry : fs::recursive_directory_iterator(files_.path())) {
      if (entry.path().filename() == "file") return entry.path();
    }
    return {};
  }
  const test::TemporaryFiles files_;
};

TEST_F(ScratchDirectoryTest, GoesWithItsOwner) {
  {
    const ScratchDirectory directory;
    EXPECT_TRUE(fs::is_directory(directory.path()));
  }
  EXPECT_TRUE(files_.none());
}

TEST_F(ScratchDirectoryTest, OfAKilledProcessGoesWithTheNext) {
  ChildProcess owner = start_owner();
  ::kill(owner.pid(), SIGKILL);
  EXPECT_GT(owner.wait(deadline_in(std::chrono::seconds(10))), kSignalled);
  EXPECT_FALSE(file_of_owner().empty());
  const ScratchDirectory next;
  EXPECT_TRUE(file_of_owner().empty());
  EXPECT_TRUE(fs::is_directory(next.path()));
}

TEST_F(ScratchDirectoryTest, OfALivingProcessStays) {
  const ChildProcess owner = start_owner();
  const ScratchDirectory own;
  const ScratchDirectory next;
  EXPECT_FALSE(file_of_owner().empty());
  EXPECT_TRUE(fs::is_directory(own.path()));
}

TEST_F(ScratchDirectoryTest, LeavesAloneWhatIsNone) {
  const std::string start = files_.path() + "/frame_bench-run.";
  fs::create_directory(start + "results");
  fs::create_directory(start + "public");
  fs::permissions(start + "results", fs::perms::owner_all);
  fs::permissions(start + "public", fs::perms::owner_all | fs::perms::others_read);
  std::ofstream(start + "abcdef") << "text";
  const ScratchDirectory next;
  for (const char* end : {"results", "public", "abcdef"}) EXPECT_TRUE(fs::exists(start + end));
}

}  // namespace
}  // namespace framering::bench
