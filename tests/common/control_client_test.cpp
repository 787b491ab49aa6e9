// The client's end of a control socket, against servers that do what no server should.

#include "control_client.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "support/raw_socket.hpp"
#include "support/temporary_directory.hpp"

namespace framering {
namespace {

using nlohmann::json;
using test::FakeServer;
using test::send_raw;

class ControlClientTest : public testing::Test {
 protected:
  /// What a hello gets from a server that answers with `serve`.
  Result<Welcome> hello(std::function<void(UniqueFd&)> serve, Deadline deadline = test::soon()) {
    const FakeServer server(temp_ / "s.sock", std::move(serve));
    auto connection = connect_to_stream(*directory_, "s");
    if (!connection) return connection.error();
    return say_hello(connection->get(), {.client = "test"}, deadline);
  }
  static auto sender(std::string bytes, int fd = -1) {
    return [bytes = std::move(bytes), fd](UniqueFd& client) { send_raw(client.get(), bytes, fd); };
  }
  static std::string welcome(const json& body = json::object()) {
    return encode_message(MessageType::welcome, body);
  }

  const test::TemporaryDirectory temp_;
  Result<StreamDirectory> directory_ = StreamDirectory::open(temp_.path());
  const UniqueFd ring_{::open("/proc/self/exe", O_RDONLY | O_CLOEXEC)};
};

TEST_F(ControlClientTest, NoProducerIsNotFoundAndSaysHowToStartOne) {
  const auto connection = connect_to_stream(*directory_, "s");
  ASSERT_FALSE(connection);
  EXPECT_EQ(connection.error().code, ErrorCode::not_found);
  EXPECT_NE(connection.error().message.find("frame_producer --stream s"), std::string::npos);
}

TEST_F(ControlClientTest, SaysHelloAsThePageDoes) {
  json said;
  const auto answer = hello([&](UniqueFd& client) {
    const auto message = test::receive_message_raw(client.get());
    if (message) said = message->body;
    send_raw(client.get(), welcome(), ring_.get());
  });
  EXPECT_TRUE(answer);
  EXPECT_EQ(said,
            (json{{"client", "test"}, {"pid", ::getpid()}, {"ring", true}, {"spins", false}}));
}

TEST_F(ControlClientTest, TakesEveryFieldOfTheWelcome) {
  const auto answer = hello(sender(
      welcome({{"source", "src"},
               {"epoch", "ee"},
               {"status", "live"},
               {"slots", 8},
               {"readers", 2},
               {"frames", 1ULL << 40},
               {"pid", 77},
               {"format",
                {{"width", 4}, {"height", 3}, {"pixel_format", "rgb8"}, {"dtype", "uint8"}}}}),
      ring_.get()));
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->ring);
  EXPECT_EQ(::fcntl(answer->ring.get(), F_GETFD), FD_CLOEXEC);
  EXPECT_EQ(answer->info.source, "src");
  EXPECT_EQ(answer->info.epoch, "ee");
  EXPECT_EQ(answer->info.slots, 8U);
  EXPECT_EQ(answer->info.readers, 2U);
  EXPECT_EQ(answer->info.frames, 1ULL << 40);
  EXPECT_EQ(answer->info.pid, 77);
  EXPECT_EQ(answer->info.width, 4U);
  EXPECT_EQ(answer->info.pixel_format, "rgb8");
}

TEST_F(ControlClientTest, FieldsOfOddTypesCountAsAbsent) {
  const auto answer =
      hello(sender(welcome({{"epoch", 5},
                            {"slots", "many"},
                            {"frames", 1.5},
                            {"pid", nullptr},
                            {"format", {{"width", json::array()}, {"pixel_format", 1234}}},
                            {"status", json::object()}}),
                   ring_.get()));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->info.epoch, "");
  EXPECT_EQ(answer->info.slots, 0U);
  EXPECT_EQ(answer->info.pixel_format, "");
}

