// Messages over a channel, in request and reply.

#include "message_channel.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "echo_exchange.hpp"
#include "memory_channel.hpp"
#include "support/eventually.hpp"

namespace framering {
namespace {

using nlohmann::json;
using test::past;
using test::soon;

class MessageChannelTest : public testing::Test {
 protected:
  void say(const std::string& bytes) {
    ASSERT_TRUE(ends_.second->write_all(std::as_bytes(std::span(bytes)), soon()));
  }
  std::pair<std::unique_ptr<Channel>, std::unique_ptr<Channel>> ends_ =
      make_memory_channel(1 << 20);
};

TEST_F(MessageChannelTest, TakesWhatTheOtherEndSent) {
  ASSERT_TRUE(send_message(*ends_.second, MessageType::goodbye, {{"a", 1}}, soon()));
  const auto message = receive_message(*ends_.first, soon());
  ASSERT_TRUE(message) << message.error().message;
  EXPECT_EQ(message->type, MessageType::goodbye);
  EXPECT_EQ(message->body, (json{{"a", 1}}));
}

TEST_F(MessageChannelTest, PassesOverTypesThatItDoesNotKnow) {
  for (const int type : {0, 7, 11, 65'535}) {
    say(encode_message(static_cast<MessageType>(type), json::object()));
  }
  say(encode_message(MessageType::welcome, json::object()));
  const auto message = receive_message(*ends_.first, soon());
  ASSERT_TRUE(message);
  EXPECT_EQ(message->type, MessageType::welcome);
}

TEST_F(MessageChannelTest, APeerThatNeverStopsTalkingIsNoAnswer) {
  for (int i = 0; i < 100; ++i) say(encode_message(static_cast<MessageType>(7), json::object()));
  EXPECT_EQ(receive_message(*ends_.first, past()).error().code, ErrorCode::timed_out);
}

TEST_F(MessageChannelTest, FramesAndLongBodiesAreRefused) {
  say(encode_message(MessageType::frame, json::object()));
  EXPECT_EQ(receive_message(*ends_.first, soon()).error().code, ErrorCode::bad_data);
  MessageHeader header{kMessageMagic, kMessageVersion, MessageType::frame, kMaxControlBody + 1};
  std::string bytes(sizeof header, '\0');
  std::memcpy(bytes.data(), &header, sizeof header);
  say(encode_message(MessageType::welcome, json::object()));
  ASSERT_FALSE(decode_header(std::as_bytes(std::span(bytes)).first<sizeof header>()));
}

TEST_F(MessageChannelTest, ABodyThatIsNoObjectIsBadData) {
  say(encode_message(MessageType::welcome, json::array()));
  EXPECT_EQ(receive_message(*ends_.first, soon()).error().code, ErrorCode::bad_data);
}

TEST_F(MessageChannelTest, EchoesBetweenThreadsAreTheSameMessages) {
  std::thread server([&] {
    for (;;) {
      const auto request = receive_message(*ends_.second, soon());
      ASSERT_TRUE(request);
      if (request->type == MessageType::goodbye) return;
      const json reply = {{"number", 2 * request->body["number"].get<std::int64_t>()},
                          {"sent_ns", request->body["sent_ns"]},
                          {"received_ns", now_ns()},
                          {"replied_ns", now_ns()}};
      ASSERT_TRUE(send_message(*ends_.second, MessageType::echo_reply, reply, soon()));
    }
  });
  for (std::int64_t number = -50; number < 50; ++number) {
    const auto echo = exchange_echo(*ends_.first, number, soon());
    ASSERT_TRUE(echo) << echo.error().message;
    EXPECT_EQ(echo->number, 2 * number);
    EXPECT_GE(echo->stamps.round_trip_ns(), 0);
  }
  EXPECT_TRUE(send_message(*ends_.first, MessageType::goodbye, json::object(), soon()));
  server.join();
}

}  // namespace
}  // namespace framering
