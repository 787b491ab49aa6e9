// Bytes over a socket, and over two FIFOs: whole, in time, and no signal when the peer has gone.

#include "fd_channel.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"

namespace framering {
namespace {

using test::past;
using test::soon;

constexpr std::size_t kMany = 3'000'001;

std::vector<std::byte> some_bytes(std::size_t count) {
  std::vector<std::byte> bytes(count);
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::byte>(i * 7 + i / 251);
  return bytes;
}

enum class Kind { socket, fifos };

class FdChannelTest : public testing::TestWithParam<Kind> {
 protected:
  FdChannelTest() {
    if (GetParam() == Kind::socket) {
      int ends[2];
      EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
      ours_.emplace(UniqueFd(ends[0]), interrupt_.get());
      theirs_.emplace(UniqueFd(ends[1]));
      return;
    }
    for (const char* name : {"up", "down"}) EXPECT_EQ(::mkfifo((temp_ / name).c_str(), 0600), 0);
    // As a client does: what comes down is opened before anybody writes into it.
    UniqueFd up_in = open("up", O_RDONLY);
    UniqueFd down_in = open("down", O_RDONLY);
    ours_.emplace(std::move(down_in), open("up", O_WRONLY), interrupt_.get());
    theirs_.emplace(std::move(up_in), open("down", O_WRONLY));
  }
  UniqueFd open(const char* name, int access) {
    return UniqueFd(::open((temp_ / name).c_str(), access | O_NONBLOCK | O_CLOEXEC));
  }

  const test::TemporaryDirectory temp_;
  const UniqueFd interrupt_{::eventfd(0, EFD_CLOEXEC)};
  std::optional<FdChannel> ours_;
  std::optional<FdChannel> theirs_;
};

TEST_P(FdChannelTest, CarriesMoreThanFitsInBothDirections) {
  const auto sent = some_bytes(kMany);
  for (auto [from, to] : {std::pair(&*ours_, &*theirs_), std::pair(&*theirs_, &*ours_)}) {
    std::vector<std::byte> received(kMany);
    std::thread writer([&, from = from] { EXPECT_TRUE(from->write_all(sent, soon())); });
    EXPECT_TRUE(to->read_exactly(received, soon()));
    writer.join();
    EXPECT_EQ(received, sent);
  }
}

TEST_P(FdChannelTest, ASilentPeerIsTimedOut) {
  std::vector<std::byte> target(3);
  EXPECT_EQ(ours_->read_exactly(target, past()).error().code, ErrorCode::timed_out);
  EXPECT_TRUE(theirs_->write_all(some_bytes(2), soon()));
  EXPECT_EQ(ours_->read_exactly(target, past()).error().code, ErrorCode::timed_out);
}

TEST_P(FdChannelTest, APeerThatTakesNothingIsTimedOut) {
  EXPECT_EQ(ours_->write_all(some_bytes(kMany), past()).error().code, ErrorCode::timed_out);
}

TEST_P(FdChannelTest, AnInterruptEndsAWait) {
  std::vector<std::byte> target(3);
  std::thread interrupter([&] { ::eventfd_write(interrupt_.get(), 1); });
  EXPECT_EQ(ours_->read_exactly(target, Deadline::max()).error().code, ErrorCode::timed_out);
  interrupter.join();
}

TEST_P(FdChannelTest, WhatWasSaidBeforeThePeerClosedIsRead) {
  ASSERT_TRUE(theirs_->write_all(some_bytes(5), soon()));
  theirs_.reset();
  std::vector<std::byte> target(5);
  EXPECT_TRUE(ours_->read_exactly(target, soon()));
  EXPECT_EQ(target, some_bytes(5));
  EXPECT_EQ(ours_->read_exactly(target, soon()).error().code, ErrorCode::not_found);
}

TEST_P(FdChannelTest, AClosedPeerRaisesNoSignal) {
  theirs_.reset();
  EXPECT_EQ(ours_->write_all(some_bytes(5), soon()).error().code, ErrorCode::not_found);
  sigset_t pending;
  ::sigpending(&pending);
  EXPECT_EQ(::sigismember(&pending, SIGPIPE), 0);
  sigset_t blocked;
  ::pthread_sigmask(SIG_BLOCK, nullptr, &blocked);
  EXPECT_EQ(::sigismember(&blocked, SIGPIPE), 0) << "the thread's mask is as it was";
}

INSTANTIATE_TEST_SUITE_P(Kinds, FdChannelTest, testing::Values(Kind::socket, Kind::fifos),
                         [](const auto& kind) {
                           return kind.param == Kind::socket ? "socket" : "fifos";
                         });

class FifoBeforeItsServer : public testing::Test {
 protected:
  UniqueFd open(const char* name, int access) {
    ::mkfifo((temp_ / name).c_str(), 0600);
    return UniqueFd(::open((temp_ / name).c_str(), access | O_NONBLOCK | O_CLOEXEC));
  }
  const test::TemporaryDirectory temp_;
  UniqueFd up_in_ = open("up", O_RDONLY);
  FdChannel ours_ = FdChannel(open("down", O_RDONLY), open("up", O_WRONLY));
  std::vector<std::byte> target_ = std::vector<std::byte>(1);
};

TEST_F(FifoBeforeItsServer, OneThatNobodyHasOpenedYetIsNotClosed) {
  EXPECT_EQ(ours_.read_exactly(target_, past()).error().code, ErrorCode::timed_out);
  const UniqueFd down = open("down", O_WRONLY);
  EXPECT_EQ(::write(down.get(), "x", 1), 1);
  EXPECT_TRUE(ours_.read_exactly(target_, soon()));
}

TEST_F(FifoBeforeItsServer, AServerThatDiesBeforeItOpensOursIsGone) {
  up_in_.reset();
  EXPECT_EQ(ours_.read_exactly(target_, soon()).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace framering
