#pragma once
// One client that is served over a pipe or a socket.

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "framering/borrowed_frame.hpp"
#include "framering/transport.hpp"
#include "message.hpp"
#include "server_protocol.hpp"
#include "unique_fd.hpp"

namespace framering {

class StreamSession;

/// What a session needs of its server.
class StreamHost {
 public:
  virtual ~StreamHost() = default;
  /// The newest frame, shared by all who ask for it; none if there is none.
  virtual std::shared_ptr<const OwnedFrame> newest_frame() = 0;
  virtual void subscribed(StreamSession& session) = 0;
  /// A frame has been sent whole, in so many bytes.
  virtual void frame_sent(StreamSession& session, std::uint64_t bytes) = 0;
  /// It has closed; `why` it was sent away or dropped, empty if it went by itself.
  virtual void closed(StreamSession& session, const std::string& why) = 0;
};

/// The way to a client.
struct StreamWire {
  Transport transport = Transport::tcp;
  std::string peer;  ///< for people
  UniqueFd in;       ///< not blocking
  /// Opens the way out when there is something to say. Empty: `in` serves both ways. What it holds
  /// is let go of when it has been called, or when the client is gone.
  std::function<Result<UniqueFd>()> open_out = {};
};

/// Reads one message, answers it, and reads the next when the answer was sent: a client that does
/// not take its answers is not read from. Sends the newest frame whenever the one before it has
/// been taken. Belongs to the server's thread; lives for as long as an operation is pending.
class StreamSession : public std::enable_shared_from_this<StreamSession> {
 public:
  /// Throws what Asio throws if it has no room for the descriptor.
  StreamSession(boost::asio::io_context& context, StreamWire wire, ServerProtocol::Options options,
                StreamHost& host);

  /// Begins to read.
  void start();
  /// There may be a new frame, and the source may deliver no more, or again.
  void wake(std::optional<bool> has_signal);
  /// Sends the newest frame if it subscribed, end of stream, and closes.
  void end(const std::string& reason);
  void close(const std::string& why);

  bool is_open() const noexcept { return in_.is_open(); }
  ServerProtocol::State state() const noexcept { return protocol_.state(); }
  Transport transport() const noexcept { return transport_; }
  const std::string& client() const noexcept { return protocol_.client(); }
  std::int64_t pid() const noexcept { return protocol_.pid(); }
  std::uint64_t skipped() const noexcept { return skipped_; }
  /// How many it may hold.
  std::size_t descriptors() const noexcept { return transport_ == Transport::pipe ? 2 : 1; }
  /// For people: how it came, and who it says it is.
  std::string name() const;
  std::int64_t since_ns() const noexcept { return since_ns_; }
  /// Since when the client has taken nothing of what is being sent to it; 0: nothing is.
  std::int64_t stalled_since_ns() const noexcept { return writing_ ? progress_ns_ : 0; }

 private:
  using Descriptor = boost::asio::posix::stream_descriptor;

  void read_next();
  void read_body();
  void pump();
  void send_next();
  void answer();
  bool send_frame();
  void send_last_words();
  bool open_out();
  void write(std::string message);
  template <typename Buffers, typename Done>
  void write_all(const Buffers& buffers, Done done);
  Descriptor& out() noexcept { return out_ ? *out_ : in_; }
  void wrote();

  StreamHost& host_;
  const Transport transport_;
  const std::string peer_;
  Descriptor in_;
  std::optional<Descriptor> out_;  // none: in_ serves both ways
  std::function<Result<UniqueFd>()> make_out_;
  ServerProtocol protocol_;
  const std::int64_t since_ns_;

  std::array<std::byte, sizeof(MessageHeader)> header_bytes_{};
  Result<MessageHeader> header_ = MessageHeader{};
  std::string body_;
  std::int64_t received_ns_ = 0;
  bool reading_ = false;        // a message, which is not answered yet
  bool message_waits_ = false;  // it has been read

  bool writing_ = false;
  std::int64_t progress_ns_ = 0;
  std::string message_;  // being sent
  EncodedFrameHead frame_head_{};
  bool last_words_ = false;  // are being sent
  std::string refusal_;
  bool told_signal_ = true;   // what the last welcome said
  bool welcome_due_ = false;  // again, since that has changed
  std::optional<std::uint64_t> last_index_;
  std::uint64_t skipped_ = 0;
  std::optional<std::string> ending_;  // the reason
};

}  // namespace framering
