// Raw frames on an output that is fast, slow, stuck or gone.

#include "stdout_writer.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <future>
#include <stdexcept>
#include <string>
#include <utility>

#include "framering/publisher.hpp"
#include "raw_video.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"

namespace framering::producer {
namespace {

using test::eventually;

/// A stream in a directory of its own, and a pipe.
class StdoutWriting : public testing::Test {
 protected:
  StdoutWriting() {
    ::setenv("FRAMERING_DIR", directory_.path().c_str(), 1);
    if (::pipe2(pipe_, O_CLOEXEC) != 0) ADD_FAILURE() << "no pipe";
  }
  ~StdoutWriting() override {
    ::unsetenv("FRAMERING_DIR");
    for (const int end : pipe_) {
      if (end >= 0) ::close(end);
    }
  }

  Publisher publisher(const FrameDescriptor& format, std::uint32_t slots) const {
    auto made = Publisher::create(
        {.stream = "out", .slots = slots, .payload_capacity = format.payload_bytes});
    if (!made) throw std::runtime_error(made.error().message);
    return *std::move(made);
  }
  void close_reader() { ::close(std::exchange(pipe_[0], -1)); }
  void close_writer() { ::close(std::exchange(pipe_[1], -1)); }

  /// Everything that comes out of the pipe until its other end is closed.
  std::string read_all() const {
    std::string all;
    std::string piece(1 << 16, '\0');
    ssize_t got = 0;
    while ((got = ::read(pipe_[0], piece.data(), piece.size())) > 0) {
      all.append(piece, 0, static_cast<std::size_t>(got));
    }
    return all;
  }

