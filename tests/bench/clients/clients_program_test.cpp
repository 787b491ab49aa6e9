// frame_bench clients as users run it.

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>

#include "framering/publisher.hpp"
#include "support/process.hpp"
#include "support/temporary_directory.hpp"

namespace framering::bench {
namespace {

using framering::test::eventually;
using framering::test::Process;
using framering::test::soon;

std::ptrdiff_t threads_of(pid_t pid) {
  return std::distance(
      std::filesystem::directory_iterator("/proc/" + std::to_string(pid) + "/task"), {});
}

class ClientsProgram : public testing::TestWithParam<const char*> {};

TEST_P(ClientsProgram, ThatIsStoppedSaysSo) {
  const framering::test::TemporaryDirectory directory;
  const auto publisher = Publisher::create({.stream = "cam",
                                            .payload_capacity = 8,
                                            .directory = directory.path(),
                                            .serve = {.pipe = true, .tcp = true}});
  ASSERT_TRUE(publisher) << publisher.error().message;
  Process bench(
      {FRAME_BENCH, "clients", "--method", GetParam(), "--tasks", "4", "--requests", "1000000"},
      {{"FRAMERING_DIR", directory.path()}});
  ASSERT_TRUE(eventually([&] { return threads_of(bench.pid()) > 4; }));
  bench.signal(SIGINT);
  EXPECT_EQ(bench.wait(soon()), 1);
  EXPECT_EQ(bench.err(), "frame_bench: stopped by SIGINT\n");
  EXPECT_EQ(bench.out(), "");
}

INSTANTIATE_TEST_SUITE_P(Methods, ClientsProgram, testing::Values("pipe", "tcp", "unix", "inproc"),
                         [](const auto& method) { return method.param; });

}  // namespace
}  // namespace framering::bench
