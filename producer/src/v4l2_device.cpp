// What a V4L2 device says about itself.

#include "v4l2_device.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "errno_text.hpp"

namespace framering::producer {
namespace {

/// A system call that signals may interrupt.
template <typename Argument>
bool ask(int descriptor, unsigned long request, Argument* argument) {
  int outcome = -1;
  do {
    outcome = ::ioctl(descriptor, request, argument);
  } while (outcome != 0 && errno == EINTR);
  return outcome == 0;
}

template <std::size_t Size>
std::string text_of(const __u8 (&field)[Size]) {
  std::string text;
  for (const __u8 c : field) {
    if (c == 0) break;
    text += static_cast<char>(c);
  }
  return text;
}

Error open_error(const std::string& path, int number) {
  switch (number) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
      return {ErrorCode::not_found,
              fmt::format("no camera at {} ({}); try --list-cameras or --pattern", path,
                          errno_name(number))};
    case EACCES:
    case EPERM:
      return {ErrorCode::denied,
              fmt::format("no permission for camera {} ({}); join its group: sudo usermod -aG "
                          "video $USER, then log in again",
                          path, errno_name(number))};
    case EBUSY:
      return {ErrorCode::busy,
              fmt::format("camera {} is in use by another program (EBUSY); end that one, or read "
                          "its stream if it has one (--list-streams)",
                          path)};
    default:
      return {ErrorCode::system,
              fmt::format("camera {}: {}; try --list-cameras", path, errno_text(number))};
  }
}

Error no_camera(const std::string& path) {
  return {ErrorCode::unsupported,
          fmt::format("{} captures no video; try --list-cameras or --pattern", path)};
}

double rate_of(const v4l2_fract& interval) {
  return interval.numerator == 0 ? 0
                                 : static_cast<double>(interval.denominator) / interval.numerator;
}

ColorMatrix matrix_of(const v4l2_pix_format& format) {
  __u32 encoding = format.ycbcr_enc;
  if (encoding == V4L2_YCBCR_ENC_DEFAULT) encoding = V4L2_MAP_YCBCR_ENC_DEFAULT(format.colorspace);
  switch (encoding) {
    case V4L2_YCBCR_ENC_601:
    case V4L2_YCBCR_ENC_XV601:
      return ColorMatrix::bt601;
    case V4L2_YCBCR_ENC_709:
    case V4L2_YCBCR_ENC_XV709:
      return ColorMatrix::bt709;
    case V4L2_YCBCR_ENC_BT2020:
    case V4L2_YCBCR_ENC_BT2020_CONST_LUM:
      return ColorMatrix::bt2020;
    default:
      return ColorMatrix::unspecified;
  }
}

ColorRange range_of(const v4l2_pix_format& format) {
  __u32 quantization = format.quantization;
  if (quantization == V4L2_QUANTIZATION_DEFAULT) {
    quantization = V4L2_MAP_QUANTIZATION_DEFAULT(false, format.colorspace, format.ycbcr_enc);
  }
  return quantization == V4L2_QUANTIZATION_FULL_RANGE ? ColorRange::full : ColorRange::limited;
}

}  // namespace

