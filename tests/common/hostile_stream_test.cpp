// Servers that send what no server should: the subscriber closes, says why, and goes on.

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <fstream>

#include "framering/subscriber.hpp"
#include "support/eventually.hpp"
#include "support/fake_stream.hpp"

namespace framering {
namespace {

using test::encoded_frame;
using test::FakeTcpServer;
using test::past;
using test::send_raw;
using test::soon;
using test::welcome_stream;

Subscriber subscriber_of(const std::string& address) {
  return *Subscriber::create("s",
                             {.client = "test", .transport = Transport::tcp, .address = address});
}

/// What becomes of a subscriber whose server sends these bytes where frames are expected.
struct Outcome {
  ReadStatus status;
  Error error;
};
Outcome after(const std::string& bytes) {
  const FakeTcpServer server([&](UniqueFd& client) {
    if (welcome_stream(client.get())) send_raw(client.get(), bytes);
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  const ReadStatus status = reader.next(frame, soon());
  EXPECT_EQ(reader.connection(), Connection::waiting);
  return {status, reader.error()};
}

std::string frame_with(void (*lie)(FrameHead&, MessageHeader&)) {
  std::string bytes = encoded_frame(0);
  MessageHeader header;
  FrameHead head;
  std::memcpy(&header, bytes.data(), sizeof header);
  std::memcpy(static_cast<void*>(&head), bytes.data() + sizeof header, sizeof head);
  lie(head, header);
  std::memcpy(bytes.data(), &header, sizeof header);
  std::memcpy(bytes.data() + sizeof header, &head, sizeof head);
  return bytes;
}

TEST(HostileStream, MessagesThatAreNoneEndTheConnection) {
  struct Case {
    std::string bytes;
    ErrorCode code;
  };
  const Case cases[] = {
      {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", ErrorCode::bad_data},
      {frame_with([](FrameHead&, MessageHeader& h) { h.magic ^= 1; }), ErrorCode::bad_data},
      {frame_with([](FrameHead&, MessageHeader& h) { h.version = 2; }), ErrorCode::unsupported},
      {frame_with([](FrameHead&, MessageHeader& h) { h.length = 1ULL << 32; }),
       ErrorCode::bad_data},
      {frame_with([](FrameHead&, MessageHeader& h) { h.length = 100; }), ErrorCode::bad_data},
      {frame_with([](FrameHead&, MessageHeader& h) { ++h.length; }), ErrorCode::bad_data},
      {frame_with([](FrameHead& f, MessageHeader&) { f.descriptor.payload_bytes /= 2; }),
       ErrorCode::bad_data},
      {frame_with([](FrameHead& f, MessageHeader&) { f.descriptor.shape[0] = 1ULL << 60; }),
       ErrorCode::bad_data},
      {frame_with([](FrameHead& f, MessageHeader&) { f.descriptor.planes = 200; }),
       ErrorCode::bad_data},
  };
  for (const Case& lie : cases) {
    const Outcome outcome = after(lie.bytes);
    EXPECT_EQ(outcome.status, ReadStatus::failed);
    EXPECT_EQ(outcome.error.code, lie.code) << outcome.error.message;
    EXPECT_EQ(outcome.error.message.find("stream s: "), 0U) << outcome.error.message;
  }
}

TEST(HostileStream, AnErrorInMidStreamIsToldAsItWasSaid) {
  const Outcome outcome =
      after(encode_message(MessageType::error, {{"message", "enough\nof you"}}));
  EXPECT_EQ(outcome.status, ReadStatus::failed);
  EXPECT_NE(outcome.error.message.find("enough?of you"), std::string::npos);
}

TEST(HostileStream, UnknownMessagesArePassedOver) {
  const FakeTcpServer server([&](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    send_raw(client.get(), encode_message(static_cast<MessageType>(77), {{"a", 1}}));
    send_raw(client.get(), encode_message(MessageType::echo_reply, {{"number", 1}}));
    send_raw(client.get(), encoded_frame(3));
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame) << reader.error().message;
  EXPECT_EQ(frame.descriptor().index, 3U);
}

TEST(HostileStream, AnIndexThatGoesBackwardsIsNeverDelivered) {
  const FakeTcpServer server([&](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    for (const std::uint64_t index : {7U, 3U, 7U, 8U, 0U, 9U}) {
      send_raw(client.get(), encoded_frame(index));
    }
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  for (const std::uint64_t index : {7U, 8U, 9U}) {
    ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
    EXPECT_EQ(frame.descriptor().index, index);
  }
  EXPECT_EQ(reader.counters().missed, 0U);
}

TEST(HostileStream, ItCannotHaveSkippedMoreThanLiesBetweenTwoFrames) {
  const FakeTcpServer server([&](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    send_raw(client.get(), encoded_frame(10, 2));
    send_raw(client.get(), encoded_frame(15, ~std::uint64_t{0}));
    send_raw(client.get(), encoded_frame(16, 1));
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  for (const std::uint64_t missed : {2U, 6U, 6U}) {
    ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
    EXPECT_EQ(reader.counters().missed, missed);
  }
}

TEST(HostileStream, AFrameThatComesByteByByteIsWhole) {
  const FakeTcpServer server([&](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    for (const char byte : encoded_frame(4)) send_raw(client.get(), std::string(1, byte));
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
  OwnedFrame copy;
  bool whole = false;
  EXPECT_EQ(test::verify_copy(frame, copy, whole).value_or(""), "");
}

TEST(HostileStream, OneThatClosesInMidFrameIsWaitedForAndReadOn) {
  std::atomic<int> connections{0};
  const FakeTcpServer server([&](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    const std::string bytes = encoded_frame(5);
    const bool first = ++connections == 1;
    send_raw(client.get(), first ? bytes.substr(0, bytes.size() - 1) : bytes);
    if (first) client.reset();
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
  EXPECT_EQ(frame.descriptor().index, 5U);
  EXPECT_EQ(reader.counters().attachments, 2U);
}

TEST(HostileStream, TheSameProducerIsGoneOnWithWhereItWasLeft) {
  std::atomic<int> connections{0};
  const FakeTcpServer server([&](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    const bool first = ++connections == 1;
    send_raw(client.get(), encoded_frame(5));
    if (!first) send_raw(client.get(), encoded_frame(9));
    if (first) client.reset();
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  for (const std::uint64_t index : {5U, 9U}) {
    ASSERT_EQ(reader.next(frame, soon()), ReadStatus::frame);
    EXPECT_EQ(frame.descriptor().index, index);
  }
  EXPECT_EQ(reader.counters().missed, 3U);
}

TEST(HostileStream, OneThatAcceptsAndIsSilentHoldsNobodyUp) {
  const FakeTcpServer server([](UniqueFd&) {});
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(reader.next(frame, past()), ReadStatus::timed_out);
    EXPECT_EQ(reader.connection(), Connection::waiting);
  }
}

TEST(HostileStream, AnEndIsSaidOnceThoughItsServerGoesOn) {
  const FakeTcpServer server([](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    send_raw(client.get(), encoded_frame(1));
    send_raw(client.get(), encode_message(MessageType::end_of_stream, {{"reason", "done"}}));
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  EXPECT_EQ(reader.next(frame, soon()), ReadStatus::frame);
  EXPECT_EQ(reader.next(frame, soon()), ReadStatus::ended);
  EXPECT_EQ(reader.next(frame, deadline_in(std::chrono::milliseconds(250))), ReadStatus::timed_out);
  EXPECT_EQ(reader.counters().attachments, 1U);
}

/// Pages of this process.
struct Pages {
  long mapped = 0;
  long resident = 0;  ///< of those, in memory
};
Pages pages() {
  Pages now;
  std::ifstream("/proc/self/statm") >> now.mapped >> now.resident;
  return now;
}

FrameDescriptor one_gibibyte() {
  const std::uint64_t shape[] = {std::uint64_t{1} << 30};
  return describe_array(Dtype::uint8, shape, 1);
}

TEST(HostileStream, ALengthThatIsOnlyClaimedTakesNoMemory) {
  std::atomic<bool> sent{false};
  const FakeTcpServer server([&](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    const auto head = encode_frame_head({one_gibibyte(), 0, 0});
    std::string bytes(reinterpret_cast<const char*>(head.data()), head.size());
    // More than the kernel holds on the way: once all was sent, some of it was taken in.
    sent = send_raw(client.get(), bytes + std::string(16 << 20, 'x'));
  });
  const long before = pages().resident;
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  EXPECT_TRUE(test::eventually([&] {
    EXPECT_EQ(reader.next(frame, past()), ReadStatus::timed_out);
    return sent.load();
  }));
  EXPECT_LT(pages().resident - before, (256L << 20) / 4096);
}

TEST(HostileStream, AFrameThatOutgrowsMemoryFailsAndHarmsNobody) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "sanitizers map more than any limit";
#endif
  const FakeTcpServer server([&](UniqueFd& client) {
    if (!welcome_stream(client.get())) return;
    const auto head = encode_frame_head({one_gibibyte(), 0, 0});
    send_raw(client.get(), std::string(reinterpret_cast<const char*>(head.data()), head.size()));
    const std::string part(1 << 20, 'x');
    for (int i = 0; i < 1024 && send_raw(client.get(), part); ++i) {
    }
  });
  Subscriber reader = subscriber_of(server.address());
  BorrowedFrame frame;
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_AS, &before), 0);
  rlimit little = before;
  little.rlim_cur = static_cast<rlim_t>(pages().mapped) * 4096 + (256 << 20);
  ASSERT_EQ(::setrlimit(RLIMIT_AS, &little), 0);
  const ReadStatus status = reader.next(frame, soon());
  ASSERT_EQ(::setrlimit(RLIMIT_AS, &before), 0);
  EXPECT_EQ(status, ReadStatus::failed);
  EXPECT_NE(reader.error().message.find("stream s: receiving"), std::string::npos)
      << reader.error().message;
}

}  // namespace
}  // namespace framering
