#include "stream_session.hpp"

#include <sys/socket.h>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <exception>
#include <limits>
#include <utility>

#include "framering/clock.hpp"
#include "wait_ready.hpp"

namespace framering {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

/// Takes what a client has said and nobody will hear: closing a socket over it would take back what
/// is still under way to the client.
void drain_socket(int fd) {
  constexpr int kMostReads = 64;
  std::array<char, 4096> unheard;
  for (int i = 0; i < kMostReads; ++i) {
    if (::recv(fd, unheard.data(), unheard.size(), MSG_DONTWAIT) <= 0) return;
  }
}

bool is_readable(int fd) {
  pollfd readable{fd, POLLIN, 0};
  return wait_ready({&readable, 1}, -1, Deadline::min()) == Ready::yes;
}

/// Takes over `fd`, unless Asio has no room for it, which it throws.
template <typename Context>
asio::posix::stream_descriptor owner_of(Context&& context, UniqueFd& fd) {
  asio::posix::stream_descriptor owner(context, fd.get());
  fd.release();
  return owner;
}

}  // namespace

StreamSession::StreamSession(asio::io_context& context, StreamWire wire,
                             ServerProtocol::Options options, StreamHost& host)
    : host_(host),
      transport_(wire.transport),
      peer_(std::move(wire.peer)),
      in_(owner_of(context, wire.in)),
      make_out_(std::move(wire.open_out)),
      protocol_([&] {
        options.welcome = [this, make = std::move(options.welcome)](bool with_ring) {
          nlohmann::json body = make(with_ring);
          told_signal_ = body.value("status", "") != "no signal";
          return body;
        };
        return std::move(options);
      }()),
      since_ns_(now_ns()) {}

std::string StreamSession::name() const {
  if (state() == ServerProtocol::State::stranger) return peer_;
  return peer_ + " (" + client() + ", process " + std::to_string(pid()) + ")";
}

void StreamSession::start() {
  // Waits first: a FIFO that nobody has opened for writing yet reads as if it were at its end. The
  // wait may end for nothing, with what was to be told of a descriptor that has been closed since.
  in_.async_wait(Descriptor::wait_read, [self = shared_from_this()](error_code failure) {
    if (failure || !self->is_open()) return;
    if (!is_readable(self->in_.native_handle())) return self->start();
    self->read_next();
  });
}

void StreamSession::read_next() {
  if (std::exchange(reading_, true)) return;
  asio::async_read(in_, asio::buffer(header_bytes_),
                   [self = shared_from_this()](error_code failure, std::size_t) {
                     if (failure || !self->is_open()) return self->close({});
                     self->read_body();
                   });
}

void StreamSession::read_body() {
  header_ = decode_header(header_bytes_);
  body_.resize(header_ ? header_->length : 0);
  asio::async_read(in_, asio::buffer(body_),
                   [self = shared_from_this()](error_code failure, std::size_t) {
                     if (failure) return self->close({});
                     self->received_ns_ = now_ns();
                     self->message_waits_ = true;
                     self->pump();
                   });
}

void StreamSession::wake(std::optional<bool> has_signal) {
  if (has_signal && state() != ServerProtocol::State::stranger) {
    welcome_due_ = *has_signal != told_signal_;
  }
  pump();
}

void StreamSession::end(const std::string& reason) {
  ending_ = reason;
  pump();
}

/// Sends what is to be sent next, unless something is being sent. A client for whom there is no
/// memory goes: nobody else is to suffer for it.
void StreamSession::pump() {
  if (!is_open() || writing_) return;
  try {
    send_next();
  } catch (const std::exception& failure) {
    close(std::string("cannot be served: ") + failure.what());
  }
}

void StreamSession::send_next() {
  if (message_waits_) return answer();
  if (std::exchange(welcome_due_, false)) return write(protocol_.welcome());
  if (state() == ServerProtocol::State::subscribed && send_frame()) return;
  if (ending_) send_last_words();
}

void StreamSession::answer() {
  message_waits_ = false;
  reading_ = false;
  const auto before = state();
  ServerProtocol::Reply reply = header_ ? protocol_.handle(*header_, body_, received_ns_)
                                        : protocol_.refuse(header_.error().message);
  body_ = {};  // a client that says no more keeps no memory
  last_words_ = reply.close;
  refusal_ = std::move(reply.refusal);
  if (!reply.bytes.empty()) return write(std::move(reply.bytes));
  if (reply.close) return close(refusal_);
  read_next();
  if (state() != before) host_.subscribed(*this);
  pump();
}

bool StreamSession::send_frame() {
  const auto frame = host_.newest_frame();
  if (!frame) return false;
  const std::uint64_t index = frame->descriptor.index;
  if (last_index_ && index <= *last_index_) return false;
  if (last_index_) skipped_ += index - *last_index_ - 1;
  last_index_ = index;
  frame_head_ = encode_frame_head({frame->descriptor, now_ns(), skipped_});
  const std::array<asio::const_buffer, 2> parts = {asio::buffer(frame_head_),
                                                   asio::buffer(frame->payload)};
  write_all(parts,
            [this, frame, bytes = asio::buffer_size(parts)] { host_.frame_sent(*this, bytes); });
  return true;
}

void StreamSession::send_last_words() {
  if (state() == ServerProtocol::State::stranger) return close({});
  last_words_ = true;
  write(encode_message(MessageType::end_of_stream, {{"reason", *std::exchange(ending_, {})}}));
}

/// Whether there is a way out.
bool StreamSession::open_out() {
  if (!make_out_) return true;
  auto opened = std::exchange(make_out_, nullptr)();
  if (!opened) {
    close(opened.error().message);
    return false;
  }
  out_.emplace(owner_of(in_.get_executor(), *opened));
  return true;
}

void StreamSession::write(std::string message) {
  if (!open_out()) return;
  message_ = std::move(message);
  write_all(asio::buffer(message_), [] {});
}

/// Sends all of `buffers`, then calls `done`, unless the client goes meanwhile.
template <typename Buffers, typename Done>
void StreamSession::write_all(const Buffers& buffers, Done done) {
  writing_ = true;
  progress_ns_ = now_ns();
  const auto as_much_as_goes = [this](error_code failure, std::size_t) {
    progress_ns_ = now_ns();
    return failure ? 0 : std::numeric_limits<std::size_t>::max();
  };
  asio::async_write(out(), buffers, as_much_as_goes,
                    [self = shared_from_this(), done](error_code failure, std::size_t) {
                      self->writing_ = false;
                      if (failure) return self->close({});
                      done();
                      self->wrote();
                    });
}

void StreamSession::wrote() {
  if (last_words_) return close(refusal_);
  read_next();
  pump();
}

void StreamSession::close(const std::string& why) {
  if (!is_open()) return;
  if (transport_ == Transport::tcp) drain_socket(in_.native_handle());
  error_code ignored;
  in_.close(ignored);
  if (out_) out_->close(ignored);
  make_out_ = nullptr;
  host_.closed(*this, why);
}

}  // namespace framering
