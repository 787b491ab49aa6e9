// The producer's end of the control socket, driven by clients that send raw bytes.

#include "control_server.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <thread>
#include <vector>

#include "support/raw_socket.hpp"
#include "support/temporary_directory.hpp"

namespace framering {
namespace {

using nlohmann::json;
using test::connect_raw;
using test::peer_closes;
using test::receive_message_raw;
using test::send_raw;

class ControlServerTest : public testing::Test {
 protected:
  ControlServerTest() { start(); }

  void start(mode_t mode = 0600) {
    auto started = ControlServer::start(*directory_, "s", mode, [this] {
      return Offer{json{{"stream", "s"}, {"pad", std::string(pad_, 'x')}}, ring_};
    });
    if (!started) throw std::runtime_error(started.error().message);
    server_ = *std::move(started);
  }
  UniqueFd connect() { return connect_raw(path_); }
  /// Connected, greeted and welcome.
  UniqueFd reader() {
    UniqueFd client = connect();
    send_raw(client.get(), hello());
    EXPECT_TRUE(receive_message_raw(client.get()));
    return client;
  }
  static std::string hello(const json& body = {{"client", "test"}, {"pid", 1}}) {
    return encode_message(MessageType::hello, body);
  }
  /// Expects that these bytes get an error and the end of the connection.
  void expect_refused(const std::string& bytes) {
    UniqueFd client = connect();
    ASSERT_TRUE(send_raw(client.get(), bytes));
    const auto answer = receive_message_raw(client.get());
    ASSERT_TRUE(answer) << bytes;
    EXPECT_EQ(answer->header.type, MessageType::error);
    EXPECT_TRUE(answer->body.at("message").is_string());
    EXPECT_TRUE(peer_closes(client.get()));
  }

