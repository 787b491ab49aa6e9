// Which server a subscriber goes to, with what, and what it says if there is none.

#include "wire_client.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <optional>

#include "framering/publisher.hpp"
#include "support/eventually.hpp"
#include "support/fake_stream.hpp"
#include "support/temporary_directory.hpp"

namespace framering {
namespace {

using nlohmann::json;
using test::FakeServer;
using test::FakeTcpServer;
using test::send_raw;
using test::soon;

const std::string kToken = "0123456789abcdef0123456789ABCDEF";

class WireClientTest : public testing::Test {
 protected:
  SubscriberOptions options(Transport transport) const {
    return {.directory = temp_.path(), .client = "test", .transport = transport};
  }
  Result<Greeted> connect(const SubscriberOptions& options) {
    return connect_to_server("s", options, -1, soon());
  }
  Error error_of(const SubscriberOptions& options) {
    const auto connected = connect(options);
    EXPECT_FALSE(connected);
    return connected ? Error{} : connected.error();
  }
  std::string token_file(const std::string& content) {
    std::ofstream(temp_ / "token") << content;
    return temp_ / "token";
  }
  void publish(const ServeOptions& serve) {
    auto created = Publisher::create(
        {.stream = "s", .payload_capacity = 64, .directory = temp_.path(), .serve = serve});
    ASSERT_TRUE(created) << created.error().message;
    publisher_.emplace(*std::move(created));
  }

