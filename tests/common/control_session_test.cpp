// What the control socket answers beside hello, and how many it lets wait.

#include <gtest/gtest.h>

#include "support/served_stream.hpp"

namespace framering {
namespace {

using test::connect_raw;
using test::eventually;
using test::peer_closes;
using test::receive_message_raw;
using test::send_raw;

class ControlSessionTest : public test::ServedStream {
 protected:
  ControlSessionTest() { open({}); }
  UniqueFd connect() const { return connect_raw(temp_ / "s.sock"); }
  UniqueFd greeted() const {
    UniqueFd client = connect();
    send_raw(client.get(), encode_message(MessageType::hello, {{"ring", false}}));
    EXPECT_TRUE(receive_message_raw(client.get()));
    return client;
  }
  static void expect_error(int client) {
    const auto answer = receive_message_raw(client);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->header.type, MessageType::error);
    EXPECT_TRUE(peer_closes(client));
  }
};

TEST_F(ControlSessionTest, EchoesAfterHello) {
  const UniqueFd client = greeted();
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(send_raw(client.get(), echo(i)));
    const auto reply = receive_message_raw(client.get());
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->header.type, MessageType::echo_reply);
    EXPECT_EQ(reply->body.at("number"), 2 * i);
    EXPECT_EQ(reply->body.at("sent_ns"), 5);
    EXPECT_LE(reply->body.at("received_ns"), reply->body.at("replied_ns"));
    EXPECT_EQ(reply->body.at("frames_sent"), 0);
  }
}

TEST_F(ControlSessionTest, DoesNotEchoBeforeHello) {
  const UniqueFd client = connect();
  ASSERT_TRUE(send_raw(client.get(), echo(1)));
  expect_error(client.get());
}

TEST_F(ControlSessionTest, SendsNoFrames) {
  const UniqueFd client = greeted();
  ASSERT_TRUE(send_raw(client.get(), subscribe()));
  expect_error(client.get());
}

TEST_F(ControlSessionTest, OfThoseThatSayNothingTheOldestGo) {
  const UniqueFd reader = greeted();
  std::vector<UniqueFd> silent;
  for (int i = 0; i < 65; ++i) silent.push_back(connect());
  EXPECT_TRUE(peer_closes(silent.front().get()));
  ASSERT_TRUE(send_raw(silent[1].get(), encode_message(MessageType::hello, json::object())));
  EXPECT_TRUE(receive_message_raw(silent[1].get())) << "64 may wait";
  ASSERT_TRUE(send_raw(reader.get(), echo(1)));
  EXPECT_TRUE(receive_message_raw(reader.get()));
}

}  // namespace
}  // namespace framering
