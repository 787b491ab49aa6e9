#pragma once
// Frames one behind the other through descriptors.

#include <vector>

#include "frames/way.hpp"
#include "unique_fd.hpp"

namespace framering::bench {

/// Sends each frame to every reader that has come, one after the other, waiting for each.
class ByteStreamSender : public FrameSender {
 public:
  explicit ByteStreamSender(const WaySetup& setup);

  std::span<std::byte> begin() override;
  void publish() override;

 protected:
  /// Those who have come since the last time; does not wait.
  virtual std::vector<UniqueFd> newcomers() = 0;

 private:
  const std::uint32_t readers_;
  std::uint32_t came_ = 0;
  std::vector<std::byte> frame_;
  std::vector<UniqueFd> outs_;
};

/// Reads frames into memory of its own.
class ByteStreamReceiver final : public FrameReceiver {
 public:
  ByteStreamReceiver(const WaySetup& setup, UniqueFd in);

  Outcome receive(Deadline deadline) override;
  std::span<const std::byte> bytes() const override { return frame_; }
  bool owns_bytes() const override { return true; }

 private:
  UniqueFd in_;
  std::vector<std::byte> frame_;
};

}  // namespace framering::bench
