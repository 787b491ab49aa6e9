// Matching the frames of two transports.

#include "ab_comparison.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "framering/subscriber.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "test_frame.hpp"

namespace framering::viewer {
namespace {

constexpr std::int64_t kMicrosecond_ns = 1000;

// A frame that was captured at `captured_us`, its payload 129 bytes of `fill`.
BorrowedFrame frame_of(std::uint64_t index, std::int64_t captured_us, int fill = 7,
                       std::size_t bytes = 129) {
  auto frame = std::make_shared<OwnedFrame>();
  frame->descriptor.index = index;
  frame->descriptor.captured_ns = captured_us * kMicrosecond_ns;
  frame->descriptor.payload_bytes = bytes;
  frame->payload.assign(bytes, static_cast<std::byte>(fill));
  return BorrowedFrame(frame);
}

class Ab : public testing::Test {
 protected:
  // Captured at index * 1000 us, received so many microseconds later.
  void add(Side side, std::uint64_t index, std::int64_t after_us, int fill = 7) {
    const auto captured_us = static_cast<std::int64_t>(index) * 1000 + 1;
    comparison_.add(side, frame_of(index, captured_us, fill),
                    {.captured_ns = captured_us * kMicrosecond_ns,
                     .received_ns = (captured_us + after_us) * kMicrosecond_ns});
  }

  AbComparison comparison_;
};

TEST_F(Ab, MatchesByIndexWhicheverSideIsFirst) {
  add(Side::a, 1, 10);
  EXPECT_EQ(comparison_.matched(), 0U);
  add(Side::b, 1, 30);
  add(Side::b, 2, 25);
  add(Side::a, 2, 50);
  EXPECT_EQ(comparison_.matched(), 2U);
  EXPECT_EQ(comparison_.unmatched(Side::a), 0U);
  EXPECT_EQ(comparison_.unmatched(Side::b), 0U);
}

TEST_F(Ab, MatchesASideThatLagsBehind) {
  for (std::uint64_t index = 1; index <= 5; ++index) add(Side::a, index, 10);
  for (std::uint64_t index = 1; index <= 5; ++index) add(Side::b, index, 10);
  EXPECT_EQ(comparison_.matched(), 5U);
}

TEST_F(Ab, DifferenceIsHowMuchLaterBIs) {
  add(Side::a, 1, 10);
  add(Side::b, 1, 30);
  EXPECT_DOUBLE_EQ(comparison_.difference_us().last(), 20);
  add(Side::a, 2, 50);
  add(Side::b, 2, 25);
  EXPECT_DOUBLE_EQ(comparison_.difference_us().last(), -25);
  EXPECT_DOUBLE_EQ(comparison_.latency_us(Side::a).last(), 50);
  EXPECT_DOUBLE_EQ(comparison_.latency_us(Side::b).last(), 25);
}

TEST_F(Ab, CountsWhatOneSideAloneReceived) {
  add(Side::a, 1, 10);
  add(Side::b, 1, 10);
  for (const std::uint64_t index : {2, 3, 4, 6}) add(Side::a, index, 10);
  for (const std::uint64_t index : {3, 5, 6}) add(Side::b, index, 10);
  EXPECT_EQ(comparison_.matched(), 3U);
  EXPECT_EQ(comparison_.unmatched(Side::a), 2U);  // 2 and 4
  EXPECT_EQ(comparison_.unmatched(Side::b), 1U);  // 5
}

TEST_F(Ab, DoesNotCountWhatCameBeforeTheOtherSideBegan) {
  for (std::uint64_t index = 1; index <= 50; ++index) add(Side::a, index, 10);
  add(Side::b, 50, 10);
  EXPECT_EQ(comparison_.matched(), 1U);
  EXPECT_EQ(comparison_.unmatched(Side::a), 0U);
}

TEST_F(Ab, TellsEqualPayloadsFromOthers) {
  add(Side::a, 1, 10, 7);
  add(Side::b, 1, 10, 7);
  add(Side::a, 2, 10, 7);
  add(Side::b, 2, 10, 8);
  EXPECT_EQ(comparison_.compared(), 2U);
  EXPECT_EQ(comparison_.identical(), 1U);
  comparison_.add(Side::a, frame_of(3, 9, 7, 129), {});
  comparison_.add(Side::b, frame_of(3, 9, 7, 128), {});
  EXPECT_EQ(comparison_.compared(), 3U);
  EXPECT_EQ(comparison_.identical(), 1U);
}

TEST_F(Ab, DoesNotMatchTheSameIndexOfAnotherProducer) {
  comparison_.add(Side::a, frame_of(1, 100), {});
  comparison_.add(Side::b, frame_of(1, 90'000), {});
  EXPECT_EQ(comparison_.matched(), 0U);
  add(Side::a, 2, 10);
  add(Side::b, 2, 10);
  EXPECT_EQ(comparison_.matched(), 1U);
}

TEST_F(Ab, BeginsAnewWhenAProducerCountsFromTheBeginning) {
  add(Side::a, 900, 10);
  add(Side::b, 900, 10);
  for (std::uint64_t index = 901; index < 905; ++index) add(Side::a, index, 10);
  for (std::uint64_t index = 0; index < 20; ++index) {
    add(Side::a, index, 10);
    add(Side::b, index, 10);
  }
  EXPECT_EQ(comparison_.matched(), 21U);
}

TEST_F(Ab, KeepsFewOfTheFramesThatWait) {
  std::vector<std::weak_ptr<const OwnedFrame>> frames;
  for (std::uint64_t index = 1; index <= 100; ++index) {
    auto frame = std::make_shared<OwnedFrame>();
    frame->descriptor.index = index;
    frames.push_back(frame);
    comparison_.add(Side::a, BorrowedFrame(std::shared_ptr<const OwnedFrame>(frame)), {});
  }
  const auto alive = std::count_if(frames.begin(), frames.end(),
                                   [](const auto& frame) { return !frame.expired(); });
  EXPECT_LE(alive, 8);
  EXPECT_GT(alive, 0);
}

TEST_F(Ab, GivesNoVerdictOnAFrameThatWasOverwritten) {
  const test::TemporaryDirectory directory;
  auto publisher = Publisher::create(
      {.stream = "cam", .slots = 2, .payload_capacity = 65536, .directory = directory.path()});
  auto subscriber = Subscriber::create("cam", {.directory = directory.path()});
  ASSERT_TRUE(publisher && subscriber);
  const test::TestFrame frame = test::gradient_frame(33, 35, 9);
  ASSERT_TRUE(test::publish(*publisher, frame));
  BorrowedFrame borrowed;
  OwnedFrame copy;
  ASSERT_EQ(subscriber->next(borrowed, test::soon()), ReadStatus::frame);
  ASSERT_TRUE(borrowed.copy_to(copy));
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(test::publish(*publisher, frame));
  comparison_.add(Side::a, borrowed, {});
  comparison_.add(Side::b, BorrowedFrame(std::make_shared<const OwnedFrame>(copy)), {});
  EXPECT_EQ(comparison_.matched(), 1U);
  EXPECT_EQ(comparison_.compared(), 0U);
}

}  // namespace
}  // namespace framering::viewer
