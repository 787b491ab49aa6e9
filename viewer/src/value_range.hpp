#pragma once
// The values that are shown as black and as white, for pictures whose numbers have no natural
// range.

namespace framering::viewer {

/// In the units of the picture's own numbers; low may be greater than high, which shows a negative.
struct ValueRange {
  double low = 0;
  double high = 1;
};

}  // namespace framering::viewer
