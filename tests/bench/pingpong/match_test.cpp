// Matches over every method: what is measured, and what happens when a side does not do its part.

#include "pingpong/match.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <iterator>
#include <stdexcept>

#include "bench/pingpong/altered.hpp"
#include "bench/temporary_files.hpp"
#include "pingpong/methods.hpp"

namespace framering::bench {
namespace {

using test::altered;
using testing::Each;
using testing::Gt;
using testing::HasSubstr;
using testing::SizeIs;

constexpr std::size_t kCycles = 30;
constexpr int kInTheMiddle = 33;  // the warm-up is over

bool has_children() { return ::waitpid(-1, nullptr, WNOHANG) != -1; }

std::vector<std::string> all_names() {
  std::vector<std::string> names = pingpong_methods();
  std::ranges::copy(pingpong_limits(), std::back_inserter(names));
  return names;
}

std::string test_name(const testing::TestParamInfo<std::string>& method) {
  std::string name = method.param;
  std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
  return name;
}

class Match : public testing::TestWithParam<std::string> {
 protected:
  const PingPongMethod& method() const { return *find_method(GetParam()); }
  const test::TemporaryFiles temporary_;
};

TEST_P(Match, GetsEveryReplyRightAndLeavesNothing) {
  for (const std::size_t wanted : {std::size_t{4}, std::size_t{1000}, std::size_t{100'001}}) {
    const std::size_t bytes = std::min(wanted, method().most_bytes);
    const auto cycles_us = play(method(), {.cycles = kCycles, .bytes = bytes});
    ASSERT_TRUE(cycles_us) << cycles_us.error().message;
    EXPECT_THAT(*cycles_us, SizeIs(kCycles));
    EXPECT_THAT(*cycles_us, Each(Gt(0)));
  }
  EXPECT_TRUE(temporary_.none());
  EXPECT_FALSE(has_children());
}

TEST_P(Match, FailsAtAWrongReply) {
  for (const std::size_t wanted : {std::size_t{4}, std::size_t{1001}}) {
    const std::size_t bytes = std::min(wanted, method().most_bytes);
    // Only the last byte is wrong.
    const auto lying = altered(method(), kInTheMiddle, [](Side& real, std::span<std::byte> reply) {
      real.receive(reply);
      reply.back() ^= std::byte{1};
      real.send(reply);
    });
    const auto cycles_us = play(lying, {.cycles = kCycles, .bytes = bytes});
    ASSERT_FALSE(cycles_us);
    EXPECT_THAT(cycles_us.error().message, HasSubstr(GetParam()));
    EXPECT_THAT(cycles_us.error().message, HasSubstr("reply 33 is wrong"));
  }
  EXPECT_TRUE(temporary_.none());
  EXPECT_FALSE(has_children());
}

TEST_P(Match, SaysThatTheOtherSideWasKilled) {
  const auto dying = altered(method(), kInTheMiddle,
                             [](Side&, std::span<std::byte>) { ::kill(::getpid(), SIGKILL); });
  const auto cycles_us = play(dying, {.cycles = kCycles, .bytes = 4});
  ASSERT_FALSE(cycles_us);
  EXPECT_THAT(cycles_us.error().message, HasSubstr("process was killed by SIGKILL"));
  EXPECT_TRUE(temporary_.none());
  EXPECT_FALSE(has_children());
}

TEST_P(Match, GivesUpOnASideThatNeverAnswers) {
  const auto silent = altered(method(), kInTheMiddle, [](Side& real, std::span<std::byte> reply) {
    real.receive(reply);
    real.receive(reply);  // for ever: nothing comes before the answer
  });
  const auto cycles_us =
      play(silent, {.cycles = kCycles, .bytes = 4, .patience = std::chrono::milliseconds(1000)});
  ASSERT_FALSE(cycles_us);
  EXPECT_THAT(cycles_us.error().message, testing::AnyOf(HasSubstr("the other side does not answer"),
                                                        HasSubstr("no reply to message 33"),
                                                        HasSubstr("a datagram was lost")));
  EXPECT_TRUE(temporary_.none());
  EXPECT_FALSE(has_children());
}

TEST_P(Match, SaysWhyASideFailed) {
  const auto broken = altered(method(), kInTheMiddle, [](Side&, std::span<std::byte>) {
    throw std::runtime_error("a broken side");
  });
  const auto cycles_us = play(broken, {.cycles = kCycles, .bytes = 4});
  ASSERT_FALSE(cycles_us);
  EXPECT_EQ(cycles_us.error().message, "pingpong " + GetParam() + ", 4 bytes: a broken side");
  EXPECT_FALSE(has_children());
}

INSTANTIATE_TEST_SUITE_P(Methods, Match, testing::ValuesIn(all_names()), test_name);

TEST(MatchOfUdp, SaysThatADatagramWasLost) {
  const auto losing = altered(*find_method("udp"), kInTheMiddle,
                              [](Side& real, std::span<std::byte> reply) { real.receive(reply); });
  // The side gives up after two seconds; the referee, who would say less, comes later.
  const auto cycles_us =
      play(losing, {.cycles = kCycles, .bytes = 4, .patience = std::chrono::seconds(10)});
  ASSERT_FALSE(cycles_us);
  EXPECT_THAT(cycles_us.error().message, HasSubstr("a datagram was lost"));
}

TEST(MatchOfUdp, CarriesTheLargestDatagram) {
  const auto cycles_us = play(*find_method("udp"), {.cycles = kCycles, .bytes = 65'507});
  ASSERT_TRUE(cycles_us) << cycles_us.error().message;
}

TEST(MatchFiles, WorksWhereTheTemporaryDirectoryHasALongPath) {
  const test::TemporaryFiles temporary;
  const std::string deep = temporary.path() + "/" + std::string(150, 'd');
  std::filesystem::create_directory(deep);
  ::setenv("TMPDIR", deep.c_str(), 1);
  for (const char* method : {"shm", "pipe", "unix"}) {
    const auto cycles_us = play(*find_method(method), {.cycles = kCycles});
    EXPECT_TRUE(cycles_us) << cycles_us.error().message;
  }
  EXPECT_TRUE(std::filesystem::is_empty(deep));
}

/// Complains unless descriptors 0 and 1 are pipes that they were not before.
class StandardDescriptorsLink final : public Link {
 public:
  explicit StandardDescriptorsLink(std::unique_ptr<Link> real) : real_(std::move(real)) {}

  std::unique_ptr<Side> take(Role role) override {
    const auto before = inodes();
    auto side = real_->take(role);
    const auto after = inodes();
    const bool both_new = before[0] != after[0] && before[1] != after[1];
    if (both_new != (role == Role::pong)) throw std::runtime_error("not as it should be");
    return side;
  }

 private:
  static std::array<ino_t, 2> inodes() {
    std::array<ino_t, 2> result{};
    for (int fd = 0; fd < 2; ++fd) {
      struct stat file {};
      ::fstat(fd, &file);
      result[static_cast<std::size_t>(fd)] = file.st_ino;
    }
    return result;
  }
  std::unique_ptr<Link> real_;
};

TEST(MatchOfStdio, AnswersThroughDescriptors0And1) {
  PingPongMethod method = *find_method("stdio");
  method.open = [open = method.open](const LinkSetup& setup) {
    return std::make_unique<StandardDescriptorsLink>(open(setup));
  };
  const auto cycles_us = play(method, {.cycles = kCycles});
  EXPECT_TRUE(cycles_us) << cycles_us.error().message;
}

}  // namespace
}  // namespace framering::bench
