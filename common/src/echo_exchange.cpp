#include "echo_exchange.hpp"

#include <string>

#include "error.hpp"
#include "message_channel.hpp"
#include "welcome.hpp"

namespace framering {
namespace {

Error bad_reply() {
  return make_error(ErrorCode::bad_data, "echo reply that does not answer the request");
}

/// Whether they can be of a clock that counts from a machine's start, and differ from ours by what
/// fits into 64 bits.
bool plausible(std::int64_t received_ns, std::int64_t replied_ns) {
  return 0 <= received_ns && received_ns <= replied_ns && replied_ns <= kMaxEcho;
}

/// What a reply says, if it answers the request.
Result<Echo> parse_reply(const nlohmann::json& body, std::int64_t number, std::int64_t sent_ns) {
  const auto doubled = integer_field(body, "number");
  const auto returned = integer_field(body, "sent_ns");
  const auto received_ns = integer_field(body, "received_ns");
  const auto replied_ns = integer_field(body, "replied_ns");
  if (doubled != 2 * number || returned != sent_ns || !received_ns || !replied_ns ||
      !plausible(*received_ns, *replied_ns)) {
    return bad_reply();
  }
  Echo echo;
  echo.number = *doubled;
  echo.stamps = {sent_ns, *received_ns, *replied_ns, 0};
  echo.cpu_ns = integer_field(body, "cpu_ns").value_or(0);
  echo.frames_sent = static_cast<std::uint64_t>(integer_field(body, "frames_sent").value_or(0));
  return echo;
}

}  // namespace

Result<Echo> exchange_echo(Channel& channel, std::int64_t number, Deadline deadline) {
  if (number < kMinEcho || number > kMaxEcho) {
    return make_error(ErrorCode::invalid,
                      "echo of " + std::to_string(number) + ": must be from -2^62 to 2^62 - 1");
  }
  const std::int64_t sent_ns = now_ns();
  const auto sent = send_message(channel, MessageType::echo_request,
                                 {{"number", number}, {"sent_ns", sent_ns}}, deadline);
  if (!sent) return sent.error();
  for (;;) {
    const auto reply = receive_message(channel, deadline);
    const std::int64_t returned_ns = now_ns();
    if (!reply) return reply.error();
    if (reply->type == MessageType::error) return said_instead_of_welcome(reply->body, false);
    if (reply->type == MessageType::end_of_stream) return connection_closed();
    if (reply->type == MessageType::echo_reply) {
      auto echo = parse_reply(reply->body, number, sent_ns);
      if (echo) echo->stamps.returned_ns = returned_ns;
      return echo;
    }
    if (Clock::now() >= deadline) return no_answer();
  }
}

}  // namespace framering
