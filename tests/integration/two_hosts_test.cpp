// Producer and viewer on two machines: network namespaces joined by a cable, and for the producer
// a clock that began to count a thousand seconds earlier.

#include <gmock/gmock.h>
#include <unistd.h>

#include <cmath>
#include <optional>

#include "programs.hpp"

namespace framering::test {
namespace {

using nlohmann::json;

/// Runs a command of a few words; whether it succeeded.
bool runs(const std::vector<std::string>& command) {
  std::vector<std::string> by_path = {"/usr/bin/env"};
  by_path.insert(by_path.end(), command.begin(), command.end());
  return Process(by_path).wait(soon()) == 0;
}

/// Two network namespaces, 10.77.0.1 in one and 10.77.0.2 in the other. Gone with this object, and
/// with them their network devices.
class TwoHosts {
 public:
  TwoHosts() {
    ready_ = runs({"ip", "netns", "add", producer}) && runs({"ip", "netns", "add", viewer}) &&
             runs({"ip", "-n", producer, "link", "add", "cable", "type", "veth", "peer", "name",
                   "cable", "netns", viewer}) &&
             up(producer, "10.77.0.1/24") && up(viewer, "10.77.0.2/24");
  }
  TwoHosts(const TwoHosts&) = delete;
  TwoHosts& operator=(const TwoHosts&) = delete;
  ~TwoHosts() {
    for (const std::string& name : {producer, viewer}) runs({"ip", "netns", "delete", name});
  }

  bool ready() const noexcept { return ready_; }

  const std::string producer = "framering-" + std::to_string(::getpid()) + "-a";
  const std::string viewer = "framering-" + std::to_string(::getpid()) + "-b";

 private:
  static bool up(const std::string& name, const std::string& address) {
    return runs({"ip", "-n", name, "address", "add", address, "dev", "cable"}) &&
           runs({"ip", "-n", name, "link", "set", "cable", "up"}) &&
           runs({"ip", "-n", name, "link", "set", "lo", "up"});
  }
  bool ready_ = false;
};

class OnTwoHosts : public Programs {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "network namespaces need root";
    if (!runs({"ip", "-V"})) GTEST_SKIP() << "no ip; install iproute2";
    if (!runs({"unshare", "-T", "--fork", "--monotonic", "1000", "true"})) {
      GTEST_SKIP() << "this kernel has no time namespaces, or forbids them";
    }
    hosts_.emplace();
    if (!hosts_->ready()) GTEST_SKIP() << "no network namespaces or veth here";
  }

  /// A program in a namespace, which its end outlives in no case.
  Process on(const std::string& host, const Arguments& command) const {
    Arguments arguments = {"ip", "netns", "exec", host};
    arguments.insert(arguments.end(), command.begin(), command.end());
    return start("/usr/bin/env", arguments);
  }
  Process far_producer(const Arguments& more) const {
    Arguments command = {"unshare", "-T",           "--monotonic",  "1000",
                         "--fork",  "--kill-child", FRAME_PRODUCER, "--pattern",
                         "--size",  "127x95",       "--tcp",        "10.77.0.1:5000"};
    command.insert(command.end(), more.begin(), more.end());
    return on(hosts_->producer, command);
  }

  std::optional<TwoHosts> hosts_;
};

TEST_F(OnTwoHosts, TheClocksAreFoundApartAndLatenciesAreTrue) {
  constexpr double kApart_us = 1e9;  // a thousand seconds
  const TemporaryDirectory handed_on;
  const std::string token = handed_on / "token";
  Process source = far_producer({"--token-file", token});
  ASSERT_TRUE(source.prints("--connect tcp://10.77.0.1:5000", soon())) << source.err();
  Process reader =
      on(hosts_->viewer,
         {FRAME_VIEWER, "--connect", "tcp://10.77.0.1:5000", "--token-file", token, "--headless",
          "--no-render", "--verify", "--frames", "100", "--timeout", "60", "--json", "-"});
  ASSERT_EQ(reader.wait(soon()), 0) << reader.err() << source.err();
  const json report = report_of(reader);
  EXPECT_EQ(report["transport"], "tcp");
  EXPECT_EQ(report["frames"]["corrupt"], 0);
  EXPECT_EQ(report["clock"]["shared"], false) << report["clock"];
  ASSERT_TRUE(report["clock"]["offset_us"].is_number()) << report["clock"];
  const double offset_us = report["clock"]["offset_us"];
  const double uncertainty_us = report["clock"]["uncertainty_us"];
  EXPECT_GT(uncertainty_us, 0);
  EXPECT_LT(uncertainty_us, 1e6);
  EXPECT_LE(std::abs(offset_us - kApart_us), uncertainty_us) << report["clock"];
  const json latency = report["latency_us"]["captured_to_received"];
  EXPECT_GT(latency["p50"], 0) << latency;
  EXPECT_LT(latency["p50"], 1e6) << latency;
}

TEST_F(OnTwoHosts, AViewerWithAnotherTokenIsSentAway) {
  const TemporaryDirectory handed_on;
  Process source = far_producer({"--token-file", handed_on / "token"});
  Process other = start(FRAME_PRODUCER, {"--pattern", "--stream", "other", "--size", "127x95",
                                         "--token-file", handed_on / "another"});
  ASSERT_TRUE(source.prints("--connect", soon())) << source.err();
  ASSERT_TRUE(other.prints("--connect", soon())) << other.err();
  Process reader = on(hosts_->viewer, {FRAME_VIEWER, "--connect", "tcp://10.77.0.1:5000",
                                       "--token-file", handed_on / "another", "--headless",
                                       "--no-render", "--frames", "1", "--timeout", "60"});
  EXPECT_EQ(reader.wait(soon()), 1);
  EXPECT_THAT(reader.err(), ::testing::HasSubstr("wrong token"));
  EXPECT_TRUE(source.prints("wrong token", soon()));
}

}  // namespace
}  // namespace framering::test
