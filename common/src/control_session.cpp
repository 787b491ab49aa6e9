#include "control_session.hpp"

#include <sys/socket.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <cstring>

#include "framering/clock.hpp"

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

ControlSession::ControlSession(Socket socket, std::function<Offer()> offer, ReaderCounts& readers)
    : socket_(std::move(socket)),
      hello_timer_(socket_.get_executor()),
      offer_(std::move(offer)),
      readers_(readers),
      protocol_({.welcome = [this](bool with_ring) { return welcome(with_ring); }}) {}

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
  if (!header) return answer(ServerProtocol::refuse(header.error().message));
  header_ = *header;
  body_.resize(header_.length);
  boost::asio::async_read(
      socket_, boost::asio::buffer(body_),
      [self = shared_from_this()](error_code failure, std::size_t) {
        if (failure) return self->close();
        self->answer(self->protocol_.handle(self->header_, self->body_, now_ns()));
      });
}

void ControlSession::answer(const ServerProtocol::Reply& reply) {
  if (!is_stranger()) hello_timer_.cancel();
  const bool sent = reply.bytes.empty() || send(reply.bytes, reply.with_ring ? given_->get() : -1);
  if (!sent || reply.close) return close();
  read_header();
}

/// The body of a welcome; with the ring, which then is this client's, it is a reader.
nlohmann::json ControlSession::welcome(bool with_ring) {
  if (with_ring) count();
  Offer offer = offer_();
  if (with_ring) given_ = std::move(offer.ring);
  offer.body["readers"] = readers_.all();
  return std::move(offer.body);
}

/// As its last hello said; a change of mind moves it.
void ControlSession::count() {
  const bool sleeps = !protocol_.spins();
  if (holds_ring_ && sleeps == sleeps_) return;
  uncount();
  holds_ring_ = true;
  sleeps_ = sleeps;
  readers_.add(sleeps_);
}

void ControlSession::uncount() {
  if (holds_ring_) readers_.remove(sleeps_);
  holds_ring_ = false;
}

void ControlSession::end(const std::string& reason) {
  if (holds_ring_ && given_ != offer_().ring) {
    const std::string last = encode_message(MessageType::welcome, welcome(true));
    send(last, given_->get());
  }
  finish(MessageType::end_of_stream, {{"reason", reason}});
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
  uncount();
  hello_timer_.cancel();
  error_code ignored;
  socket_.close(ignored);
}

}  // namespace framering
