#include "server_log.hpp"

#include <spdlog/spdlog.h>

#include <utility>

#include "status_line.hpp"

namespace framering::producer {
namespace {

constexpr auto kFiguresInterval = std::chrono::seconds(10);

}  // namespace

ServerLog::ServerLog(std::string stream)
    : stream_(std::move(stream)), next_figures_(Clock::now() + kFiguresInterval) {}

void ServerLog::begin(const CaptureSession& session) {
  if (std::exchange(begun_, true)) return;
  for (const std::string& line : session.instructions()) spdlog::info("{}: {}", stream_, line);
}

void ServerLog::update(CaptureSession& session, Deadline now) {
  log_refusals(session, now);
  if (now < next_figures_ || !spdlog::should_log(spdlog::level::debug)) return;
  next_figures_ = now + kFiguresInterval;
  for (const ClientFigures& client : session.clients()) {
    if (stderr_takes_text()) spdlog::debug("{}: {}", stream_, client_text(client));
  }
}

void ServerLog::log_refusals(CaptureSession& session, Deadline now) {
  while (stderr_takes_text()) {
    const auto line = session.server_lines().pop(now);
    if (!line) return;
    spdlog::warn("{}: {}", stream_, *line);
  }
}

}  // namespace framering::producer
