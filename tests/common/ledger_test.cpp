// Stages of a frame's way, from stamps to windows of durations.

#include "framering/ledger.hpp"

#include <gtest/gtest.h>

namespace framering {
namespace {

constexpr Ledger kWhole = {.captured_ns = 1'000'000,
                           .acquired_ns = 1'010'000,
                           .published_ns = 1'030'000,
                           .sent_ns = 1'045'000,
                           .received_ns = 1'070'000,
                           .uploaded_ns = 1'150'000,
                           .presented_ns = 1'310'000};

double last_of(const LedgerStatistics& statistics, std::string_view name) {
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    if (kStages[i].name == name) return statistics.stage(i).last();
  }
  ADD_FAILURE() << "no stage " << name;
  return -1;
}

std::size_t samples(const LedgerStatistics& statistics) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < kStages.size(); ++i) sum += statistics.stage(i).size();
  return sum;
}

TEST(Ledger, TakesTheProducersHalfFromTheDescriptor) {
  auto frame = std::make_shared<OwnedFrame>();
  frame->descriptor.captured_ns = 1;
  frame->descriptor.acquired_ns = 2;
  frame->descriptor.published_ns = 3;
  const Ledger ledger = ledger_of(BorrowedFrame(frame));
  EXPECT_EQ(ledger.captured_ns, 1);
  EXPECT_EQ(ledger.acquired_ns, 2);
  EXPECT_EQ(ledger.published_ns, 3);
  EXPECT_EQ(ledger.received_ns, 0);
  EXPECT_EQ(ledger.presented_ns, 0);
}

TEST(Ledger, PutsTheProducersStampsOnOurClock) {
  auto frame = std::make_shared<OwnedFrame>();
  frame->descriptor.captured_ns = 1'000'010;
  frame->descriptor.acquired_ns = 0;
  frame->descriptor.published_ns = 1'000'030;
  frame->passage = {.sent_ns = 1'000'040, .received_ns = 50};
  const Ledger ledger = ledger_of(BorrowedFrame(frame), 1'000'000);
  EXPECT_EQ(ledger.captured_ns, 10);
  EXPECT_EQ(ledger.acquired_ns, 0) << "unknown stays unknown";
  EXPECT_EQ(ledger.published_ns, 30);
  EXPECT_EQ(ledger.sent_ns, 40);
  EXPECT_EQ(ledger.received_ns, 50);
}

TEST(LedgerStatistics, EveryStageIsInMicroseconds) {
  LedgerStatistics statistics;
  statistics.add(kWhole);
  EXPECT_EQ(last_of(statistics, "captured_to_acquired"), 10);
  EXPECT_EQ(last_of(statistics, "acquired_to_published"), 20);
  EXPECT_EQ(last_of(statistics, "published_to_received"), 40);
  EXPECT_EQ(last_of(statistics, "received_to_uploaded"), 80);
  EXPECT_EQ(last_of(statistics, "uploaded_to_presented"), 160);
  EXPECT_EQ(last_of(statistics, "captured_to_received"), 70);
  EXPECT_EQ(last_of(statistics, "captured_to_presented"), 310);
  EXPECT_EQ(last_of(statistics, "published_to_sent"), 15);
  EXPECT_EQ(last_of(statistics, "sent_to_received"), 25);
}

TEST(LedgerStatistics, LeavesOutStagesWithoutBothEnds) {
  LedgerStatistics statistics;
  statistics.add({});
  EXPECT_EQ(samples(statistics), 0U);
  statistics.add({.published_ns = 5000, .received_ns = 6500});
  EXPECT_EQ(samples(statistics), 1U);
  EXPECT_EQ(last_of(statistics, "published_to_received"), 1.5);
}

TEST(LedgerStatistics, StaysBoundedHoweverLongItRuns) {
  LedgerStatistics statistics;
  for (int i = 0; i < 10'000; ++i) statistics.add(kWhole);
  EXPECT_EQ(samples(statistics), kStages.size() * 4096);
}

}  // namespace
}  // namespace framering
