#pragma once
// What OpenCV and the libraries below it print by themselves.

namespace framering::producer {

/// Keeps OpenCV and FFmpeg from writing to stderr, where errors are one line of ours, and from
/// waiting ten seconds for a camera. What the user has set in the environment is left as it is.
/// Call it before OpenCV opens anything.
void quiet_opencv();

}  // namespace framering::producer
