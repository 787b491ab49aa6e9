// Names, where streams live, and which of them are alive.

#include "stream_directory.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "framering/publisher.hpp"
#include "framering/stream.hpp"
#include "support/environment_variable.hpp"
#include "support/raw_socket.hpp"
#include "support/temporary_directory.hpp"

namespace framering {
namespace {

using test::EnvironmentVariable;
using test::TemporaryDirectory;

Publisher publish(const std::string& directory, const std::string& stream) {
  auto publisher = Publisher::create(
      {.stream = stream, .payload_capacity = 64, .directory = directory, .source = "a test"});
  if (!publisher) throw std::runtime_error(publisher.error().message);
  return *std::move(publisher);
}

TEST(StreamName, AcceptsWhatThePageAllows) {
  for (const char* name : {"a", "camera0", "A-Z_0.9", "-", "_", "a..b"}) {
    EXPECT_TRUE(check_stream_name(name)) << name;
  }
  EXPECT_TRUE(check_stream_name(std::string(64, 'x')));
}

TEST(StreamName, RefusesAllElse) {
  for (const char* name : {"", ".", "..", ".hidden", "a/b", "/", "a b", "a\n", "käse", "a:b"}) {
    const auto checked = check_stream_name(name);
    ASSERT_FALSE(checked) << name;
    EXPECT_EQ(checked.error().code, ErrorCode::invalid);
  }
  EXPECT_FALSE(check_stream_name(std::string(65, 'x')));
  EXPECT_FALSE(check_stream_name(std::string_view("a\0b", 3)));
}

TEST(StreamDirectory, TheFirstVariableThatIsSetAndNotEmptyDecides) {
  const std::string run = "/run/user/" + std::to_string(::geteuid());
  const std::string temporary = "framering-" + std::to_string(::geteuid());
  const bool has_run = std::filesystem::is_directory(run);
  {
    const EnvironmentVariable own("FRAMERING_DIR", "/x");
    const EnvironmentVariable runtime("XDG_RUNTIME_DIR", "/y");
    EXPECT_EQ(stream_directory(), "/x");
  }
  const EnvironmentVariable own("FRAMERING_DIR", "");
  {
    const EnvironmentVariable runtime("XDG_RUNTIME_DIR", "/y");
    EXPECT_EQ(stream_directory(), "/y/framering");
  }
  const EnvironmentVariable runtime("XDG_RUNTIME_DIR", nullptr);
  if (has_run) {
    EXPECT_EQ(stream_directory(), run + "/framering");
    return;
  }
  {
    const EnvironmentVariable tmp("TMPDIR", "/z");
    EXPECT_EQ(stream_directory(), "/z/" + temporary);
  }
  const EnvironmentVariable tmp("TMPDIR", nullptr);
  EXPECT_EQ(stream_directory(), "/tmp/" + temporary);
}

TEST(StreamDirectory, IsMadeWithItsParentsForThisUserAlone) {
  const TemporaryDirectory parent;
  const auto directory = StreamDirectory::create(parent / "a/b/c");
  ASSERT_TRUE(directory);
  struct stat status {};
  ASSERT_EQ(::stat((parent / "a/b/c").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST(StreamDirectory, WhatIsNoDirectoryIsAnErrorThatNamesIt) {
  const TemporaryDirectory parent;
  std::ofstream(parent / "file") << "x";
  for (const char* name : {"file", "file/below", "absent"}) {
    const auto directory = StreamDirectory::open(parent / name);
    ASSERT_FALSE(directory) << name;
    EXPECT_NE(directory.error().message.find(parent / name), std::string::npos);
  }
  EXPECT_FALSE(StreamDirectory::create(parent / "file/below"));
}

/// The directory under the temporary directory, in a temporary directory of the test's own.
class LastResort : public testing::Test {
 protected:
  void SetUp() override {
    if (stream_directory() != path_) GTEST_SKIP() << "this system has a /run/user/UID";
  }
  const TemporaryDirectory tmp_;
  const EnvironmentVariable own_{"FRAMERING_DIR", nullptr};
  const EnvironmentVariable runtime_{"XDG_RUNTIME_DIR", nullptr};
  const EnvironmentVariable variable_{"TMPDIR", tmp_.path().c_str()};
  const std::string path_ = tmp_ / ("framering-" + std::to_string(::geteuid()));
};

TEST_F(LastResort, OfOurOwnIsTaken) {
  EXPECT_TRUE(StreamDirectory::create(""));
  EXPECT_TRUE(StreamDirectory::open(""));
}

TEST_F(LastResort, OfSomebodyElseIsRefused) {
  std::filesystem::create_directory(path_);
  if (::chown(path_.c_str(), 12345, 12345) != 0) GTEST_SKIP() << "only root can give it away";
  for (const auto& directory : {StreamDirectory::open(""), StreamDirectory::create("")}) {
    ASSERT_FALSE(directory);
    EXPECT_EQ(directory.error().code, ErrorCode::denied);
    EXPECT_NE(directory.error().message.find("FRAMERING_DIR"), std::string::npos);
  }
}

TEST_F(LastResort, ThatIsALinkIsRefused) {
  std::filesystem::create_directory(tmp_ / "other");
  std::filesystem::create_directory_symlink(tmp_ / "other", path_);
  const auto directory = StreamDirectory::create("");
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().code, ErrorCode::denied);
}

TEST(ListStreams, ADirectoryThatIsNotThereHoldsNone) {
  const auto streams = list_streams("/nowhere/at/all");
  ASSERT_TRUE(streams);
  EXPECT_TRUE(streams->empty());
}

TEST(ListStreams, TellsLiveStreamsByNameInOrder) {
  const TemporaryDirectory directory;
  const Publisher b = publish(directory.path(), "b.2");
  const Publisher a = publish(directory.path(), "a");
  const auto streams = list_streams(directory.path());
  ASSERT_TRUE(streams);
  ASSERT_EQ(streams->size(), 2U);
  EXPECT_EQ((*streams)[0].name, "a");
  EXPECT_EQ((*streams)[1].name, "b.2");
  const StreamInfo& first = (*streams)[0];
  EXPECT_EQ(first.source, "a test");
  EXPECT_EQ(first.status, "live");
  EXPECT_EQ(first.epoch.size(), 32U);
  EXPECT_EQ(first.pixel_format, "");
  EXPECT_EQ(first.slots, 8U);
  EXPECT_EQ(first.readers, 0U) << "who only asks is no reader";
  EXPECT_EQ(first.frames, 0U);
  EXPECT_EQ(first.pid, ::getpid());
}

TEST(ListStreams, TellsTheFormatOfTheNewestFrame) {
  const TemporaryDirectory directory;
  Publisher publisher = publish(directory.path(), "a");
  const FrameDescriptor frame = describe_picture(PixelFormat::nv12, 127, 95);
  auto slot = publisher.begin(frame.payload_bytes);  // in a larger ring at that
  ASSERT_TRUE(slot);
  std::move(*slot).publish(frame);
  const auto streams = list_streams(directory.path());
  ASSERT_TRUE(streams);
  ASSERT_EQ(streams->size(), 1U);
  EXPECT_EQ(streams->front().pixel_format, "nv12");
  EXPECT_EQ(streams->front().dtype, "uint8");
  EXPECT_EQ(streams->front().width, 127U);
  EXPECT_EQ(streams->front().height, 95U);
  EXPECT_EQ(streams->front().frames, 1U);
}

TEST(ListStreams, LeavesOutTheDeadAndWhatIsNoStream) {
  const TemporaryDirectory directory;
  {
    const test::FakeServer dead(directory / "dead.sock", [](UniqueFd&) {});
  }
  std::ofstream(directory / "file.sock") << "x";
  std::ofstream(directory / ".sock") << "x";
  std::filesystem::create_directory(directory / "folder.sock");
  const test::FakeServer rude(directory / "rude.sock", [](UniqueFd& client) { client.reset(); });
  const Publisher live = publish(directory.path(), "live");
  const auto streams = list_streams(directory.path());
  ASSERT_TRUE(streams);
  ASSERT_EQ(streams->size(), 1U);
  EXPECT_EQ(streams->front().name, "live");
}

TEST(StreamDirectory, PathsLongerThanASocketsWork) {
  const TemporaryDirectory parent;
  const std::string path = parent / (std::string(200, 'd') + "/" + std::string(200, 'e'));
  const std::string stream(64, 's');
  const Publisher publisher = publish(path, stream);
  const auto streams = list_streams(path);
  ASSERT_TRUE(streams);
  ASSERT_EQ(streams->size(), 1U);
  EXPECT_EQ(streams->front().name, stream);
}

}  // namespace
}  // namespace framering
