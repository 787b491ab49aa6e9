#include "rounds.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "stop_signals.hpp"

namespace framering::bench {
namespace {

/// A line on the terminal that is written over and over, and goes in the end.
class ProgressBar {
 public:
  explicit ProgressBar(double seconds) : seconds_(seconds), shown_(::isatty(STDERR_FILENO) == 1) {}
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar() { write("\r\033[K"); }

  void show(const std::string& name) const {
    constexpr int kWidth = 30;
    const double share = seconds_ > 0 ? done_ / seconds_ : 0;
    const int filled = static_cast<int>(std::lround(share * kWidth));
    write(fmt::format("\r\033[K[{:#<{}}{:.<{}}] {:3.0f} %, {:.0f} s left: {}", "", filled, "",
                      kWidth - filled, share * 100, std::max(0.0, seconds_ - done_), name));
  }
  void add(double seconds) { done_ += seconds; }

 private:
  void write(const std::string& text) const {
    if (!shown_) return;
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
  }

  const double seconds_;
  const bool shown_;
  double done_ = 0;
};

}  // namespace

void run_rounds(const std::vector<Step>& steps, unsigned rounds) {
  double seconds = 0;
  for (const Step& step : steps) seconds += rounds * step.seconds;
  const StopSignals stop_signals;
  ProgressBar bar(seconds);
  for (unsigned round = 1; round <= rounds; ++round) {
    for (const Step& step : steps) {
      bar.show(fmt::format("round {} of {}, {}", round, rounds, step.name));
      step.run();
      throw_if_stopped();
      bar.add(step.seconds);
    }
  }
}

}  // namespace framering::bench
