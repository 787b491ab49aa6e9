#pragma once
// This process as a member of iceoryx's system.

#include <memory>

namespace framering::bench {

/// Registered with RouDi from construction to destruction; at most one in a process. iceoryx's own
/// runtime would stay until exit(), which the forked processes of a trial never reach.
class IceoryxRuntime {
 public:
  /// What the files in /tmp begin with that belong to the runtime of a process, followed by its id.
  static constexpr const char* kNamePrefix = "frame_bench_iceoryx_";

  IceoryxRuntime();
  IceoryxRuntime(const IceoryxRuntime&) = delete;
  IceoryxRuntime& operator=(const IceoryxRuntime&) = delete;
  ~IceoryxRuntime();
};

}  // namespace framering::bench
