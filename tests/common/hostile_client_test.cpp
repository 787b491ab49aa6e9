// Clients that stall, flood, talk rubbish or vanish: the others are served all the while.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

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

class HostileClient : public test::ServedStream {
 protected:
  HostileClient() {
    open();
    good_ = subscribed();
  }
  /// Publishes so many frames, each of which the good client has to get.
  void expect_good_service(int frames = 20) {
    for (int i = 0; i < frames; ++i) {
      ASSERT_TRUE(publish_test_frame(publisher()));
      ASSERT_EQ(expect_frame(good_.get()), next_index_++);
    }
  }
  /// Closes such that the server is told by a reset.
  static void reset(UniqueFd& client) {
    const linger hard{1, 0};
    ::setsockopt(client.get(), SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    client.reset();
  }
  /// Writes until the server takes no more; how much it took.
  static std::size_t fill(int client, const std::string& bytes) {
    ::fcntl(client, F_SETFL, O_NONBLOCK);
    std::size_t taken = 0;
    for (ssize_t put = 0; put >= 0; taken += static_cast<std::size_t>(put)) {
      // Not from within the last message, which may have gone in part.
      const std::string rest = bytes.substr(taken % bytes.size());
      put = ::write(client, rest.data(), rest.size());
      if (put < 0) break;
    }
    EXPECT_EQ(errno, EAGAIN);
    return taken;
  }
  UniqueFd good_;
  std::uint64_t next_index_ = 0;
};

TEST_F(HostileClient, AHelloByteByByteIsAnsweredInTheEnd) {
  const UniqueFd slow = connect_tcp(port());
  for (const char byte : hello()) {
    ASSERT_TRUE(write_all(slow.get(), std::string(1, byte)));
    expect_good_service(1);
  }
  const auto welcome = read_message(slow.get());
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->type(), MessageType::welcome);
}

TEST_F(HostileClient, AThousandThatSayNothingAreCutDownToSixtyFour) {
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &limit), 0);
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 4096);
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
  const int where = port();
  std::vector<UniqueFd> silent;
  for (int i = 0; i < 1000; ++i) {
    silent.push_back(connect_tcp(where));
    ASSERT_TRUE(silent.back()) << i;
    if (i % 50 == 0) expect_good_service(1);
  }
  const auto is_closed = [](const UniqueFd& client) {
    char byte = 0;
    return ::recv(client.get(), &byte, 1, MSG_DONTWAIT | MSG_PEEK) == 0;
  };
  EXPECT_TRUE(eventually(
      [&] { return std::count_if(silent.begin(), silent.end(), is_closed) == 1000 - 64; }));
  EXPECT_TRUE(is_closed(silent.front()));
  EXPECT_FALSE(is_closed(silent.back()));
  EXPECT_TRUE(logged("others want to come in"));
  expect_good_service();
  EXPECT_TRUE(greeted()) << "there is still a way in";
}

TEST_F(HostileClient, WhoRegistersAndNeverComesIsCutDownToo) {
  for (std::uint64_t nonce = 1; nonce <= 200; ++nonce) {
    FifoClient silent(temp_.path(), nonce);
    ASSERT_TRUE(test::write_registration(temp_ / "s.fifo", test::record_bytes(silent.record())));
  }
  // Two names each, and the stream's own three.
  EXPECT_TRUE(eventually([&] {
    return FifoClient(temp_.path(), 200).names_are_there() && temp_.names().size() == 2 * 64 + 3;
  }));
  expect_good_service();
}

TEST_F(HostileClient, OneThatDoesNotReadMissesFramesAndHoldsNobodyUp) {
  const UniqueFd stalled = subscribed(4096);
  ASSERT_TRUE(eventually([&] { return publisher().clients().size() == 2; }));
  expect_good_service(300);
  ASSERT_TRUE(eventually([&] { return publisher().clients().at(0).sent == 300; }));
  const auto figures = publisher().clients();
  EXPECT_EQ(figures.at(0).skipped, 0U);
  EXPECT_LT(figures.at(1).sent, 100U) << "frames queue up";

  // When it reads at last, it gets what was under way and then the newest, and is told how much it
  // missed.
  std::uint64_t received = 0;
  std::uint64_t first = 0;  // on a busy machine the server may come to it after frame 0
  for (std::uint64_t index = 0; index < 299;) {
    const auto message = read_message(stalled.get());
    ASSERT_TRUE(message && message->type() == MessageType::frame);
    index = message->head.descriptor.index;
    if (received == 0) first = index;
    EXPECT_EQ(verify_pattern(message->frame.descriptor, message->frame.payload), std::nullopt);
    EXPECT_EQ(message->head.skipped, index - first - received);
    ++received;
  }
  EXPECT_LT(received, 100U);
  EXPECT_LT(first, 100U);
  ASSERT_TRUE(eventually([&] { return publisher().clients().at(1).sent == received; }));
  EXPECT_EQ(publisher().clients().at(1).skipped, 300 - first - received);
}

