// Many client processes at once, who register over FIFOs, ask, and leave or are killed.

#include <gmock/gmock.h>

#include <filesystem>

#include "programs.hpp"
#include "support/fifo_client.hpp"

namespace framering::test {
namespace {

using nlohmann::json;

constexpr int kClients = 20;

class ManyClients : public Programs {
 protected:
  Process serve() const {
    Process source = producer({"--pattern", "--size", "127x95", "--stream", "many"});
    EXPECT_TRUE(eventually([&] { return serves("many"); })) << source.err();
    return source;
  }

  /// Client processes of so many requests each, started at once.
  std::vector<Process> clients(int count, const std::string& requests,
                               const std::string& method = "pipe") const {
    std::vector<Process> started;
    for (int i = 0; i < count; ++i) {
      started.push_back(bench({"clients", "many", "--tasks", "1", "--requests", requests,
                               "--method", method, "--json", "-", "--timeout", "60"}));
    }
    return started;
  }

  /// Writes the record of a client that then does nothing, as one that was killed right after.
  void register_and_vanish(std::uint64_t nonce) const {
    const PipeRecord record{.pid = 4711, .nonce = nonce};
    ASSERT_TRUE(write_registration(directory_ / "many.fifo", record_bytes(record)));
  }

  /// What a serving producer keeps, and nothing else.
  bool is_tidy() const {
    return directory_.names() == std::vector<std::string>{"many.fifo", "many.lock", "many.sock"};
  }
  /// Whether FIFOs of clients that are registering lie there.
  bool has_fifos() const { return directory_.names().size() > 3; }
};

/// Whether it holds the FIFOs of a registered client, whose names are gone.
bool is_registered(const Process& client) {
  std::error_code gone;
  const auto descriptors = "/proc/" + std::to_string(client.pid()) + "/fd";
  for (const auto& entry : std::filesystem::directory_iterator(descriptors, gone)) {
    const std::string target = std::filesystem::read_symlink(entry, gone);
    if (target.ends_with(".up (deleted)")) return true;
  }
  return false;
}

void expect_all_right(std::vector<Process>& clients, int requests) {
  for (Process& client : clients) {
    ASSERT_EQ(client.wait(soon()), 0) << client.err();
    const json report = report_of(client);
    EXPECT_EQ(report["replies"]["right"], requests);
    EXPECT_EQ(report["replies"]["wrong"], 0);
  }
}

class ManyClientsOver : public ManyClients, public ::testing::WithParamInterface<const char*> {};

TEST_P(ManyClientsOver, GetEveryReplyRightAndLeaveNothing) {
  Process source = serve();
  std::vector<Process> all = clients(kClients, "10", GetParam());
  expect_all_right(all, 10);
  EXPECT_TRUE(is_tidy()) << ::testing::PrintToString(directory_.names());
  source.signal(SIGTERM);
  EXPECT_EQ(source.wait(soon()), 0) << source.err();
  EXPECT_TRUE(directory_.names().empty());
}

INSTANTIATE_TEST_SUITE_P(Methods, ManyClientsOver, ::testing::Values("pipe", "tcp", "unix"),
                         [](const auto& method) { return std::string(method.param); });

TEST_F(ManyClients, AreUnharmedWhenHalfOfThemAreKilledInTheMiddle) {
  Process source = serve();
  std::vector<Process> doomed = clients(kClients / 2, "1000000");
  std::vector<Process> others = clients(kClients / 2, "500");
  for (std::size_t i = 0; i < doomed.size(); ++i) {
    // Some before they are registered, whenever that is, the others while they ask.
    if (i % 2 == 0) {
      ASSERT_TRUE(eventually([&] { return is_registered(doomed[i]); }));
    }
    doomed[i].kill();
  }
  for (std::uint64_t nonce = 1; nonce <= 5; ++nonce) register_and_vanish(nonce);
  ASSERT_TRUE(eventually([&] { return has_fifos(); }));
  expect_all_right(others, 500);
  EXPECT_TRUE(eventually([&] { return is_tidy(); }))
      << ::testing::PrintToString(directory_.names());
  std::vector<Process> late = clients(kClients, "10");
  expect_all_right(late, 10);
  source.signal(SIGTERM);
  EXPECT_EQ(source.wait(soon()), 0) << source.err();
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(ManyClients, OfAKilledServerFailAndTheNextClearsWhatItLeft) {
  {
    Process source = serve();
    std::vector<Process> all = clients(kClients, "1000000");
    for (const Process& client : all) {
      ASSERT_TRUE(eventually([&] { return is_registered(client); })) << client.err();
    }
    register_and_vanish(7);
    ASSERT_TRUE(eventually([&] { return has_fifos(); }));
    source.kill();
    for (Process& client : all) {
      EXPECT_EQ(client.wait(soon()), 1) << client.err();
      EXPECT_THAT(errors_of(client), ::testing::SizeIs(1)) << client.err();
    }
  }
  EXPECT_TRUE(has_fifos());
  Process next = serve();
  EXPECT_TRUE(eventually([&] { return is_tidy(); }))
      << ::testing::PrintToString(directory_.names());
  std::vector<Process> all = clients(kClients, "10");
  expect_all_right(all, 10);
  next.signal(SIGTERM);
  EXPECT_EQ(next.wait(soon()), 0) << next.err();
  EXPECT_TRUE(directory_.names().empty());
}

}  // namespace
}  // namespace framering::test
