#include "drawing/drawing_display.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include "drawing/program_process.hpp"
#include "peers/program.hpp"
#include "stop_signals.hpp"
#include "unique_fd.hpp"

namespace framering::bench {
namespace {

constexpr std::chrono::seconds kToStart(20);
constexpr std::chrono::seconds kToEnd(5);
constexpr const char* kServer = "Xvfb";

std::string given_display() {
  const char* given = std::getenv("DISPLAY");
  return given == nullptr ? "" : given;
}

/// In the server's process. It is asked to end where others are killed, so that it can remove its
/// files, and it is none of those whom a terminal tells to stop.
int run_server(int display_fd, const std::string& log) {
  ::setpgid(0, 0);
  ::signal(SIGTERM, SIG_DFL);
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  ::fcntl(display_fd, F_SETFD, 0);
  exec_program({.command = {find_programs(kServer).front(), "-displayfd",
                            std::to_string(display_fd), "-noreset", "-screen", "0", "1600x900x24"},
                .output = log});
}

/// The number that the server writes when it is ready; empty: it does not come, or it ends.
std::string number_from(int fd) {
  const Deadline deadline = deadline_in(kToStart);
  std::string text;
  while (Clock::now() < deadline && (text.empty() || text.back() != '\n')) {
    throw_if_stopped();
    pollfd readable{.fd = fd, .events = POLLIN, .revents = 0};
    if (::poll(&readable, 1, 10) <= 0) continue;
    char bytes[16];
    const ssize_t size = ::read(fd, bytes, sizeof bytes);
    if (size <= 0) return {};
    text.append(bytes, static_cast<std::size_t>(size));
  }
  if (text.empty() || text.back() != '\n') return {};
  text.pop_back();
  return text;
}

}  // namespace

DrawingDisplay::DrawingDisplay() : name_(given_display()) {}

// By way of the other one, so that a server that does not come up is ended like any.
DrawingDisplay::DrawingDisplay(const std::string& directory) : DrawingDisplay() {
  if (!name_.empty()) return;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("Xvfb: no pipe can be made");
  const UniqueFd readable(ends[0]);
  UniqueFd writable(ends[1]);
  const std::string log = directory + "/xvfb.log";
  server_.emplace([&] { return run_server(writable.get(), log); },
                  [](const std::string& line) { fmt::print(stderr, "{}\n", line); });  // the log
  writable.reset();
  const std::string number = number_from(readable.get());
  if (number.empty()) throw std::runtime_error("Xvfb does not start: " + last_line_of(log));
  name_ = ":" + number;
}

DrawingDisplay::~DrawingDisplay() {
  if (!server_) return;
  ::kill(server_->pid(), SIGTERM);
  server_->wait(deadline_in(kToEnd));
}

std::string why_no_display() {
  if (!given_display().empty() || !find_programs(kServer).empty()) return {};
  return "there is no display, and no Xvfb in PATH to make one: scripts/packages bench installs it";
}

}  // namespace framering::bench
