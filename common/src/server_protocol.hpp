#pragma once
// What a server answers one client, whatever way they speak: everything about messages, and no
// input or output (docs/wire-format.md).

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "message.hpp"

namespace framering {

/// The server's side of one connection. Belongs to one thread.
class ServerProtocol {
 public:
  struct Options {
    std::string token = {};     ///< what hello must show; empty: nothing
    bool sends_frames = false;  ///< whether a client may subscribe here
    /// The body of welcome; `with_ring`: the client will get the ring along with it.
    std::function<nlohmann::json(bool with_ring)> welcome;
    /// Frames that the serving thread has sent so far; none: no frames are sent here.
    const std::uint64_t* frames_sent = nullptr;
  };

  struct Reply {
    std::string bytes = {};    ///< to be sent, may be empty
    bool close = false;        ///< after they were sent
    bool with_ring = false;    ///< they are a welcome, and the ring's descriptor goes with them
    std::string refusal = {};  ///< for people: why the client was sent away; empty: it was not
  };

  enum class State { stranger, greeted, subscribed };

  explicit ServerProtocol(Options options) : options_(std::move(options)) {}

  /// The answer to a message, which was complete at `received_ns`.
  Reply handle(const MessageHeader& header, std::string_view body, std::int64_t received_ns);
  /// Error, with this line.
  static Reply refuse(const std::string& why);
  /// Welcome, as a client gets it that has not asked for the ring.
  std::string welcome() const;

  State state() const noexcept { return state_; }
  /// What the last hello said, fit to be printed.
  const std::string& client() const noexcept { return client_; }
  std::int64_t pid() const noexcept { return pid_; }  ///< as the client sees it
  bool spins() const noexcept { return spins_; }      ///< it is not to be woken

 private:
  Reply answer_hello(const nlohmann::json& hello);
  Reply answer_subscribe();
  Reply answer_echo(const nlohmann::json& request, std::int64_t received_ns) const;

  const Options options_;
  State state_ = State::stranger;
  std::string client_;
  std::int64_t pid_ = 0;
  bool spins_ = false;
};

}  // namespace framering
