// One run of the producer.

#include "capture_session.hpp"

#include <exception>
#include <utility>

#include "capture_loop.hpp"
#include "source_factory.hpp"

namespace framering::producer {
namespace {

PublisherOptions publisher_options(const Options& options, const FrameSource& source) {
  PublisherOptions wanted;
  wanted.stream = options.stream;
  wanted.slots = options.slots;
  wanted.payload_capacity = source.frame().payload_bytes;
  wanted.socket_mode = options.mode;
  wanted.source = source.description();
  return wanted;
}

}  // namespace

CaptureSession::CaptureSession(const Options& options, std::function<void()> when_done)
    : options_(options), when_done_(std::move(when_done)) {
  thread_ = std::jthread([this](std::stop_token stop) { work(std::move(stop)); });
}

std::uint32_t CaptureSession::readers() const {
  const Publisher* publisher = published_.load();
  return publisher != nullptr ? publisher->readers() : 0;
}

std::uint64_t CaptureSession::ring_bytes() const {
  const Publisher* publisher = published_.load();
  return publisher != nullptr ? publisher->ring_bytes() : 0;
}

bool CaptureSession::stop(std::chrono::milliseconds patience) {
  thread_.request_stop();
  std::unique_lock lock(mutex_);
  if (changed_.wait_for(lock, patience, [this] { return done_; })) return true;
  if (Publisher* publisher = published_.load()) publisher->end("the producer was stopped");
  return false;
}

void CaptureSession::work(std::stop_token stop) {
  Status outcome = Done{};
  try {
    outcome = capture(std::move(stop));
  } catch (const std::exception& problem) {
    // OpenCV and the allocator throw; their messages may have several lines.
    const std::string text = problem.what();
    outcome = Error{ErrorCode::system, "capturing failed: " + text.substr(0, text.find('\n'))};
  }
  {
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(outcome);
    done_ = true;
  }
  changed_.notify_all();
  when_done_();
}

Status CaptureSession::capture(std::stop_token stop) {
  auto opened = open_source(options_);
  if (!opened) return opened.error();
  FrameSource& source = *opened->source;
  auto created = Publisher::create(publisher_options(options_, source));
  if (!created) return created.error();
  publisher_.emplace(std::move(*created));
  statistics_.set_expected_fps(opened->fps);
  description_ = source.description();
  published_ = &*publisher_;
  Status captured = run_capture(source, *publisher_, statistics_, options_.frames, stop);
  const bool stopped = stop.stop_requested();
  publisher_->end(!captured ? captured.error().message
                  : stopped ? "the producer was stopped"
                            : "the source has ended");
  return captured;
}

}  // namespace framering::producer
