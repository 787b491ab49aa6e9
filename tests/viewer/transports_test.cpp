// The program without a picture, over each transport: what it receives, reports and says.

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "framering/transport.hpp"
#include "support/process.hpp"
#include "test_serving.hpp"

namespace framering::test {
namespace {

using namespace std::chrono_literals;

class Transports : public testing::Test {
 protected:
  Process viewer(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {FRAME_VIEWER, "--no-render", "--json", "-"});
    return Process(arguments, {{"FRAMERING_DIR", directory_.path()}});
  }

  static nlohmann::json report_of(Process& program) {
    EXPECT_EQ(program.wait(soon()), 0) << program.err();
    return nlohmann::json::parse(program.out(), nullptr, false);
  }

  TemporaryDirectory directory_;
};

class TransportOption : public Transports, public testing::WithParamInterface<Transport> {};

TEST_P(TransportOption, DecidesHowFramesCome) {
  Publisher publisher = serve(directory_.path());
  const Flow flow(publisher);
  const std::string name(name_of(GetParam()));
  Process program = viewer({"cam", "--transport", name, "--verify", "--frames", "30"});
  const auto report = report_of(program);
  ASSERT_TRUE(report.is_object());
  EXPECT_EQ(report["transport"], name);
  EXPECT_EQ(report["frames"]["verified"], 30);
  EXPECT_EQ(report["switches"], 0);
  EXPECT_EQ(report["index_went_backwards"], 0);
  EXPECT_GE(report["largest_index_gap"], 1);
  EXPECT_FALSE(report.contains("ab"));
  EXPECT_EQ(
      report["clock"],
      (nlohmann::json{{"shared", true}, {"offset_us", nullptr}, {"uncertainty_us", nullptr}}));
  ASSERT_EQ(report["transports"].size(), 1U);
  const auto& account = report["transports"][name];
  EXPECT_EQ(account["frames"], report["frames"]["received"]);
  EXPECT_EQ(account["missed"], report["frames"]["missed"]);
  EXPECT_EQ(account["bytes_copied_per_frame"], GetParam() == Transport::shm ? 0 : 3 * (3465 + 288));
  EXPECT_GT(account["viewer_cpu_us_per_frame"], 0);
  EXPECT_EQ(account["latency_us"]["sent_to_received"].is_null(), GetParam() == Transport::shm);
}

TEST_P(TransportOption, MeasuresEchoes) {
  Publisher publisher = serve(directory_.path());
  const Flow flow(publisher);
  const std::string name(name_of(GetParam()));
  Process program = viewer({"cam", "--transport", name, "--frames", "500"});  // a second or more
  const auto report = report_of(program);
  ASSERT_TRUE(report.is_object());
  EXPECT_GT(report["echo_us"]["p50"], 0);
  const auto& account = report["transports"][name];
  EXPECT_GE(account["echoes"], 1);
  const bool sent_for_us = GetParam() != Transport::shm;
  EXPECT_TRUE(sent_for_us || account["server_cpu_us_per_frame"].is_null());
}

INSTANTIATE_TEST_SUITE_P(All, TransportOption, testing::ValuesIn(kTransports),
                         [](const auto& test) { return std::string(name_of(test.param)); });

TEST_F(Transports, FallBackAndSayWhy) {
  Publisher publisher = serve(directory_.path(), false);
  const Flow flow(publisher);
  Process program = viewer({"cam", "--transport", "tcp", "--frames", "5"});
  const auto report = report_of(program);
  ASSERT_TRUE(report.is_object());
  EXPECT_EQ(report["transport"], "shm");
  EXPECT_NE(program.err().find("tcp failed: stream cam is not served over tcp"), std::string::npos)
      << program.err();
  EXPECT_NE(program.err().find("going on in shared memory"), std::string::npos) << program.err();
}

TEST_F(Transports, AreComparedFrameByFrame) {
  Publisher publisher = serve(directory_.path());
  const Flow flow(publisher);
  Process program =
      viewer({"cam", "--transport", "pipe", "--ab", "tcp", "--verify", "--frames", "100"});
  const auto report = report_of(program);
  ASSERT_TRUE(report.is_object());
  const auto& ab = report["ab"];
  EXPECT_EQ(ab["a"], "pipe");
  EXPECT_EQ(ab["b"], "tcp");
  EXPECT_GT(ab["matched"], 0);
  EXPECT_EQ(ab["compared"], ab["matched"]);  // both lie in memory of their own
  EXPECT_EQ(ab["identical"], ab["compared"]);
  EXPECT_TRUE(ab["unmatched"].contains("a") && ab["unmatched"].contains("b"));
  EXPECT_GT(ab["captured_to_received_us"]["b"]["p50"], 0);
  EXPECT_TRUE(ab["b_minus_a_us"].contains("p99"));
}

TEST_F(Transports, EndTheComparisonWhenTheSecondOneFails) {
  Publisher publisher = serve(directory_.path(), false);
  const Flow flow(publisher);
  Process program = viewer({"cam", "--ab", "pipe", "--frames", "100"});
  const auto report = report_of(program);
  ASSERT_TRUE(report.is_object());
  EXPECT_FALSE(report.contains("ab"));
  EXPECT_NE(program.err().find("A/B is over: pipe failed: "), std::string::npos) << program.err();
}

TEST_F(Transports, NeedNoControlSocketAtAnAddress) {
  PublisherOptions options{
      .stream = "cam", .payload_capacity = 65536, .directory = directory_.path()};
  options.serve.tcp = true;
  options.serve.token_file = directory_.path() + "/token";
  auto publisher = Publisher::create(options);
  ASSERT_TRUE(publisher) << publisher.error().message;
  const Flow flow(*publisher);
  const TemporaryDirectory elsewhere;
  Process program(
      {FRAME_VIEWER, "--no-render", "--json", "-", "--frames", "5", "--verify", "--connect",
       "tcp://" + publisher->tcp_address(), "--token-file", options.serve.token_file},
      {{"FRAMERING_DIR", elsewhere.path()}});
  const auto report = report_of(program);
  ASSERT_TRUE(report.is_object());
  EXPECT_EQ(report["stream"], "cam");
  EXPECT_EQ(report["transport"], "tcp");
}

TEST_F(Transports, FailInOneLineWithoutTheToken) {
  Process program = viewer({"--connect", "tcp://127.0.0.1:9", "--token-file", "/nowhere/token"});
  EXPECT_EQ(program.wait(soon()), 1);
  const std::string said = program.err();
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
  EXPECT_NE(said.find("/nowhere/token"), std::string::npos) << said;
}

TEST_F(Transports, WaitForAServerAtAnAddressAndSaySoAtTheTimeOut) {
  const std::string token = directory_.path() + "/token";
  {
    auto publisher = Publisher::create({.stream = "cam",
                                        .payload_capacity = 4096,
                                        .directory = directory_.path(),
                                        .serve = {.tcp = true, .token_file = token}});
    ASSERT_TRUE(publisher);
  }
  Process program = viewer({"--connect", "tcp://127.0.0.1:9", "--token-file", token, "--frames",
                            "1", "--timeout", "0.5"});
  EXPECT_EQ(program.wait(soon()), 1);
  EXPECT_NE(program.err().find("waiting for stream 127.0.0.1:9\n"), std::string::npos)
      << program.err();
  EXPECT_NE(program.err().find("time-out of 0.5 s after 0 of 1 frames of stream 127.0.0.1:9: "),
            std::string::npos)
      << program.err();
}

// As one that was stopped does: the kernel connects, and nobody accepts.
TEST_F(Transports, SayAtTheTimeOutThatTheProducerDoesNotAnswer) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(::bind(listener, generic, size), 0);
  ASSERT_EQ(::listen(listener, 1), 0);
  ASSERT_EQ(::getsockname(listener, generic, &size), 0);
  const std::string token = directory_.path() + "/token";
  std::ofstream(token) << std::string(32, 'a') << '\n';
  Process program =
      viewer({"--connect", "tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port)),
              "--token-file", token, "--frames", "1", "--timeout", "0.5"});
  EXPECT_EQ(program.wait(soon()), 1);
  EXPECT_NE(program.err().find(": no answer from the producer yet\n"), std::string::npos)
      << program.err();
  ::close(listener);
}

}  // namespace
}  // namespace framering::test
