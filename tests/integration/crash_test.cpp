// Programs that die or stop at the worst moment, and the others, who do not mind.

#include <gmock/gmock.h>

#include <optional>

#include "framering/subscriber.hpp"
#include "programs.hpp"

namespace framering::test {
namespace {

class Crash : public Programs {
 protected:
  /// The index of the next frame of `stream` to arrive here; fails the test if none does.
  std::uint64_t newest_index(Subscriber& reader) const {
    BorrowedFrame frame;
    EXPECT_EQ(reader.latest(frame, soon()), ReadStatus::frame);
    return frame.descriptor().index;
  }

  /// Whether the index of the stream goes on by 300 before the deadline.
  bool goes_on(const std::string& stream) const {
    auto reader = Subscriber::create(stream, {.directory = directory_.path()});
    const std::uint64_t before = newest_index(*reader);
    return eventually(soon(), [&] { return newest_index(*reader) >= before + 300; });
  }
};

/// How many frames the viewer had received when it said for the `times`th time that its producer
/// was gone; nothing if it does not say so in time.
std::optional<std::uint64_t> received_at_loss(const Process& viewer, std::size_t times,
                                              Deadline deadline) {
  const std::string words = "producer gone after ";
  std::optional<std::uint64_t> received;
  eventually(deadline, [&] {
    const std::string log = viewer.err();
    std::size_t at = 0;
    for (std::size_t i = 0; i < times && at != std::string::npos; ++i) at = log.find(words, at + 1);
    if (at != std::string::npos) received = std::stoull(log.substr(at + words.size()));
    return received.has_value();
  });
  return received;
}

TEST_F(Crash, AViewerVerifiesAHundredFramesAfterEachOfTwentyKillsInMidFrame) {
  constexpr std::size_t kLives = 20;
  Process reader = viewer({"dying", "--headless", "--no-render", "--verify", "--every-frame",
                           "--timeout", "120", "--json", "-"});
  std::uint64_t before = 0;
  for (std::size_t life = 1; life <= kLives; ++life) {
    // Some more than a hundred: the first may pass before the viewer has mapped the ring.
    Process source = start(DYING_PRODUCER, {"150"});
    ASSERT_EQ(source.wait(soon()), 128 + SIGKILL) << source.out();
    const auto received = received_at_loss(reader, life, soon());
    ASSERT_TRUE(received) << reader.err();
    EXPECT_GE(*received - before, 100u) << "in life " << life;
    before = *received;
  }
  reader.signal(SIGINT);
  ASSERT_EQ(reader.wait(soon()), 0) << reader.err();
  EXPECT_EQ(report_of(reader)["frames"]["corrupt"], 0);
  const auto frames = report_of(reader)["frames"];
  EXPECT_EQ(frames["verified"].get<std::uint64_t>() + frames["overtaken"].get<std::uint64_t>(),
            before);
  EXPECT_EQ(report_of(reader)["attachments"], kLives);
}

TEST_F(Crash, AKilledProducersRemainsAreClearedByTheNext) {
  {
    Process first = producer({"--pattern", "--stream", "again"});
    ASSERT_TRUE(eventually(soon(), [&] { return serves("again"); }));
    first.kill();
  }
  EXPECT_TRUE(serves("again"));
  Process second = producer({"--pattern", "--stream", "again", "--frames", "10"});
  EXPECT_EQ(second.wait(soon()), 0) << second.err();
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Crash, TheProducerGoesOnWhenAViewerIsKilled) {
  Process source = producer({"--pattern", "--fps", "120", "--stream", "on"});
  Process reader = viewer({"on", "--headless", "--no-render"});
  ASSERT_TRUE(reader.prints("attached", soon()));
  reader.kill();
  EXPECT_TRUE(goes_on("on"));
}

TEST_F(Crash, TheProducerGoesOnWhenAViewerIsStopped) {
  Process source = producer({"--pattern", "--fps", "120", "--stream", "on"});
  Process reader = viewer({"on", "--headless", "--no-render"});
  ASSERT_TRUE(reader.prints("attached", soon()));
  reader.signal(SIGSTOP);
  EXPECT_TRUE(goes_on("on"));
  reader.signal(SIGCONT);
}

}  // namespace
}  // namespace framering::test
