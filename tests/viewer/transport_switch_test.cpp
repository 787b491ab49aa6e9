// Going over from one transport to another while frames run, and on when one fails.

#include "transport_switch.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <utility>

#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "test_serving.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;
using test::Flow;
using test::serve;
using test::soon;

class Switching : public testing::Test {
 protected:
  TransportSwitch open(Transport first, bool every_frame = false) {
    SwitchOptions options{.stream = "cam", .subscriber = {}, .every_frame = every_frame};
    options.subscriber.directory = directory_.path();
    options.subscriber.transport = first;
    auto source = TransportSwitch::create(options);
    EXPECT_TRUE(source) << source.error().message;
    return *std::move(source);
  }

  /// The index of the next frame, which is newer than the one before it.
  std::uint64_t take(TransportSwitch& source) {
    BorrowedFrame frame;
    EXPECT_EQ(source.receive(frame, soon()), ReadStatus::frame)
        << source.subscriber().error().message;
    if (!frame) return 0;
    const std::uint64_t index = frame.descriptor().index;
    EXPECT_TRUE(!index_ || index > *index_) << index << " after " << *index_;
    index_ = index;
    return index;
  }

  /// Whether frames come over the transport before long.
  bool arrives(TransportSwitch& source, Transport transport) {
    return test::eventually([&] {
      take(source);
      return source.subscriber().transport() == transport || HasFailure();
    });
  }

  test::TemporaryDirectory directory_;
  std::optional<std::uint64_t> index_;
};

class SwitchingFrom : public Switching, public testing::WithParamInterface<Transport> {};

TEST_P(SwitchingFrom, EachTransportDelivers) {
  Publisher publisher = serve(directory_.path());
  TransportSwitch source = open(GetParam());
  const Flow flow(publisher);
  for (int frame = 0; frame < 20; ++frame) take(source);
  EXPECT_EQ(source.subscriber().transport(), GetParam());
  EXPECT_EQ(source.switches(), 0U);
  EXPECT_TRUE(source.take_fallbacks().empty());
}

TEST_P(SwitchingFrom, ToAnyOtherShowsNoOlderFrame) {
  Publisher publisher = serve(directory_.path());
  TransportSwitch source = open(GetParam());
  const Flow flow(publisher);
  std::uint64_t switches = 0;
  for (const Transport other : kTransports) {
    for (int times = 0; times < 5 && other != GetParam(); ++times) {
      for (const Transport goal : {other, GetParam()}) {
        source.select(goal);
        EXPECT_EQ(source.chosen(), goal);
        ASSERT_TRUE(arrives(source, goal));
        ++switches;
        for (int frame = 0; frame < 3; ++frame) take(source);
      }
    }
  }
  EXPECT_EQ(source.switches(), switches);
}

INSTANTIATE_TEST_SUITE_P(All, SwitchingFrom, testing::ValuesIn(kTransports),
                         [](const auto& test) { return std::string(name_of(test.param)); });

TEST_F(Switching, InOrderShowsNoOlderFrameEither) {
  Publisher publisher = serve(directory_.path());
  TransportSwitch source = open(Transport::tcp, true);
  const Flow flow(publisher);
  for (int times = 0; times < 5; ++times) {
    for (const Transport goal : {Transport::shm, Transport::pipe, Transport::tcp}) {
      source.select(goal);
      ASSERT_TRUE(arrives(source, goal));
    }
  }
}

TEST_F(Switching, StaysWithTheOldOneThatIsChosenAgainBeforeTheNewOneHasAFrame) {
  Publisher publisher = serve(directory_.path());
  TransportSwitch source = open(Transport::shm);
  ASSERT_TRUE(test::publish(publisher, test::gradient_frame(33, 35, 9)));
  EXPECT_EQ(take(source), 0U);
  source.select(Transport::tcp);
  EXPECT_EQ(source.subscriber().transport(), Transport::shm);
  EXPECT_EQ(source.chosen(), Transport::tcp);
  source.select(Transport::shm);
  EXPECT_EQ(source.chosen(), Transport::shm);
  const Flow flow(publisher);
  for (int count = 0; count < 20; ++count) take(source);
  EXPECT_EQ(source.switches(), 0U);
}

TEST_F(Switching, GoesOverAlsoWhenTheOldOneHasShownThatFrameAlready) {
  Publisher publisher = serve(directory_.path());
  TransportSwitch source = open(Transport::tcp);
  ASSERT_TRUE(test::publish(publisher, test::gradient_frame(33, 35, 9)));
  take(source);
  source.select(Transport::shm);  // where the same frame is the newest
  BorrowedFrame frame;
  EXPECT_TRUE(test::eventually([&] {
    EXPECT_EQ(source.receive(frame, Clock::now()), ReadStatus::timed_out);
    return source.subscriber().transport() == Transport::shm;
  }));
  EXPECT_FALSE(frame);
}

