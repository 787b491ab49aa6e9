// One run of the producer, and how its readers learn of its end.

#include "capture_session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <future>

#include "framering/subscriber.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"

namespace framering::producer {
namespace {

using namespace std::chrono_literals;

/// A grey TIFF of 8x8 black pixels of 1 to 4 bytes; signed ones of 32 bits OpenCV reads, but does
/// not resize.
void write_tiff(const std::string& path, std::uint32_t pixel_bytes) {
  constexpr std::uint32_t kSide = 8;
  const std::uint32_t bytes = kSide * kSide * pixel_bytes;
  constexpr std::uint32_t kEntries = 10;
  constexpr std::uint32_t kPixels = 8 + 2 + kEntries * 12 + 4;
  // Tag, type (3: 16 bits, 4: 32 bits), count, value.
  const std::array<std::array<std::uint32_t, 4>, kEntries> entries = {{
      {256, 3, 1, kSide},                      // width
      {257, 3, 1, kSide},                      // height
      {258, 3, 1, 8 * pixel_bytes},            // bits per sample
      {259, 3, 1, 1},                          // not compressed
      {262, 3, 1, 1},                          // black is zero
      {273, 4, 1, kPixels},                    // where they lie
      {277, 3, 1, 1},                          // samples per pixel
      {278, 3, 1, kSide},                      // rows per strip
      {279, 4, 1, bytes},                      // bytes of the strip
      {339, 3, 1, pixel_bytes == 1 ? 1U : 2U}  // unsigned, or signed
  }};
  std::ofstream file(path, std::ios::binary);
  const auto put = [&](std::uint32_t value, int count) {
    for (int i = 0; i < count; ++i) file.put(static_cast<char>(value >> 8 * i));
  };
  file << "II*" << '\0';
  put(8, 4);
  put(kEntries, 2);
  for (const auto& [tag, type, count, value] : entries) {
    put(tag, 2);
    put(type, 2);
    put(count, 4);
    put(value, 4);
  }
  put(0, 4);
  file << std::string(bytes, '\0');
}

TEST(CaptureSessionTest, EndsTheStreamAlsoWhenCapturingThrows) {
  const test::TemporaryDirectory streams;
  const test::TemporaryDirectory pictures;
  ::setenv("FRAMERING_DIR", streams.path().c_str(), 1);
  write_tiff(pictures / "1.tif", 1);
  write_tiff(pictures / "2.tif", 4);
  Options options;
  options.source = SourceKind::images;
  options.images = {pictures / "1.tif", pictures / "2.tif"};
  options.size = PictureSize{4, 4};
  options.stream = "s";
  options.serving.tcp_address = "0.0.0.0:0";
  options.serving.other_machines = true;  // a token file, which goes with the stream

  auto reader = Subscriber::create("s");
  ASSERT_TRUE(reader);
  BorrowedFrame frame;
  std::promise<void> done;
  CaptureSession session(
      options, [&] { static_cast<void>(reader->next(frame, deadline_in(100ms))); },
      [&] { done.set_value(); });
  done.get_future().wait();
  EXPECT_EQ(reader->next(frame, test::soon()), ReadStatus::frame);
  EXPECT_EQ(reader->next(frame, test::soon()), ReadStatus::ended);
  EXPECT_TRUE(session.stop(1min));
  ASSERT_FALSE(session.outcome());
  EXPECT_THAT(session.outcome().error().message, testing::StartsWith("capturing failed: "));
  EXPECT_THAT(streams.names(), testing::IsEmpty());
  ::unsetenv("FRAMERING_DIR");
}

}  // namespace
}  // namespace framering::producer
