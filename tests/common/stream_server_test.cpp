// The stream server: its stream's ring and status, its timeouts, what it costs when it is not used.

#include "stream_server.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <new>
#include <thread>

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
  /// ThreadSanitizer makes a thread of its own with the program's first: before any are counted.
  static void SetUpTestSuite() {
    std::filesystem::path task = "/proc/self/task";
    std::thread([&] { task /= std::to_string(::gettid()); }).join();
    ASSERT_TRUE(eventually([&] { return !std::filesystem::exists(task); }));
  }

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

TEST_F(StreamServerTest, NoSignalOfTheProgramLandsOnItsThreads) {
  const auto blocks_sigpipe = [](const std::filesystem::path& thread) {
    std::ifstream status(thread / "status");
    for (std::string line; std::getline(status, line);) {
      if (!line.starts_with("SigBlk:")) continue;
      return (std::stoull(line.substr(7), nullptr, 16) >> (SIGPIPE - 1) & 1) != 0;
    }
    return false;
  };
  const auto threads_that_do = [&] {
    return std::count_if(std::filesystem::directory_iterator("/proc/self/task"),
                         std::filesystem::directory_iterator(), blocks_sigpipe);
  };
  const auto before = threads_that_do();
  open();
  // Of the control socket, of the server, and its watcher: a client that has gone is EPIPE alone.
  EXPECT_EQ(threads_that_do(), before + 3);
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

TEST_F(StreamServerTest, RunsOutOfDescriptorsAndRecovers) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "UBSan needs a descriptor itself to look at an object's type";
#endif
  open();
  const int where = port();
  const std::string greeting = hello();
  std::vector<UniqueFd> taken;
  while (UniqueFd fd{::open("/dev/null", O_RDONLY | O_CLOEXEC)}) taken.push_back(std::move(fd));
  taken.pop_back();  // one for the client, none for the server
  const UniqueFd client = connect_tcp(where);
  ASSERT_TRUE(write_all(client.get(), greeting));
  taken.clear();
  EXPECT_TRUE(read_message(client.get()));
}

TEST_F(StreamServerTest, ClientsLeaveDescriptorsForTheProducer) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit few = before;
  few.rlim_cur = 200;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
  open();
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  std::vector<UniqueFd> clients;
  const json tcp = tcp_endpoint();
  for (int i = 0; i < 68; ++i) clients.push_back(greeted());
  const UniqueFd one_too_many = connect_tcp(tcp.at("port"));
  const auto answer = read_message(one_too_many.get());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->type(), MessageType::error);
  EXPECT_TRUE(eventually([&] { return logged("too many connections"); }));
  clients.pop_back();
  EXPECT_TRUE(eventually([&] {
    const UniqueFd next = connect_tcp(tcp.at("port"));
    write_all(next.get(), encode_message(MessageType::hello, {{"token", tcp.at("token")}}));
    const auto welcome = read_message(next.get());
    return welcome && welcome->type() == MessageType::welcome;
  })) << "there is room again";
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
                                             [this] {
                                               if (no_memory_) throw std::bad_alloc();
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
  std::atomic<bool> no_memory_ = false;  // for a welcome
  std::unique_ptr<StreamServer> server_;
};

TEST_F(ImpatientServer, LosesAClientToALackOfMemoryAndNoMore) {
  const UniqueFd before = client();
  no_memory_ = true;
  const json tcp = server_->endpoints().at("tcp");
  const UniqueFd unlucky = connect_tcp(tcp.at("port"));
  ASSERT_TRUE(
      write_all(unlucky.get(), encode_message(MessageType::hello, {{"token", tcp.at("token")}})));
  EXPECT_TRUE(stream_closes(unlucky.get()));
  EXPECT_TRUE(eventually([&] { return logged("cannot be served"); }));
  no_memory_ = false;
  ASSERT_TRUE(write_all(before.get(), echo(1)));
  EXPECT_TRUE(read_message(before.get()));
  const UniqueFd after = client();
}

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
