// The stream server: its stream's ring and status, its timeouts, what it costs when it is not used.

#include "stream_server.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "support/fifo_client.hpp"
#include "support/served_stream.hpp"

namespace framering {
namespace {

using test::connect_tcp;
using test::eventually;
using test::FifoClient;
using test::publish_test_frame;
using test::read_message;
using test::stream_closes;
using test::write_all;

class StreamServerTest : public test::ServedStream {
 protected:
  static long threads() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/task"),
                         std::filesystem::directory_iterator());
  }
};

TEST_F(StreamServerTest, ReadsTheRingOnlyWhileSomebodyWantsFrames) {
  open();
  const UniqueFd asks = greeted();
  EXPECT_EQ(publisher().readers(), 0U);
  UniqueFd first = subscribed();
  UniqueFd second = subscribed();
  EXPECT_EQ(publisher().readers(), 1U);
  first.reset();
  EXPECT_TRUE(eventually([&] { return publisher().clients().size() == 1; }));
  EXPECT_EQ(publisher().readers(), 1U);
  second.reset();
  EXPECT_TRUE(eventually([&] { return publisher().readers() == 0; }));
  const UniqueFd third = subscribed();
  ASSERT_TRUE(publish_test_frame(publisher()));
  EXPECT_EQ(expect_frame(third.get()), 0U);
}

TEST_F(StreamServerTest, SaysWelcomeAgainWhenTheSourceFailsAndComesBack) {
  open();
  const UniqueFd client = subscribed();
  publisher().set_signal(false);
  auto welcome = read_message(client.get());
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->type(), MessageType::welcome);
  EXPECT_EQ(welcome->body.at("status"), "no signal");
  const auto since = welcome->body.at("status_since_ns").get<std::int64_t>();
  publisher().set_signal(true);
  welcome = read_message(client.get());
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->body.at("status"), "live");
  EXPECT_GT(welcome->body.at("status_since_ns").get<std::int64_t>(), since);
}

TEST_F(StreamServerTest, TellsWhoSubscribesThatTheSourceHasFailedMeanwhile) {
  open();
  const UniqueFd client = greeted();
  publisher().set_signal(false);
  ASSERT_TRUE(write_all(client.get(), subscribe()));
  const auto welcome = read_message(client.get());
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->body.at("status"), "no signal");
}

TEST_F(StreamServerTest, FollowsToALargerRing) {
  open();
  const UniqueFd client = subscribed();
  ASSERT_TRUE(publish_test_frame(publisher()));
  EXPECT_EQ(expect_frame(client.get()), 0U);
  { const auto larger = publisher().begin(10 * test::kTestFrameBytes); }
  for (std::uint64_t index = 2; index < 10; ++index) {
    ASSERT_TRUE(publish_test_frame(publisher()));
    EXPECT_EQ(expect_frame(client.get()), index);
  }
}

TEST_F(StreamServerTest, ATokenFileIsTheTokenAndStays) {
  const std::string path = temp_ / "token";
  open({.tcp = true, .token_file = path});
  std::string token;
  std::ifstream(path) >> token;
  EXPECT_EQ(tcp_endpoint().at("token"), token);
  EXPECT_TRUE(greeted());
  publisher().end("done");
  EXPECT_EQ(temp_.names(), std::vector<std::string>{"token"});
}

TEST_F(StreamServerTest, ABadTokenFileIsAnErrorAndLeavesNothing) {
  const std::string path = temp_ / "token";
  std::ofstream(path) << "none";
  const auto publisher =
      Publisher::create({.stream = "s",
                         .payload_capacity = 64,
                         .directory = temp_.path(),
                         .serve = {.pipe = true, .tcp = true, .token_file = path}});
  EXPECT_FALSE(publisher);
  EXPECT_EQ(temp_.names(), std::vector<std::string>{"token"});
}

TEST_F(StreamServerTest, NotAskedForItCostsNoThreadAndTellsNothing) {
  const long before = threads();
  open({});
  EXPECT_EQ(threads(), before + 1) << "that of the control socket";
  EXPECT_EQ(publisher().tcp_address(), "");
  EXPECT_TRUE(publisher().clients().empty());
  EXPECT_FALSE(control_welcome().contains("endpoints"));
  EXPECT_EQ(temp_.names(), (std::vector<std::string>{"s.lock", "s.sock"}));
}

TEST_F(StreamServerTest, ServesOnlyWhatItIsAskedTo) {
  open({.pipe = true});
  EXPECT_EQ(control_welcome().at("endpoints"), json({{"pipe", true}}));
  EXPECT_EQ(publisher().tcp_address(), "");
}

/// A server beside the publisher's own, with less patience.
class ImpatientServer : public StreamServerTest {
 protected:
  ImpatientServer() {
    open({});
    auto opened =
        StreamServer::open(*directory_, {.stream = "s",
                                         .serve = {.pipe = true,
                                                   .tcp = true,
                                                   .log =
                                                       [this](const std::string& line) {
                                                         const std::lock_guard guard(mutex_);
                                                         lines_.push_back(line);
                                                       }},
                                         .welcome =
                                             [] {
                                               return json{{"status", "live"}};
                                             },
                                         .hello_timeout = std::chrono::milliseconds(50),
                                         .stall_timeout = std::chrono::milliseconds(50)});
    if (!opened || !(*opened)->start()) throw std::runtime_error("no server");
    server_ = *std::move(opened);
  }
  UniqueFd client(int receive_bytes = 0) {
    const json tcp = server_->endpoints().at("tcp");
    UniqueFd socket = connect_tcp(tcp.at("port"), receive_bytes);
    write_all(socket.get(), encode_message(MessageType::hello, {{"token", tcp.at("token")}}));
    EXPECT_TRUE(read_message(socket.get()));
    return socket;
  }
  Result<StreamDirectory> directory_ = StreamDirectory::open(temp_.path());
  std::unique_ptr<StreamServer> server_;
};

TEST_F(ImpatientServer, ClosesWhoSaysNoHello) {
  const UniqueFd greeted = client();
  const UniqueFd silent = connect_tcp(server_->endpoints().at("tcp").at("port"));
  ASSERT_TRUE(write_all(silent.get(), "FRMW"));
  FifoClient pipe(temp_.path(), 1);
  ASSERT_TRUE(pipe.connect());
  EXPECT_TRUE(stream_closes(silent.get()));
  EXPECT_TRUE(eventually([&] { return !pipe.names_are_there(); }));
  EXPECT_TRUE(eventually([&] { return logged("tcp 127.0.0.1") && logged("pipe s.7-"); }));
  ASSERT_TRUE(write_all(greeted.get(), echo(1)));
  EXPECT_TRUE(read_message(greeted.get()));
}

TEST_F(ImpatientServer, ClosesWhoTakesNothing) {
  const UniqueFd stalled = client(4096);
  ASSERT_TRUE(write_all(stalled.get(), subscribe()));
  EXPECT_TRUE(eventually([&] {
    publish_test_frame(publisher());
    return logged("takes nothing");
  }));
  EXPECT_TRUE(server_->clients().empty());
}

}  // namespace
}  // namespace framering
