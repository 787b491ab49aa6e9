// The figures of an account.

#include "transport_account.hpp"

#include <ctime>

namespace framering::viewer {
namespace {

// Of each message with a frame, before its payload (docs/wire-format.md).
constexpr std::uint64_t kHeadBytes = 16 + 272;
constexpr std::uint64_t kCopies = 3;

}  // namespace

std::uint64_t bytes_copied(Transport transport, std::uint64_t payload_bytes) noexcept {
  return transport == Transport::shm ? 0 : kCopies * (payload_bytes + kHeadBytes);
}

std::optional<double> CpuShare::us_per_frame() const noexcept {
  if (frames == 0) return std::nullopt;
  return static_cast<double>(cpu_ns) / 1e3 / static_cast<double>(frames);
}

void TransportAccount::add(const Echo& echo, const std::optional<Echo>& before) {
  echo_us.add(static_cast<double>(echo.stamps.round_trip_ns()) / 1e3);
  if (!before || echo.frames_sent <= before->frames_sent) return;
  server_cpu.cpu_ns += echo.cpu_ns - before->cpu_ns;
  server_cpu.frames += echo.frames_sent - before->frames_sent;
}

std::optional<double> TransportAccount::bytes_per_frame() const noexcept {
  if (frames == 0) return std::nullopt;
  return static_cast<double>(bytes_copied) / static_cast<double>(frames);
}

std::int64_t process_cpu_ns() noexcept {
  timespec used = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec * std::int64_t{1'000'000'000} + used.tv_nsec;
}

}  // namespace framering::viewer
