#include "suite/measured_clients.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "bench/temporary_files.hpp"

namespace framering::bench {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::SizeIs;

TEST(MeasuredClients, OfEveryMethodTakeEveryStepInEachRoundAndLeaveNothing) {
  const test::TemporaryFiles files;
  auto planned = planned_clients();
  EXPECT_THAT(planned, SizeIs(4));
  for (MeasuredClients& clients : planned) {
    clients.options.tasks = 5;
    const Step step = step_of(clients);
    step.run();
    step.run();
    EXPECT_EQ(clients.request.failure, "") << step.name;
    EXPECT_THAT(clients.registration.rounds, testing::AllOf(SizeIs(2), Each(SizeIs(5))));
    EXPECT_THAT(clients.request.rounds, testing::AllOf(SizeIs(2), Each(SizeIs(50))));
    EXPECT_THAT(clients.unregistration.rounds, testing::AllOf(SizeIs(2), Each(SizeIs(5))));
    EXPECT_TRUE(files.none());
  }
}

TEST(MeasuredClients, WhoseServerCannotBeStartedHaveTheReasonAsTheirFailure) {
  const test::TemporaryFiles files;
  const std::string none = files.path() + "/none";
  ::setenv("TMPDIR", none.c_str(), 1);
  auto clients = planned_clients().front();
  step_of(clients).run();
  EXPECT_THAT(clients.request.failure, HasSubstr(none));
  EXPECT_EQ(as_json(clients)["failure"], clients.request.failure);
}

}  // namespace
}  // namespace framering::bench
