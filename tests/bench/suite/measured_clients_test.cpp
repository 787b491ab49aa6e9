#include "suite/measured_clients.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
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

TEST(MeasuredClients, WhoseServerCannotServeHaveItsReasonAsTheirFailure) {
  const test::TemporaryFiles files;
  auto clients = planned_clients().front();
  const std::string deep = files.path() + '/' + std::string(100, 'd');
  std::filesystem::create_directory(deep);
  ::setenv("TMPDIR", deep.c_str(), 1);
  step_of(clients).run();
  EXPECT_THAT(clients.request.failure, HasSubstr(deep));
  EXPECT_EQ(as_json(clients)["failure"], clients.request.failure);
  EXPECT_TRUE(std::filesystem::is_empty(deep));
}

}  // namespace
}  // namespace framering::bench
