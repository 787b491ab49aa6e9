#include <gtest/gtest.h>
#include <algorithm>
#include <cstdlib>
#include <cstdio>
#include "frames/trial.hpp"
#include "peers/peers.hpp"
namespace framering::bench {
static double env(const char* n, double d) { const char* v = std::getenv(n); return v ? atof(v) : d; }
static double pct(std::vector<double> v, double p) { if (v.empty()) return -1; std::sort(v.begin(), v.end()); return v[size_t(p * double(v.size() - 1))]; }
TEST(Probe, Run) {
  const char* only = std::getenv("PROBE_WAY");
  if (!only) GTEST_SKIP();
  TrialPlan plan{.width = unsigned(env("W", 1280)), .height = unsigned(env("H", 720)), .fps = env("FPS", 60), .readers = unsigned(env("R", 1)), .frames = unsigned(env("N", 120)), .reading = env("BORROW", 0) > 0 ? Reading::borrow : Reading::copy};
  const PictureRoll roll(plan.width * 3, plan.height);
  auto ways = all_ways();
  auto peers = peer_ways();
  ways.insert(ways.end(), peers.begin(), peers.end());
  for (auto& s : skipped_peers()) printf("skipped %s: %s\n", s.name.c_str(), s.reason.c_str());
  for (const Way& way : ways) {
    if (std::string(only) != "all" && way.name.find(only) == std::string::npos) continue;
    auto o = run_trial(way, plan, roll);
    printf("%-12s %-8s %s capture %.0f publish %.0f access %.0f/%.0f consumed %.0f/%.0f us cpu %.2f s/1000 missed %lu corrupt %lu fps %.0f/%.0f\n", way.name.c_str(), way.version.c_str(), o.failure.c_str(), pct(o.capture_us, .5), pct(o.publish_us, .5), pct(o.access_us, .5), pct(o.access_us, .99), pct(o.consumed_us, .5), pct(o.consumed_us, .99), o.cpu_s_per_1000, o.missed, o.corrupt, o.published_fps, o.received_fps);
    fflush(stdout);
  }
}
}
