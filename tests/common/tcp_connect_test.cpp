// Addresses as users write them, and connections that come about, or do not.

#include "tcp_connect.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include "support/eventually.hpp"
#include "support/fake_stream.hpp"

namespace framering {
namespace {

using test::past;
using test::soon;

TEST(HostPort, AreTakenApart) {
  struct Case {
    const char* text;
    const char* host;
    std::uint16_t port;
  };
  for (const Case& sound :
       {Case{"10.1.2.3:80", "10.1.2.3", 80}, Case{"camera:1", "camera", 1},
        Case{"[::1]:65535", "::1", 65535}, Case{"[fe80::1%eth0]:99", "fe80::1%eth0", 99}}) {
    const auto parsed = parse_host_port(sound.text);
    ASSERT_TRUE(parsed) << sound.text;
    EXPECT_EQ(parsed->host, sound.host);
    EXPECT_EQ(parsed->port, sound.port);
    EXPECT_EQ(parsed->text(), sound.text);
  }
}

TEST(HostPort, WhatIsNoneIsInvalidAndSaysWhatWouldBe) {
  for (const char* text :
       {"", ":", "host", "host:", ":80", "host:0", "host:65536", "host:8o", "host:80 ", "host:-1",
        "::1:80", "[]:80", "[::1]", "[::1:80", "tcp://host:80", "a b:80"}) {
    const auto parsed = parse_host_port(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().code, ErrorCode::invalid);
    EXPECT_NE(parsed.error().message.find("HOST:PORT"), std::string::npos);
  }
}

class TcpConnectTest : public testing::Test {
 protected:
  int option(int level, int name) {
    int value = 0;
    socklen_t bytes = sizeof value;
    ::getsockopt(socket_.get(), level, name, &value, &bytes);
    return value;
  }
  UniqueFd socket_;
  std::uint16_t port_ = 0;
};

TEST_F(TcpConnectTest, AConnectionIsSetUpForFrames) {
  const UniqueFd listener = test::bind_loopback(port_);
  auto connected = connect_tcp({"127.0.0.1", port_}, -1, soon());
  ASSERT_TRUE(connected) << connected.error().message;
  socket_ = *std::move(connected);
  EXPECT_NE(option(IPPROTO_TCP, TCP_NODELAY), 0);
  EXPECT_NE(option(SOL_SOCKET, SO_KEEPALIVE), 0);
  EXPECT_LE(option(SOL_SOCKET, SO_RCVBUF), 512 * 1024) << "what waits in it grows stale";
}

TEST_F(TcpConnectTest, NamesAreLookedUp) {
  const UniqueFd listener = test::bind_loopback(port_);
  const auto connected = connect_tcp({"localhost", port_}, -1, soon());
  EXPECT_TRUE(connected) << connected.error().message;
}

TEST_F(TcpConnectTest, APortThatNobodyListensAtIsNotFound) {
  const UniqueFd silent = test::bind_loopback(port_, false);
  const auto connected = connect_tcp({"127.0.0.1", port_}, -1, soon());
  ASSERT_FALSE(connected);
  EXPECT_EQ(connected.error().code, ErrorCode::not_found);
  EXPECT_NE(connected.error().message.find("127.0.0.1:" + std::to_string(port_)),
            std::string::npos);
}

TEST_F(TcpConnectTest, AHostThatIsNoneIsInvalid) {
  const auto connected = connect_tcp({"no.such.host.invalid", 80}, -1, soon());
  ASSERT_FALSE(connected);
  EXPECT_TRUE(connected.error().code == ErrorCode::invalid ||
              connected.error().code == ErrorCode::timed_out)  // without any name server
      << connected.error().message;
}

/// A listener whose queue is full: further connections are neither accepted nor refused.
class DeafListener {
 public:
  DeafListener() : listener_(test::bind_loopback(port_)) {
    ::listen(listener_.get(), 0);
    for (UniqueFd& waiting : waiting_) {
      auto connected = connect_tcp({"127.0.0.1", port_}, -1, past());
      if (connected) waiting = *std::move(connected);
    }
  }
  std::uint16_t port() const noexcept { return port_; }

 private:
  std::uint16_t port_ = 0;
  UniqueFd listener_;
  std::array<UniqueFd, 4> waiting_;
};

TEST_F(TcpConnectTest, AServerThatDoesNotAnswerIsTimedOut) {
  const DeafListener deaf;
  const auto connected = connect_tcp({"127.0.0.1", deaf.port()}, -1, past());
  ASSERT_FALSE(connected);
  EXPECT_EQ(connected.error().code, ErrorCode::timed_out) << connected.error().message;
}

TEST_F(TcpConnectTest, AnInterruptEndsTheAttempt) {
  const DeafListener deaf;
  const UniqueFd interrupt(::eventfd(1, EFD_CLOEXEC));
  EXPECT_FALSE(connect_tcp({"127.0.0.1", deaf.port()}, interrupt.get(), Deadline::max()));
}

}  // namespace
}  // namespace framering
