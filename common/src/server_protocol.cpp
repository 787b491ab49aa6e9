#include "server_protocol.hpp"

#include <time.h>

#include <optional>
#include <utility>

#include "framering/clock.hpp"
#include "printable.hpp"
#include "token.hpp"

namespace framering {
namespace {

using nlohmann::json;

constexpr std::size_t kMostClientName = 64;

/// The string of this name in `object`; empty if there is none.
std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A stranger's text, short and of one line.
std::string short_line(std::string text) {
  if (text.size() > kMostClientName) {
    std::size_t end = kMostClientName;
    while (end > 0 && (text[end] & 0xc0) == 0x80) --end;  // not within a character of UTF-8
    text.resize(end);
  }
  return printable(std::move(text));
}

std::int64_t thread_cpu_ns() {
  timespec used{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return std::int64_t{used.tv_sec} * 1'000'000'000 + used.tv_nsec;
}

/// The integer of this name; `absent` if there is nothing of that name; nothing if it is something
/// else, of which no copy is made: one recurses, and a stranger may nest as deep as a message is
/// long.
std::optional<json> integer_of(const json& object, const char* name, json absent) {
  const auto found = object.find(name);
  if (found == object.end()) return absent;
  return found->is_number_integer() ? std::optional<json>(*found) : std::nullopt;
}

/// Whether the double of an integer is one of 64 bits as well.
bool may_be_doubled(const json& number) {
  if (number.is_number_unsigned()) return number.get<std::uint64_t>() <= std::uint64_t{kMaxEcho};
  return number.is_number_integer() && number.get<std::int64_t>() >= kMinEcho;
}

}  // namespace

ServerProtocol::Reply ServerProtocol::handle(const MessageHeader& header, std::string_view text,
                                             std::int64_t received_ns) {
  const auto body = decode_body(text);
  if (!body) return refuse(body.error().message);
  if (header.type == MessageType::goodbye) return {.close = true};
  if (header.type == MessageType::hello) return answer_hello(*body);
  if (state_ == State::stranger) return refuse("hello comes first");
  if (header.type == MessageType::subscribe) return answer_subscribe();
  if (header.type == MessageType::echo_request) return answer_echo(*body, received_ns);
  return refuse("message of type " + std::to_string(static_cast<unsigned>(header.type)) +
                ", which is not known here");
}

ServerProtocol::Reply ServerProtocol::refuse(const std::string& why) {
  return {.bytes = encode_message(MessageType::error, {{"message", why}}),
          .close = true,
          .refusal = why};
}

std::string ServerProtocol::welcome() const {
  return encode_message(MessageType::welcome, options_.welcome(false));
}

ServerProtocol::Reply ServerProtocol::answer_hello(const json& hello) {
  if (!options_.token.empty() && !same_token(text_of(hello, "token"), options_.token)) {
    return refuse(hello.contains("token") ? "wrong token" : "hello without a token");
  }
  client_ = short_line(text_of(hello, "client"));
  const auto pid = hello.find("pid");
  pid_ = pid != hello.end() && pid->is_number_integer() ? pid->get<std::int64_t>() : 0;
  const auto spins = hello.find("spins");
  spins_ = spins != hello.end() && *spins == true;
  if (state_ == State::stranger) state_ = State::greeted;
  const auto wanted = hello.find("ring");
  const bool with_ring = !options_.sends_frames && (wanted == hello.end() || *wanted != false);
  return {.bytes = encode_message(MessageType::welcome, options_.welcome(with_ring)),
          .with_ring = with_ring};
}

ServerProtocol::Reply ServerProtocol::answer_subscribe() {
  if (!options_.sends_frames)
    return refuse("frames are in the ring; subscribe is for pipe and tcp");
  state_ = State::subscribed;
  return {};
}

ServerProtocol::Reply ServerProtocol::answer_echo(const json& request,
                                                  std::int64_t received_ns) const {
  const auto number = integer_of(request, "number", json());
  const auto sent_ns = integer_of(request, "sent_ns", 0);
  if (!number || !may_be_doubled(*number)) {
    return refuse("echo of what is no integer from -2^62 to 2^62 - 1");
  }
  if (!sent_ns) return refuse("echo whose sent_ns is no integer");
  return {.bytes = encode_message(
              MessageType::echo_reply,
              {{"number", 2 * number->get<std::int64_t>()},
               {"sent_ns", *sent_ns},
               {"received_ns", received_ns},
               {"replied_ns", now_ns()},
               {"cpu_ns", thread_cpu_ns()},
               {"frames_sent", options_.frames_sent != nullptr ? *options_.frames_sent : 0}})};
}

}  // namespace framering
