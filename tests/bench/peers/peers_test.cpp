// Peers: measured or named, and nothing of them left, also when one of their processes is killed.

#include "peers/peers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "frames/trial.hpp"
#include "scratch_directory.hpp"
#include "stop_signals.hpp"
#include "support/eventually.hpp"

namespace framering::bench {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr TrialPlan kPlan{.width = 160, .height = 120, .fps = 200, .readers = 2, .frames = 30};

const PictureRoll& roll() {
  static const PictureRoll roll(kPlan.width * 3, kPlan.height);
  return roll;
}

/// What peers leave if they are not ended well.
std::set<std::string> remains() {
  std::set<std::string> found;
  for (const char* folder : {"/dev/shm", "/tmp"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename();
      for (const char* prefix : {"roudi", "iox-", "iceoryx", "frame_bench_iceoryx", "shmpipe"}) {
        if (name.starts_with(prefix)) found.insert(entry.path());
      }
    }
  }
  return found;
}

TEST(Peers, AreEachMeasuredOrNamedWithAReason) {
  std::vector<std::string> names;
  for (const Way& way : peer_ways()) names.push_back(way.name);
  for (const SkippedWay& skipped : skipped_peers()) {
    names.push_back(skipped.name);
    EXPECT_NE(skipped.reason, "") << skipped.name;
  }
  EXPECT_THAT(names, testing::UnorderedElementsAre("iceoryx", "ZeroMQ", "GStreamer", "Cyclone DDS",
                                                   "Python mmap"));
}

class PeerTrial : public testing::TestWithParam<Way> {
 protected:
  const std::set<std::string> before_ = remains();  // of others
};

TEST_P(PeerTrial, BringsWholeFramesAndLeavesNothing) {
  for (const Reading reading : {Reading::copy, Reading::borrow}) {
    TrialPlan plan = kPlan;
    plan.reading = reading;
    const TrialOutcome outcome = run_trial(GetParam(), plan, roll());
    EXPECT_EQ(outcome.failure, "");
    if (!GetParam().may_tear) {
      EXPECT_EQ(outcome.corrupt, 0U);
    }
    EXPECT_FALSE(outcome.consumed_us.empty());
    EXPECT_EQ(remains(), before_);
  }
}

/// Dies in the middle of a trial, as if somebody had killed it.
class DyingSender : public FrameSender {
 public:
  explicit DyingSender(std::unique_ptr<FrameSender> sender) : sender_(std::move(sender)) {}
  std::span<std::byte> begin() override {
    if (--frames_left_ == 0) ::kill(::getpid(), SIGKILL);
    return sender_->begin();
  }
  void publish() override { sender_->publish(); }

 private:
  std::unique_ptr<FrameSender> sender_;
  int frames_left_ = 20;
};

class DyingReceiver : public FrameReceiver {
 public:
  explicit DyingReceiver(std::unique_ptr<FrameReceiver> receiver)
      : receiver_(std::move(receiver)) {}
  Outcome receive(Deadline deadline) override {
    const Outcome outcome = receiver_->receive(deadline);
    if (outcome == Outcome::frame) ::kill(::getpid(), SIGKILL);
    return outcome;
  }
  std::span<const std::byte> bytes() const override { return receiver_->bytes(); }

 private:
  std::unique_ptr<FrameReceiver> receiver_;
};

TEST_P(PeerTrial, OfAKilledPublisherLeavesNothing) {
  Way way = GetParam();
  if (way.exec_sender) {
    way.exec_sender = [](const auto&...) { ::kill(::getpid(), SIGKILL); };
  } else {
    way.make_sender = [make = way.make_sender](const WaySetup& setup) {
      return std::make_unique<DyingSender>(make(setup));
    };
  }
  EXPECT_EQ(run_trial(way, kPlan, roll()).failure, "its publisher ended with status 137");
  EXPECT_EQ(remains(), before_);
}

TEST_P(PeerTrial, OfAKilledReaderLeavesNothing) {
  Way way = GetParam();
  if (way.exec_receiver) {
    way.exec_receiver = [](const auto&...) { ::kill(::getpid(), SIGKILL); };
  } else {
    way.make_receiver = [make = way.make_receiver](const WaySetup& setup, std::uint32_t reader) {
      return std::make_unique<DyingReceiver>(make(setup, reader));
    };
  }
  EXPECT_THAT(run_trial(way, kPlan, roll()).failure, HasSubstr("ended with status 137"));
  EXPECT_EQ(remains(), before_);
}

/// The daemon of a way, for a trial that is not run.
class Daemon {
 public:
  explicit Daemon(const Way& way) { broker_ = way.start_broker(setup()); }
  WaySetup setup() const {
    return {scratch_.path(), kPlan.width, kPlan.height, roll().frame_bytes(), kPlan.readers};
  }
  std::vector<int> pids() const { return broker_->pids(); }

 private:
  const ScratchDirectory scratch_;
  std::unique_ptr<Broker> broker_;
};

class PeerDaemon : public PeerTrial {};

TEST_P(PeerDaemon, ThatIsKilledLeavesNothing) {
  {
    const Daemon daemon(GetParam());
    for (const int pid : daemon.pids()) ::kill(pid, SIGKILL);
  }
  EXPECT_EQ(remains(), before_);
}

/// Whether it has ended by itself, and not by a signal. It stays to be waited for.
bool has_exited(pid_t pid) {
  siginfo_t end{};
  ::waitid(P_PID, static_cast<id_t>(pid), &end, WEXITED | WNOHANG | WNOWAIT);
  return end.si_pid == pid && end.si_code == CLD_EXITED;
}

TEST_P(PeerDaemon, EndsWhenItIsToldAlsoWhileTheBenchHoldsSignalsBack) {
  const StopSignals stop_signals;
  const Daemon daemon(GetParam());
  for (const int pid : daemon.pids()) {
    ::kill(pid, SIGTERM);
    EXPECT_TRUE(framering::test::eventually([&] { return has_exited(pid); }));
  }
}

TEST_P(PeerDaemon, BesideAnotherOneSaysSo) {
  const Daemon daemon(GetParam());
  EXPECT_EQ(run_trial(GetParam(), kPlan, roll()).failure,
            "another iox-roudi runs, and a machine can have only one: end it, or wait for "
            "the frame_bench that it belongs to");
  EXPECT_EQ(::kill(daemon.pids().front(), 0), 0) << "the other one was ended";
}

std::string test_name(const testing::TestParamInfo<Way>& info) {
  std::string name = info.param.name;
  std::erase_if(name, [](unsigned char letter) { return std::isalnum(letter) == 0; });
  return name;
}

std::vector<Way> peers_with_daemons() {
  std::vector<Way> ways = peer_ways();
  std::erase_if(ways,
                [](const Way& way) { return way.name != "iceoryx" && way.name != "Cyclone DDS"; });
  return ways;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PeerTrial);
INSTANTIATE_TEST_SUITE_P(Each, PeerTrial, testing::ValuesIn(peer_ways()), test_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PeerDaemon);
INSTANTIATE_TEST_SUITE_P(Each, PeerDaemon, testing::ValuesIn(peers_with_daemons()), test_name);

}  // namespace

/// For the names of tests.
void PrintTo(const Way& way, std::ostream* stream) { *stream << way.name; }

}  // namespace framering::bench
