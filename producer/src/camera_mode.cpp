// Which of a camera's formats to ask for.

#include "camera_mode.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace framering::producer {
namespace {

constexpr double kNearEnough = 0.98;  // 29.97 is 30

/// How much is lost or to be done on the way to `wanted`; only the order counts.
int conversion_cost(RawFormat raw, PixelFormat wanted) {
  if (same(raw, wanted)) return 0;
  const bool from_gray = raw == RawFormat::gray8;
  if (from_gray) return 9;  // colours that are wanted would be missing
  if (raw == RawFormat::jpeg) return 8;
  const bool luma_wanted =
      wanted == PixelFormat::gray8 || wanted == PixelFormat::yuyv || wanted == PixelFormat::nv12;
  if (is_yuv(raw) != luma_wanted) return 5;
  return raw == RawFormat::nv12 ? 2 : 1;  // 4:2:0 has half the chroma of 4:2:2
}

std::uint32_t nearest(std::uint32_t wanted, std::uint32_t low, std::uint32_t high,
                      std::uint32_t step) {
  const std::uint32_t side = std::clamp(wanted, low, high);
  return step == 0 ? low : low + (side - low) / step * step;
}

/// The slowest rate that is fast enough, else the fastest.
double best_rate(const std::vector<double>& rates, double fps) {
  double best = 0;
  for (const double rate : rates) {
    const bool enough = best >= kNearEnough * fps;
    if (!enough ? rate > best : rate >= kNearEnough * fps && rate < best) best = rate;
  }
  return best;
}

std::uint64_t distance(PictureSize a, PictureSize b) {
  const auto apart = [](std::uint32_t x, std::uint32_t y) { return x > y ? x - y : y - x; };
  return std::uint64_t{apart(a.width, b.width)} + apart(a.height, b.height);
}

}  // namespace

std::optional<RawFormat> raw_format_of(std::uint32_t code) {
  switch (code) {
    case fourcc('B', 'G', 'R', '3'):
      return RawFormat::bgr8;
    case fourcc('R', 'G', 'B', '3'):
      return RawFormat::rgb8;
    case fourcc('G', 'R', 'E', 'Y'):
      return RawFormat::gray8;
    case fourcc('Y', 'U', 'Y', 'V'):
      return RawFormat::yuyv;
    case fourcc('N', 'V', '1', '2'):
      return RawFormat::nv12;
    case fourcc('M', 'J', 'P', 'G'):
    case fourcc('J', 'P', 'E', 'G'):
      return RawFormat::jpeg;
    default:
      return std::nullopt;
  }
}

std::optional<CameraMode> choose_mode(const std::vector<CameraFormat>& formats, PictureSize size,
                                      double fps, PixelFormat wanted) {
  using Rank = std::tuple<std::uint64_t, double, int, double>;  // the smaller the better
  std::optional<CameraMode> best;
  Rank best_rank;
  const auto consider = [&](const CameraMode& mode, RawFormat raw) {
    const bool reached = mode.fps == 0 || mode.fps >= kNearEnough * fps;
    const Rank rank{distance(mode.size, size), reached ? 0 : fps - mode.fps,
                    conversion_cost(raw, wanted), mode.fps};
    if (best && !(rank < best_rank)) return;
    best = mode;
    best_rank = rank;
  };
  for (const CameraFormat& format : formats) {
    const auto raw = raw_format_of(format.fourcc);
    if (!raw) continue;
    if (format.sizes.empty()) consider({format.fourcc, size, 0}, *raw);
    for (const CameraSize& can : format.sizes) {
      const PictureSize near{nearest(size.width, can.min_width, can.max_width, can.step_width),
                             nearest(size.height, can.min_height, can.max_height, can.step_height)};
      consider({format.fourcc, near, best_rate(can.rates, fps)}, *raw);
    }
  }
  return best;
}

}  // namespace framering::producer
