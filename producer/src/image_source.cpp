// Image files, one after the other, as frames.

#include "image_source.hpp"

#include <fmt/core.h>

#include <opencv2/imgcodecs.hpp>
#include <utility>

#include "decoded_picture.hpp"
#include "framering/clock.hpp"
#include "image_files.hpp"
#include "pacer.hpp"

namespace framering::producer {
namespace {

/// The picture in a file; empty if it cannot be decoded.
cv::Mat decode(const std::string& file) {
  try {
    return cv::imread(file, cv::IMREAD_UNCHANGED);
  } catch (const cv::Exception&) {  // a header that claims an absurd size
    return {};
  }
}

class ImageSource final : public FrameSource {
 public:
  ImageSource(const ImageOptions& options, std::vector<std::string> files)
      : files_(std::move(files)),
        loop_(options.loop),
        fps_(options.fps),
        picture_(options.pixel_format, options.size),
        pace_(options.fps) {}

  /// Decodes the file that comes next, unless that is done. False: error() says which one fails.
  bool prepare() {
    if (decoded_ == next_) return true;
    if (!picture_.take(decode(files_[next_]))) {
      error_ = fmt::format("{} is no image that can be decoded; convert it to PNG, or leave it out",
                           files_[next_]);
      return false;
    }
    decoded_ = next_;
    return true;
  }

  std::string description() const override {
    const FrameDescriptor& frame = picture_.frame();
    const std::string_view format = name_of(frame.pixel_format);
    return fmt::format("{} image{} from {}, {}x{} {} at {:g} fps", files_.size(),
                       files_.size() == 1 ? "" : "s", files_.front(), frame.width, frame.height,
                       format.empty() ? name_of(frame.dtype) : format, fps_);
  }

  GrabStatus grab(std::stop_token stop) override {
    if (next_ == files_.size()) {
      if (!loop_) return GrabStatus::end;
      next_ = 0;
    }
    if (!wait_until(pace_.next(Clock::now()), stop)) return GrabStatus::stopped;
    const std::int64_t captured_ns = now_ns();
    if (!prepare()) return GrabStatus::failed;
    ++next_;
    frame_ = picture_.frame();
    frame_.captured_from = CapturedFrom::made;
    frame_.captured_ns = captured_ns;
    frame_.acquired_ns = now_ns();
    return GrabStatus::frame;
  }

  const FrameDescriptor& frame() const override {
    return frame_.payload_bytes > 0 ? frame_ : picture_.frame();
  }

  bool write(std::uint64_t, std::span<std::byte> payload) override {
    return picture_.write(payload);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::vector<std::string> files_;
  bool loop_;
  double fps_;
  DecodedPicture picture_;
  PaceSchedule pace_;
  std::size_t next_ = 0;
  std::size_t decoded_ = kNone;  // which file picture_ holds; a lone one is decoded once
  FrameDescriptor frame_;
};

}  // namespace

Result<OpenedSource> open_images(const ImageOptions& options) {
  auto files = image_files(options.paths);
  if (!files) return files.error();
  auto source = std::make_unique<ImageSource>(options, std::move(*files));
  if (!source->prepare()) return Error{ErrorCode::bad_data, source->error()};
  return OpenedSource{std::move(source), options.fps};
}

}  // namespace framering::producer
