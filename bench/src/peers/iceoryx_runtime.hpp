#pragma once
// This process as a member of iceoryx's system.

#include <string>

namespace framering::bench {

/// Registered with RouDi from construction to destruction; at most one in a process. iceoryx's own
/// runtime would stay until exit(), which the forked processes of a trial never reach.
class IceoryxRuntime {
 public:
  IceoryxRuntime();
  IceoryxRuntime(const IceoryxRuntime&) = delete;
  IceoryxRuntime& operator=(const IceoryxRuntime&) = delete;
  ~IceoryxRuntime();
};

/// Has the socket and the lock of this process's runtime removed, should it be killed; `directory`
/// is the trial's.
void note_iceoryx_remains(const std::string& directory);

}  // namespace framering::bench
