// When frames of a ring could be read, whatever the loop was doing then.

#include "arrival_stamps.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "ab_receiver.hpp"
#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "test_serving.hpp"

namespace framering::viewer {
namespace {

class Arrivals : public testing::Test {
 protected:
  Subscriber subscribe() {
    auto subscriber = Subscriber::create("cam", options());
    EXPECT_TRUE(subscriber);
    return *std::move(subscriber);
  }

  SubscriberOptions options() const { return {.directory = directory_.path()}; }

  /// Publishes a frame that the loop reads before anybody else is asked for it.
  BorrowedFrame publish_and_read(Publisher& publisher, Subscriber& loop) {
    BorrowedFrame frame;
    EXPECT_TRUE(test::publish(publisher, test::gradient_frame(33, 35, 9)));
    EXPECT_EQ(loop.next(frame, test::soon()), ReadStatus::frame);
    return frame;
  }

  test::TemporaryDirectory directory_;
};

TEST_F(Arrivals, AreNoticedWithoutTheLoop) {
  Publisher publisher = test::serve(directory_.path(), false);
  Subscriber loop = subscribe();
  ArrivalStamps stamps(subscribe());
  for (int i = 0; i < 5; ++i) {
    const BorrowedFrame frame = publish_and_read(publisher, loop);
    ASSERT_TRUE(test::eventually([&] { return stamps.received_ns(frame).has_value(); }));
    EXPECT_GE(*stamps.received_ns(frame), frame.descriptor().published_ns);
    EXPECT_LE(*stamps.received_ns(frame), now_ns());
  }
}

TEST_F(Arrivals, OfOtherFramesAreNotMistakenForThem) {
  Publisher publisher = test::serve(directory_.path(), false);
  Subscriber loop = subscribe();
  ArrivalStamps stamps(subscribe());
  const BorrowedFrame frame = publish_and_read(publisher, loop);
  ASSERT_TRUE(test::eventually([&] { return stamps.received_ns(frame).has_value(); }));
  OwnedFrame other;
  ASSERT_TRUE(frame.copy_to(other));
  other.descriptor.captured_ns += 1;  // the same index in another life
  EXPECT_FALSE(stamps.received_ns(BorrowedFrame(std::make_shared<const OwnedFrame>(other))));
}

TEST_F(Arrivals, EndWithTheirThreadWhenThereIsNoStream) { ArrivalStamps stamps(subscribe()); }

TEST_F(Arrivals, ReplaceTheLoopsOwnStampWhichIsLater) {
  Publisher publisher = test::serve(directory_.path());
  SubscriberOptions over_tcp = options();
  over_tcp.transport = Transport::tcp;
  auto ab = AbReceiver::create("cam", over_tcp);
  ASSERT_TRUE(ab);
  const auto ledger_of = [](const BorrowedFrame& frame) { return framering::ledger_of(frame); };
  Subscriber loop = subscribe();
  constexpr std::int64_t kBusy_ns = 3'600'000'000'000;  // as if it had drawn for an hour
  ASSERT_TRUE(test::eventually([&] {
    const BorrowedFrame frame = publish_and_read(publisher, loop);
    test::eventually([&] { return ab->poll(ledger_of); });
    Ledger ledger = framering::ledger_of(frame);
    ledger.received_ns = now_ns() + kBusy_ns;
    ab->add_a(frame, ledger);
    const LatencyWindow& a = ab->comparison().latency_us(Side::a);
    return a.size() > 0 && a.last() < static_cast<double>(kBusy_ns) / 1e3;
  }));
}

}  // namespace
}  // namespace framering::viewer
