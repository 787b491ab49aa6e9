// Echoes beside the frames.

#include "echo_probe.hpp"

#include <gtest/gtest.h>

#include <string>

#include "support/eventually.hpp"
#include "support/temporary_directory.hpp"
#include "test_serving.hpp"

namespace framering::viewer {
namespace {

class Probing : public testing::Test {
 protected:
  SubscriberOptions over(Transport transport) {
    return {.directory = directory_.path(), .client = "test", .transport = transport};
  }

  /// The next answers there are; none if nothing comes.
  static std::vector<ProbedEcho> answers(EchoProbe& probe) {
    std::vector<ProbedEcho> echoes;
    test::eventually([&] { return !(echoes = probe.take()).empty(); });
    return echoes;
  }

  test::TemporaryDirectory directory_;
};

class ProbingOver : public Probing, public testing::WithParamInterface<Transport> {};

TEST_P(ProbingOver, GivesRoundTripsOfTheServer) {
  Publisher publisher = test::serve(directory_.path());
  EchoProbe probe;
  probe.follow("cam", over(GetParam()));
  const auto echoes = answers(probe);
  ASSERT_FALSE(echoes.empty());
  EXPECT_EQ(echoes[0].transport, GetParam());
  EXPECT_TRUE(echoes[0].shares_clock);
  EXPECT_EQ(echoes[0].echo.number, 2);
  EXPECT_GT(echoes[0].echo.stamps.round_trip_ns(), 0);
}

INSTANTIATE_TEST_SUITE_P(All, ProbingOver, testing::ValuesIn(kTransports),
                         [](const auto& test) { return std::string(name_of(test.param)); });

TEST_F(Probing, TakesUpWhatItIsToldToFollowNext) {
  Publisher publisher = test::serve(directory_.path());
  EchoProbe probe;
  probe.follow("cam", over(Transport::shm));
  const auto first = answers(probe);
  probe.follow("cam", over(Transport::tcp));
  const auto second = answers(probe);
  ASSERT_FALSE(first.empty() || second.empty());
  EXPECT_EQ(second[0].transport, Transport::tcp);
  EXPECT_NE(second[0].connection, first.back().connection);
}

TEST_F(Probing, WaitsForAServerThatIsNotThere) {
  EchoProbe probe;
  probe.follow("cam", over(Transport::pipe));
  EXPECT_TRUE(probe.take().empty());
  Publisher publisher = test::serve(directory_.path());
  EXPECT_FALSE(answers(probe).empty());
}

TEST_F(Probing, EndsWithoutEverHavingBegun) { EchoProbe probe; }

}  // namespace
}  // namespace framering::viewer
