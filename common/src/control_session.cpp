#include "control_session.hpp"

#include <sys/socket.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <cstring>

namespace framering {
namespace {

using boost::system::error_code;
constexpr std::chrono::seconds kHelloTimeout(10);

/// Fills `message` so that `fd` travels with its first byte.
void attach_descriptor(msghdr& message, std::span<char> control, int fd) {
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* part = CMSG_FIRSTHDR(&message);
  part->cmsg_level = SOL_SOCKET;
  part->cmsg_type = SCM_RIGHTS;
  part->cmsg_len = CMSG_LEN(sizeof fd);
  std::memcpy(CMSG_DATA(part), &fd, sizeof fd);
}

}  // namespace

ControlSession::ControlSession(Socket socket, std::function<Offer()> offer,
                               std::atomic<std::uint32_t>& readers)
    : socket_(std::move(socket)),
      hello_timer_(socket_.get_executor()),
      offer_(std::move(offer)),
      readers_(readers) {}

ControlSession::~ControlSession() { close(); }

void ControlSession::start() {
  hello_timer_.expires_after(kHelloTimeout);
  hello_timer_.async_wait([weak = weak_from_this()](error_code cancelled) {
    if (cancelled) return;
    if (auto self = weak.lock()) self->close();
  });
  read_header();
}

void ControlSession::finish(MessageType type, const nlohmann::json& body) {
  send(encode_message(type, body), -1);
  close();
}

void ControlSession::read_header() {
  boost::asio::async_read(socket_, boost::asio::buffer(header_bytes_),
                          [self = shared_from_this()](error_code failure, std::size_t) {
                            if (failure) return self->close();
                            self->read_body();
                          });
}

void ControlSession::read_body() {
  const auto header = decode_header(header_bytes_);
  if (!header) return refuse(header.error().message);
  header_ = *header;
  body_.resize(header_.length);
  boost::asio::async_read(socket_, boost::asio::buffer(body_),
                          [self = shared_from_this()](error_code failure, std::size_t) {
                            if (failure) return self->close();
                            self->handle_body();
                          });
}

void ControlSession::handle_body() {
  const auto body = decode_body(body_);
  if (!body) return refuse(body.error().message);
  if (header_.type == MessageType::goodbye) return close();
  if (header_.type != MessageType::hello) return refuse("message of a type not known here");
  hello_timer_.cancel();
  answer_hello(*body);
}

void ControlSession::answer_hello(const nlohmann::json& hello) {
  const auto wanted = hello.find("ring");
  const bool wants_ring = wanted == hello.end() || *wanted != false;
  if (wants_ring && !holds_ring_) {
    holds_ring_ = true;
    ++readers_;
  }
  if (!send_welcome(offer_(), wants_ring)) return close();
  read_header();
}

bool ControlSession::send_welcome(Offer offer, bool with_ring) {
  offer.body["readers"] = readers_.load();
  if (with_ring) given_ = offer.ring;
  return send(encode_message(MessageType::welcome, offer.body), with_ring ? given_->get() : -1);
}

void ControlSession::end(const std::string& reason) {
  Offer last = offer_();
  if (holds_ring_ && given_ != last.ring) send_welcome(std::move(last), true);
  finish(MessageType::end_of_stream, {{"reason", reason}});
}

void ControlSession::refuse(const std::string& why) {
  finish(MessageType::error, {{"message", why}});
}

/// Sends all of it now, with a descriptor unless `fd` is negative; false if the client does not
/// take it.
bool ControlSession::send(const std::string& message, int fd) {
  if (!socket_.is_open()) return false;
  iovec bytes{const_cast<char*>(message.data()), message.size()};
  msghdr header{};
  header.msg_iov = &bytes;
  header.msg_iovlen = 1;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  if (fd >= 0) attach_descriptor(header, control, fd);
  const ssize_t sent = ::sendmsg(socket_.native_handle(), &header, MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent == static_cast<ssize_t>(message.size());
}

void ControlSession::close() {
  if (holds_ring_) --readers_;
  holds_ring_ = false;
  hello_timer_.cancel();
  error_code ignored;
  socket_.close(ignored);
}

}  // namespace framering
