#pragma once
// What a V4L2 device says about itself: an opened /dev/videoN, asked by ioctl. It never streams;
// that is OpenCV's part.

#include <cstdint>
#include <string>
#include <vector>

#include "framering/frame_descriptor.hpp"
#include "framering/result.hpp"

namespace framering::producer {

/// What stays the same when a camera is unplugged and comes back as another node.
struct CameraIdentity {
  std::string card;  ///< the model's name
  std::string bus;   ///< where it is plugged in
  bool operator==(const CameraIdentity&) const = default;
};

/// Sizes that a format can have: one, or a range of them.
struct CameraSize {
  std::uint32_t min_width = 0, min_height = 0;
  std::uint32_t max_width = 0, max_height = 0;
  std::uint32_t step_width = 0, step_height = 0;  ///< 0: there is one size, the smallest
  std::vector<double> rates;  ///< frames per second at the largest size; empty: it does not say
};

struct CameraFormat {
  std::uint32_t fourcc = 0;  ///< V4L2's
  std::string description;
  std::vector<CameraSize> sizes;
};

/// The format in force.
struct NegotiatedFormat {
  std::uint32_t fourcc = 0;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t stride_bytes = 0;  ///< 0 for compressed formats
  double fps = 0;                  ///< 0: it does not say
  ColorMatrix color_matrix = ColorMatrix::unspecified;
  ColorRange color_range = ColorRange::unspecified;
};

/// "YUYV"; "?" for what is not printable.
std::string fourcc_text(std::uint32_t fourcc);

/// Owns a descriptor of the device; other programs may use it at the same time.
class V4l2Device {
 public:
  /// Opens a device that captures video. Errors: not_found, denied, busy, unsupported (it is no
  /// camera), system.
  static Result<V4l2Device> open(const std::string& path);
  V4l2Device(V4l2Device&& other) noexcept;
  V4l2Device& operator=(V4l2Device&&) = delete;
  ~V4l2Device();

  const CameraIdentity& identity() const noexcept { return identity_; }

  std::vector<CameraFormat> formats() const;
  NegotiatedFormat negotiated() const;

  /// Asks for a format; the driver may choose another one near it. Errors: busy, another program
  /// streams from it.
  Status set_format(std::uint32_t fourcc, std::uint32_t width, std::uint32_t height);

  /// Makes the picture fill its buffer. Drivers that can scale keep an earlier, smaller rectangle
  /// when the format grows. Of no effect where the driver has no such thing.
  void fill_buffer();

 private:
  V4l2Device(std::string path, int descriptor);
  Status identify();
  std::vector<CameraSize> sizes(std::uint32_t fourcc) const;
  std::vector<double> rates(std::uint32_t fourcc, std::uint32_t width, std::uint32_t height) const;

  std::string path_;
  int descriptor_;
  CameraIdentity identity_;
};

}  // namespace framering::producer
