#include "frames/read_frames.hpp"

#include <chrono>
#include <utility>
#include <vector>

#include "frames/cpu_time.hpp"

namespace framering::bench {
namespace {

constexpr std::chrono::milliseconds kPatience(300);

class Reader {
 public:
  Reader(FrameReceiver& receiver, std::uint64_t reader, const PictureRoll& roll, const Arena& arena)
      : receiver_(receiver),
        roll_(roll),
        header_(arena.header()),
        tally_(arena.tally(reader)),
        stamps_(arena.read_stamps(reader)),
        copies_out_(header_.copies_out != 0 && !receiver.owns_bytes()),
        own_(copies_out_ ? roll.frame_bytes() : 0) {}

  /// False: there is no more to take.
  bool take() {
    switch (receiver_.receive(deadline_in(kPatience))) {
      case Outcome::ended:
        return false;
      case Outcome::none:
        return shared_word(header_.all_sent) == 0;
      case Outcome::frame:
        break;
    }
    ReadStamps stamps{.accessed_ns = now_ns()};
    const std::uint64_t index = PictureRoll::index_of(receiver_.bytes());
    const bool whole = use(index, stamps);
    receiver_.release();
    if (!std::exchange(greeted_, true)) shared_word(header_.ready)++;
    // What was overtaken is missed; even its index may be that of another.
    return whole ? count(index, stamps) : true;
  }

  void finish() {
    if (counts_) tally_.cpu_ns = static_cast<std::uint64_t>(unchecked_cpu_ns() - cpu_before_ns_);
    shared_word(header_.finished)++;
  }

 private:
  /// Copies the frame out, or reads it where it lies; false: it was overtaken. Where it is copied,
  /// the check lies outside the timed span.
  bool use(std::uint64_t index, ReadStamps& stamps) {
    if (copies_out_) {
      if (!receiver_.copy_to(own_)) return false;
      stamps.consumed_ns = now_ns();
      if (!is_right(index, own_)) ++tally_.corrupt;
      return true;
    }
    const bool right = is_right(index, receiver_.bytes());
    if (!receiver_.still_valid()) return false;
    stamps.consumed_ns = receiver_.owns_bytes() ? stamps.accessed_ns : now_ns();
    if (!right) ++tally_.corrupt;
    return true;
  }

  bool is_right(std::uint64_t index, std::span<const std::byte> frame) {
    const std::int64_t before = thread_cpu_ns();
    const bool right = roll_.check(index, frame);
    checks_cpu_ns_ += thread_cpu_ns() - before;
    return right;
  }

  bool count(std::uint64_t index, const ReadStamps& stamps) {
    const std::uint64_t first = shared_word(header_.first_index);
    if (first == 0 || index < first) return true;
    if (!std::exchange(counts_, true)) cpu_before_ns_ = unchecked_cpu_ns();
    if (index - first < stamps_.size()) stamps_[index - first] = stamps;
    return index - first + 1 < stamps_.size();
  }

  std::int64_t unchecked_cpu_ns() const { return process_cpu_ns() - checks_cpu_ns_; }

  FrameReceiver& receiver_;
  const PictureRoll& roll_;
  ArenaHeader& header_;
  ReaderTally& tally_;
  std::span<ReadStamps> stamps_;
  const bool copies_out_;
  std::vector<std::byte> own_;
  bool greeted_ = false;
  bool counts_ = false;  // from now on
  std::int64_t cpu_before_ns_ = 0;
  std::int64_t checks_cpu_ns_ = 0;
};

}  // namespace

void read_frames(FrameReceiver& receiver, std::uint64_t index, const PictureRoll& roll,
                 const Arena& arena) {
  Reader reader(receiver, index, roll, arena);
  while (reader.take()) continue;
  reader.finish();
}

}  // namespace framering::bench
