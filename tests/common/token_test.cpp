// Tokens: what they are, and the files that hold them.

#include "token.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/temporary_directory.hpp"

namespace framering {
namespace {

class TokenFile : public testing::Test {
 protected:
  void write(const std::string& text, mode_t mode = 0600) {
    std::ofstream(path_) << text;
    ASSERT_EQ(::chmod(path_.c_str(), mode), 0);
  }
  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(path_).rdbuf();
    return text.str();
  }
  void expect_error(ErrorCode code) const {
    const auto token = token_from_file(path_);
    ASSERT_FALSE(token);
    EXPECT_EQ(token.error().code, code);
    EXPECT_NE(token.error().message.find(path_), std::string::npos);
    EXPECT_EQ(token.error().message.find('\n'), std::string::npos);
  }
  const test::TemporaryDirectory temp_;
  const std::string path_ = temp_ / "token";
};

TEST(Token, IsThirtyTwoDigitsAndNeverTheSame) {
  const auto a = new_token();
  const auto b = new_token();
  ASSERT_TRUE(a && b);
  EXPECT_EQ(a->size(), 32U);
  EXPECT_EQ(a->find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(*a, *b);
}

TEST(Token, ComparesAllOfIt) {
  EXPECT_TRUE(same_token("abcd", "abcd"));
  EXPECT_TRUE(same_token("", ""));
  for (const char* other : {"abce", "bbcd", "abc", "abcde", "", "ABCD"}) {
    EXPECT_FALSE(same_token("abcd", other)) << other;
  }
}

TEST_F(TokenFile, IsMadeForItsOwnerAloneAndKept) {
  const mode_t before = ::umask(0);
  const auto made = token_from_file(path_);
  ::umask(before);
  ASSERT_TRUE(made);
  EXPECT_EQ(content(), *made + "\n");
  struct stat file {};
  ASSERT_EQ(::stat(path_.c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 07777, 0600U);
  const auto read = token_from_file(path_);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, *made);
}

TEST_F(TokenFile, MayLackItsLineEnd) {
  const std::string token = "00112233445566778899aAbBcCdDeEfF";
  write(token, 0400);
  const auto read = token_from_file(path_);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, token);
}

TEST_F(TokenFile, WithOtherContentIsRefusedAndKept) {
  const std::string token(32, 'a');
  for (const std::string& text : {std::string(), std::string("\n"), token.substr(1), token + "b",
                                  token + "\n\n", token + "\nmore", std::string(32, 'g')}) {
    write(text);
    expect_error(ErrorCode::invalid);
    EXPECT_EQ(content(), text);
  }
}

TEST_F(TokenFile, ThatOthersMayUseIsRefused) {
  for (const mode_t mode : {0640U, 0604U, 0620U}) {
    write(std::string(32, 'a') + "\n", mode);
    expect_error(ErrorCode::denied);
  }
}

TEST_F(TokenFile, OfSomebodyElseIsRefused) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away, and read those of others";
  write(std::string(32, 'a') + "\n");
  ASSERT_EQ(::chown(path_.c_str(), 65534, 65534), 0);
  expect_error(ErrorCode::denied);
}

TEST_F(TokenFile, ThatIsNoFileIsRefusedAndDoesNotBlock) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  expect_error(ErrorCode::invalid);
  std::filesystem::remove(path_);
  std::filesystem::create_directory(path_);
  expect_error(ErrorCode::invalid);
}

TEST_F(TokenFile, InADirectoryThatIsNotThereIsAnError) {
  const auto token = token_from_file(temp_ / "no/token");
  ASSERT_FALSE(token);
  EXPECT_EQ(token.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace framering
