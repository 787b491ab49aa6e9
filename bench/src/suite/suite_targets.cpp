// The table of targets: which of the suite's figures are divided by which.

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "suite/suite.hpp"

namespace framering::bench {
namespace {

using Figures = std::vector<double>;

constexpr const char* kOurs = "framering shm";
constexpr const char* kSpinning = "framering shm, spinning";
constexpr const char* kHandover = "bare handover";

Figures per_second(const Figures& durations_us) {
  Figures rates;
  for (const double us : durations_us) rates.push_back(us > 0 ? 1e6 / us : 0);
  return rates;
}

/// Looks the figures of each round up; empty where the suite does not have them.
class Figured {
 public:
  explicit Figured(const Suite& suite) : suite_(suite) {}

  Figures pingpong(const std::string& method) const {
    const MeasuredSamples* pingpong = find(suite_.pingpongs(), method);
    return pingpong == nullptr ? Figures() : pingpong->each_round(50);
  }
  /// How many a second there were in each round.
  Figures rate_of_limit(const std::string& name) const {
    const MeasuredSamples* limit = find(suite_.limits(), name);
    return limit == nullptr ? Figures() : per_second(limit->each_mean());
  }

  /// The trial of this system at 60 fps, 1280x720, one reader, copying.
  const MeasuredTrial* usual(const std::string& system) const {
    return find([&](const MeasuredTrial& trial) {
      return trial.way.name == system && is_usual_size(trial) && trial.plan.fps > 0 &&
             trial.plan.readers == 1 && trial.plan.reading == Reading::copy;
    });
  }
  /// The trial of this system that is read in place; paced: at 60 fps, else as fast as possible.
  const MeasuredTrial* borrowed(const std::string& system, std::uint32_t width,
                                std::uint32_t readers, bool paced) const {
    return find([&](const MeasuredTrial& trial) {
      return trial.way.name == system && trial.plan.width == width &&
             (trial.plan.fps > 0) == paced && trial.plan.readers == readers &&
             trial.plan.reading == Reading::borrow;
    });
  }
  /// Of these systems, the trial of that whose median is the least; none if none has figures, or if
  /// one failed, which may have been it.
  const MeasuredTrial* best_of(std::initializer_list<const char*> systems) const {
    const MeasuredTrial* best = nullptr;
    for (const char* system : systems) {
      const MeasuredTrial* trial = usual(system);
      if (trial != nullptr && !trial->failure.empty()) return nullptr;
      if (!is_whole(trial)) continue;
      if (best == nullptr || trial->consumed_us(50).median < best->consumed_us(50).median) {
        best = trial;
      }
    }
    return best;
  }

  static Figures each(const MeasuredTrial* trial, std::vector<double> TrialOutcome::*samples,
                      double percent) {
    Figures figures;
    if (!is_whole(trial)) return figures;
    for (const TrialOutcome& outcome : trial->rounds) {
      figures.push_back(percentile_of(outcome.*samples, percent));
    }
    return figures;
  }
  template <typename Number>
  static Figures each(const MeasuredTrial* trial, Number TrialOutcome::*figure) {
    Figures figures;
    if (!is_whole(trial)) return figures;
    for (const TrialOutcome& outcome : trial->rounds) {
      figures.push_back(static_cast<double>(outcome.*figure));
    }
    return figures;
  }

 private:
  /// Not where a round failed: those before it need not be like the others.
  static bool is_whole(const MeasuredTrial* trial) {
    return trial != nullptr && trial->failure.empty() && !trial->rounds.empty();
  }
  static bool is_usual_size(const MeasuredTrial& trial) {
    return trial.plan.width == kUsualSize.width && trial.plan.height == kUsualSize.height;
  }
  template <typename Predicate>
  const MeasuredTrial* find(Predicate predicate) const {
    const auto found = std::ranges::find_if(suite_.trials(), predicate);
    return found == suite_.trials().end() ? nullptr : &*found;
  }
  /// None where a round failed.
  static const MeasuredSamples* find(const std::vector<MeasuredSamples>& all,
                                     const std::string& name) {
    const auto found = std::ranges::find(all, name, &MeasuredSamples::name);
    return found == all.end() || !found->failure.empty() ? nullptr : &*found;
  }

