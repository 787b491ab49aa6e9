#pragma once
// How much memory a new ring may take before the kernel would kill somebody for it.

#include <cstdint>
#include <string>

namespace framering {

struct MemoryLimit {
  std::uint64_t bytes = 0;  ///< what can still be allocated
  std::string reason;       ///< who says so: "memory that is free", "the cgroup's limit"
};

/// The tighter of the system's available memory and the memory cgroups that this process is in,
/// versions 1 and 2. Where neither can be read, no limit.
MemoryLimit available_memory();

/// "2.6 MiB", for messages.
std::string mebibytes(std::uint64_t bytes);

}  // namespace framering
