// Trials: real processes, over every way of ours, and over ways that go wrong.

#include "frames/trial.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include "bench/temporary_files.hpp"
#include "frames/frames_app.hpp"

namespace framering::bench {
namespace {

constexpr std::uint32_t kWidth = 128;  // rows of whole words
constexpr std::uint32_t kHeight = 95;

const PictureRoll& roll() {
  static const PictureRoll roll(kWidth * 3, kHeight);
  return roll;
}

TrialPlan plan(std::uint32_t readers, Reading reading = Reading::copy) {
  return {.width = kWidth,
          .height = kHeight,
          .fps = 200,
          .readers = readers,
          .frames = 40,
          .reading = reading};
}

/// Ours and the bare ones; the peers have tests of their own.
std::vector<Way> own_ways() {
  auto ways = all_ways();
  std::erase_if(ways, [](const Way& way) { return way.kind == WayKind::peer; });
  return ways;
}

class EveryWay : public ::testing::TestWithParam<std::size_t> {
 protected:
  const Way way_ = own_ways().at(GetParam());
};

TEST_P(EveryWay, BringsWholeFramesToTwoReaders) {
  for (const Reading reading : {Reading::copy, Reading::borrow}) {
    const TrialOutcome outcome = run_trial(way_, plan(2, reading), roll());
    ASSERT_EQ(outcome.failure, "");
    EXPECT_EQ(outcome.corrupt, 0U);
    EXPECT_EQ(outcome.publish_us.size(), 40U);
    EXPECT_THAT(outcome.consumed_us, ::testing::Not(::testing::IsEmpty()));
    if (way_.kind == WayKind::bare && !way_.lends_memory) {
      EXPECT_EQ(outcome.missed, 0U) << "its publisher waits";
    }
    EXPECT_THAT(outcome.access_us, ::testing::Each(::testing::Gt(0)));
    EXPECT_GT(outcome.cpu_s_per_1000, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Ours, EveryWay, ::testing::Range<std::size_t>(0, own_ways().size()),
                         [](const auto& way) {
                           std::string name = own_ways().at(way.param).name;
                           std::erase_if(name, [](char c) { return c == ' ' || c == ','; });
                           return name;
                         });

/// The first way, with another receiver in front of its own.
template <typename Change>
class Changed final : public FrameReceiver {
 public:
  Changed(std::unique_ptr<FrameReceiver> receiver, Change change)
      : receiver_(std::move(receiver)), change_(change) {}
  Outcome receive(Deadline deadline) override {
    const Outcome outcome = receiver_->receive(deadline);
    if (outcome != Outcome::frame) return outcome;
    frame_.assign(receiver_->bytes().begin(), receiver_->bytes().end());
    change_(frame_);
    return outcome;
  }
  std::span<const std::byte> bytes() const override { return frame_; }
  bool owns_bytes() const override { return true; }

 private:
  std::unique_ptr<FrameReceiver> receiver_;
  Change change_;
  std::vector<std::byte> frame_;
};

template <typename Change>
Way changed_way(Change change) {
  Way way = all_ways().front();
  way.make_receiver = [make = way.make_receiver, change](const WaySetup& setup,
                                                         std::uint32_t reader) {
    return std::make_unique<Changed<Change>>(make(setup, reader), change);
  };
  return way;
}

TEST(Trial, CountsAFrameWithOneWrongByteAsCorrupt) {
  const Way way = changed_way([](std::vector<std::byte>& frame) { frame.back() ^= std::byte{1}; });
  const TrialOutcome outcome = run_trial(way, plan(1), roll());
  ASSERT_EQ(outcome.failure, "");
  EXPECT_GE(outcome.corrupt, 40U);
}

TEST(Trial, WithACorruptFrameMakesTheBenchExitWith1) {
  const FramesOptions options{.plan = plan(1), .rounds = 1};
  EXPECT_EQ(run(options, {all_ways().front()}), 0);
  Way way = changed_way([](std::vector<std::byte>& frame) { frame[1000] ^= std::byte{1}; });
  EXPECT_EQ(run(options, {way}), 1);
  way.may_tear = true;
  EXPECT_EQ(run(options, {way}), 0);
}

TEST(Trial, CountsAFrameMadeOfTwoAsCorrupt) {
  const Way way = changed_way([last = std::vector<std::byte>()](auto& frame) mutable {
    auto whole = frame;
    if (!last.empty()) std::copy(last.begin() + 500 * 3, last.end(), frame.begin() + 500 * 3);
    last = whole;
  });
  const TrialOutcome outcome = run_trial(way, plan(1), roll());
  ASSERT_EQ(outcome.failure, "");
  EXPECT_GE(outcome.corrupt, 39U);
}

/// Overtaken at every frame of `which` modulo 2, when it already looks like one far ahead.
class Overtaken final : public FrameReceiver {
 public:
  Overtaken(std::unique_ptr<FrameReceiver> receiver, std::uint64_t which)
      : receiver_(std::move(receiver)), which_(which) {}
  Outcome receive(Deadline deadline) override { return receiver_->receive(deadline); }
  std::span<const std::byte> bytes() const override {
    static const std::vector<std::byte> far_ahead(roll().frame_bytes(), std::byte{0x7f});
    return still_valid() ? receiver_->bytes() : far_ahead;
  }
  bool copy_to(std::span<std::byte> target) override {
    return still_valid() && receiver_->copy_to(target);
  }
  bool still_valid() const override {
    return which_ < 2 && PictureRoll::index_of(receiver_->bytes()) % 2 != which_;
  }

 private:
  std::unique_ptr<FrameReceiver> receiver_;
  std::uint64_t which_;  // 2: always
};

Way overtaken_way(std::uint64_t which) {
  Way way = all_ways().front();
  way.make_receiver = [make = way.make_receiver, which](const WaySetup& setup,
                                                        std::uint32_t reader) {
    return std::make_unique<Overtaken>(make(setup, reader), which);
  };
  return way;
}

TEST(Trial, CountsOvertakenFramesAsMissedAndReadsOn) {
  for (const Reading reading : {Reading::copy, Reading::borrow}) {
    const TrialOutcome outcome = run_trial(overtaken_way(1), plan(1, reading), roll());
    ASSERT_EQ(outcome.failure, "");
    EXPECT_EQ(outcome.corrupt, 0U);
    EXPECT_EQ(outcome.consumed_us.size() + outcome.missed, 40U);
    EXPECT_GE(outcome.missed, 20U);
    EXPECT_THAT(outcome.consumed_us, ::testing::Not(::testing::IsEmpty()));
  }
}

TEST(Trial, InWhichNoReaderHadAFrameIsAFailureAndNoFigure) {
  EXPECT_EQ(run_trial(overtaken_way(2), plan(1), roll()).failure, "no reader had any frame whole");
}

TEST(Trial, OfAReaderThatFailsSaysWhyAndLeavesNothing) {
  const test::TemporaryFiles files;
  Way way = all_ways().front();
  way.make_receiver = [make = way.make_receiver](const WaySetup& setup, std::uint32_t reader) {
    if (reader == 1) throw std::runtime_error("no such thing");
    return make(setup, reader);
  };
  EXPECT_EQ(run_trial(way, plan(2), roll()).failure, "its reader 2: no such thing");
  EXPECT_TRUE(files.none());
}

TEST(Trial, OfAKilledPublisherEndsWithAFailure) {
  const test::TemporaryFiles files;
  Way way = all_ways().front();
  way.make_sender = [](const WaySetup&) -> std::unique_ptr<FrameSender> {
    ::kill(::getpid(), SIGKILL);
    return nullptr;
  };
  EXPECT_EQ(run_trial(way, plan(1), roll()).failure, "its publisher ended with status 137");
  EXPECT_TRUE(files.none());
}

}  // namespace
}  // namespace framering::bench
