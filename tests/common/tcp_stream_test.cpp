// Frames over TCP: who is let in, and what is sent.

#include <gtest/gtest.h>

#include <thread>

#include "clock_name.hpp"
#include "framering/clock.hpp"
#include "support/served_stream.hpp"

namespace framering {
namespace {

using test::connect_tcp;
using test::eventually;
using test::publish_test_frame;
using test::read_message;
using test::stream_closes;
using test::write_all;

class TcpStream : public test::ServedStream {
 protected:
  void expect_refused(const std::string& bytes, const std::string& why) {
    const UniqueFd client = connect_tcp(port());
    ASSERT_TRUE(write_all(client.get(), bytes));
    const auto answer = read_message(client.get());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->type(), MessageType::error);
    EXPECT_EQ(answer->body.size(), 1U) << "more is told than the reason: " << answer->body;
    EXPECT_NE(answer->body.at("message").get<std::string>().find(why), std::string::npos)
        << answer->body;
    EXPECT_TRUE(stream_closes(client.get()));
    EXPECT_TRUE(eventually([&] { return logged("tcp 127.0.0.1:") && logged(why); }));
  }
};

TEST_F(TcpStream, IsAnnouncedOnTheControlSocket) {
  open();
  const auto welcome = control_welcome();
  EXPECT_EQ(welcome.at("clock"), clock_name());
  EXPECT_LE(welcome.at("status_since_ns").get<std::int64_t>(), now_ns());
  EXPECT_EQ(welcome.at("endpoints").at("pipe"), true);
  const auto tcp = tcp_endpoint();
  EXPECT_EQ(tcp.at("address"), "127.0.0.1");
  EXPECT_EQ(tcp.at("token").get<std::string>().size(), 32U);
  EXPECT_EQ(publisher().tcp_address(), "127.0.0.1:" + std::to_string(port()));
}

TEST_F(TcpStream, WelcomesWhoShowsTheToken) {
  open();
  const UniqueFd client = connect_tcp(port());
  ASSERT_TRUE(write_all(client.get(), hello()));
  const auto welcome = read_message(client.get());
  ASSERT_TRUE(welcome);
  ASSERT_EQ(welcome->type(), MessageType::welcome);
  EXPECT_EQ(welcome->body.at("stream"), "s");
  EXPECT_EQ(welcome->body.at("source"), "a test");
  EXPECT_EQ(welcome->body.at("readers"), 0);
  EXPECT_FALSE(welcome->body.contains("endpoints"));
}

TEST_F(TcpStream, NoTokenNoWord) {
  open();
  expect_refused(encode_message(MessageType::hello, {{"client", "x"}}), "hello without a token");
}

TEST_F(TcpStream, AWrongTokenIsRefused) {
  open();
  for (const std::string& token : {std::string(32, '0'), std::string(), std::string(31, 'a')}) {
    expect_refused(encode_message(MessageType::hello, {{"token", token}}), "wrong token");
  }
  expect_refused(encode_message(MessageType::hello, {{"token", 1}}), "wrong token");
}

TEST_F(TcpStream, SubscribeBeforeHelloIsRefused) {
  open();
  expect_refused(subscribe(), "hello comes first");
  expect_refused(echo(1), "hello comes first");
}

TEST_F(TcpStream, ABodyOfFourGibibytesIsRefusedBeforeItComes) {
  open();
  for (const auto type : {MessageType::hello, MessageType::frame}) {
    const MessageHeader header{kMessageMagic, kMessageVersion, type, std::uint64_t{4} << 30};
    expect_refused(std::string(reinterpret_cast<const char*>(&header), sizeof header),
                   "4294967296 bytes");
  }
}

TEST_F(TcpStream, AMessageFromTheFutureIsRefused) {
  open();
  const MessageHeader header{kMessageMagic, 2, MessageType::hello, 2};
  expect_refused(std::string(reinterpret_cast<const char*>(&header), sizeof header), "version 2");
}

TEST_F(TcpStream, SendsEveryFrameToWhoTakesThem) {
  open();
  const UniqueFd client = subscribed();
  for (std::uint64_t index = 0; index < 24; ++index) {
    ASSERT_TRUE(publish_test_frame(publisher()));
    ASSERT_EQ(expect_frame(client.get()), index);
  }
  ASSERT_TRUE(eventually([&] { return publisher().clients().at(0).sent == 24; }));
  const ClientFigures figures = publisher().clients().at(0);
  EXPECT_EQ(figures.client, "test");
  EXPECT_EQ(figures.pid, 7);
  EXPECT_EQ(figures.transport, Transport::tcp);
  EXPECT_EQ(figures.skipped, 0U);
  EXPECT_GT(figures.bytes, 24U * 288);
  EXPECT_GT(figures.fps, 0);
}

TEST_F(TcpStream, WhoSubscribesLateGetsTheNewestFrameAtOnce) {
  open();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(publish_test_frame(publisher()));
  const UniqueFd first = subscribed();
  EXPECT_EQ(expect_frame(first.get()), 2U);
  const UniqueFd second = subscribed();
  EXPECT_EQ(expect_frame(second.get()), 2U);
}

TEST_F(TcpStream, EndsAfterTheLastFrameWithTheReason) {
  open();
  const UniqueFd client = subscribed();
  for (int i = 0; i < 50; ++i) ASSERT_TRUE(publish_test_frame(publisher()));
  std::thread ending([&] { publisher().end("all is said"); });  // waits for us to take it
  std::uint64_t last = 0;
  for (;;) {
    const auto message = read_message(client.get());
    EXPECT_TRUE(message);
    if (!message) break;
    if (message->type() == MessageType::end_of_stream) {
      EXPECT_EQ(message->body.at("reason"), "all is said");
      break;
    }
    last = message->head.descriptor.index;
  }
  ending.join();
  EXPECT_EQ(last, 49U);
  EXPECT_TRUE(stream_closes(client.get()));
  EXPECT_TRUE(temp_.is_empty());
}

}  // namespace
}  // namespace framering
