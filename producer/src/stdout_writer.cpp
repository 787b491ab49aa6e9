#include "stdout_writer.hpp"

#include <fmt/core.h>

#include <csignal>
#include <exception>
#include <utility>

#include "framering/clock.hpp"
#include "raw_video.hpp"

namespace framering::producer {
namespace {

constexpr std::chrono::seconds kAttachPatience(5);
constexpr std::chrono::milliseconds kSlice(50);  // between looks at the output's reader

bool same_format(const FrameDescriptor& a, const FrameDescriptor& b) {
  return a.pixel_format == b.pixel_format && a.width == b.width && a.height == b.height;
}

std::string format_text(const FrameDescriptor& frame) {
  return fmt::format("{}x{} {}", frame.width, frame.height, name_of(frame.pixel_format));
}

/// EPIPE says the same, to this thread alone.
void block_sigpipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

}  // namespace

StdoutWriter::StdoutWriter(int fd, std::function<void()> when_done)
    : fd_(fd), when_done_(std::move(when_done)) {
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void StdoutWriter::begin(const std::string& stream) {
  std::unique_lock lock(mutex_);
  stream_ = stream;
  changed_.notify_all();
  changed_.wait(lock, [this] { return attached_ || done_; });
}

bool StdoutWriter::done() const {
  const std::lock_guard lock(mutex_);
  return done_;
}

void StdoutWriter::stop() {
  thread_.request_stop();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return done_; });
}

std::optional<FrameDescriptor> StdoutWriter::format() const {
  const std::lock_guard lock(mutex_);
  return format_;
}

Status StdoutWriter::outcome() const {
  const std::lock_guard lock(mutex_);
  return outcome_;
}

void StdoutWriter::work(const std::stop_token& stop) {
  block_sigpipe();
  Status outcome = Done{};
  try {
    outcome = write_stream(stop);
  } catch (const std::exception& problem) {
    outcome = Error{ErrorCode::system, std::string("writing to stdout failed: ") + problem.what()};
  }
  {
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(outcome);
    done_ = true;
    changed_.notify_all();
  }
  when_done_();
}

Status StdoutWriter::write_stream(const std::stop_token& stop) {
  auto output = RawOutput::open(fd_);
  if (!output) return output.error();
  auto subscriber = attach(stop);
  if (!subscriber) return stop.stop_requested() ? Status(Done{}) : subscriber.error();
  BorrowedFrame frame;
  OwnedFrame copy;  // bytes cannot be taken back once they are written
  std::uint64_t overtaken = 0;
  while (!stop.stop_requested() && !output->reader_gone()) {
    const ReadStatus read = subscriber->next(frame, deadline_in(kSlice));
    lost_ = subscriber->counters().missed + overtaken;
    if (read == ReadStatus::ended) return Done{};
    if (read == ReadStatus::failed) return subscriber->error();
    if (read != ReadStatus::frame) continue;
    if (Status same = check_format(frame.descriptor()); !same) return same;
    if (!frame.copy_to(copy)) {
      ++overtaken;
      continue;
    }
    pack_rows(copy);
    const WriteStatus written = output->write(copy.payload, stop);
    if (written == WriteStatus::failed) return Error{ErrorCode::system, output->error()};
    if (written != WriteStatus::written) return Done{};
  }
  return Done{};
}

Result<Subscriber> StdoutWriter::attach(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait(lock, stop, [this] { return stream_.has_value(); })) {
    return Error{ErrorCode::system, "stopped"};
  }
  auto subscriber = Subscriber::create(*stream_, {.client = "frame_producer --stdout"});
  if (!subscriber) return subscriber;
  BorrowedFrame none;  // nothing is published before begin() returns
  const Deadline deadline = deadline_in(kAttachPatience);
  while (subscriber->next(none, Clock::now()) == ReadStatus::timed_out &&
         subscriber->connection() == Connection::waiting) {
    if (Clock::now() > deadline || stop.stop_requested()) return subscriber->error();
    changed_.wait_for(lock, stop, kSlice, [] { return false; });
  }
  attached_ = true;
  changed_.notify_all();
  return subscriber;
}

Status StdoutWriter::check_format(const FrameDescriptor& frame) {
  const std::lock_guard lock(mutex_);
  if (!format_) {
    if (!ffmpeg_name(frame.pixel_format)) {
      return Error{
          ErrorCode::unsupported,
          fmt::format("--stdout: a frame is {}; rawvideo has no such format", format_text(frame))};
    }
    format_ = frame;
  }
  if (same_format(frame, *format_)) return Done{};
  return Error{ErrorCode::unsupported,
               fmt::format("--stdout: a frame is {}, the first was {}; stdout carries one format",
                           format_text(frame), format_text(*format_))};
}

}  // namespace framering::producer
