// What the user sees while frames flow.

#include "status_line.hpp"

#include <fmt/core.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cstdio>
#include <utility>

namespace framering::producer {
namespace {

using std::chrono::seconds;

constexpr auto kRateWindow = seconds(2);
constexpr auto kLogInterval = seconds(10);
constexpr auto kSettling = seconds(3);  // how long the rate must have been wrong to be worth a word
constexpr double kReached = 0.9;        // of the expected rate
constexpr const char* kClearLine = "\r\x1b[K";

bool stderr_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

/// Not fmt::print, which throws when a terminal has gone: no reason to end.
void show(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace

double RateMeter::rate(std::uint64_t frames, Deadline now) {
  counts_.push_back({now, frames});
  while (counts_.size() > 2 && now - counts_[1].when >= kRateWindow) counts_.pop_front();
  const std::chrono::duration<double> span = now - counts_.front().when;
  const auto delta = static_cast<double>(frames - counts_.front().frames);
  return span.count() > 0 ? delta / span.count() : 0;
}

std::string status_text(const std::string& stream, const CaptureFigures& figures, double fps,
                        const Audience& audience) {
  std::string text = fmt::format(
      "{}: {:.1f} fps, {} frames, capture {:.2f} ms, publish {:.2f} ms, {}", stream, fps,
      figures.frames, figures.capture_ms, figures.publish_ms, audience_text(audience));
  if (!figures.signal) text += ", no signal";
  if (figures.unreadable > 0) text += fmt::format(", {} unreadable", figures.unreadable);
  return text;
}

std::string summary_text(const CaptureFigures& figures) {
  const double fps =
      figures.seconds > 0 ? static_cast<double>(figures.frames - 1) / figures.seconds : 0;
  return fmt::format("published {} frame{} in {:.1f} s ({:.1f} fps)", figures.frames,
                     figures.frames == 1 ? "" : "s", figures.seconds, fps);
}

bool stderr_takes_text() {
  pollfd output{STDERR_FILENO, POLLOUT, 0};
  return ::poll(&output, 1, 0) == 1 && (output.revents & POLLOUT) != 0;
}

StatusLine::StatusLine(std::string stream)
    : stream_(std::move(stream)),
      terminal_(stderr_is_terminal()),
      next_log_(Clock::now() + kLogInterval),
      steady_since_(Clock::now()) {}

void StatusLine::begin(const std::string& source, std::uint64_t ring_bytes) {
  if (std::exchange(begun_, true)) return;
  spdlog::info("publishing {} as {}, a ring of {:.1f} MiB", source, stream_,
               static_cast<double>(ring_bytes) / (1024 * 1024));
}

void StatusLine::update(const CaptureFigures& figures, const Audience& audience, Deadline now) {
  const double fps = meter_.rate(figures.frames, now);
  if (!stderr_takes_text()) return;
  report_signal(figures.signal);
  warn_if_slow(figures, fps, now);
  if (terminal_) {
    show(kClearLine + status_text(stream_, figures, fps, audience));
  } else if (now >= next_log_) {
    next_log_ = now + kLogInterval;
    spdlog::info(status_text(stream_, figures, fps, audience));
  }
}

void StatusLine::report_signal(bool present) {
  if (std::exchange(signal_, present) == present) return;
  if (present) {
    spdlog::info("{}: signal is back", stream_);
  } else {
    spdlog::warn("{}: no signal; waiting for it", stream_);
  }
}

void StatusLine::warn_if_slow(const CaptureFigures& figures, double fps, Deadline now) {
  const bool reached = fps >= kReached * figures.expected_fps;
  if (reached || !figures.signal || figures.frames == 0) steady_since_ = now;
  if (warned_ || now - steady_since_ < kSettling) return;
  warned_ = true;
  spdlog::warn(
      "{}: {:.1f} fps instead of {:g}; a smaller --size or another --pixel-format may help",
      stream_, fps, figures.expected_fps);
}

void StatusLine::finish(const CaptureFigures& figures) {
  if (!stderr_takes_text()) return;
  if (terminal_) show(kClearLine);
  spdlog::info("{}: {}", stream_, summary_text(figures));
}

void set_log_pattern() {
  spdlog::set_pattern(std::string(stderr_is_terminal() ? kClearLine : "") + "%H:%M:%S %^%l%$ %v");
}

}  // namespace framering::producer
