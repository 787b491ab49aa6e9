// Frames between the thread that receives them and the one that reads them.

#include "wire_inbox.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/eventually.hpp"

namespace framering {
namespace {

using test::past;
using test::soon;

class WireInboxTest : public testing::Test {
 protected:
  static void put(WireInbox& inbox, std::uint64_t index, std::uint64_t missed = 0) {
    auto frame = std::make_shared<OwnedFrame>();
    frame->descriptor.index = index;
    inbox.put(std::move(frame), missed);
  }
  static void expect_frame(const WireInbox::Taken& taken, std::uint64_t index,
                           std::uint64_t missed) {
    const auto* delivery = std::get_if<WireInbox::Delivery>(&taken);
    ASSERT_NE(delivery, nullptr);
    EXPECT_EQ(delivery->frame->descriptor.index, index);
    EXPECT_EQ(delivery->missed, missed);
  }
  static bool is_end(const WireInbox::Taken& taken) {
    return std::holds_alternative<WireEnd>(taken);
  }
  WireInbox in_order_{Order::next};
  WireInbox newest_{Order::latest};
};

TEST_F(WireInboxTest, InOrderEveryFrameIsTakenWithWhatWasMissedBeforeIt) {
  put(in_order_, 4, 1);
  put(in_order_, 7, 2);
  expect_frame(in_order_.take(Order::next, past()), 4, 1);
  expect_frame(in_order_.take(Order::next, past()), 7, 2);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(in_order_.take(Order::next, past())));
}

TEST_F(WireInboxTest, TheNewestTakesThePlaceOfTheOthersWhichCountAsMissed) {
  put(newest_, 4, 1);
  put(newest_, 7, 2);
  put(newest_, 8);
  expect_frame(newest_.take(Order::latest, past()), 8, 1 + 1 + 2 + 1);
}

TEST_F(WireInboxTest, WhoTurnsFromInOrderToNewestPassesOverTheRest) {
  for (std::uint64_t index = 0; index < 4; ++index) put(in_order_, index);
  expect_frame(in_order_.take(Order::next, past()), 0, 0);
  expect_frame(in_order_.take(Order::latest, past()), 3, 2);
}

TEST_F(WireInboxTest, InOrderThereIsRoomOnlyForAFew) {
  std::atomic<int> count{0};
  std::thread receiver([&] {
    while (in_order_.wait_for_room()) {
      put(in_order_, static_cast<std::uint64_t>(count));
      ++count;
    }
  });
  EXPECT_TRUE(test::eventually([&] { return count == 4; }));
  for (std::uint64_t index = 0; index < 100; ++index) {
    expect_frame(in_order_.take(Order::next, soon()), index, 0);
    EXPECT_LE(count, static_cast<int>(index) + 5);
  }
  in_order_.close();
  receiver.join();
}

TEST_F(WireInboxTest, AskingForTheNewestMakesRoom) {
  for (std::uint64_t index = 0; index < 4; ++index) put(in_order_, index);
  std::thread receiver([&] { EXPECT_TRUE(in_order_.wait_for_room()); });
  expect_frame(in_order_.take(Order::latest, past()), 3, 3);
  receiver.join();
}

TEST_F(WireInboxTest, TheEndComesAfterTheLastFrameAndStays) {
  put(in_order_, 1);
  in_order_.end({WireEnd::Kind::completed, {}});
  EXPECT_TRUE(in_order_.connection_spoke());
  expect_frame(in_order_.take(Order::next, past()), 1, 0);
  EXPECT_TRUE(is_end(in_order_.take(Order::next, past())));
  EXPECT_TRUE(is_end(in_order_.take(Order::latest, past())));
}

TEST_F(WireInboxTest, EverythingIsNewsToWhoWatches) {
  std::uint32_t seen = newest_.news();
  const auto has_news = [&] { return std::exchange(seen, newest_.news()) != newest_.news(); };
  newest_.open({});
  EXPECT_TRUE(has_news());
  put(newest_, 1);
  EXPECT_TRUE(has_news());
  newest_.set_status({Connection::no_signal, 5});
  EXPECT_TRUE(has_news());
  EXPECT_FALSE(has_news());
  std::thread receiver([&] { newest_.end({}); });
  EXPECT_TRUE(test::eventually([&] {
    newest_.wait(seen, soon());
    return has_news();
  }));
  receiver.join();
}

TEST_F(WireInboxTest, AWelcomeIsTakenOnce) {
  Welcome welcome;
  welcome.info.epoch = "e";
  in_order_.open(std::move(welcome));
  EXPECT_EQ(in_order_.take_welcome()->info.epoch, "e");
  EXPECT_FALSE(in_order_.take_welcome());
}

}  // namespace
}  // namespace framering
