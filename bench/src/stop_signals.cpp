#include "stop_signals.hpp"

#include <csignal>
#include <cstring>
#include <stdexcept>
#include <string>

namespace framering::bench {
namespace {

constexpr std::array<int, 3> kSignals = {SIGINT, SIGTERM, SIGHUP};

volatile std::sig_atomic_t came = 0;

void note(int signal) {
  if (came != 0) {  // was not heard, or not fast enough
    ::signal(signal, SIG_DFL);
    ::raise(signal);
  }
  came = signal;
}

}  // namespace

StopSignals::StopSignals() noexcept {
  came = 0;
  struct sigaction noting {};
  noting.sa_handler = note;
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    ::sigaction(kSignals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler != SIG_IGN) ::sigaction(kSignals[i], &noting, nullptr);
  }
}

StopSignals::~StopSignals() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    ::sigaction(kSignals[i], &before_[i], nullptr);
  }
  came = 0;
}

void throw_if_stopped() {
  if (came == 0) return;
  throw std::runtime_error(std::string("stopped by SIG") + ::sigabbrev_np(came));
}

void leave_stop_signals_to_parent() noexcept {
  for (const int signal : kSignals) {
    struct sigaction now {};
    ::sigaction(signal, nullptr, &now);
    if (now.sa_handler == note) ::signal(signal, SIG_IGN);
  }
}

}  // namespace framering::bench
