#include "frames/stolen_time.hpp"

#include <unistd.h>

#include <fstream>
#include <string>

namespace framering::bench {

double stolen_seconds() {
  std::ifstream stat("/proc/stat");
  return stolen_seconds(stat);
}

double stolen_seconds(std::istream& stat) {
  constexpr int kBefore = 7;  // user, nice, system, idle, iowait, irq, softirq
  std::string cpu;
  double ticks = 0;
  stat >> cpu;
  for (int field = 0; field <= kBefore; ++field) stat >> ticks;
  return stat && cpu == "cpu" ? ticks / static_cast<double>(::sysconf(_SC_CLK_TCK)) : 0;
}

}  // namespace framering::bench
