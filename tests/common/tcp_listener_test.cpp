// Where TCP clients come in: addresses, and what their sockets are set to.

#include "tcp_listener.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/tcp.h>

#include <boost/asio/io_context.hpp>
#include <optional>

#include "framering/publisher.hpp"
#include "support/raw_stream.hpp"
#include "support/temporary_directory.hpp"

namespace framering {
namespace {

class TcpListenerTest : public testing::Test {
 protected:
  Result<std::unique_ptr<TcpListener>> open(const std::string& address, bool delay = false) {
    return TcpListener::open(context_, address, delay);
  }
  /// The server's end of a connection.
  UniqueFd accept(bool delay) {
    const auto listener = open("127.0.0.1:0", delay);
    UniqueFd accepted;
    (*listener)->start([&](UniqueFd socket, const std::string& peer) {
      accepted = std::move(socket);
      peer_ = peer;
      (*listener)->stop();
    });
    client_ = test::connect_tcp((*listener)->endpoint().port());
    context_.run();
    return accepted;
  }
  static int option(const UniqueFd& socket, int level, int name) {
    int value = -1;
    socklen_t size = sizeof value;
    EXPECT_EQ(::getsockopt(socket.get(), level, name, &value, &size), 0);
    return value;
  }
  boost::asio::io_context context_;
  UniqueFd client_;
  std::string peer_;
};

TEST_F(TcpListenerTest, ListensWhereItIsTold) {
  const auto four = open("127.0.0.1:0");
  ASSERT_TRUE(four);
  EXPECT_GT((*four)->endpoint().port(), 0);
  EXPECT_EQ(text_of((*four)->endpoint()),
            "127.0.0.1:" + std::to_string((*four)->endpoint().port()));
  const auto six = open("[::1]:0");
  if (!six) GTEST_SKIP() << "no IPv6 here: " << six.error().message;
  EXPECT_EQ(text_of((*six)->endpoint()), "[::1]:" + std::to_string((*six)->endpoint().port()));
}

TEST_F(TcpListenerTest, RefusesWhatIsNoAddress) {
  for (const char* address :
       {"", ":", "127.0.0.1", "127.0.0.1:", ":80", "localhost:80", "127.0.0.1:65536",
        "127.0.0.1:-1", "127.0.0.1:+1", "127.0.0.1: 1", "127.0.0.1:1x", "::1:80", "[127.0.0.1]:80",
        "[::1]", "[::1:80", "127.1:80:90", "1.2.3.4.5:6", "192.0.2.1:0"}) {
    const auto listener = open(address);
    ASSERT_FALSE(listener) << address;
    EXPECT_EQ(listener.error().code, ErrorCode::invalid) << listener.error().message;
    EXPECT_EQ(listener.error().message.find('\n'), std::string::npos);
  }
}

TEST_F(TcpListenerTest, APortInUseIsBusy) {
  const auto first = open("127.0.0.1:0");
  ASSERT_TRUE(first);
  const std::string address = text_of((*first)->endpoint());
  const auto second = open(address);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::busy);

  const test::TemporaryDirectory temp;
  const auto publisher =
      Publisher::create({.stream = "s",
                         .payload_capacity = 64,
                         .directory = temp.path(),
                         .serve = {.pipe = true, .tcp = true, .tcp_address = address}});
  ASSERT_FALSE(publisher);
  EXPECT_EQ(publisher.error().code, ErrorCode::busy);
  EXPECT_TRUE(temp.is_empty()) << "something was left behind";
}

TEST_F(TcpListenerTest, SocketsSendAtOnceAndHoldLittle) {
  const UniqueFd socket = accept(false);
  EXPECT_NE(option(socket, IPPROTO_TCP, TCP_NODELAY), 0);
  EXPECT_NE(option(socket, SOL_SOCKET, SO_KEEPALIVE), 0);
  EXPECT_GT(option(socket, IPPROTO_TCP, TCP_USER_TIMEOUT), 0);
  EXPECT_LE(option(socket, SOL_SOCKET, SO_SNDBUF), 512 * 1024);
  EXPECT_NE(::fcntl(socket.get(), F_GETFD) & FD_CLOEXEC, 0);
  EXPECT_NE(::fcntl(socket.get(), F_GETFL) & O_NONBLOCK, 0);
  EXPECT_TRUE(peer_.starts_with("tcp 127.0.0.1:")) << peer_;
}

TEST_F(TcpListenerTest, SocketsDelayIfTheyAreTold) {
  EXPECT_EQ(option(accept(true), IPPROTO_TCP, TCP_NODELAY), 0);
}

}  // namespace
}  // namespace framering
