#pragma once
// How the bytes of a frame become textures: which planes, of what texels, read by which shader.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "framering/frame_descriptor.hpp"
#include "framering/result.hpp"
#include "geometry.hpp"

namespace framering::viewer {

/// How a shader reads the planes.
enum class Sampling {
  rgb,
  bgr,
  value,  ///< one number a pixel
  yuyv,
  nv12,
};

inline constexpr std::array<Sampling, 5> kSamplings = {
    Sampling::rgb, Sampling::bgr, Sampling::value, Sampling::yuyv, Sampling::nv12};

/// What a texel of a plane is made of.
enum class Texel { r8, rg8, rgb8, rgba8, r16, r16f, r32f };

/// Bytes of a texel in the frame.
std::size_t size_of(Texel texel) noexcept;

struct PlaneLayout {
  Texel texel = Texel::r8;
  Size size;  ///< texels
  std::size_t offset_bytes = 0;
  std::size_t stride_bytes = 0;
};

struct PictureLayout {
  Sampling sampling = Sampling::rgb;
  Size size;  ///< pixels
  std::array<PlaneLayout, 2> planes;
  std::size_t plane_count = 0;
  double value_scale = 255;  ///< value: the number that the texture gives as 1.0
  bool needs_range = false;  ///< value: the numbers have no natural black and white
  ColorMatrix color_matrix = ColorMatrix::unspecified;
  ColorRange color_range = ColorRange::unspecified;
};

/// The layout of a frame's picture. Errors: unsupported, with one line for people; a picture larger
/// than `largest_texture` texels each way is among them.
Result<PictureLayout> layout_picture(const FrameDescriptor& descriptor, int largest_texture);

/// "1280x720 rgb8", "3x480x640 float32", for people.
std::string format_text(const FrameDescriptor& descriptor);

}  // namespace framering::viewer
