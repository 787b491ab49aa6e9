// Strangers at the TCP port of a running producer: refused or ignored with a line on its stderr,
// while those who may are served.

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <fstream>

#include "programs.hpp"
#include "support/raw_stream.hpp"
#include "tcp_server.hpp"

namespace framering::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

/// Bytes of memory that a process has at the moment.
std::uint64_t resident_bytes(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; status >> word;) {
    std::uint64_t kilobytes = 0;
    if (word == "VmRSS:" && status >> kilobytes) return kilobytes * 1024;
  }
  return 0;
}

/// How many refusals a log tells of: a line each, and "and 936 more".
std::size_t told_of(const std::string& log) {
  std::size_t count = 0;
  for (const std::string& line : lines_of(log)) {
    if (line.find("said no hello") != std::string::npos) ++count;
    const std::size_t more = line.find(": and ");
    if (more != std::string::npos) count += std::stoul(line.substr(more + 6));
  }
  return count;
}

/// A producer with a viewer on tcp and one on shm, who must not notice what goes on.
class HostileTcp : public Programs {
 protected:
  void SetUp() override {
    ASSERT_TRUE(eventually([&] { return serves("pattern"); })) << source_.err();
    const auto server = tcp_server(directory_ / "pattern.sock");
    ASSERT_TRUE(server);
    server_ = *server;
    ASSERT_TRUE(by_tcp_.prints("attached", soon())) << by_tcp_.err();
    ASSERT_TRUE(by_shm_.prints("attached", soon())) << by_shm_.err();
    resident_before_ = resident_bytes(source_.pid());
  }

  void TearDown() override {
    constexpr std::uint64_t kMostGrowth = 64 << 20;
    EXPECT_LT(resident_bytes(source_.pid()), resident_before_ + kMostGrowth);
    expect_served(by_tcp_);
    expect_served(by_shm_);
    EXPECT_EQ(report_of(by_shm_)["frames"]["missed"], 0);
    source_.signal(SIGINT);
    EXPECT_EQ(source_.wait(soon()), 0) << source_.err();
  }

  void expect_served(Process& viewer) const {
    viewer.signal(SIGINT);
    ASSERT_EQ(viewer.wait(soon()), 0) << viewer.err();
    const json report = report_of(viewer);
    EXPECT_EQ(report["attachments"], 1) << viewer.err();
    EXPECT_EQ(report["switches"], 0) << viewer.err();
    EXPECT_EQ(report["frames"]["corrupt"], 0);
    EXPECT_GT(report["frames"]["verified"], 0);
  }

  /// Connects, sends `bytes`, and expects a refusal that says `why`, to it and in the log.
  void expect_refused(const std::string& bytes, const std::string& why) const {
    const UniqueFd client = connect_tcp(server_.port);
    ASSERT_TRUE(client);
    send_raw(client.get(), bytes);
    const auto answer = receive_message_raw(client.get());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->header.type, MessageType::error);
    EXPECT_THAT(answer->body["message"].get<std::string>(), HasSubstr(why));
    EXPECT_FALSE(answer->body.contains("stream"));
    EXPECT_TRUE(peer_closes(client.get()));
    EXPECT_TRUE(source_.prints(why, soon())) << source_.err();
  }

  static std::string header(std::uint16_t version, std::uint64_t length) {
    const MessageHeader header{kMessageMagic, version, MessageType::hello, length};
    return {reinterpret_cast<const char*>(&header), sizeof header};
  }

  Arguments watching(const std::string& transport, const Arguments& more = {}) const {
    Arguments all = {"pattern", "--headless", "--no-render", "--verify",    "--timeout",
                     "100",     "--json",     "-",           "--transport", transport};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  Process source_ = producer({"--pattern", "--size", "127x95", "--slots", "64"});
  Process by_tcp_ = viewer(watching("tcp"));
  Process by_shm_ = viewer(watching("shm", {"--every-frame"}));
  TcpServer server_;
  std::uint64_t resident_before_ = 0;
};

TEST_F(HostileTcp, NoTokenIsRefused) {
  expect_refused(encode_message(MessageType::hello, {{"client", "thief"}}), "without a token");
}

TEST_F(HostileTcp, AWrongTokenIsRefused) {
  std::string token = server_.token;
  token.back() = token.back() == '0' ? '1' : '0';
  expect_refused(encode_message(MessageType::hello, {{"token", token}}), "wrong token");
  token = server_.token.substr(0, 31);
  expect_refused(encode_message(MessageType::hello, {{"token", token}}), "wrong token");
}

TEST_F(HostileTcp, AHeaderThatClaims4GiBIsRefused) {
  expect_refused(header(kMessageVersion, std::uint64_t{4} << 30), "4294967296");
}

TEST_F(HostileTcp, AVersionFromTheFutureIsRefused) {
  expect_refused(header(kMessageVersion + 1, 2), "version 2");
}

TEST_F(HostileTcp, OneWhoSpeaksAByteASecondIsSentAwayInTheMiddle) {
  const UniqueFd client = connect_tcp(server_.port);
  const std::string hello = encode_message(MessageType::hello, {{"token", server_.token}});
  constexpr std::size_t kMostBytes = 40;  // far fewer than the message has
  ASSERT_GT(hello.size(), kMostBytes);
  std::size_t sent = 0;
  bool closed = false;
  while (!closed && sent < kMostBytes) {
    closed = !send_raw(client.get(), hello.substr(sent++, 1));
    pollfd answer{client.get(), POLLIN, 0};
    closed = closed || ::poll(&answer, 1, 1000) > 0;
  }
  EXPECT_TRUE(closed) << "after " << sent << " bytes";
  EXPECT_TRUE(source_.prints("no hello", soon())) << source_.err();
}

TEST_F(HostileTcp, AThousandWhoSayNothingAreSentAwayButForTheLast) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_max < 2000) GTEST_SKIP() << "no more than " << limit.rlim_max << " descriptors";
  constexpr std::size_t kStrangers = 1000;
  std::vector<UniqueFd> strangers;
  for (std::size_t i = 0; i < kStrangers; ++i) {
    strangers.push_back(connect_tcp(server_.port));
    ASSERT_TRUE(strangers.back()) << i;
  }
  for (std::size_t i = 0; i < kStrangers / 2; ++i) {
    ASSERT_TRUE(peer_closes(strangers[i].get())) << i;
  }
  EXPECT_TRUE(eventually([&] { return told_of(source_.err()) >= kStrangers / 2; }));
  EXPECT_LT(lines_of(source_.err()).size(), kStrangers / 8) << source_.err();
  // One who may come in does.
  Process late = bench({"clients", "pattern", "--method", "tcp", "--tasks", "1"});
  EXPECT_EQ(late.wait(soon()), 0) << late.err();
}

}  // namespace
}  // namespace framering::test
