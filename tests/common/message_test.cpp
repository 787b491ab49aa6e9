// The messages of docs/wire-format.md: their bytes, and what is refused.

#include "message.hpp"

#include <gtest/gtest.h>

#include <cstring>

namespace framering {
namespace {

using Header = std::array<unsigned char, 16>;

// Typed from the page: FRMW, version 1, a hello, 258 bytes of body.
constexpr Header kHello = {'F', 'R', 'M', 'W', 1, 0, 1, 0, 2, 1, 0, 0, 0, 0, 0, 0};

Result<MessageHeader> decode(const Header& bytes) {
  return decode_header(std::as_bytes(std::span<const unsigned char, 16>(bytes)));
}

Header with(std::size_t offset, unsigned char value) {
  Header header = kHello;
  header[offset] = value;
  return header;
}

TEST(Message, HeaderHasTheBytesOfThePage) {
  const auto header = decode(kHello);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->type, MessageType::hello);
  EXPECT_EQ(header->length, 258U);
  // And the other way round, with a length of five bytes.
  const std::string bytes = encode_message(MessageType::error, nlohmann::json::object());
  const std::string page("FRMW\x01\0\x0a\0\x02\0\0\0\0\0\0\0{}", 18);
  EXPECT_EQ(bytes, page);
}

TEST(Message, TypesAreThoseOfThePage) {
  EXPECT_EQ(static_cast<int>(MessageType::hello), 1);
  EXPECT_EQ(static_cast<int>(MessageType::welcome), 2);
  EXPECT_EQ(static_cast<int>(MessageType::end_of_stream), 8);
  EXPECT_EQ(static_cast<int>(MessageType::goodbye), 9);
  EXPECT_EQ(static_cast<int>(MessageType::error), 10);
}

TEST(Message, RefusesAWrongMagic) {
  for (std::size_t i = 0; i < 4; ++i) {
    const auto header = decode(with(i, 'x'));
    ASSERT_FALSE(header);
    EXPECT_EQ(header.error().code, ErrorCode::bad_data);
  }
}

TEST(Message, RefusesAnotherVersion) {
  for (const std::size_t offset : {4, 5}) {
    const auto header = decode(with(offset, 2));
    ASSERT_FALSE(header);
    EXPECT_EQ(header.error().code, ErrorCode::unsupported);
  }
}

TEST(Message, RefusesABodyThatIsTooLong) {
  Header most = with(8, 0);
  most[9] = 0;
  most[10] = 1;  // 65,536
  EXPECT_TRUE(decode(most));
  most[8] = 1;
  ASSERT_FALSE(decode(most));
  EXPECT_EQ(decode(most).error().code, ErrorCode::bad_data);
  for (std::size_t i = 11; i < 16; ++i) EXPECT_FALSE(decode(with(i, 0xff)));
}

TEST(Message, ReadsOnlyObjectsAsBodies) {
  EXPECT_TRUE(decode_body("{}"));
  EXPECT_TRUE(decode_body(R"({"client": "x", "of a later version": [1, {}]})"));
  for (const char* rubbish :
       {"", "null", "[]", "1", "\"{}\"", "{", "{}}", "{\"a\":}", "\xff\xfe", "{\"a\":\"\xc3\"}"}) {
    const auto body = decode_body(rubbish);
    ASSERT_FALSE(body) << rubbish;
    EXPECT_EQ(body.error().code, ErrorCode::bad_data);
  }
}

TEST(Message, DeepNestingIsNoStackOverflow) {
  EXPECT_FALSE(decode_body(std::string(kMaxControlBody, '[')));
  std::string nested;
  for (int i = 0; i < 10'000; ++i) nested += "{\"a\":";
  EXPECT_FALSE(decode_body(nested));
  EXPECT_TRUE(decode_body(nested + "1" + std::string(10'000, '}')));
}

TEST(Message, WhatIsNoUtf8IsReplacedNotThrown) {
  const std::string bytes = encode_message(MessageType::hello, {{"source", "caf\xe9.avi"}});
  const auto body = decode_body(std::string_view(bytes).substr(16));
  ASSERT_TRUE(body);
  EXPECT_EQ(body->at("source"), "caf\xef\xbf\xbd.avi");
}

}  // namespace
}  // namespace framering
