// What a server answers, message by message, without any connection.

#include "server_protocol.hpp"

#include <gtest/gtest.h>
#include <pthread.h>

#include <cstring>
#include <functional>
#include <limits>

#include "framering/clock.hpp"

namespace framering {
namespace {

using nlohmann::json;
using Reply = ServerProtocol::Reply;
using State = ServerProtocol::State;

class ServerProtocolTest : public testing::Test {
 protected:
  ServerProtocol make(bool sends_frames, const std::string& token = {}) {
    return ServerProtocol({.token = token,
                           .sends_frames = sends_frames,
                           .welcome =
                               [](bool with_ring) {
                                 return json{{"stream", "s"}, {"with_ring", with_ring}};
                               },
                           .frames_sent = &frames_sent_});
  }
  static Reply say(ServerProtocol& server, MessageType type, const json& body = json::object()) {
    const std::string text = body.dump();
    return server.handle({kMessageMagic, kMessageVersion, type, text.size()}, text, 1000);
  }
  static MessageType type_of(const Reply& reply) {
    MessageHeader header;
    std::memcpy(&header, reply.bytes.data(), sizeof header);
    EXPECT_EQ(header.length, reply.bytes.size() - sizeof header);
    return header.type;
  }
  static json body_of(const Reply& reply) {
    return json::parse(reply.bytes.substr(sizeof(MessageHeader)));
  }
  static void expect_refused(const Reply& reply) {
    EXPECT_EQ(type_of(reply), MessageType::error);
    EXPECT_EQ(body_of(reply), json({{"message", reply.refusal}}));
    EXPECT_FALSE(reply.refusal.empty());
    EXPECT_TRUE(reply.close);
  }
  std::uint64_t frames_sent_ = 12;
};

TEST_F(ServerProtocolTest, NothingButHelloIsAnsweredFirst) {
  for (const int type : {0, 2, 3, 4, 5, 6, 7, 8, 10, 11, 65535}) {
    ServerProtocol server = make(true);
    expect_refused(say(server, static_cast<MessageType>(type)));
    EXPECT_EQ(server.state(), State::stranger);
  }
}

TEST_F(ServerProtocolTest, GoodbyeClosesWithoutAWordAtAnyTime) {
  ServerProtocol server = make(true);
  for (int i = 0; i < 2; ++i) {
    const Reply reply = say(server, MessageType::goodbye);
    EXPECT_TRUE(reply.close);
    EXPECT_TRUE(reply.bytes.empty());
    EXPECT_TRUE(reply.refusal.empty());
    say(server, MessageType::hello);
  }
}

TEST_F(ServerProtocolTest, OnTheControlSocketTheRingIsWantedUnlessDeclined) {
  for (const json& hello : {json::object(), json{{"ring", true}}, json{{"ring", "x"}}}) {
    ServerProtocol server = make(false);
    const Reply reply = say(server, MessageType::hello, hello);
    EXPECT_EQ(type_of(reply), MessageType::welcome);
    EXPECT_TRUE(reply.with_ring);
    EXPECT_EQ(body_of(reply).at("with_ring"), true);
  }
  ServerProtocol server = make(false);
  EXPECT_FALSE(say(server, MessageType::hello, {{"ring", false}}).with_ring);
}

TEST_F(ServerProtocolTest, OneSpinsOnlyIfItsLastHelloSaysSo) {
  ServerProtocol server = make(false);
  for (const json& hello :
       {json{{"spins", false}}, json{{"spins", "true"}}, json{{"spins", 1}}, json::object()}) {
    say(server, MessageType::hello, {{"spins", true}});
    EXPECT_TRUE(server.spins());
    say(server, MessageType::hello, hello);
    EXPECT_FALSE(server.spins()) << hello;
  }
}

TEST_F(ServerProtocolTest, WhereFramesAreSentThereIsNoRing) {
  ServerProtocol server = make(true);
  const Reply reply = say(server, MessageType::hello, {{"ring", true}});
  EXPECT_EQ(type_of(reply), MessageType::welcome);
  EXPECT_FALSE(reply.with_ring);
  EXPECT_FALSE(reply.close);
}

TEST_F(ServerProtocolTest, SubscribesOnlyWhereFramesAreSent) {
  ServerProtocol stream = make(true);
  say(stream, MessageType::hello);
  EXPECT_EQ(stream.state(), State::greeted);
  EXPECT_TRUE(say(stream, MessageType::subscribe).bytes.empty());
  EXPECT_EQ(stream.state(), State::subscribed);
  say(stream, MessageType::hello);
  EXPECT_EQ(stream.state(), State::subscribed) << "another hello undoes nothing";

  ServerProtocol control = make(false);
  say(control, MessageType::hello);
  expect_refused(say(control, MessageType::subscribe));
}

TEST_F(ServerProtocolTest, TheTokenIsAskedForAgainAtEachHello) {
  const std::string token(32, 'a');
  ServerProtocol server = make(true, token);
  EXPECT_EQ(type_of(say(server, MessageType::hello, {{"token", token}})), MessageType::welcome);
  expect_refused(say(server, MessageType::hello));
}

TEST_F(ServerProtocolTest, WrongTokensAreRefused) {
  const std::string token = "0123456789abcdef0123456789abcdef";
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string wrong = token;
    wrong[i] ^= 1;
    ServerProtocol server = make(true, token);
    expect_refused(say(server, MessageType::hello, {{"token", wrong}}));
    EXPECT_EQ(server.state(), State::stranger);
  }
  for (const json& wrong : {json(token + "0"), json(""), json(1), json(nullptr), json::array()}) {
    ServerProtocol server = make(true, token);
    expect_refused(say(server, MessageType::hello, {{"token", wrong}}));
  }
}

TEST_F(ServerProtocolTest, DoublesAnyNumberWhoseDoubleFits) {
  ServerProtocol server = make(false);
  say(server, MessageType::hello);
  for (const std::int64_t number : {kMinEcho, std::int64_t{-1}, std::int64_t{0}, kMaxEcho}) {
    const Reply reply = say(server, MessageType::echo_request, {{"number", number}});
    ASSERT_EQ(type_of(reply), MessageType::echo_reply);
    EXPECT_EQ(body_of(reply).at("number"), 2 * number);
    EXPECT_EQ(body_of(reply).at("sent_ns"), 0);
  }
}

TEST_F(ServerProtocolTest, RefusesWhatCannotBeDoubled) {
  for (const json& number :
       {json(kMinEcho - 1), json(kMaxEcho + 1), json(~std::uint64_t{0}), json(1.0), json("1"),
        json(nullptr), json(std::numeric_limits<std::int64_t>::min())}) {
    ServerProtocol server = make(true);
    say(server, MessageType::hello);
    expect_refused(say(server, MessageType::echo_request, {{"number", number}}));
  }
  ServerProtocol server = make(true);
  say(server, MessageType::hello);
  expect_refused(say(server, MessageType::echo_request));
  expect_refused(say(server, MessageType::echo_request, {{"number", 1}, {"sent_ns", "x"}}));
}

/// On a thread with a small stack.
void run_in_little_stack(const std::function<void()>& work) {
  pthread_attr_t attributes;
  ASSERT_EQ(::pthread_attr_init(&attributes), 0);
  ASSERT_EQ(::pthread_attr_setstacksize(&attributes, std::size_t{512} << 10), 0);
  pthread_t thread{};
  const auto run = [](void* given) -> void* {
    (*static_cast<const std::function<void()>*>(given))();
    return nullptr;
  };
  const int failure = ::pthread_create(&thread, &attributes, run,
                                       const_cast<void*>(static_cast<const void*>(&work)));
  ::pthread_attr_destroy(&attributes);
  ASSERT_EQ(failure, 0);
  ::pthread_join(thread, nullptr);
}

TEST_F(ServerProtocolTest, WhatIsNestedDeepNeedsNoDeepStack) {
  constexpr std::size_t kDepth = 32'000;
  const std::string deep = std::string(kDepth, '[') + std::string(kDepth, ']');
  run_in_little_stack([&] {
    for (const MessageType type : {MessageType::hello, MessageType::echo_request}) {
      for (const char* field : {"number", "sent_ns", "token", "client", "pid", "ring"}) {
        ServerProtocol server = make(true);
        say(server, MessageType::hello);
        const std::string body = "{\"" + std::string(field) + "\":" + deep + "}";
        ASSERT_LE(body.size(), kMaxControlBody);
        const MessageHeader header{kMessageMagic, kMessageVersion, type, body.size()};
        EXPECT_EQ(server.handle(header, body, 1000).close, type == MessageType::echo_request);
      }
    }
  });
}

TEST_F(ServerProtocolTest, AnEchoCarriesItsStamps) {
  ServerProtocol server = make(true);
  say(server, MessageType::hello);
  const std::int64_t before = now_ns();
  const json reply =
      body_of(say(server, MessageType::echo_request, {{"number", 21}, {"sent_ns", -7}}));
  EXPECT_EQ(reply.at("sent_ns"), -7);
  EXPECT_EQ(reply.at("received_ns"), 1000);
  EXPECT_GE(reply.at("replied_ns").get<std::int64_t>(), before);
  EXPECT_LE(reply.at("replied_ns").get<std::int64_t>(), now_ns());
  EXPECT_GT(reply.at("cpu_ns").get<std::int64_t>(), 0);
  EXPECT_EQ(reply.at("frames_sent"), 12);
}

TEST_F(ServerProtocolTest, ABodyThatIsNoObjectIsRefused) {
  ServerProtocol server = make(true);
  expect_refused(server.handle({kMessageMagic, kMessageVersion, MessageType::hello, 2}, "[]", 0));
  EXPECT_EQ(server.state(), State::stranger);
}

TEST_F(ServerProtocolTest, WhatAClientCallsItselfIsFitForALine) {
  ServerProtocol server = make(true);
  say(server, MessageType::hello, {{"client", "a\nb\x1b[31m\x7f"}, {"pid", 12}});
  EXPECT_EQ(server.client(), "a?b?[31m?");
  EXPECT_EQ(server.pid(), 12);
  say(server, MessageType::hello, {{"client", std::string(63, 'x') + "\u00e9"}, {"pid", "x"}});
  EXPECT_EQ(server.client(), std::string(63, 'x')) << "cut within a character";
  EXPECT_EQ(server.pid(), 0);
}

}  // namespace
}  // namespace framering