TEST_F(Switching, GoesOnToTheNextTransportWhenTheFirstFails) {
  Publisher publisher = serve(directory_.path(), false);
  TransportSwitch source = open(Transport::pipe);
  const Flow flow(publisher);
  take(source);
  EXPECT_EQ(source.subscriber().transport(), Transport::shm);
  const auto fallbacks = source.take_fallbacks();
  ASSERT_EQ(fallbacks.size(), 2U);
  EXPECT_EQ(fallbacks[0].failed, Transport::pipe);
  EXPECT_EQ(fallbacks[0].instead, Transport::tcp);
  EXPECT_EQ(fallbacks[1].failed, Transport::tcp);
  EXPECT_EQ(fallbacks[1].instead, Transport::shm);
  EXPECT_NE(fallbacks[1].reason.find("not served over tcp"), std::string::npos)
      << fallbacks[1].reason;
  EXPECT_TRUE(source.take_fallbacks().empty()) << "told once";
}

TEST_F(Switching, StaysWhereItWasWhenTheChosenOneAndTheNextFail) {
  Publisher publisher = serve(directory_.path(), false);
  TransportSwitch source = open(Transport::shm);
  const Flow flow(publisher);
  take(source);
  source.select(Transport::pipe);
  EXPECT_TRUE(test::eventually([&] {
    take(source);
    return source.chosen() == Transport::shm;
  }));
  EXPECT_EQ(source.switches(), 0U);
  const auto fallbacks = source.take_fallbacks();
  ASSERT_EQ(fallbacks.size(), 2U);
  EXPECT_EQ(fallbacks[1].instead, Transport::shm);
}

TEST_F(Switching, FailsForTheFirstReasonWhenNothingElseIsLeft) {
  SwitchOptions options{.stream = "", .subscriber = {}, .available = {Transport::tcp}};
  options.subscriber.transport = Transport::tcp;
  options.subscriber.address = "127.0.0.1:1";
  options.subscriber.token_file = directory_.path() + "/nowhere";
  auto source = TransportSwitch::create(options);
  ASSERT_TRUE(source);
  BorrowedFrame frame;
  EXPECT_EQ(source->receive(frame, soon()), ReadStatus::failed);
  EXPECT_NE(source->error().message.find("nowhere"), std::string::npos) << source->error().message;
  EXPECT_TRUE(source->take_fallbacks().empty());
}

TEST_F(Switching, WaitsForAProducerThatIsNotThere) {
  TransportSwitch source = open(Transport::tcp);
  BorrowedFrame frame;
  EXPECT_EQ(source.receive(frame, deadline_in(300ms)), ReadStatus::timed_out);
  EXPECT_EQ(source.subscriber().transport(), Transport::tcp);
  EXPECT_TRUE(source.take_fallbacks().empty());
  Publisher publisher = serve(directory_.path());
  const Flow flow(publisher);
  take(source);
  EXPECT_EQ(source.subscriber().transport(), Transport::tcp);
}

TEST_F(Switching, SaysThatTheStreamEnded) {
  Publisher publisher = serve(directory_.path());
  TransportSwitch source = open(Transport::shm);
  {
    const Flow flow(publisher);
    take(source);
  }
  publisher.end("enough");
  BorrowedFrame frame;
  ReadStatus status = ReadStatus::frame;
  while (status == ReadStatus::frame) status = source.receive(frame, soon());
  EXPECT_EQ(status, ReadStatus::ended);
}

TEST_F(Switching, CountsTheProducersThatItFollowedAndNotItsOwnSwitches) {
  TransportSwitch source = open(Transport::shm);
  EXPECT_EQ(source.attached(), 0U);
  for (const std::uint64_t lives : {1U, 2U}) {
    Publisher publisher = serve(directory_.path());
    const Flow flow(publisher);
    ASSERT_TRUE(test::eventually([&] {
      BorrowedFrame frame;  // or none: the producer before it ended
      EXPECT_NE(source.receive(frame, soon()), ReadStatus::failed);
      return source.attached() == lives;
    }));
    index_.reset();  // each counts from the beginning
    for (const Transport goal : {Transport::tcp, Transport::pipe, Transport::shm}) {
      source.select(goal);
      ASSERT_TRUE(arrives(source, goal));
      EXPECT_EQ(source.attached(), lives);
    }
  }
}

TEST_F(Switching, IgnoresWhatIsNotAvailable) {
  Publisher publisher = serve(directory_.path());
  SwitchOptions options{.stream = "cam", .subscriber = {}, .available = {Transport::shm}};
  options.subscriber.directory = directory_.path();
  auto source = TransportSwitch::create(options);
  ASSERT_TRUE(source);
  source->select(Transport::tcp);
  EXPECT_EQ(source->chosen(), Transport::shm);
}

}  // namespace
}  // namespace framering::viewer
