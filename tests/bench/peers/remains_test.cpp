#include "peers/remains.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "bench/temporary_files.hpp"
#include "scratch_directory.hpp"

namespace framering::bench {
namespace {

namespace fs = std::filesystem;

class RemainsTest : public testing::Test {
 protected:
  std::string add_file(const std::string& name) const {
    std::ofstream(elsewhere_ / name) << "text";
    return elsewhere_ / name;
  }
  const test::TemporaryFiles files_;
  const framering::test::TemporaryDirectory elsewhere_;
};

TEST_F(RemainsTest, GoWithTheDirectoryInWhichTheyAreNoted) {
  const std::string exact = add_file("runtime_12");
  const std::string padded = add_file("pipe.   12.    0");
  const std::string other = add_file("runtime_123");
  {
    const ScratchDirectory directory;
    note_remains(directory.path(), exact);
    note_remains(directory.path(), elsewhere_ / "pipe.   12.*");
    note_remains(directory.path(), elsewhere_ / "was never made");
    EXPECT_TRUE(fs::exists(exact));
  }
  EXPECT_FALSE(fs::exists(exact));
  EXPECT_FALSE(fs::exists(padded));
  EXPECT_TRUE(fs::exists(other));
}

TEST_F(RemainsTest, OfAKilledOneGoWithTheNext) {
  const std::string left = add_file("left");
  const std::string abandoned = files_.path() + "/frame_bench-run.abcdef";
  fs::create_directory(abandoned);
  fs::permissions(abandoned, fs::perms::owner_all);
  note_remains(abandoned, left);
  const ScratchDirectory next;
  EXPECT_FALSE(fs::exists(left));
  EXPECT_FALSE(fs::exists(abandoned));
}

}  // namespace
}  // namespace framering::bench
