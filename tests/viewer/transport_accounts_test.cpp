// What is booked to which transport.

#include "transport_accounts.hpp"

#include <gtest/gtest.h>

#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "test_serving.hpp"

namespace framering::viewer {
namespace {

ProbedEcho echo_of(Transport transport, std::uint64_t connection, std::int64_t round_trip_us,
                   std::int64_t cpu_us, std::uint64_t frames_sent) {
  ProbedEcho probed{.transport = transport, .connection = connection, .echo = {}};
  probed.echo.stamps = {.sent_ns = 1000,
                        .received_ns = 5000,
                        .replied_ns = 6000,
                        .returned_ns = 2000 + round_trip_us * 1000};
  probed.echo.cpu_ns = cpu_us * 1000;
  probed.echo.frames_sent = frames_sent;
  return probed;
}

TEST(BytesCopied, AreNoneInSharedMemoryAndThreeTimesTheFrameElsewhere) {
  EXPECT_EQ(bytes_copied(Transport::shm, 1000), 0U);
  EXPECT_EQ(bytes_copied(Transport::pipe, 1000), 3 * (1000 + 272 + 16U));
  EXPECT_EQ(bytes_copied(Transport::tcp, 1000), bytes_copied(Transport::pipe, 1000));
}

TEST(CpuShare, IsUnknownWithoutFrames) {
  EXPECT_FALSE((CpuShare{5000, 0}.us_per_frame()));
  EXPECT_EQ((CpuShare{6000, 3}.us_per_frame()), 2.0);
}

TEST(ProcessCpu, GrowsWithWork) {
  const std::int64_t before = process_cpu_ns();
  while (process_cpu_ns() == before) {
  }
  EXPECT_GT(process_cpu_ns(), before);
}

TEST(TransportAccounts, BookEachEchoToItsTransport) {
  TransportAccounts accounts;
  accounts.add(echo_of(Transport::pipe, 1, 50, 0, 0));
  accounts.add(echo_of(Transport::tcp, 2, 70, 0, 0));
  EXPECT_EQ(accounts.of(Transport::shm).echo_us.size(), 0U);
  EXPECT_EQ(accounts.of(Transport::pipe).echo_us.last(), 50);
  EXPECT_EQ(accounts.of(Transport::tcp).echo_us.last(), 70);
}

TEST(TransportAccounts, TakeTheServersCpuTimeFromTwoEchoesOfOneConnection) {
  TransportAccounts accounts;
  accounts.add(echo_of(Transport::pipe, 1, 50, 1000, 100));
  EXPECT_FALSE(accounts.of(Transport::pipe).server_cpu.us_per_frame());
  accounts.add(echo_of(Transport::pipe, 1, 50, 4000, 110));
  EXPECT_EQ(accounts.of(Transport::pipe).server_cpu.us_per_frame(), 300);
  accounts.add(echo_of(Transport::tcp, 2, 50, 90'000, 500));  // what lies between is nobody's
  EXPECT_FALSE(accounts.of(Transport::tcp).server_cpu.us_per_frame());
  accounts.add(echo_of(Transport::tcp, 2, 50, 92'000, 501));
  EXPECT_EQ(accounts.of(Transport::tcp).server_cpu.us_per_frame(), 2000);
}

TEST(TransportAccounts, KnowNoServerCpuTimeWhereItSendsNoFrames) {
  TransportAccounts accounts;
  accounts.add(echo_of(Transport::shm, 1, 50, 1000, 0));
  accounts.add(echo_of(Transport::shm, 1, 50, 2000, 0));
  EXPECT_FALSE(accounts.of(Transport::shm).server_cpu.us_per_frame());
}

TEST(TransportAccounts, BookNoServerCpuTimeWhileTwoTransportsAreReceived) {
  TransportAccounts accounts;
  accounts.set_shared(true);
  accounts.add(echo_of(Transport::pipe, 1, 50, 1000, 100));
  accounts.add(echo_of(Transport::pipe, 1, 50, 4000, 110));
  EXPECT_FALSE(accounts.of(Transport::pipe).server_cpu.us_per_frame());
}

class BookedFrames : public testing::Test {
 protected:
  /// Publishes so many frames, of which the subscriber gets the newest.
  void receive(int published) {
    for (int i = 0; i < published; ++i) {
      ASSERT_TRUE(test::publish(publisher_, test::gradient_frame(33, 35, 9)));
    }
    ASSERT_EQ(subscriber_.latest(frame_, test::soon()), ReadStatus::frame);
  }
  /// Books it, and a ledger from captured to received.
  void book(std::uint64_t switches) {
    accounts_.add(subscriber_, frame_, switches);
    accounts_.add(Ledger{.captured_ns = 1000, .received_ns = 3000});
  }
  static std::size_t samples(const LedgerStatistics& statistics) {
    for (std::size_t i = 0; i < kStages.size(); ++i) {
      if (kStages[i].name == "captured_to_received") return statistics.stage(i).size();
    }
    return 0;
  }
  const TransportAccount& shm() const { return accounts_.of(Transport::shm); }

  const test::TemporaryDirectory directory_;
  Publisher publisher_ = test::serve(directory_.path(), false);
  Subscriber subscriber_ = *Subscriber::create("cam", {.directory = directory_.path()});
  BorrowedFrame frame_;
  TransportAccounts accounts_;
};

TEST_F(BookedFrames, CountWithThoseThatWereMissedBetweenThem) {
  receive(1);
  book(0);
  receive(4);
  book(0);
  EXPECT_EQ(shm().frames, 2U);
  EXPECT_EQ(shm().missed, 3U);
  EXPECT_EQ(accounts_.missed(), 3U);
  EXPECT_EQ(samples(shm().statistics), 2U);
}

TEST_F(BookedFrames, AreNotMissedBeforeTheirSubscriberTookOver) {
  receive(1);
  receive(4);
  book(1);
  EXPECT_EQ(shm().missed, 0U);
  receive(2);
  book(1);
  EXPECT_EQ(shm().missed, 1U);
}

TEST_F(BookedFrames, JoinTheStatisticsFromTheSecondAfterASwitch) {
  receive(1);
  book(0);
  book(1);
  EXPECT_EQ(samples(shm().statistics), 1U);
  book(1);
  EXPECT_EQ(samples(shm().statistics), 2U);
  EXPECT_EQ(shm().frames, 3U);
}

TEST_F(BookedFrames, HaveStatisticsOfTheirOwnWhileTwoTransportsAreReceived) {
  receive(1);
  accounts_.set_shared(true);
  book(0);
  EXPECT_EQ(samples(accounts_.statistics()), 1U);
  EXPECT_EQ(samples(shm().statistics), 0U);
  EXPECT_FALSE(shm().viewer_cpu.us_per_frame());
  accounts_.set_shared(true);
  EXPECT_EQ(samples(accounts_.statistics()), 0U) << "they begin anew";
}

TEST_F(BookedFrames, OfTheTransportBeforeAreNotAmongThoseOfTheNextWhileTwoAreReceived) {
  receive(1);
  accounts_.set_shared(true);
  book(0);
  book(0);
  EXPECT_EQ(samples(accounts_.statistics()), 2U);
  book(1);
  EXPECT_EQ(samples(accounts_.statistics()), 0U) << "the first one after a switch joins none";
  book(1);
  EXPECT_EQ(samples(accounts_.statistics()), 1U);
}

}  // namespace
}  // namespace framering::viewer
