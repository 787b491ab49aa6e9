// Many clients at once, of servers that answer rightly, wrongly, or not at all.

#include "clients/clients.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <nlohmann/json.hpp>
#include <set>

#include "clients/clients_report.hpp"
#include "clients/inproc_server.hpp"
#include "framering/publisher.hpp"
#include "support/temporary_directory.hpp"

namespace framering::bench {
namespace {

using testing::SizeIs;

TEST(Clients, OfTheServerInThisProcessGetEveryReplyRight) {
  InprocServer server;
  const ClientsResult result = run_clients({.tasks = 20, .requests = 10}, server.clients());
  EXPECT_TRUE(result.ok()) << result.failure;
  EXPECT_EQ(result.right, 200U);
  EXPECT_THAT(result.registration_us, SizeIs(20));
  EXPECT_THAT(result.request_us, SizeIs(200));
  EXPECT_THAT(result.unregistration_us, SizeIs(20));
}

/// A server of the test's own, that notes what it is asked.
struct Script {
  std::mutex mutex;
  std::set<std::int64_t> asked;
  int wrong = 0;  // so many replies are to be
  bool silent_at_leave = false;
};

class ScriptedPeer final : public EchoPeer {
 public:
  explicit ScriptedPeer(Script& script) : script_(script) {}
  Result<std::int64_t> ask(std::int64_t number, Deadline) override {
    const std::lock_guard lock(script_.mutex);
    script_.asked.insert(number);
    return 2 * number + (script_.wrong-- > 0 ? 1 : 0);
  }
  Status leave(Deadline) override {
    if (!script_.silent_at_leave) return Done{};
    return Error{ErrorCode::timed_out, "no goodbye"};
  }

 private:
  Script& script_;
};

Register scripted(Script& script) {
  return [&](Deadline) -> Result<std::unique_ptr<EchoPeer>> {
    return std::unique_ptr<EchoPeer>(std::make_unique<ScriptedPeer>(script));
  };
}

TEST(Clients, EachAskNumbersOfTheirOwn) {
  Script script;
  const ClientsResult result = run_clients({.tasks = 20, .requests = 10}, scripted(script));
  EXPECT_TRUE(result.ok());
  EXPECT_THAT(script.asked, SizeIs(200));
}

TEST(Clients, CountWrongReplies) {
  Script script;
  script.wrong = 3;
  const ClientsResult result = run_clients({.tasks = 4, .requests = 5}, scripted(script));
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.wrong, 3U);
  EXPECT_EQ(result.right, 17U);
}

TEST(Clients, SayWhyTheyFailed) {
  Script script;
  script.silent_at_leave = true;
  const ClientsResult result = run_clients({.tasks = 4, .requests = 1}, scripted(script));
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.failed, 4U);
  EXPECT_EQ(result.failure, "no goodbye");
  EXPECT_THAT(result.unregistration_us, SizeIs(0));
}

class ClientsOfAStream : public testing::TestWithParam<Method> {};

TEST_P(ClientsOfAStream, GetEveryReplyRightAndLeaveNothing) {
  const test::TemporaryDirectory directory;
  ::setenv("FRAMERING_DIR", directory.path().c_str(), 1);
  auto stream = Publisher::create({.stream = "bench",
                                   .slots = 2,
                                   .payload_capacity = 4096,
                                   .serve = {.pipe = true, .tcp = true}});
  ASSERT_TRUE(stream) << stream.error().message;
  const ClientsOptions options{.stream = "bench", .method = GetParam()};
  const ClientsResult result = run_clients(options, clients_of_stream(options));
  EXPECT_TRUE(result.ok()) << result.failure;
  EXPECT_EQ(result.right, 200U);
  const auto names = directory.names();
  stream->end("over");
  EXPECT_THAT(names, testing::ElementsAre("bench.fifo", "bench.lock", "bench.sock"));
  EXPECT_TRUE(directory.is_empty());
  ::unsetenv("FRAMERING_DIR");
}

INSTANTIATE_TEST_SUITE_P(Methods, ClientsOfAStream,
                         testing::Values(Method::pipe, Method::tcp, Method::control_socket),
                         [](const auto& method) { return std::string(name_of(method.param)); });

TEST(ClientsReport, TellsTheSameAsTextAndAsJson) {
  const ClientsOptions options{.stream = "cam", .method = Method::pipe, .tasks = 2, .requests = 1};
  const ClientsResult result{.registration_us = {100, 300},
                             .request_us = {10, 20},
                             .unregistration_us = {1},
                             .right = 1,
                             .wrong = 1,
                             .failed = 1,
                             .failure = "no \xff"};
  EXPECT_EQ(clients_as_text(options, result),
            "2 clients at once, 1 request each, pipe (cam): 1 replies right, 1 wrong\n"
            "µs                  fastest     median       mean    slowest\n"
            "registration          100.0      100.0      200.0      300.0\n"
            "request                10.0       10.0       15.0       20.0\n"
            "unregistration          1.0        1.0        1.0        1.0\n");
  const auto report = nlohmann::json::parse(clients_as_json(options, result));
  EXPECT_EQ(report["method"], "pipe");
  EXPECT_EQ(report["replies"]["wrong"], 1);
  EXPECT_EQ(report["failed_clients"], 1);
  EXPECT_EQ(report["failure"], "no \uFFFD") << "what is no UTF-8 is replaced";
  EXPECT_EQ(report["registration_us"]["slowest"], 300);
  EXPECT_EQ(report["request_us"]["samples"], 2);
}

}  // namespace
}  // namespace framering::bench
