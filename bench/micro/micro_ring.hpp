#pragma once
// A ring of a benchmark's own: the seqlock without sockets and without other processes.

#include <memory>
#include <stdexcept>
#include <utility>

#include "ring_reader.hpp"
#include "ring_writer.hpp"

namespace framering::bench {

/// A frame without payload: the descriptor is all of it.
inline FrameDescriptor empty_frame() noexcept { return {}; }

/// A frame of one number of 32 bits.
inline FrameDescriptor number_frame() noexcept {
  const std::uint64_t shape = 1;
  return describe_array(Dtype::uint32, &shape, 1);
}

/// Its members throw std::runtime_error.
class MicroRing {
 public:
  explicit MicroRing(std::uint32_t slots = 8) : writer_(make(slots)) {}

  RingWriter& writer() noexcept { return writer_; }

  /// A mapping as a reader has it.
  std::shared_ptr<const RingMapping> map() const {
    const auto fd = writer_.memory().open_for_reading();
    if (!fd) throw std::runtime_error(fd.error().message);
    auto mapping = RingMapping::map(fd->get());
    if (!mapping) throw std::runtime_error(mapping.error().message);
    return *std::move(mapping);
  }

 private:
  static RingWriter make(std::uint32_t slots) {
    auto writer = RingWriter::create({.slots = slots, .payload_capacity = 64});
    if (!writer) throw std::runtime_error(writer.error().message);
    return *std::move(writer);
  }
  RingWriter writer_;
};

}  // namespace framering::bench
