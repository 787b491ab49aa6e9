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
  EXPECT_EQ(static_cast<int>(MessageType::subscribe), 3);
  EXPECT_EQ(static_cast<int>(MessageType::frame), 4);
  EXPECT_EQ(static_cast<int>(MessageType::echo_request), 5);
  EXPECT_EQ(static_cast<int>(MessageType::echo_reply), 6);
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

/// A frame of three bytes: index 5, gray8, 3x1, as the pages of the ring and the wire lay it out.
FrameHead small_frame() {
  FrameHead head{.descriptor = describe_picture(PixelFormat::gray8, 3, 1),
                 .sent_ns = 0x0102030405060708,
                 .skipped = 9};
  head.descriptor.index = 5;
  return head;
}

TEST(Message, AFrameHasTheBytesOfThePage) {
  const FrameHead head = small_frame();
  std::string page("FRMW\x01\0\x04\0\x13\x01\0\0\0\0\0\0", 16);  // 272 + 3 bytes
  page.append(reinterpret_cast<const char*>(&head.descriptor), 256);
  page += std::string("\x08\x07\x06\x05\x04\x03\x02\x01", 8);
  page += std::string("\x09\0\0\0\0\0\0\0", 8);
  const EncodedFrameHead bytes = encode_frame_head(head);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()), page);
  EXPECT_EQ(page.substr(16, 16), std::string("\x05\0\0\0\0\0\0\0\x03\0\0\0\0\0\0\0", 16));
}

TEST(Message, AFrameComesBackAsItWent) {
  const FrameHead head = small_frame();
  const EncodedFrameHead bytes = encode_frame_head(head);
  const std::span all(bytes);
  const auto header = decode_header(all.first<16>(), true);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->type, MessageType::frame);
  const auto back = decode_frame_head(*header, all.subspan<16>());
  ASSERT_TRUE(back);
  EXPECT_EQ(std::memcmp(&*back, &head, sizeof head), 0);
}

TEST(Message, RefusesAFrameThatIsNotWhatItSays) {
  const auto decode_frame = [](FrameHead head, std::uint64_t length) {
    const EncodedFrameHead bytes = encode_frame_head(head);
    const MessageHeader header{kMessageMagic, kMessageVersion, MessageType::frame, length};
    return bool(decode_frame_head(header, std::span(bytes).subspan<16>()));
  };
  EXPECT_TRUE(decode_frame(small_frame(), 275));
  for (const std::uint64_t length : {0, 271, 272, 274, 276}) {
    EXPECT_FALSE(decode_frame(small_frame(), length)) << length;
  }
  FrameHead lies = small_frame();
  lies.descriptor.shape[0] = 2;
  EXPECT_FALSE(decode_frame(lies, 275)) << "a row that is not there";
}

TEST(Message, OnlyAFrameWhereOneIsExpectedMayBeLong) {
  const auto accepts = [](MessageType type, std::uint64_t length, bool frames_expected) {
    const MessageHeader header{kMessageMagic, kMessageVersion, type, length};
    return bool(decode_header(std::as_bytes(std::span<const MessageHeader, 1>(&header, 1)),
                              frames_expected));
  };
  const std::uint64_t most = kMaxFramePayload + 272;
  EXPECT_TRUE(accepts(MessageType::frame, most, true));
  EXPECT_FALSE(accepts(MessageType::frame, most + 1, true));
  EXPECT_FALSE(accepts(MessageType::frame, kMaxControlBody + 1, false));
  EXPECT_FALSE(accepts(MessageType::welcome, kMaxControlBody + 1, true));
}

TEST(Message, AnEchoHasTheBytesOfThePage) {
  EXPECT_EQ(
      encode_message(MessageType::echo_request, {{"number", -21}, {"sent_ns", 5}}),
      std::string("FRMW\x01\0\x05\0\x1a\0\0\0\0\0\0\0", 16) + R"({"number":-21,"sent_ns":5})");
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
