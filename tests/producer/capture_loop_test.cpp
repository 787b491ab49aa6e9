// The capture loop with a source that does what the test says, and a real reader.

#include "capture_loop.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "framering/subscriber.hpp"
#include "support/process.hpp"

namespace framering::producer {
namespace {

using namespace std::chrono_literals;

/// Plays a script of outcomes; then it has ended.
class ScriptedSource final : public FrameSource {
 public:
  explicit ScriptedSource(std::deque<GrabStatus> script)
      : script_(std::move(script)), frame_(describe_picture(PixelFormat::gray8, 7, 5)) {
    frame_.captured_ns = 1'000'000;
    frame_.acquired_ns = 3'000'000;
    error_ = "the script failed";
  }
  std::string description() const override { return "script"; }
  GrabStatus grab(std::stop_token) override {
    if (script_.empty()) return GrabStatus::end;
    const GrabStatus next = script_.front();
    script_.pop_front();
    if (on_grab) on_grab(next);
    return next;
  }
  const FrameDescriptor& frame() const override { return frame_; }
  bool write(std::uint64_t index, std::span<std::byte> payload) override {
    payload[0] = std::byte(index);
    return readable;
  }

  bool readable = true;
  std::function<void(GrabStatus)> on_grab;

 private:
  std::deque<GrabStatus> script_;
  FrameDescriptor frame_;
};

class CaptureLoop : public testing::Test {
 protected:
  CaptureLoop() : publisher_(create(directory_.path())) {}

  static Publisher create(const std::string& directory) {
    PublisherOptions options;
    options.stream = "test";
    options.payload_capacity = 35;
    options.directory = directory;
    return *Publisher::create(options);
  }

  Status run(ScriptedSource& source, std::optional<std::uint64_t> limit = {},
             std::stop_token stop = {}) {
    return run_capture(source, publisher_, statistics_, limit, stop);
  }

  test::TemporaryDirectory directory_;
  Publisher publisher_;
  CaptureStatistics statistics_;
};

constexpr GrabStatus kFrame = GrabStatus::frame;

TEST_F(CaptureLoop, PublishesUntilTheSourceEnds) {
  ScriptedSource source({kFrame, kFrame, kFrame});
  EXPECT_TRUE(run(source));
  EXPECT_EQ(publisher_.published(), 3U);
  EXPECT_EQ(statistics_.figures().frames, 3U);
  EXPECT_DOUBLE_EQ(statistics_.figures().capture_ms, 2);
}

TEST_F(CaptureLoop, StopsAfterTheLimit) {
  ScriptedSource source({kFrame, kFrame, kFrame});
  EXPECT_TRUE(run(source, 2));
  EXPECT_EQ(publisher_.published(), 2U);
}

TEST_F(CaptureLoop, StopsWhenAsked) {
  ScriptedSource source({kFrame, kFrame, kFrame});
  std::stop_source stop;
  stop.request_stop();
  EXPECT_TRUE(run(source, {}, stop.get_token()));
  EXPECT_EQ(publisher_.published(), 1U);
}

TEST_F(CaptureLoop, TellsReadersWhenTheSignalIsLostAndWhenItIsBack) {
  ScriptedSource source({kFrame, GrabStatus::no_signal, GrabStatus::no_signal, kFrame});
  std::vector<Connection> seen;
  auto subscriber = Subscriber::create("test", {.directory = directory_.path()});
  BorrowedFrame frame;
  source.on_grab = [&](GrabStatus) {
    (void)subscriber->latest(frame, deadline_in(1ms));
    seen.push_back(subscriber->connection());
  };
  EXPECT_TRUE(run(source));
  (void)subscriber->latest(frame, deadline_in(10s));
  seen.push_back(subscriber->connection());
  EXPECT_EQ(seen, (std::vector{Connection::live, Connection::live, Connection::no_signal,
                               Connection::no_signal, Connection::live}));
  EXPECT_TRUE(statistics_.figures().signal);
}

TEST_F(CaptureLoop, LeavesOutUnreadableFrames) {
  ScriptedSource source({kFrame, kFrame});
  source.readable = false;
  EXPECT_TRUE(run(source));
  EXPECT_EQ(publisher_.published(), 0U);
  EXPECT_EQ(statistics_.figures().unreadable, 2U);
}

TEST_F(CaptureLoop, ReportsWhyTheSourceFailed) {
  ScriptedSource source({kFrame, GrabStatus::failed});
  const Status outcome = run(source);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().message, "the script failed");
}

}  // namespace
}  // namespace framering::producer
