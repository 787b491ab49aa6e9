#pragma once
// A ring of a test's own, with a writer and as many mappings as it likes.

#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>

#include "ring_reader.hpp"
#include "ring_writer.hpp"
#include "support/test_frames.hpp"

namespace framering::test {

class SmallRing {
 public:
  explicit SmallRing(std::uint32_t slots = 4, std::uint64_t first_index = 0,
                     std::uint64_t capacity = kTestFrameBytes)
      : writer_(make(slots, first_index, capacity)) {}

  RingWriter& writer() noexcept { return writer_; }

  /// A mapping as another process has it.
  std::shared_ptr<const RingMapping> map() const {
    auto fd = writer_.memory().open_for_reading();
    if (!fd) throw std::runtime_error(fd.error().message);
    auto mapping = RingMapping::map(fd->get());
    if (!mapping) throw std::runtime_error(mapping.error().message);
    return *mapping;
  }
  RingReader reader() const { return RingReader(map()); }

  /// Publishes `count` test frames.
  void publish(int count = 1) {
    for (int i = 0; i < count; ++i) {
      const std::uint64_t index = writer_.next_index();
      const FrameDescriptor frame = test_format(index);
      store_payload(writer_.begin(), test_payload(frame, index));
      writer_.publish(frame);
    }
  }
  void abandon(int count = 1) {
    for (int i = 0; i < count; ++i) {
      writer_.begin();
      writer_.abandon();
    }
  }

 private:
  static RingWriter make(std::uint32_t slots, std::uint64_t first_index, std::uint64_t capacity) {
    auto writer = RingWriter::create(
        {.slots = slots, .payload_capacity = capacity, .first_index = first_index});
    if (!writer) throw std::runtime_error(writer.error().message);
    return *std::move(writer);
  }
  RingWriter writer_;
};

/// Expects that `frame` is frame `index`, whole and correct.
inline void expect_whole(const BorrowedFrame& frame, std::uint64_t index) {
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame.descriptor().index, index);
  OwnedFrame copy;
  bool whole = false;
  EXPECT_EQ(verify_copy(frame, copy, whole).value_or(""), "");
  EXPECT_TRUE(whole);
}

}  // namespace framering::test