TEST_F(HostileClient, OneThatDoesNotReadItsFifoHoldsNobodyUp) {
  FifoClient stalled(temp_.path(), 1);
  ASSERT_TRUE(stalled.greet());
  ASSERT_TRUE(stalled.say(MessageType::subscribe, json::object()));
  ASSERT_TRUE(eventually([&] { return publisher().clients().size() == 2; }));
  expect_good_service(300);
  EXPECT_LT(publisher().clients().at(1).sent, 200U) << "frames queue up";
}

TEST_F(HostileClient, AFloodOfEchoesIsNotReadOnWhileAnswersWait) {
  const UniqueFd flooding = greeted(4096);
  const std::string request = echo(1234567);
  std::size_t taken = 0;
  // Until the server reads no more: what it has answered waits in its socket, the rest in ours.
  EXPECT_TRUE(eventually([&] {
    const std::size_t more = fill(flooding.get(), request.substr(taken % request.size()) + request);
    taken += more;
    expect_good_service(2);
    return more == 0;
  }));
}

TEST_F(HostileClient, EchoesThatWereSentInOneGoAreAllAnsweredInOrder) {
  const UniqueFd client = greeted();
  std::string requests;
  for (int i = 0; i < 200; ++i) requests += echo(i);
  ASSERT_TRUE(write_all(client.get(), requests));
  for (int i = 0; i < 200; ++i) {
    const auto reply = read_message(client.get());
    ASSERT_TRUE(reply && reply->type() == MessageType::echo_reply);
    EXPECT_EQ(reply->body.at("number"), 2 * i);
  }
  expect_good_service();
}

TEST_F(HostileClient, EchoesAndFramesComeOverOneConnection) {
  const UniqueFd client = subscribed();
  for (int i = 0; i < 100; ++i) {
    ASSERT_TRUE(write_all(client.get(), echo(i)));
    expect_good_service(1);
  }
  int replies = 0;
  for (std::uint64_t index = 0; replies < 100 || index < 99;) {
    const auto message = read_message(client.get());
    ASSERT_TRUE(message);
    if (message->type() == MessageType::frame) {
      index = message->head.descriptor.index;
    } else {
      EXPECT_EQ(message->body.at("number"), 2 * replies++);
    }
  }
}

TEST_F(HostileClient, ThoseThatVanishInMidMessageAreForgotten) {
  for (int i = 0; i < 20; ++i) {
    UniqueFd goes = greeted(4096);
    ASSERT_TRUE(write_all(goes.get(), subscribe() + echo(1).substr(0, i)));
    expect_good_service(3);
    if (i % 2 == 0) reset(goes);
  }
  EXPECT_TRUE(eventually([&] { return publisher().clients().size() == 1; }));
  expect_good_service();
}

TEST_F(HostileClient, RubbishAfterHelloClosesThatConnectionAlone) {
  for (const std::string& rubbish :
       {std::string(16, '\0'), std::string("GET / HTTP/1.1\r\n"),
        encode_message(MessageType::frame, json::object()),
        encode_message(MessageType::echo_request, {{"number", "x"}})}) {
    const UniqueFd client = greeted();
    ASSERT_TRUE(write_all(client.get(), rubbish + rubbish));
    const auto answer = read_message(client.get());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->type(), MessageType::error);
    EXPECT_TRUE(stream_closes(client.get()));
    EXPECT_TRUE(eventually([&] { return logged("(test, process 7): "); }));
  }
  expect_good_service();
}

TEST_F(HostileClient, OneThatDoesNotReadDoesNotHoldUpTheEndForEver) {
  const UniqueFd stalled = subscribed(4096);
  expect_good_service(100);
  publisher().end("over");
  EXPECT_TRUE(logged("did not take the end"));
  const auto end = read_message(good_.get());
  ASSERT_TRUE(end);
  EXPECT_EQ(end->type(), MessageType::end_of_stream);
  EXPECT_TRUE(temp_.is_empty());
}

}  // namespace
}  // namespace framering
