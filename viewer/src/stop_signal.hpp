#pragma once
// SIGINT and SIGTERM as a question that loops ask.

namespace framering::viewer {

/// From now on SIGINT and SIGTERM are remembered instead of killing the process.
void catch_stop_signals();

/// Whether one of them has come. Any thread.
bool stop_requested() noexcept;

}  // namespace framering::viewer