  test::TemporaryDirectory directory_;
  int pipe_[2] = {-1, -1};
};

/// Publishes a frame whose bytes differ from those of its neighbours, and returns them packed.
std::string publish(Publisher& publisher, const FrameDescriptor& format, int number) {
  OwnedFrame frame{.descriptor = format, .payload = {}, .passage = {}};
  frame.payload.resize(format.payload_bytes);
  for (std::size_t i = 0; i < frame.payload.size(); ++i) {
    frame.payload[i] = static_cast<std::byte>(i * 7 + static_cast<std::size_t>(number) * 13);
  }
  auto slot = publisher.begin(format.payload_bytes);
  store_payload(slot->payload(), frame.payload);
  std::move(*slot).publish(format);
  pack_rows(frame);
  return {reinterpret_cast<const char*>(frame.payload.data()), frame.payload.size()};
}

class StdoutFormat : public StdoutWriting, public testing::WithParamInterface<PixelFormat> {};

TEST_P(StdoutFormat, ArrivesByteForByteFromTheFirstFrameToTheLast) {
  const FrameDescriptor format = describe_picture(GetParam(), 127, 95, 64);
  Publisher stream = publisher(format, 40);
  auto arrived = std::async(std::launch::async, [this] { return read_all(); });
  std::string sent;
  {
    StdoutWriter writer(pipe_[1], [] {});
    writer.begin("out");
    for (int i = 0; i < 30; ++i) sent += publish(stream, format, i);
    stream.end("over");
    ASSERT_TRUE(eventually([&] { return writer.done(); }));
    EXPECT_TRUE(writer.outcome());
    EXPECT_EQ(writer.lost(), 0U);
    ASSERT_TRUE(writer.format());
    EXPECT_EQ(writer.format()->pixel_format, GetParam());
  }
  close_writer();
  EXPECT_TRUE(arrived.get() == sent);
}

INSTANTIATE_TEST_SUITE_P(Formats, StdoutFormat,
                         testing::Values(PixelFormat::rgb8, PixelFormat::bgr8, PixelFormat::gray8,
                                         PixelFormat::yuyv, PixelFormat::nv12));

TEST_F(StdoutWriting, EndsQuietlyWhenTheReaderGoesEvenIfNothingIsPublished) {
  const FrameDescriptor format = describe_picture(PixelFormat::gray8, 127, 95);
  Publisher stream = publisher(format, 4);
  StdoutWriter writer(pipe_[1], [] {});
  writer.begin("out");
  EXPECT_FALSE(writer.done());
  close_reader();
  ASSERT_TRUE(eventually([&] { return writer.done(); }));
  EXPECT_TRUE(writer.outcome());
}

TEST_F(StdoutWriting, EndsWithAnErrorAtAFrameOfAnotherFormat) {
  const FrameDescriptor first = describe_picture(PixelFormat::gray8, 127, 95);
  const FrameDescriptor second = describe_picture(PixelFormat::gray8, 95, 127);
  Publisher stream = publisher(first, 8);
  StdoutWriter writer(pipe_[1], [] {});
  writer.begin("out");
  publish(stream, first, 0);
  publish(stream, second, 1);
  ASSERT_TRUE(eventually([&] { return writer.done(); }));
  ASSERT_FALSE(writer.outcome());
  EXPECT_THAT(writer.outcome().error().message, testing::HasSubstr("95x127 gray8"));
}

TEST_F(StdoutWriting, EndsWithAnErrorAtAFormatThatRawVideoLacks) {
  const FrameDescriptor format = describe_picture(PixelFormat::gray16, 127, 95);
  Publisher stream = publisher(format, 8);
  StdoutWriter writer(pipe_[1], [] {});
  writer.begin("out");
  auto slot = stream.begin(format.payload_bytes);
  std::move(*slot).publish(format);
  ASSERT_TRUE(eventually([&] { return writer.done(); }));
  ASSERT_FALSE(writer.outcome());
  EXPECT_THAT(writer.outcome().error().message, testing::HasSubstr("gray16"));
}

TEST_F(StdoutWriting, StopsInMidFrameWhileItsReaderIsStuck) {
  const FrameDescriptor format = describe_picture(PixelFormat::rgb8, 1280, 720);
  Publisher stream = publisher(format, 4);
  StdoutWriter writer(pipe_[1], [] {});
  writer.begin("out");
  publish(stream, format, 0);
  ASSERT_TRUE(eventually([&] { return writer.format().has_value(); }));
  writer.stop();
  EXPECT_TRUE(writer.done());
  EXPECT_TRUE(writer.outcome());
}

TEST_F(StdoutWriting, CountsWhatASlowReaderLosesAndWritesTheRestWhole) {
  const FrameDescriptor format = describe_picture(PixelFormat::rgb8, 1280, 720);
  Publisher stream = publisher(format, 4);
  std::string arrived;
  {
    StdoutWriter writer(pipe_[1], [] {});
    writer.begin("out");
    publish(stream, format, 0);
    ASSERT_TRUE(eventually([&] { return writer.format().has_value(); }));
    for (int i = 1; i < 30; ++i) publish(stream, format, i);
    auto reading = std::async(std::launch::async, [this] { return read_all(); });
    stream.end("over");
    ASSERT_TRUE(eventually([&] { return writer.done(); }));
    close_writer();
    arrived = reading.get();
    EXPECT_GT(writer.lost(), 20U);
    EXPECT_EQ(writer.lost() + arrived.size() / format.payload_bytes, 30U);
  }
  EXPECT_EQ(arrived.size() % format.payload_bytes, 0U);
}

TEST_F(StdoutWriting, LeavesThePipeBlockingForOthersWhoHaveIt) {
  const FrameDescriptor format = describe_picture(PixelFormat::gray8, 127, 95);
  Publisher stream = publisher(format, 4);
  StdoutWriter writer(pipe_[1], [] {});
  writer.begin("out");
  EXPECT_EQ(::fcntl(pipe_[1], F_GETFL) & O_NONBLOCK, 0);
}

TEST_F(StdoutWriting, AppendsToAFileThatHoldsSomethingAlready) {
  const FrameDescriptor format = describe_picture(PixelFormat::gray8, 127, 95);
  Publisher stream = publisher(format, 4);
  const int file = ::memfd_create("out", MFD_CLOEXEC);
  ASSERT_EQ(::write(file, "head", 4), 4);
  StdoutWriter writer(file, [] {});
  writer.begin("out");
  const std::string frame = publish(stream, format, 1);
  stream.end("over");
  ASSERT_TRUE(eventually([&] { return writer.done(); }));
  std::string contents(frame.size() + 5, '\0');
  contents.resize(static_cast<std::size_t>(::pread(file, contents.data(), contents.size(), 0)));
  EXPECT_TRUE(contents == "head" + frame);
  ::close(file);
}

}  // namespace
}  // namespace framering::producer
