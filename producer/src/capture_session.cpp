// One run of the producer.

#include "capture_session.hpp"

#include <unistd.h>

#include <exception>
#include <utility>

#include "capture_loop.hpp"
#include "source_factory.hpp"

namespace framering::producer {

CaptureSession::CaptureSession(const Options& options, std::function<void()> when_published,
                               std::function<void()> when_done)
    : options_(options),
      when_published_(std::move(when_published)),
      when_done_(std::move(when_done)),
      token_file_(token_file_for(options)) {
  thread_ = std::jthread([this](std::stop_token stop) { work(std::move(stop)); });
}

PublisherOptions CaptureSession::publisher_options(const FrameSource& source) {
  PublisherOptions wanted;
  wanted.stream = options_.stream;
  wanted.slots = options_.slots;
  wanted.waking_thread = options_.waking_thread;
  wanted.payload_capacity = source.frame().payload_bytes;
  wanted.socket_mode = options_.mode;
  wanted.source = source.description();
  wanted.serve.pipe = options_.serving.pipe;
  wanted.serve.tcp = options_.serving.tcp;
  wanted.serve.tcp_address = options_.serving.tcp_address;
  wanted.serve.tcp_delay = options_.serving.tcp_delay;
  wanted.serve.token_file = token_file_.path;
  wanted.serve.log = [this](const std::string& line) { server_lines_.push(line, Clock::now()); };
  return wanted;
}

Audience CaptureSession::audience(std::uint32_t own_readers) const {
  const Publisher* publisher = published_.load();
  return publisher != nullptr ? audience_of(publisher->readers(), own_readers, publisher->clients())
                              : Audience{};
}

std::vector<ClientFigures> CaptureSession::clients() const {
  const Publisher* publisher = published_.load();
  return publisher != nullptr ? publisher->clients() : std::vector<ClientFigures>{};
}

std::vector<std::string> CaptureSession::instructions() const {
  const std::string address = published_.load()->tcp_address();
  if (address.empty() || token_file_.path.empty()) return {};
  return tcp_instructions(address, token_file_);
}

std::uint64_t CaptureSession::ring_bytes() const {
  const Publisher* publisher = published_.load();
  return publisher != nullptr ? publisher->ring_bytes() : 0;
}

bool CaptureSession::stop(std::chrono::milliseconds patience) {
  thread_.request_stop();
  const auto finished = [&] {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [this] { return done_; });
  };
  if (finished()) return true;
  if (published_.load() == nullptr) return false;
  end("the producer was stopped");
  return finished();
}

void CaptureSession::end(const std::string& reason) {
  // Whoever comes second waits for the first.
  std::call_once(ended_, [&] {
    // While the name is still ours: the next producer of that name makes a file of its own.
    if (token_file_.temporary) ::unlink(token_file_.path.c_str());
    published_.load()->end(reason);
  });
}

void CaptureSession::work(std::stop_token stop) {
  Status outcome = Done{};
  try {
    outcome = capture(std::move(stop));
  } catch (const std::exception& problem) {
    // OpenCV and the allocator throw; their messages may have several lines.
    const std::string text = problem.what();
    outcome = Error{ErrorCode::system, "capturing failed: " + text.substr(0, text.find('\n'))};
    if (publishing()) end(outcome.error().message);  // which readers, --stdout among them, wait for
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
  auto created = Publisher::create(publisher_options(source));
  if (!created) return created.error();
  publisher_.emplace(std::move(*created));
  statistics_.set_expected_fps(opened->fps);
  description_ = source.description();
  published_ = &*publisher_;
  when_published_();
  Status captured = run_capture(source, *publisher_, statistics_, options_.frames, stop);
  const bool stopped = stop.stop_requested();
  end(!captured ? captured.error().message
      : stopped ? "the producer was stopped"
                : "the source has ended");
  return captured;
}

}  // namespace framering::producer
