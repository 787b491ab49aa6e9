#pragma once
// What frame_viewer tells its caller.

namespace framering::viewer {

inline constexpr int kExitDone = 0;    ///< did what was asked for
inline constexpr int kExitFailed = 1;  ///< a time-out, a corrupt frame, a stream that ended before
inline constexpr int kExitUsage = 2;   ///< asked for something that can never work

}  // namespace framering::viewer
