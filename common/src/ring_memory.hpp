#pragma once
// The memory of a ring: made and sealed by the writer, mapped read-only by readers.

#include <boost/interprocess/mapped_region.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "framering/result.hpp"
#include "ring_header.hpp"
#include "ring_layout.hpp"
#include "unique_fd.hpp"

namespace framering {

/// The writer's side: a sealed memfd and its only writable mapping.
class RingMemory {
 public:
  /// `bytes` of zeroed memory, all of it there from the start; nobody can map it writable again or
  /// change its size. Not inherited by children of fork() or exec().
  /// Errors: no_memory (says what was asked for and what is left), system.
  static Result<RingMemory> create(std::uint64_t bytes);

  std::byte* data() const noexcept { return static_cast<std::byte*>(region_.get_address()); }
  std::size_t size() const noexcept { return region_.get_size(); }

  /// A descriptor of the same memory that can only be read, to hand out.
  Result<UniqueFd> open_for_reading() const;

 private:
  RingMemory(UniqueFd fd, boost::interprocess::mapped_region region) noexcept
      : fd_(std::move(fd)), region_(std::move(region)) {}
  UniqueFd fd_;
  boost::interprocess::mapped_region region_;
};

/// A reader's side: the whole ring, read-only, its header checked.
class RingMapping {
 public:
  /// Maps the ring behind `fd`, which may be closed afterwards.
  /// Errors: bad_data (missing seals, no ring), unsupported (a newer version), system.
  static Result<std::shared_ptr<const RingMapping>> map(int fd);

  const RingGeometry& geometry() const noexcept { return geometry_; }
  /// For the words that change; the constants were copied into geometry().
  const RingHeader& header() const noexcept {
    return *static_cast<const RingHeader*>(region_.get_address());
  }
  const SlotHeader& slot(std::uint64_t index) const noexcept {
    return *reinterpret_cast<const SlotHeader*>(base() + geometry_.slot_offset(index));
  }
  /// Of one of these slots; to find it by its index takes another division.
  const std::byte* payload(const SlotHeader& slot) const noexcept {
    return reinterpret_cast<const std::byte*>(&slot) + geometry_.payload_offset;
  }

 private:
  RingMapping(boost::interprocess::mapped_region region, const RingGeometry& geometry) noexcept
      : region_(std::move(region)), geometry_(geometry) {}
  const std::byte* base() const noexcept {
    return static_cast<const std::byte*>(region_.get_address());
  }
  boost::interprocess::mapped_region region_;
  RingGeometry geometry_;
};

}  // namespace framering
