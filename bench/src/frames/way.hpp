#pragma once
// A way to get frames from one process to others: one of ours, a bare one, or a peer's.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "framering/clock.hpp"

namespace framering::bench {

/// What the ends of a way are told before a trial. The same in all of its processes.
struct WaySetup {
  std::string directory = {};  ///< of this trial alone, empty at first, removed afterwards
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::size_t frame_bytes = 0;  ///< width * height * 3: rgb8, rows without padding
  std::uint32_t readers = 0;
};

/// Of a socket for a trial's frames. Throws std::runtime_error if the directory's path is too long.
std::string unix_socket_path(const WaySetup& setup);

/// The publishing end. Its process is forked for it and has one thread when it is made. Every
/// member may throw std::runtime_error with one line for people; the trial then fails with it.
class FrameSender {
 public:
  virtual ~FrameSender() = default;
  /// Memory for the next frame, frame_bytes of it: the way's own where frames can be written in
  /// place, else the sender's. 8-byte aligned.
  virtual std::span<std::byte> begin() = 0;
  /// Sends what was written into it. May wait where the way does (a full pipe).
  virtual void publish() = 0;
};

enum class Outcome {
  frame,  ///< bytes() is a frame
  none,   ///< none came before the deadline
  ended,  ///< none will come any more
};

/// A reading end, in a process of its own. Errors as those of FrameSender.
class FrameReceiver {
 public:
  virtual ~FrameReceiver() = default;
  /// Waits for a frame, asleep where the way can.
  virtual Outcome receive(Deadline deadline) = 0;
  /// The frame that was received; valid until release().
  virtual std::span<const std::byte> bytes() const = 0;
  /// Whether bytes() is memory of this process alone: nothing has to be copied out.
  virtual bool owns_bytes() const { return false; }
  /// Copies the frame out. False: it was overtaken, the copy is void.
  virtual bool copy_to(std::span<std::byte> target) {
    // Not std::ranges::copy: in g++ 12 it goes byte by byte, a tenth as fast.
    std::memcpy(target.data(), bytes().data(), target.size());
    return true;
  }
  /// Whether all that was read from bytes() so far belongs to this frame.
  virtual bool still_valid() const { return true; }
  /// Gives the frame back.
  virtual void release() {}
};

/// Something that must be there while a way is used, such as a daemon or memory.
class Broker {
 public:
  virtual ~Broker() = default;
  virtual std::vector<int> pids() const = 0;  ///< whose CPU time counts
};

/// The memory of a trial and the pictures of its camera; see arena.hpp and picture_roll.hpp.
class Arena;
class PictureRoll;

enum class WayKind {
  ours,
  bare,  ///< what the system has, with no protocol on top
  peer,  ///< other people's
};

/// Who wakes the readers of our ring. Of other ways it says nothing.
enum class Waking {
  publisher,
  thread,  ///< of its own, so that publish() need not
  nobody,  ///< they spin
};

struct Way {
  std::string name;  ///< for tables and charts, as in "iceoryx"
  WayKind kind = WayKind::peer;
  std::string version = {};  ///< of the peer's library; empty: ours, or bare
  std::uint32_t most_readers = 64;
  /// Nothing keeps its frames whole: corrupt ones are counted, and no failure.
  bool may_tear = false;
  bool lends_memory = false;  ///< readers get a frame where its sender wrote it
  Waking waking = Waking::publisher;

  std::function<std::unique_ptr<FrameSender>(const WaySetup&)> make_sender;
  /// `reader` counts from 0. Waits for its sender if that takes time.
  std::function<std::unique_ptr<FrameReceiver>(const WaySetup&, std::uint32_t reader)>
      make_receiver;
  /// Before the processes are started, in the bench's own; empty: nothing is needed.
  std::function<std::unique_ptr<Broker>(const WaySetup&)> start_broker = {};

  /// Instead of the ends above, for a peer in another language: what the processes run. They do
  /// what publish_frames() and read_frames() do. Never return, or throw.
  std::function<void(const WaySetup&, const Arena&, const PictureRoll&)> exec_sender = {};
  std::function<void(const WaySetup&, const Arena&, const PictureRoll&, std::uint32_t reader)>
      exec_receiver = {};
};

/// A peer that this bench could measure, and cannot here.
struct SkippedWay {
  std::string name;
  std::string reason;
};

/// Ours first, then bare ones, then the peers that were found when this was built.
std::vector<Way> all_ways();
std::vector<SkippedWay> skipped_ways();

}  // namespace framering::bench