TEST_F(ControlClientTest, SkipsWhatComesBeforeTheWelcome) {
  const auto answer = hello([&](UniqueFd& client) {
    send_raw(client.get(), encode_message(static_cast<MessageType>(7), json::object()));
    send_raw(client.get(), welcome(), ring_.get());
  });
  EXPECT_TRUE(answer);
}

TEST_F(ControlClientTest, WhatAServerSaysAgainstItIsTheError) {
  const auto answer = hello(sender(encode_message(MessageType::error, {{"message", "go away"}})));
  ASSERT_FALSE(answer);
  EXPECT_NE(answer.error().message.find("go away"), std::string::npos);
}

TEST_F(ControlClientTest, AConnectionThatClosesIsNotFound) {
  const std::string half = welcome().substr(0, 17);
  for (const std::string& before : {std::string(), half.substr(0, 5), half}) {
    const auto answer = hello([&](UniqueFd& client) {
      // The hello first: closing with unread bytes would reset the connection.
      test::receive_message_raw(client.get());
      if (!before.empty()) send_raw(client.get(), before);
      client.reset();
    });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::not_found);
  }
}

TEST_F(ControlClientTest, RubbishIsBadData) {
  std::string newer = welcome();
  newer[4] = 2;
  for (const std::string& rubbish :
       {std::string(64, 'x'), encode_message(MessageType::welcome, json::array()),
        std::string("FRMW\x01\0\x02\0\xff\xff\xff\xff\xff\xff\xff\x7f", 16)}) {
    const auto answer = hello(sender(rubbish));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::bad_data);
  }
  const auto answer = hello(sender(newer));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::unsupported);
}

TEST_F(ControlClientTest, AWelcomeWithoutTheRingIsBadData) {
  const auto answer = hello(sender(welcome()));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::bad_data);
}

TEST_F(ControlClientTest, ASilentServerTimesOut) {
  const auto answer = hello([](UniqueFd&) {}, deadline_in(std::chrono::milliseconds(20)));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::timed_out);
}

TEST_F(ControlClientTest, AServerThatNeverStopsTalkingTimesOut) {
  const auto deadline = deadline_in(std::chrono::milliseconds(50));
  const std::string chatter = encode_message(static_cast<MessageType>(7), json::object());
  const auto answer = hello(
      [&](UniqueFd& client) {
        // Until the client hangs up, or the test would have failed long since.
        const Deadline end = deadline_in(std::chrono::seconds(5));
        while (Clock::now() < end && send_raw(client.get(), chatter)) continue;
      },
      deadline);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::timed_out);
}

TEST_F(ControlClientTest, AServerThatDribblesTimesOut) {
  const MessageHeader header{kMessageMagic, kMessageVersion, MessageType::welcome, 65'536};
  const std::string head(reinterpret_cast<const char*>(&header), sizeof header);
  const auto answer = hello(
      [&](UniqueFd& client) {
        send_raw(client.get(), head);
        const Deadline end = deadline_in(std::chrono::seconds(5));
        for (int i = 0; i < 65'535 && Clock::now() < end && send_raw(client.get(), "x"); ++i) {
          std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
      },
      deadline_in(std::chrono::milliseconds(50)));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::timed_out);
}

TEST_F(ControlClientTest, OneDescriptorIsKeptAndNoneLeaks) {
  const auto open_descriptors = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
  };
  const auto before = open_descriptors();
  {
    const auto answer = hello([&](UniqueFd& client) {
      send_raw(client.get(), encode_message(static_cast<MessageType>(7), json::object()),
               ring_.get());
      send_raw(client.get(), welcome(), ring_.get());
    });
    ASSERT_TRUE(answer);
    EXPECT_EQ(open_descriptors(), before + 1);
  }
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(ControlClientTest, TellsWhenTheModeForbidsToConnect) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may connect to everything";
  const FakeServer server(temp_ / "s.sock", [](UniqueFd&) {});
  ASSERT_EQ(::chmod((temp_ / "s.sock").c_str(), 0), 0);
  const auto connection = connect_to_stream(*directory_, "s");
  ASSERT_FALSE(connection);
  EXPECT_EQ(connection.error().code, ErrorCode::denied);
}

}  // namespace
}  // namespace framering