std::string fourcc_text(std::uint32_t fourcc) {
  std::string text;
  // The highest bit is no letter's: V4L2 marks big-endian formats by it.
  for (int shift = 0; shift < 32; shift += 8) {
    const char letter = static_cast<char>(fourcc >> shift & 0x7f);
    text += letter >= ' ' && letter <= '~' ? letter : '?';
  }
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

V4l2Device::V4l2Device(std::string path, int descriptor)
    : path_(std::move(path)), descriptor_(descriptor) {}

V4l2Device::V4l2Device(V4l2Device&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      identity_(std::move(other.identity_)) {}

V4l2Device::~V4l2Device() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<V4l2Device> V4l2Device::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return open_error(path, errno);
  V4l2Device device(path, descriptor);
  if (const Status identified = device.identify(); !identified) return identified.error();
  return device;
}

Status V4l2Device::identify() {
  v4l2_capability capability{};
  if (!ask(descriptor_, VIDIOC_QUERYCAP, &capability)) {
    return errno == ENODEV ? open_error(path_, errno) : no_camera(path_);
  }
  const bool per_node = (capability.capabilities & V4L2_CAP_DEVICE_CAPS) != 0;
  const __u32 abilities = per_node ? capability.device_caps : capability.capabilities;
  if ((abilities & V4L2_CAP_VIDEO_CAPTURE) == 0) return no_camera(path_);
  identity_ = {text_of(capability.card), text_of(capability.bus_info)};
  return Done{};
}

std::vector<CameraFormat> V4l2Device::formats() const {
  std::vector<CameraFormat> formats;
  v4l2_fmtdesc found{};
  found.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  for (; ask(descriptor_, VIDIOC_ENUM_FMT, &found); ++found.index) {
    formats.push_back({found.pixelformat, text_of(found.description), sizes(found.pixelformat)});
  }
  return formats;
}

std::vector<CameraSize> V4l2Device::sizes(std::uint32_t fourcc) const {
  std::vector<CameraSize> sizes;
  v4l2_frmsizeenum found{};
  found.pixel_format = fourcc;
  for (; ask(descriptor_, VIDIOC_ENUM_FRAMESIZES, &found); ++found.index) {
    CameraSize size;
    if (found.type == V4L2_FRMSIZE_TYPE_DISCRETE) {
      size.min_width = size.max_width = found.discrete.width;
      size.min_height = size.max_height = found.discrete.height;
    } else {
      const v4l2_frmsize_stepwise& range = found.stepwise;
      size = {range.min_width,
              range.min_height,
              range.max_width,
              range.max_height,
              std::max<__u32>(1, range.step_width),
              std::max<__u32>(1, range.step_height),
              {}};
    }
    size.rates = rates(fourcc, size.max_width, size.max_height);
    sizes.push_back(std::move(size));
    if (found.type != V4L2_FRMSIZE_TYPE_DISCRETE) break;  // a range is the only entry
  }
  return sizes;
}

std::vector<double> V4l2Device::rates(std::uint32_t fourcc, std::uint32_t width,
                                      std::uint32_t height) const {
  std::vector<double> rates;
  v4l2_frmivalenum found{};
  found.pixel_format = fourcc;
  found.width = width;
  found.height = height;
  for (; ask(descriptor_, VIDIOC_ENUM_FRAMEINTERVALS, &found); ++found.index) {
    if (found.type == V4L2_FRMIVAL_TYPE_DISCRETE) {
      rates.push_back(rate_of(found.discrete));
    } else {
      rates = {rate_of(found.stepwise.max), rate_of(found.stepwise.min)};
      break;
    }
  }
  std::sort(rates.begin(), rates.end());
  return rates;
}

NegotiatedFormat V4l2Device::negotiated() const {
  NegotiatedFormat result;
  v4l2_format format{};
  format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (!ask(descriptor_, VIDIOC_G_FMT, &format)) return result;
  const v4l2_pix_format& picture = format.fmt.pix;
  result.fourcc = picture.pixelformat;
  result.width = picture.width;
  result.height = picture.height;
  result.stride_bytes = picture.bytesperline;
  result.color_matrix = matrix_of(picture);
  result.color_range = range_of(picture);
  v4l2_streamparm parameters{};
  parameters.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (ask(descriptor_, VIDIOC_G_PARM, &parameters)) {
    result.fps = rate_of(parameters.parm.capture.timeperframe);
  }
  return result;
}

Status V4l2Device::set_format(std::uint32_t fourcc, std::uint32_t width, std::uint32_t height) {
  v4l2_format format{};
  format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  if (!ask(descriptor_, VIDIOC_G_FMT, &format)) return open_error(path_, errno);
  format.fmt.pix.pixelformat = fourcc;
  format.fmt.pix.width = width;
  format.fmt.pix.height = height;
  format.fmt.pix.bytesperline = 0;
  format.fmt.pix.field = V4L2_FIELD_ANY;
  if (!ask(descriptor_, VIDIOC_S_FMT, &format)) return open_error(path_, errno);
  return Done{};
}

void V4l2Device::fill_buffer() {
  const NegotiatedFormat format = negotiated();
  v4l2_selection selection{};
  selection.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
  selection.target = V4L2_SEL_TGT_COMPOSE;
  if (!ask(descriptor_, VIDIOC_G_SELECTION, &selection)) return;
  selection.r = {0, 0, format.width, format.height};
  ask(descriptor_, VIDIOC_S_SELECTION, &selection);
}

}  // namespace framering::producer
