#pragma once
// How OpenCV and the libraries below it behave in this program.

namespace framering::producer {

/// Keeps OpenCV on the thread that calls it, its and FFmpeg's messages off stderr, where errors are
/// one line of ours, and the wait for a camera at a second instead of ten. What the user has set in
/// the environment is left as it is. Call it once, before there are threads and before OpenCV opens
/// anything.
void set_up_opencv();

}  // namespace framering::producer