  const test::TemporaryDirectory temp_;
  const std::string path_ = temp_ / "s.sock";
  Result<StreamDirectory> directory_ = StreamDirectory::open(temp_.path());
  std::size_t pad_ = 0;
  std::shared_ptr<const UniqueFd> ring_ =
      std::make_shared<const UniqueFd>(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
  std::unique_ptr<ControlServer> server_;
};

TEST_F(ControlServerTest, WelcomesAHelloWithTheRing) {
  UniqueFd client = connect();
  ASSERT_TRUE(send_raw(client.get(), hello()));
  const auto welcome = receive_message_raw(client.get());
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->header.type, MessageType::welcome);
  EXPECT_EQ(welcome->body.at("stream"), "s");
  EXPECT_EQ(welcome->body.at("readers"), 1);
  struct stat ours {};
  struct stat theirs {};
  ASSERT_TRUE(welcome->fd);
  ASSERT_EQ(::fstat(ring_->get(), &ours), 0);
  ASSERT_EQ(::fstat(welcome->fd.get(), &theirs), 0);
  EXPECT_EQ(ours.st_ino, theirs.st_ino);
  EXPECT_EQ(server_->readers().all(), 1U);
}

TEST_F(ControlServerTest, WhoOnlyAsksGetsNoRingAndIsNoReader) {
  UniqueFd client = connect();
  ASSERT_TRUE(send_raw(client.get(), hello({{"ring", false}})));
  const auto welcome = receive_message_raw(client.get());
  ASSERT_TRUE(welcome);
  EXPECT_FALSE(welcome->fd);
  EXPECT_EQ(server_->readers().all(), 0U);
}

TEST_F(ControlServerTest, AnswersHelloAgainOnTheSameConnection) {
  const UniqueFd client = reader();
  ASSERT_TRUE(send_raw(client.get(), hello() + hello()));
  for (int i = 0; i < 2; ++i) {
    const auto welcome = receive_message_raw(client.get());
    ASSERT_TRUE(welcome);
    EXPECT_TRUE(welcome->fd);
  }
  EXPECT_EQ(server_->readers().all(), 1U);
}

TEST_F(ControlServerTest, CountsReadersThatGo) {
  {
    const UniqueFd a = reader();
    const UniqueFd b = reader();
    EXPECT_EQ(server_->readers().all(), 2U);
    ASSERT_TRUE(send_raw(a.get(), encode_message(MessageType::goodbye, json::object())));
    EXPECT_TRUE(peer_closes(a.get()));
    EXPECT_TRUE(test::eventually([&] { return server_->readers().all() == 1; }));
  }
  EXPECT_TRUE(test::eventually([&] { return server_->readers().all() == 0; }));
}

TEST_F(ControlServerTest, TakesAMessageThatComesByteByByte) {
  const UniqueFd client = connect();
  for (const char byte : hello()) ASSERT_TRUE(send_raw(client.get(), std::string(1, byte)));
  EXPECT_TRUE(receive_message_raw(client.get()));
}

TEST_F(ControlServerTest, RefusesRubbish) {
  const std::string good = hello();
  expect_refused("GET / HTTP/1.1\r\n");
  expect_refused(std::string(16, '\0'));
  expect_refused(good.substr(0, 4) + std::string("\x02\0", 2) + good.substr(6));  // version
  for (const int type : {0, 2, 3, 7, 8, 10, 11, 65535}) {
    expect_refused(encode_message(static_cast<MessageType>(type), json::object()));
  }
  expect_refused(encode_message(MessageType::hello, json::array()));
  std::string not_json = good;
  not_json.back() = '!';
  expect_refused(not_json);
}

TEST_F(ControlServerTest, RefusesABodyThatIsTooLongBeforeItComes) {
  for (const std::uint64_t length : {kMaxControlBody + 1, ~std::uint64_t{0}}) {
    const MessageHeader header{kMessageMagic, kMessageVersion, MessageType::hello, length};
    expect_refused(std::string(reinterpret_cast<const char*>(&header), sizeof header));
  }
}

TEST_F(ControlServerTest, TakesTheLongestBodyThatIsAllowed) {
  json body = {{"client", ""}};
  body["client"] = std::string(kMaxControlBody - body.dump().size(), 'x');
  ASSERT_EQ(body.dump().size(), kMaxControlBody);
  const UniqueFd client = connect();
  ASSERT_TRUE(send_raw(client.get(), hello(body)));
  EXPECT_TRUE(receive_message_raw(client.get()));
}

TEST_F(ControlServerTest, FieldsOfOddTypesAreNoTrouble) {
  for (const json& ring : {json(nullptr), json(0), json("no"), json::array({false})}) {
    const UniqueFd client = connect();
    ASSERT_TRUE(send_raw(client.get(), hello({{"client", 7}, {"pid", "x"}, {"ring", ring}})));
    const auto welcome = receive_message_raw(client.get());
    ASSERT_TRUE(welcome) << ring;
    EXPECT_TRUE(welcome->fd);
  }
}

TEST_F(ControlServerTest, DescriptorsThatAClientSendsAreNotKept) {
  int ends[2];
  ASSERT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const UniqueFd in(ends[0]);
  UniqueFd out(ends[1]);
  const UniqueFd client = connect();
  ASSERT_TRUE(send_raw(client.get(), hello(), out.get()));
  EXPECT_TRUE(receive_message_raw(client.get()));
  out.reset();
  char byte = 0;
  pollfd waiting{in.get(), POLLIN, 0};
  ASSERT_GT(::poll(&waiting, 1, 20'000), 0);
  EXPECT_EQ(::read(in.get(), &byte, 1), 0) << "somebody still holds the pipe's other end";
}

TEST_F(ControlServerTest, SilentClientsDisturbNobody) {
  std::vector<UniqueFd> silent;
  for (int i = 0; i < 20; ++i) silent.push_back(connect());
  ASSERT_TRUE(send_raw(silent.back().get(), hello().substr(0, 10)));
  EXPECT_TRUE(reader());
}

TEST_F(ControlServerTest, AClientThatNeverReadsIsDropped) {
  pad_ = 60'000;
  const UniqueFd client = connect();
  ASSERT_EQ(::fcntl(client.get(), F_SETFL, O_NONBLOCK), 0);
  // It takes no answer; sooner or later the server lets it go, and serves others all the while.
  EXPECT_TRUE(test::eventually([&] {
    while (send_raw(client.get(), hello())) continue;
    return errno == EPIPE || errno == ECONNRESET;
  }));
  EXPECT_TRUE(reader());
}

TEST_F(ControlServerTest, ServesTwoHundredConnections) {
  std::vector<UniqueFd> clients;
  for (int i = 0; i < 200; ++i) clients.push_back(reader());
  EXPECT_EQ(server_->readers().all(), 200U);
  clients.clear();
  EXPECT_TRUE(test::eventually([&] { return server_->readers().all() == 0; }));
}

TEST_F(ControlServerTest, TheSocketHasExactlyTheModeWhateverTheUmask) {
  const mode_t before = ::umask(077);
  for (const mode_t mode : {0600U, 0660U, 0666U, 0000U}) {
    server_.reset();
    start(mode);
    struct stat status {};
    EXPECT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, mode);
    EXPECT_TRUE(S_ISSOCK(status.st_mode));
  }
  EXPECT_EQ(::umask(before), 077U) << "the umask was touched";
}

TEST_F(ControlServerTest, StopTellsEveryClientAndRemovesTheSocket) {
  const UniqueFd a = reader();
  const UniqueFd b = reader();
  const UniqueFd silent = connect();
  server_->stop("that was all");
  for (const UniqueFd* client : {&a, &b}) {
    const auto end = receive_message_raw(client->get());
    ASSERT_TRUE(end);
    EXPECT_EQ(end->header.type, MessageType::end_of_stream);
    EXPECT_EQ(end->body.at("reason"), "that was all");
    EXPECT_TRUE(peer_closes(client->get()));
  }
  EXPECT_TRUE(peer_closes(silent.get()));
  EXPECT_FALSE(std::filesystem::exists(path_));
  server_->stop("again");
}

TEST_F(ControlServerTest, StopsWhileClientsCome) {
  for (int round = 0; round < 50; ++round) {
    std::atomic<bool> over{false};
    std::thread clients([&] {
      std::vector<UniqueFd> open;
      while (!over) {
        open.push_back(connect());
        if (open.size() > 100) open.clear();
      }
    });
    test::eventually([&] { return bool(connect()); });
    server_->stop("over");
    over = true;
    clients.join();
    start();
  }
}

TEST_F(ControlServerTest, ReplacesWhatADeadProducerLeft) {
  server_.reset();
  {
    const test::FakeServer dead(path_, [](UniqueFd&) {});
  }
  ASSERT_TRUE(std::filesystem::exists(path_));
  start();
  EXPECT_TRUE(reader());
}

/// Every descriptor that this process may still have.
std::vector<UniqueFd> all_descriptors() {
  std::vector<UniqueFd> taken;
  while (UniqueFd fd{::open("/dev/null", O_RDONLY | O_CLOEXEC)}) taken.push_back(std::move(fd));
  return taken;
}

TEST_F(ControlServerTest, WithoutDescriptorsItIsAnErrorNotAnException) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "UBSan needs a descriptor itself to look at an exception";
#endif
  server_.reset();
  std::vector<UniqueFd> taken = all_descriptors();
  for (int left = 0; left < 6; ++left) {
    const auto server = ControlServer::start(*directory_, "s", 0600, [] { return Offer{}; });
    if (!server) {
      EXPECT_EQ(server.error().message.find('\n'), std::string::npos);
      EXPECT_FALSE(std::filesystem::exists(path_)) << left;
    }
    taken.pop_back();
  }
}

TEST_F(ControlServerTest, RunsOutOfDescriptorsAndRecovers) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "UBSan needs a descriptor itself to look at an object's type";
#endif
  std::vector<UniqueFd> taken = all_descriptors();
  taken.pop_back();  // one for the client, none for the server
  const UniqueFd client = connect();
  ASSERT_TRUE(send_raw(client.get(), hello()));
  taken.clear();
  EXPECT_TRUE(receive_message_raw(client.get()));
}

}  // namespace
}  // namespace framering
