// Echoes over each transport from a real producer, and from servers that answer wrongly.

#include "framering/echo_client.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <optional>
#include <thread>
#include <utility>

#include "echo_exchange.hpp"
#include "framering/publisher.hpp"
#include "memory_channel.hpp"
#include "message_channel.hpp"
#include "support/eventually.hpp"
#include "support/fake_stream.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_frames.hpp"

namespace framering {
namespace {

using test::past;
using test::soon;

constexpr std::int64_t kMost = (std::int64_t{1} << 62) - 1;
constexpr std::int64_t kLeast = -kMost - 1;

class EchoClientTest : public testing::TestWithParam<Transport> {
 protected:
  EchoClientTest() {
    auto created = Publisher::create({.stream = "s",
                                      .payload_capacity = test::kTestFrameBytes,
                                      .directory = temp_.path(),
                                      .serve = {.pipe = true, .tcp = true}});
    publisher_.emplace(*std::move(created));
  }
  Result<EchoClient> connect() {
    return EchoClient::connect(
        "s", {.directory = temp_.path(), .client = "test", .transport = GetParam()}, soon());
  }

  const test::TemporaryDirectory temp_;
  std::optional<Publisher> publisher_;
};

TEST_P(EchoClientTest, GetsEveryNumberDoubled) {
  auto client = connect();
  ASSERT_TRUE(client) << client.error().message;
  EXPECT_TRUE(client->shares_clock());
  for (const std::int64_t number :
       {std::int64_t{0}, std::int64_t{21}, std::int64_t{-1}, kMost, kLeast}) {
    const auto echo = client->echo(number, soon());
    ASSERT_TRUE(echo) << echo.error().message;
    EXPECT_EQ(echo->number, 2 * number);
  }
}

TEST_P(EchoClientTest, NumbersThatCannotBeDoubledAreRefusedAndCostNothing) {
  auto client = connect();
  ASSERT_TRUE(client);
  for (const std::int64_t number : {kMost + 1, kLeast - 1, std::numeric_limits<std::int64_t>::max(),
                                    std::numeric_limits<std::int64_t>::min()}) {
    EXPECT_EQ(client->echo(number, soon()).error().code, ErrorCode::invalid);
  }
  EXPECT_TRUE(client->echo(5, soon()));
}

TEST_P(EchoClientTest, OnOneMachineTheOffsetIsZeroGiveOrTakeItsUncertainty) {
  auto client = connect();
  ASSERT_TRUE(client);
  ClockOffsetEstimator estimator;
  for (int i = 0; i < 20; ++i) {
    const auto echo = client->echo(i, soon());
    ASSERT_TRUE(echo);
    const EchoStamps& stamps = echo->stamps;
    EXPECT_LE(stamps.sent_ns, stamps.received_ns);
    EXPECT_LE(stamps.received_ns, stamps.replied_ns);
    EXPECT_LE(stamps.replied_ns, stamps.returned_ns);
    EXPECT_GT(echo->cpu_ns, 0);
    estimator.add(stamps);
  }
  const auto offset = estimator.estimate();
  ASSERT_TRUE(offset);
  EXPECT_LE(std::abs(offset->offset_ns), offset->uncertainty_ns);
}

TEST_P(EchoClientTest, LeavingWaitsForTheServerToCloseAndEndsIt) {
  auto client = connect();
  ASSERT_TRUE(client);
  const auto left = client->leave(soon());
  EXPECT_TRUE(left) << left.error().message;
  EXPECT_EQ(client->echo(1, soon()).error().code, ErrorCode::not_found);
  EXPECT_TRUE(client->leave(soon()));
}

TEST_P(EchoClientTest, AProducerThatEndedIsNotFound) {
  auto client = connect();
  ASSERT_TRUE(client);
  publisher_.reset();
  const auto echo = client->echo(1, soon());
  ASSERT_FALSE(echo);
  EXPECT_EQ(echo.error().code, ErrorCode::not_found) << echo.error().message;
  EXPECT_EQ(connect().error().code, ErrorCode::not_found);
}

INSTANTIATE_TEST_SUITE_P(Transports, EchoClientTest, testing::ValuesIn(kTransports),
                         [](const auto& way) { return std::string(name_of(way.param)); });

// --- Servers that answer wrongly -----------------------------------------------------------------

/// What an echo gets from a server that answers it with `answer`.
Result<Echo> echo_from(std::function<void(int)> answer, Deadline deadline = soon()) {
  const test::FakeTcpServer server([&](UniqueFd& client) {
    if (test::welcome_stream(client.get())) answer(client.get());  // after the request
  });
  auto client = EchoClient::connect(
      "", {.client = "test", .transport = Transport::tcp, .address = server.address()}, soon());
  if (!client) return client.error();
  return client->echo(21, deadline);
}

auto saying(MessageType type, const nlohmann::json& body) {
  return [=](int socket) { test::send_raw(socket, encode_message(type, body)); };
}

TEST(EchoClientAgainstAHostileServer, AnAnswerToSomethingElseIsBadData) {
  using nlohmann::json;
  for (const json& body :
       {json::object(), json{{"number", 42}}, json{{"number", "42"}},
        json{{"number", 42}, {"sent_ns", 0}, {"received_ns", 1}, {"replied_ns", 2}}}) {
    const auto echo = echo_from(saying(MessageType::echo_reply, body));
    ASSERT_FALSE(echo);
    EXPECT_EQ(echo.error().code, ErrorCode::bad_data) << echo.error().message;
  }
}

TEST(EchoClientAgainstAHostileServer, StampsOfNoClockAreBadData) {
  constexpr auto kFirst = std::numeric_limits<std::int64_t>::min();
  constexpr auto kLast = std::numeric_limits<std::int64_t>::max();
  constexpr std::pair<std::int64_t, std::int64_t> kLies[] = {
      {kFirst, kLast}, {kLast, kFirst}, {kFirst, kFirst}, {kLast, kLast}, {-1, 5}, {6, 5}};
  for (const auto& [received_ns, replied_ns] : kLies) {
    auto [client, server] = make_memory_channel();
    const std::jthread liar([&, received = received_ns, replied = replied_ns] {
      auto request = receive_message(*server, soon());
      if (!request) return;
      request->body["number"] = 42;
      request->body["received_ns"] = received;
      request->body["replied_ns"] = replied;
      static_cast<void>(send_message(*server, MessageType::echo_reply, request->body, soon()));
    });
    const auto echo = exchange_echo(*client, 21, soon());
    ASSERT_FALSE(echo) << received_ns << " " << replied_ns;
    EXPECT_EQ(echo.error().code, ErrorCode::bad_data) << echo.error().message;
  }
}

TEST(EchoClientAgainstAHostileServer, AFrameIsNoAnswer) {
  const auto echo = echo_from([](int socket) { test::send_raw(socket, test::encoded_frame(0)); });
  ASSERT_FALSE(echo);
  EXPECT_EQ(echo.error().code, ErrorCode::bad_data) << echo.error().message;
}

TEST(EchoClientAgainstAHostileServer, WhatItSaysAgainstTheRequestIsTheError) {
  const auto echo = echo_from(saying(MessageType::error, {{"message", "no more echoes"}}));
  ASSERT_FALSE(echo);
  EXPECT_NE(echo.error().message.find("no more echoes"), std::string::npos);
}

TEST(EchoClientAgainstAHostileServer, SilenceIsTimedOut) {
  const auto echo = echo_from([](int) {}, past());
  ASSERT_FALSE(echo);
  EXPECT_EQ(echo.error().code, ErrorCode::timed_out);
}

}  // namespace
}  // namespace framering
