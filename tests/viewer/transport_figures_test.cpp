// What the overlay shows of transports: figures taken now and then, choices at once.

#include "transport_figures.hpp"

#include <gtest/gtest.h>

#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "test_serving.hpp"

namespace framering::viewer {
namespace {

constexpr std::int64_t kSecond_ns = 1'000'000'000;
constexpr std::size_t kShm = static_cast<std::size_t>(Transport::shm);
constexpr std::size_t kPipe = static_cast<std::size_t>(Transport::pipe);

class Figures : public testing::Test {
 protected:
  FrameReceiver receiver() {
    SwitchOptions options{.stream = "cam", .subscriber = {}};
    options.subscriber.directory = directory_.path();
    return {*TransportSwitch::create(options), false};
  }
  void receive_one(FrameReceiver& viewer) {
    ASSERT_TRUE(test::publish(publisher_, test::gradient_frame(33, 35, 9)));
    ASSERT_EQ(viewer.receive(test::soon()), ReadStatus::frame);
    viewer.finish(viewer.ledger());
  }

  const test::TemporaryDirectory directory_;
  Publisher publisher_ = test::serve(directory_.path());
};

TEST_F(Figures, AreTakenAnewOnlyNowAndThen) {
  FrameReceiver viewer = receiver();
  TransportFigures figures;
  receive_one(viewer);
  refresh(figures, viewer, kSecond_ns);
  EXPECT_EQ(figures.columns[kShm].frames, 1U);
  EXPECT_TRUE(figures.columns[kShm].stages[2].has_value()) << "published to received";
  EXPECT_EQ(figures.columns[kPipe].frames, 0U);
  receive_one(viewer);
  refresh(figures, viewer, kSecond_ns + kSecond_ns / 10);
  EXPECT_EQ(figures.columns[kShm].frames, 1U);
  refresh(figures, viewer, 2 * kSecond_ns);
  EXPECT_EQ(figures.columns[kShm].frames, 2U);
}

TEST_F(Figures, ShowAChoiceAtOnce) {
  FrameReceiver viewer = receiver();
  TransportFigures figures;
  refresh(figures, viewer, kSecond_ns);
  EXPECT_EQ(figures.chosen, Transport::shm);
  viewer.select(Transport::tcp);
  refresh(figures, viewer, kSecond_ns + 1);
  EXPECT_EQ(figures.chosen, Transport::tcp);
}

TEST_F(Figures, OfAComparisonComeAndGoWithIt) {
  FrameReceiver viewer = receiver();
  std::optional<AbFigures> figures;
  refresh(figures, viewer, kSecond_ns);
  EXPECT_FALSE(figures);
  ASSERT_TRUE(viewer.compare_with(Transport::pipe));
  refresh(figures, viewer, kSecond_ns);
  ASSERT_TRUE(figures);
  EXPECT_EQ(figures->a, Transport::shm);
  EXPECT_EQ(figures->b, Transport::pipe);
  EXPECT_FALSE(figures->difference_us) << "nothing was matched yet";
  ASSERT_TRUE(viewer.compare_with(std::nullopt));
  refresh(figures, viewer, kSecond_ns);
  EXPECT_FALSE(figures);
}

}  // namespace
}  // namespace framering::viewer
