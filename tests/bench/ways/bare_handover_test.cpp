#include "ways/bare_handover.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace framering::bench {
namespace {

constexpr std::size_t kFrameBytes = 3 * 127 * 95;

/// Sender, receiver and their memory in one process.
class BareHandover : public ::testing::Test {
 protected:
  /// Frames 0, 1, ..., each full of its number.
  void send(int frames) {
    for (int i = 0; i < frames; ++i) {
      std::ranges::fill(sender_->begin(), std::byte(sent_++));
      sender_->publish();
    }
  }
  /// The number of the frame that is received; -1 if there is none.
  int receive() {
    if (receiver_->receive(deadline_in(std::chrono::milliseconds(0))) != Outcome::frame) return -1;
    return static_cast<int>(receiver_->bytes().back());
  }

  const WaySetup setup_{.frame_bytes = kFrameBytes, .readers = 1};
  const Way way_ = bare_handover_way();
  const std::unique_ptr<Broker> memory_ = way_.start_broker(setup_);
  const std::unique_ptr<FrameSender> sender_ = way_.make_sender(setup_);
  const std::unique_ptr<FrameReceiver> receiver_ = way_.make_receiver(setup_, 0);
  std::vector<std::byte> own_ = std::vector<std::byte>(kFrameBytes);
  int sent_ = 0;
};

TEST_F(BareHandover, GivesEachFrameInOrderWhileTheReaderKeepsUp) {
  EXPECT_EQ(receive(), -1);
  send(7);
  for (int frame = 0; frame < 7; ++frame) EXPECT_EQ(receive(), frame);
  EXPECT_EQ(receive(), -1);
}

TEST_F(BareHandover, GoesOnInTheMiddleAfterAnOverrun) {
  send(8);
  EXPECT_EQ(receive(), 4);
  EXPECT_EQ(receive(), 5);
}

TEST_F(BareHandover, SaysWhenTheSenderMayBeWritingOverAFrame) {
  send(1);
  ASSERT_EQ(receive(), 0);
  send(6);
  EXPECT_TRUE(receiver_->still_valid());
  EXPECT_TRUE(receiver_->copy_to(own_));
  EXPECT_EQ(own_.front(), std::byte{0});
  send(1);
  EXPECT_FALSE(receiver_->still_valid());
  EXPECT_FALSE(receiver_->copy_to(own_));
}

}  // namespace
}  // namespace framering::bench
