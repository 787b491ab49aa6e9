// The token file of a producer that serves other machines: where it lies, and for how long.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "programs.hpp"

namespace framering::test {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class Token : public Programs {
 protected:
  Process open_to_others(Arguments more = {}) const {
    more.insert(more.begin(), {"--pattern", "--size", "127x95", "--tcp", "0.0.0.0:0"});
    Process source = producer(more);
    EXPECT_TRUE(source.prints("--connect tcp://HOST:", soon())) << source.err();
    return source;
  }
  static std::string contents(const std::string& path) {
    std::ifstream file(path);
    std::string text;
    std::getline(file, text);
    return text;
  }
};

TEST_F(Token, LiesBesideTheStreamForItsOwnerAloneAndGoesWithTheStream) {
  Process source = open_to_others();
  EXPECT_THAT(source.err(), HasSubstr(directory_ / "pattern.token"));
  EXPECT_THAT(source.err(), HasSubstr("in clear"));
  struct stat file {};
  ASSERT_EQ(::stat((directory_ / "pattern.token").c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600u);
  source.signal(SIGINT);
  EXPECT_EQ(source.wait(soon()), 0) << source.err();
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Token, IsTheSameAfterAKillSoThatViewersComeBack) {
  Process first = open_to_others();
  const std::string token = contents(directory_ / "pattern.token");
  first.kill();
  Process second = open_to_others();
  EXPECT_EQ(contents(directory_ / "pattern.token"), token);
  second.signal(SIGINT);
  EXPECT_EQ(second.wait(soon()), 0) << second.err();
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Token, InAFileThatWasNamedIsKeptOverRestarts) {
  const TemporaryDirectory elsewhere;
  const std::string path = elsewhere / "mine";
  std::string token;
  for (int life = 0; life < 2; ++life) {
    Process source = open_to_others({"--token-file", path});
    if (life == 0) token = contents(path);
    EXPECT_EQ(contents(path), token);
    EXPECT_EQ(token.size(), 32u);
    source.signal(SIGINT);
    EXPECT_EQ(source.wait(soon()), 0) << source.err();
  }
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Token, IsNeededByNobodyOnThisMachine) {
  Process source = producer({"--pattern", "--size", "127x95"});
  ASSERT_TRUE(source.prints("publishing", soon()));
  EXPECT_THAT(directory_.names(), ::testing::Not(Contains("pattern.token")));
  EXPECT_THAT(source.err(), ::testing::Not(HasSubstr("--connect")));
}

}  // namespace
}  // namespace framering::test
