// Which transports a viewer receives, and in which order it offers them.

#include "frame_receiver.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "test_serving.hpp"

namespace framering::viewer {
namespace {

class Receiving : public testing::Test {
 protected:
  FrameReceiver receiver(std::vector<Transport> available = {kTransports.begin(),
                                                             kTransports.end()}) {
    SwitchOptions options{.stream = "cam", .subscriber = {}, .available = std::move(available)};
    options.subscriber.directory = directory_.path();
    options.subscriber.transport = options.available.front();
    auto source = TransportSwitch::create(options);
    EXPECT_TRUE(source);
    return {*std::move(source), false};
  }

  const test::TemporaryDirectory directory_;
};

TEST_F(Receiving, OffersTheTransportsInTurn) {
  FrameReceiver viewer = receiver();
  for (const Transport next : {Transport::pipe, Transport::tcp, Transport::shm}) {
    ASSERT_EQ(viewer.next_transport(), next);
    viewer.select(next);
  }
}

TEST_F(Receiving, DoesNotOfferSideB) {
  FrameReceiver viewer = receiver();
  ASSERT_TRUE(viewer.compare_with(Transport::pipe));
  EXPECT_EQ(viewer.next_transport(), Transport::tcp);
  ASSERT_TRUE(viewer.compare_with(std::nullopt));
  EXPECT_EQ(viewer.next_transport(), Transport::pipe);
}

TEST_F(Receiving, OffersNothingWhereThereIsOneTransport) {
  EXPECT_EQ(receiver({Transport::shm}).next_transport(), std::nullopt);
}

TEST_F(Receiving, GivesSideBTheOldTransportOfASideThatTakesItsOwn) {
  FrameReceiver viewer = receiver();
  ASSERT_TRUE(viewer.compare_with(Transport::pipe));
  viewer.select(Transport::pipe);
  EXPECT_EQ(viewer.source().chosen(), Transport::pipe);
  ASSERT_NE(viewer.ab(), nullptr);
  EXPECT_EQ(viewer.ab()->subscriber().transport(), Transport::shm);
}

TEST_F(Receiving, MatchesTheFramesOfBothSides) {
  Publisher publisher = test::serve(directory_.path());
  FrameReceiver viewer = receiver();
  ASSERT_TRUE(viewer.compare_with(Transport::tcp));
  const test::Flow flow(publisher);
  EXPECT_TRUE(test::eventually([&] {
    EXPECT_NE(viewer.receive(test::soon()), ReadStatus::failed);
    return viewer.ab()->comparison().matched() >= 10;
  }));
  EXPECT_EQ(viewer.ab()->comparison().identical(), viewer.ab()->comparison().compared());
}

}  // namespace
}  // namespace framering::viewer
