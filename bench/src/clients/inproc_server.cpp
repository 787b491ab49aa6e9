#include "clients/inproc_server.hpp"

#include <unistd.h>

#include <utility>

#include "memory_channel.hpp"
#include "message_channel.hpp"
#include "server_protocol.hpp"

namespace framering::bench {
namespace {

using nlohmann::json;

/// Answers one client until it goes.
void serve(Channel& channel) {
  ServerProtocol protocol({.welcome = [](bool) { return json{{"stream", "inproc"}}; }});
  for (;;) {
    const auto header = receive_header(channel, Deadline::max());
    if (!header) return;
    std::string body(header->length, '\0');
    if (!channel.read_exactly(std::as_writable_bytes(std::span(body)), Deadline::max())) return;
    const auto reply = protocol.handle(*header, body, now_ns());
    if (!channel.write_all(std::as_bytes(std::span(reply.bytes)), Deadline::max())) return;
    if (reply.close) return;
  }
}

class InprocPeer final : public EchoPeer {
 public:
  explicit InprocPeer(std::unique_ptr<Channel> channel) : channel_(std::move(channel)) {}

  Result<json> request(MessageType type, const json& body, MessageType expected,
                       Deadline deadline) {
    if (auto sent = send_message(*channel_, type, body, deadline); !sent) return sent.error();
    auto answer = receive_message(*channel_, deadline);
    if (!answer) return answer.error();
    if (answer->type != expected) return Error{ErrorCode::bad_data, answer->body.dump()};
    return std::move(answer->body);
  }

  Result<std::int64_t> ask(std::int64_t number, Deadline deadline) override {
    const auto reply =
        request(MessageType::echo_request, {{"number", number}, {"sent_ns", now_ns()}},
                MessageType::echo_reply, deadline);
    if (!reply) return reply.error();
    return reply->value("number", std::int64_t{0});
  }

  Status leave(Deadline deadline) override {
    const auto sent = send_message(*channel_, MessageType::goodbye, json::object(), deadline);
    if (!sent) return sent;
    std::byte more;
    const auto closed = channel_->read_exactly({&more, 1}, deadline);
    if (!closed && closed.error().code == ErrorCode::not_found) return Done{};
    return closed ? Status(Error{ErrorCode::bad_data, "an answer to goodbye"}) : closed;
  }

 private:
  std::unique_ptr<Channel> channel_;
};

}  // namespace

InprocServer::~InprocServer() {
  for (std::thread& thread : threads_) thread.join();
}

Register InprocServer::clients() {
  return [this](Deadline deadline) { return add(deadline); };
}

Result<std::unique_ptr<EchoPeer>> InprocServer::add(Deadline deadline) {
  auto [ours, theirs] = make_memory_channel();
  std::thread thread([channel = std::move(theirs)] { serve(*channel); });
  {
    const std::lock_guard lock(mutex_);
    threads_.push_back(std::move(thread));
  }
  auto peer = std::make_unique<InprocPeer>(std::move(ours));
  const auto welcome =
      peer->request(MessageType::hello, {{"client", "frame_bench"}, {"pid", ::getpid()}},
                    MessageType::welcome, deadline);
  if (!welcome) return welcome.error();
  return std::unique_ptr<EchoPeer>(std::move(peer));
}

}  // namespace framering::bench
