#pragma once
// The two sides of a ping-pong, and what connects them.

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

#include "pingpong/pingpong.hpp"

namespace framering::bench {

/// Who asks, and is timed; who answers with the same bytes.
enum class Role { ping = 0, pong = 1 };

/// One side of a link. Every member may throw std::runtime_error with one line for people.
class Side {
 public:
  virtual ~Side() = default;
  /// May keep no reference to `message`.
  virtual void send(std::span<const std::byte> message) = 0;
  /// Waits for a message of this size.
  virtual void receive(std::span<std::byte> message) = 0;
  /// Sends the next message back. `scratch` has its size, for those who need it.
  virtual void answer(std::span<std::byte> scratch) {
    receive(scratch);
    send(scratch);
  }
};

/// What a side throws then.
[[noreturn]] inline void throw_other_gone() { throw std::runtime_error("the other side has gone"); }

/// What is made before there are two processes.
class Link {
 public:
  virtual ~Link() = default;
  /// In its own process (or thread), once: the side of that role, connected to the other one, for
  /// which it may wait. Throws std::runtime_error.
  virtual std::unique_ptr<Side> take(Role role) = 0;
};

struct LinkSetup {
  std::string directory;  ///< of this link alone, empty; gone when both sides are connected
  std::size_t bytes = 0;  ///< of each message
  std::chrono::milliseconds patience{0};  ///< with the other side, where a wait has a deadline
};

struct PingPongMethod {
  std::string name;
  /// Throws std::runtime_error.
  std::function<std::unique_ptr<Link>(const LinkSetup&)> open;
  std::size_t most_bytes = kMostPingPongBytes;
  std::string why_no_more = {};  ///< bytes than that
  bool spins = false;  ///< while it waits: each side gets a processor of its own, if there are two
  bool is_threads = false;  ///< the sides are threads of one process, not two processes
};

}  // namespace framering::bench
