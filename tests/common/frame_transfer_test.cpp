// Frames taken in from a channel, into memory that is used again.

#include "frame_transfer.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "memory_channel.hpp"
#include "message_channel.hpp"
#include "support/eventually.hpp"
#include "support/fake_stream.hpp"

namespace framering {
namespace {

using test::soon;

class FrameTransferTest : public testing::Test {
 protected:
  /// Takes in what these bytes hold.
  Result<FrameHead> transfer(const std::string& bytes) {
    auto ends = make_memory_channel();
    std::thread sender([&, channel = std::move(ends.second)] {
      [[maybe_unused]] const auto sent =
          channel->write_all(std::as_bytes(std::span(bytes)), soon());
    });
    Result<FrameHead> head = make_head(*ends.first);
    ends.first.reset();
    sender.join();
    return head;
  }
  Result<FrameHead> make_head(Channel& channel) {
    const auto header = receive_header(channel, soon(), true);
    if (!header) return header.error();
    return receive_frame_body(frame_, channel, *header, soon());
  }
  OwnedFrame frame_;
};

TEST_F(FrameTransferTest, EveryFormatComesWholeIntoTheSameMemory) {
  for (std::uint64_t index = 0; index < 12; ++index) {
    const auto before = now_ns();
    const auto head = transfer(test::encoded_frame(index, 5));
    ASSERT_TRUE(head) << head.error().message;
    EXPECT_EQ(head->skipped, 5U);
    EXPECT_EQ(frame_.descriptor.index, index);
    EXPECT_EQ(frame_.payload.size(), frame_.descriptor.payload_bytes);
    EXPECT_EQ(verify_pattern(frame_.descriptor, frame_.payload).value_or(""), "");
    EXPECT_GE(frame_.passage.sent_ns, 0);
    EXPECT_GE(frame_.passage.received_ns, before);
  }
}

TEST_F(FrameTransferTest, ALargeFrameGrowsAsItComes) {
  const std::uint64_t shape[] = {1111, 7777};
  FrameDescriptor large = describe_array(Dtype::uint8, shape, 2);
  const auto head = encode_frame_head({large, 1, 0});
  std::string bytes(reinterpret_cast<const char*>(head.data()), head.size());
  for (std::size_t i = 0; i < large.payload_bytes; ++i) bytes += static_cast<char>(i * 31);
  ASSERT_TRUE(transfer(bytes));
  ASSERT_EQ(frame_.payload.size(), large.payload_bytes);
  EXPECT_EQ(std::memcmp(frame_.payload.data(), bytes.data() + head.size(), large.payload_bytes), 0);
}

TEST_F(FrameTransferTest, AnEmptyFrameIsOne) {
  const auto head = encode_frame_head({FrameDescriptor{}, 1, 0});
  ASSERT_TRUE(transfer({reinterpret_cast<const char*>(head.data()), head.size()}));
  EXPECT_TRUE(frame_.payload.empty());
}

TEST_F(FrameTransferTest, OneThatStopsHalfWayIsNotFound) {
  const std::string bytes = test::encoded_frame(0);
  for (const std::size_t length : {std::size_t{20}, std::size_t{400}, bytes.size() - 1}) {
    const auto head = transfer(bytes.substr(0, length));
    ASSERT_FALSE(head);
    EXPECT_EQ(head.error().code, ErrorCode::not_found);
  }
}

}  // namespace
}  // namespace framering
