#include "suite/plans.hpp"

#include <algorithm>

namespace framering::bench {
namespace {

/// Bare streams send to one reader after the other, and the bare handover is a limit of one reader.
bool is_for_many(const Way& way) { return way.kind != WayKind::bare; }
/// The one that stands for those that copy, where sizes are compared.
bool is_copying_example(const Way& way) { return way.name == "bare Unix stream"; }

class Planner {
 public:
  explicit Planner(const SuiteSize& size) : size_(size) {}

  void add(const Way& way) {
    if (way.waking == Waking::thread) return add_waking(way);
    // Who spins needs a processor of its own, which pays where nothing else is to be done.
    if (way.waking == Waking::nobody) return add_fastest(way);
    const unsigned laps = way.lends_memory ? size_.laps() : 1;
    trials_.push_back({.way = way, .plan = usual(laps * size_.frames()), .laps = laps});
    if (!size_.quick && is_for_many(way)) add_readers(way, Reading::copy, {4, 16, 64});
    if (is_copying_example(way)) add_sizes(way, Reading::copy);
    if (way.lends_memory) add_in_place(way);
  }
  std::vector<MeasuredTrial> take() { return std::move(trials_); }

 private:
  static TrialPlan usual(std::uint64_t frames) {
    return {
        .width = kUsualSize.width, .height = kUsualSize.height, .fps = kUsualFps, .frames = frames};
  }

  void add_readers(const Way& way, Reading reading, const std::vector<std::uint32_t>& counts) {
    TrialPlan plan = usual(size_.fewer_frames());
    plan.reading = reading;
    for (const std::uint32_t readers : counts) {
      plan.readers = readers;
      if (readers <= way.most_readers) trials_.push_back({.way = way, .plan = plan});
    }
  }

  /// What its publish() is compared with, the same without a thread, are trials of ours anyway.
  void add_waking(const Way& way) {
    for (const Reading reading : {Reading::copy, Reading::borrow}) {
      TrialPlan plan = usual(size_.frames());
      plan.reading = reading;
      trials_.push_back({.way = way, .plan = plan});
      if (!size_.quick) add_readers(way, reading, {4, 16, 64});
    }
  }

  void add_in_place(const Way& way) {
    TrialPlan plan = usual(size_.frames());
    plan.reading = Reading::borrow;
    trials_.push_back({.way = way, .plan = plan});
    add_sizes(way, Reading::borrow);
    if (way.kind == WayKind::peer) return;
    if (way.kind == WayKind::ours) {
      add_readers(
          way, Reading::borrow,
          size_.quick ? std::vector<std::uint32_t>{16} : std::vector<std::uint32_t>{4, 16, 64});
    }
    add_fastest(way);
  }

  void add_fastest(const Way& way) {
    constexpr std::uint64_t kTimesMore = 15;  // 500 frames in each lap of a whole run
    TrialPlan plan = usual(kTimesMore * size_.frames());
    plan.reading = Reading::borrow;
    plan.fps = 0;
    trials_.push_back({.way = way, .plan = plan, .laps = size_.laps()});
  }

  /// Beside the usual one. Where a target compares the two, the largest is measured as long.
  void add_sizes(const Way& way, Reading reading) {
    TrialPlan plan = usual(size_.fewer_frames());
    plan.reading = reading;
    const bool is_compared = reading == Reading::borrow && way.kind != WayKind::peer;
    for (const FrameSize& other : size_.other_sizes()) {
      plan.width = other.width;
      plan.height = other.height;
      const bool is_long = is_compared && other.width == kLargest.width;
      plan.frames = is_long ? size_.frames() : size_.fewer_frames();
      trials_.push_back({.way = way, .plan = plan});
    }
  }

  const SuiteSize& size_;
  std::vector<MeasuredTrial> trials_;
};

}  // namespace

std::vector<FrameSize> SuiteSize::other_sizes() const {
  if (quick) return {kLargest};
  return {{640, 480}, {1920, 1080}, kLargest};
}

DrawingPlan planned_drawing(const SuiteSize& size) {
  return {.width = kUsualSize.width,
          .height = kUsualSize.height,
          .fps = kUsualFps,
          .frames = size.quick ? 60U : 300U};
}

std::vector<MeasuredTrial> planned_trials(const SuiteSize& size) {
  Planner planner(size);
  for (const Way& way : all_ways()) planner.add(way);
  return planner.take();
}

}  // namespace framering::bench