  const Suite& suite_;
};

Target at_most(std::string what, double bound, const Figures& a, const Figures& b) {
  Target target{.what = std::move(what), .ratios = ratios_of(a, b), .bound = bound};
  if (target.ratios.empty()) target.note = "not part of this run, or failed";
  return target;
}

Target at_least(std::string what, double bound, const Figures& a, const Figures& b) {
  Target target = at_most(std::move(what), bound, a, b);
  target.at_least = true;
  return target;
}

void add_pingpong(const Figured& figured, std::vector<Target>& targets) {
  targets.push_back(at_most("ping-pong, shm-spin ÷ a bare spinning word", 1.5,
                            figured.pingpong("shm-spin"),
                            figured.pingpong("limit: spinning word")));
  targets.push_back(at_most("  its floor: a bare slot that describes itself ÷ the word", 1.5,
                            figured.pingpong("limit: spinning slot"),
                            figured.pingpong("limit: spinning word")));
  targets.push_back(at_most("ping-pong, shm ÷ a bare futex wake, both ways", 1.25,
                            figured.pingpong("shm"), figured.pingpong("limit: futex wake")));
  targets.push_back(at_most("  its floor: a bare slot that is slept on ÷ the wake", 1.25,
                            figured.pingpong("limit: sleeping slot"),
                            figured.pingpong("limit: futex wake")));
}

void add_ways(const Figured& figured, std::vector<Target>& targets) {
  const MeasuredTrial* ours = figured.usual(kOurs);
  const Figures consumed = Figured::each(ours, &TrialOutcome::consumed_us, 50);
  const MeasuredTrial* bare = figured.usual(kHandover);
  const Figures handed_over = Figured::each(bare, &TrialOutcome::consumed_us, 50);
  targets.push_back(at_most("60 fps, 1 reader: publish → access ÷ that of the bare handover", 1.25,
                            Figured::each(ours, &TrialOutcome::access_us, 50),
                            Figured::each(bare, &TrialOutcome::access_us, 50)));
  targets.push_back(
      at_most("60 fps, 1 reader: capture → consumed ÷ the bare handover (two copies, a wake)", 1.10,
              consumed, handed_over));
  const MeasuredTrial* iceoryx = figured.usual("iceoryx");
  targets.push_back(at_most("capture → consumed ÷ iceoryx, p50", 1, consumed,
                            Figured::each(iceoryx, &TrialOutcome::consumed_us, 50)));
  const Figures iceoryx_p99 = Figured::each(iceoryx, &TrialOutcome::consumed_us, 99);
  targets.push_back(at_most("capture → consumed ÷ iceoryx, p99", 1,
                            Figured::each(ours, &TrialOutcome::consumed_us, 99), iceoryx_p99));
  targets.push_back(at_most("  its floor: the bare handover ÷ iceoryx, p99", 1,
                            Figured::each(bare, &TrialOutcome::consumed_us, 99), iceoryx_p99));
  targets.push_back(at_most("CPU time ÷ iceoryx", 1,
                            Figured::each(ours, &TrialOutcome::cpu_s_per_1000),
                            Figured::each(iceoryx, &TrialOutcome::cpu_s_per_1000)));
  const MeasuredTrial* best = figured.best_of(
      {"bare Unix stream", "bare pipe", "bare TCP", "ZeroMQ", "Cyclone DDS", "GStreamer"});
  Target others = at_most("capture → consumed ÷ the best other way, p50", 0.75, consumed,
                          Figured::each(best, &TrialOutcome::consumed_us, 50));
  // Which it is depends on what is installed, and on what came to a result.
  if (!others.ratios.empty()) others.note = best->way.name;
  targets.push_back(others);
  targets.push_back(at_most("  its floor: the bare handover ÷ the best other way", 0.75,
                            handed_over, Figured::each(best, &TrialOutcome::consumed_us, 50)));
}

void add_borrowing(const Figured& figured, std::vector<Target>& targets) {
  const auto access = [&](const char* system, std::uint32_t width) {
    return Figured::each(figured.borrowed(system, width, 1, true), &TrialOutcome::access_us, 50);
  };
  targets.push_back(at_most("time to access of a borrowed frame, 3840x2160 ÷ 1280x720", 1.10,
                            access(kOurs, kLargest.width), access(kOurs, kUsualSize.width)));
  targets.push_back(at_most("  its floor: the same ratio of the bare handover", 1.10,
                            access(kHandover, kLargest.width),
                            access(kHandover, kUsualSize.width)));
  Target missed{.what = "frames missed by 16 readers that borrow, 60 fps", .bound = 0};
  // Of the worst round: a median would pass over a frame that was missed.
  const MeasuredTrial* borrowers = figured.borrowed(kOurs, kUsualSize.width, 16, true);
  if (borrowers != nullptr && !borrowers->failure.empty()) {
    missed.note = borrowers->failure;  // that none was missed in the rounds before proves nothing
  } else if (borrowers != nullptr && !borrowers->rounds.empty()) {
    missed.ratios = {static_cast<double>(borrowers->missed())};
  } else {
    missed.note = "not part of this run, or failed";
  }
  targets.push_back(missed);
}

void add_fastest(const Figured& figured, std::vector<Target>& targets) {
  const Figures copies = figured.rate_of_limit(kColdCopy);
  const auto add = [&](const char* system, const std::string& what, double TrialOutcome::*fps) {
    const MeasuredTrial* trial = figured.borrowed(system, kUsualSize.width, 1, false);
    targets.push_back(at_least(what, 0.9, Figured::each(trial, fps), copies));
  };
  for (const auto& [verb, fps] : {std::pair{"published", &TrialOutcome::published_fps},
                                  std::pair{"received", &TrialOutcome::received_fps}}) {
    const auto ratio = fmt::format("frames/s {} ÷ cold copies/s", verb);
    add(kSpinning, "as fast as possible, spinning: " + ratio, fps);
    add(kOurs, "  with a reader that sleeps: " + ratio, fps);
    add(kHandover, "  the bare handover, whose reader sleeps: " + ratio, fps);
  }
}

}  // namespace

std::vector<Target> Suite::targets() const {
  const Figured figured(*this);
  std::vector<Target> targets;
  add_pingpong(figured, targets);
  add_ways(figured, targets);
  add_borrowing(figured, targets);
  add_fastest(figured, targets);
  targets.push_back(target_of(drawing_));
  return targets;
}

}  // namespace framering::bench