  const test::TemporaryDirectory temp_;
  std::optional<Publisher> publisher_;
};

TEST_F(WireClientTest, OptionsThatGoTogetherAreTaken) {
  EXPECT_TRUE(check_options("s", {}));
  EXPECT_TRUE(check_options("s", {.transport = Transport::pipe}));
  EXPECT_TRUE(check_options("s", {.transport = Transport::tcp}));
  EXPECT_TRUE(check_options("", {.transport = Transport::tcp, .address = "host:1"}));
  EXPECT_TRUE(
      check_options("s", {.transport = Transport::tcp, .address = "[::1]:1", .token_file = "/a"}));
}

TEST_F(WireClientTest, OptionsThatCannotWorkAreInvalid) {
  const std::pair<std::string, SubscriberOptions> cases[] = {
      {"", {}},
      {"a/b", {.transport = Transport::tcp}},
      {"a/b", {.transport = Transport::tcp, .address = "host:1"}},
      {"", {.transport = Transport::tcp}},
      {"s", {.address = "host:1"}},
      {"s", {.transport = Transport::pipe, .address = "host:1"}},
      {"s", {.transport = Transport::tcp, .address = "host"}},
      {"s", {.token_file = "/a"}},
      {"s", {.transport = Transport::tcp, .token_file = "/a"}},
  };
  for (const auto& [stream, options] : cases) {
    EXPECT_EQ(Subscriber::create(stream, options).error().code, ErrorCode::invalid);
  }
}

TEST_F(WireClientTest, WithoutAProducerEveryTransportSaysHowToStartOne) {
  for (const Transport transport : kTransports) {
    const Error error = error_of(options(transport));
    EXPECT_EQ(error.code, ErrorCode::not_found);
    EXPECT_NE(error.message.find("frame_producer --stream s"), std::string::npos) << error.message;
  }
}

TEST_F(WireClientTest, ATransportThatIsNotServedIsUnsupportedAndSaysWhy) {
  publish({});
  for (const Transport transport : {Transport::pipe, Transport::tcp}) {
    const Error error = error_of(options(transport));
    EXPECT_EQ(error.code, ErrorCode::unsupported);
    const std::string name(name_of(transport));
    EXPECT_NE(error.message.find("stream s is not served over " + name), std::string::npos);
    EXPECT_NE(error.message.find("--no-" + name), std::string::npos);
  }
}

TEST_F(WireClientTest, TakesPortAndTokenFromTheControlSocket) {
  json said;
  const FakeTcpServer tcp([&](UniqueFd& client) {
    const auto hello = test::receive_message_raw(client.get());
    if (hello) said = hello->body;
    send_raw(client.get(), encode_message(MessageType::welcome, {{"source", "over tcp"}}));
  });
  for (const char* address : {"127.0.0.1", "0.0.0.0"}) {
    const FakeServer control(temp_ / "s.sock", [&](UniqueFd& client) {
      test::receive_message_raw(client.get());
      const json endpoint = {{"address", address}, {"port", tcp.port()}, {"token", kToken}};
      send_raw(client.get(),
               encode_message(MessageType::welcome, {{"endpoints", {{"tcp", endpoint}}}}));
    });
    const auto connected = connect(options(Transport::tcp));
    ASSERT_TRUE(connected) << connected.error().message;
    EXPECT_EQ(connected->welcome.info.source, "over tcp");
    EXPECT_EQ(said, (json{{"client", "test"}, {"pid", ::getpid()}, {"token", kToken}}));
  }
}

TEST_F(WireClientTest, ReadsTheTokenFileAgainBeforeEachAttempt) {
  json said;
  const FakeTcpServer tcp([&](UniqueFd& client) {
    const auto hello = test::receive_message_raw(client.get());
    if (hello) said = hello->body;
    send_raw(client.get(), encode_message(MessageType::welcome, json::object()));
  });
  SubscriberOptions remote = options(Transport::tcp);
  remote.address = tcp.address();
  for (const std::string& token : {kToken, std::string(32, 'a')}) {
    remote.token_file = token_file(token + "\n");
    ASSERT_TRUE(connect(remote));
    EXPECT_EQ(said["token"], token);
  }
}

TEST_F(WireClientTest, ATokenFileThatHoldsNoneIsNamed) {
  SubscriberOptions remote = options(Transport::tcp);
  remote.address = "127.0.0.1:1";
  for (const std::string& content : {std::string(), kToken.substr(1), "x" + kToken.substr(1)}) {
    remote.token_file = token_file(content);
    const Error error = error_of(remote);
    EXPECT_EQ(error.code, ErrorCode::invalid);
    EXPECT_NE(error.message.find(remote.token_file), std::string::npos);
  }
  remote.token_file = temp_ / "none";
  const Error error = error_of(remote);
  EXPECT_EQ(error.code, ErrorCode::invalid);
  EXPECT_NE(error.message.find("ENOENT"), std::string::npos);
}

TEST_F(WireClientTest, ARealServerTakesTheTokenOfItsFileAndNoOther) {
  publish({.tcp = true, .token_file = temp_ / "real"});
  SubscriberOptions remote = options(Transport::tcp);
  remote.address = publisher_->tcp_address();
  remote.token_file = temp_ / "real";
  const auto connected = connect_to_server("", remote, -1, soon());
  ASSERT_TRUE(connected) << connected.error().message;
  EXPECT_EQ(connected->welcome.info.name, "s");
  remote.token_file = token_file(std::string(32, '0'));
  EXPECT_EQ(error_of(remote).code, ErrorCode::denied);
  remote.token_file.clear();
  EXPECT_EQ(error_of(remote).code, ErrorCode::denied);
}

TEST_F(WireClientTest, AnAddressThatServesAnotherStreamThanWasNamedIsRefused) {
  publish({.tcp = true, .token_file = temp_ / "real"});
  SubscriberOptions remote = options(Transport::tcp);
  remote.address = publisher_->tcp_address();
  remote.token_file = temp_ / "real";
  EXPECT_TRUE(connect_to_server("s", remote, -1, soon()));
  const auto other = connect_to_server("other", remote, -1, soon());
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::invalid);
  EXPECT_EQ(other.error().message,
            remote.address + " serves stream s, not other; leave the name out");
}

TEST_F(WireClientTest, ADirectoryWhosePathIsLongServesPipesToo) {
  std::string path = temp_.path();
  while (path.size() < 200) path += "/a-directory-of-some-length";
  auto publisher = Publisher::create({.stream = std::string(64, 'n'),
                                      .payload_capacity = 64,
                                      .directory = path,
                                      .serve = {.pipe = true}});
  ASSERT_TRUE(publisher) << publisher.error().message;
  const auto connected = connect_to_server(
      std::string(64, 'n'), {.directory = path, .client = "t", .transport = Transport::pipe}, -1,
      soon());
  EXPECT_TRUE(connected) << connected.error().message;
}

TEST_F(WireClientTest, ARegistrationFifoThatIsNoneIsNotWrittenTo) {
  std::ofstream(temp_ / "s.fifo") << "mine";
  EXPECT_EQ(error_of(options(Transport::pipe)).code, ErrorCode::bad_data);
  std::string content;
  std::ifstream(temp_ / "s.fifo") >> content;
  EXPECT_EQ(content, "mine");
}

TEST_F(WireClientTest, AServerForPipesThatIsSilentIsTimedOut) {
  ASSERT_EQ(::mkfifo((temp_ / "s.fifo").c_str(), 0600), 0);
  const UniqueFd held(::open((temp_ / "s.fifo").c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  const auto connected = connect_to_server("s", options(Transport::pipe), -1, test::past());
  ASSERT_FALSE(connected);
  EXPECT_EQ(connected.error().code, ErrorCode::timed_out);
}

}  // namespace
}  // namespace framering
