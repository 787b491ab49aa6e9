// Ledgers of frames whose stamps are of another clock.

#include "producer_clock.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace framering::viewer {
namespace {

// Captured at 5000 by the producer's clock, received at 900 by ours.
BorrowedFrame sent_frame() {
  auto frame = std::make_shared<OwnedFrame>();
  frame->descriptor.captured_ns = 5000;
  frame->passage = {.sent_ns = 5100, .received_ns = 900};
  return BorrowedFrame(std::shared_ptr<const OwnedFrame>(frame));
}

// An echo over an even way: the producer's clock is 4500 ahead.
constexpr EchoStamps kEcho = {
    .sent_ns = 100, .received_ns = 4610, .replied_ns = 4620, .returned_ns = 130};

TEST(ProducerClock, LeavesStampsOfOurOwnClockAsTheyAre) {
  ProducerClock clock;
  clock.add(kEcho);
  const Ledger ledger = clock.ledger_of(sent_frame(), true);
  EXPECT_EQ(ledger.captured_ns, 5000);
  EXPECT_EQ(ledger.received_ns, 900);
}

TEST(ProducerClock, LeavesTheProducersHalfOutBeforeTheFirstEcho) {
  const Ledger ledger = ProducerClock().ledger_of(sent_frame(), false);
  EXPECT_EQ(ledger.captured_ns, 0);
  EXPECT_EQ(ledger.sent_ns, 0);
  EXPECT_EQ(ledger.received_ns, 900);
}

TEST(ProducerClock, PutsTheProducersHalfOnOurClockAfterAnEcho) {
  ProducerClock clock;
  clock.add(kEcho);
  const Ledger ledger = clock.ledger_of(sent_frame(), false);
  EXPECT_EQ(ledger.captured_ns, 500);
  EXPECT_EQ(ledger.sent_ns, 600);
  EXPECT_EQ(ledger.received_ns, 900);
}

TEST(ProducerClock, KnowsNothingOfTheNextProducer) {
  ProducerClock clock;
  clock.add(kEcho);
  clock.forget();
  EXPECT_FALSE(clock.offset());
  EXPECT_EQ(clock.ledger_of(sent_frame(), false).captured_ns, 0);
}

}  // namespace
}  // namespace framering::viewer
