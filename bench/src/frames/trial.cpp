#include "frames/trial.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

#include "child_process.hpp"
#include "frames/arena.hpp"
#include "frames/cpu_time.hpp"
#include "frames/publish_frames.hpp"
#include "frames/read_frames.hpp"
#include "frames/stolen_time.hpp"
#include "scratch_directory.hpp"
#include "stop_signals.hpp"

namespace framering::bench {
namespace {

using std::chrono::nanoseconds;

constexpr std::chrono::seconds kStartAndEnd(40);
constexpr double kSlowest = 2;  // frames a second that even the slowest way should reach
constexpr const char* kTooLong = "is not done in time: it hangs, or is too much for this machine";

ArenaHeader header_of(const TrialPlan& plan, const PictureRoll& roll) {
  ArenaHeader header;
  header.frames = plan.frames;
  header.readers = plan.readers;
  header.frame_bytes = roll.frame_bytes();
  header.row_bytes = roll.row_bytes();
  header.pictures = roll.pictures();
  if (plan.fps > 0) header.period_ns = static_cast<std::uint64_t>(1e9 / plan.fps);
  header.copies_out = plan.reading == Reading::copy ? 1 : 0;
  return header;
}

/// The processes of a trial, and what they share.
class Trial {
 public:
  Trial(const Way& way, const TrialPlan& plan, const PictureRoll& roll)
      : way_(way),
        roll_(roll),
        setup_{.directory = scratch_.path(),
               .width = plan.width,
               .height = plan.height,
               .frame_bytes = roll.frame_bytes(),
               .readers = plan.readers},
        arena_(header_of(plan, roll)) {}

  const Arena& arena() const noexcept { return arena_; }
  std::int64_t broker_cpu_ns() const noexcept { return broker_cpu_ns_; }
  double stolen_share() const {
    if (!stolen_begin_ || !stolen_end_) return 0;
    const std::chrono::duration<double> span = stolen_end_->at - stolen_begin_->at;
    return (stolen_end_->seconds - stolen_begin_->seconds) / span.count();
  }

  void run(Deadline deadline) {
    if (way_.start_broker) broker_ = way_.start_broker(setup_);
    start();
    std::vector<ChildProcess*> running;
    for (ChildProcess& process : processes_) running.push_back(&process);
    while (!running.empty()) {
      std::erase_if(running, [&](ChildProcess* process) { return has_ended(*process); });
      watch_broker();
      watch_stolen_time();
      throw_if_stopped();
      if (Clock::now() >= deadline) throw std::runtime_error(kTooLong);
      std::this_thread::sleep_for(kLook);
    }
  }

 private:
  static constexpr std::chrono::milliseconds kLook{10};
  struct Stolen {
    Clock::time_point at;
    double seconds;
  };

  void start() {
    const auto failed = [this](std::span<char> field) {
      return [field](const std::string& line) { write_error(field, line); };
    };
    processes_.reserve(arena_.header().readers + 1);
    processes_.emplace_back([this] { return send(); }, failed(arena_.header().sender_error));
    for (std::uint32_t reader = 0; reader < arena_.header().readers; ++reader) {
      processes_.emplace_back([this, reader] { return receive(reader); },
                              failed(arena_.tally(reader).error));
    }
  }

  int send() const {
    if (way_.exec_sender) {
      way_.exec_sender(setup_, arena_, roll_);
      throw std::runtime_error("its program cannot be started");
    }
    publish_frames(*way_.make_sender(setup_), roll_, arena_);
    return 0;
  }

  int receive(std::uint32_t reader) const {
    if (way_.exec_receiver) {
      way_.exec_receiver(setup_, arena_, roll_, reader);
      throw std::runtime_error("its program cannot be started");
    }
    read_frames(*way_.make_receiver(setup_, reader), reader, roll_, arena_);
    return 0;
  }

  /// Throws if it has ended badly.
  bool has_ended(ChildProcess& process) const {
    const int status = process.wait(Deadline::min());
    if (status <= 0) return status == 0;
    throw std::runtime_error(
        reason(static_cast<std::size_t>(&process - processes_.data()), status));
  }

  std::string reason(std::size_t process, int status) const {
    const std::string who =
        process == 0 ? "its publisher" : "its reader " + std::to_string(process);
    const std::string line = process == 0 ? error_in(arena_.header().sender_error)
                                          : error_in(arena_.tally(process - 1).error);
    return who + (line.empty() ? " ended with status " + std::to_string(status) : ": " + line);
  }

  void watch_broker() {
    if (!broker_) return;
    std::int64_t now = 0;
    for (const int pid : broker_->pids()) now += cpu_ns_of(pid);
    if (shared_word(arena_.header().first_index) == 0) broker_cpu_before_ns_ = now;
    if (shared_word(arena_.header().all_sent) == 0) broker_cpu_ns_ = now - broker_cpu_before_ns_;
  }

  void watch_stolen_time() {
    const auto note = [](std::optional<Stolen>& stolen, bool is_time) {
      if (is_time && !stolen) stolen = {Clock::now(), stolen_seconds()};  // once: it takes a while
    };
    note(stolen_begin_, shared_word(arena_.header().first_index) != 0);
    note(stolen_end_, shared_word(arena_.header().all_sent) != 0);
  }

  const Way& way_;
  const PictureRoll& roll_;
  const ScratchDirectory scratch_;
  const WaySetup setup_;
  const Arena arena_;
  std::unique_ptr<Broker> broker_;
  std::vector<ChildProcess> processes_;  // the publisher first
  std::int64_t broker_cpu_before_ns_ = 0;
  std::int64_t broker_cpu_ns_ = 0;
  std::optional<Stolen> stolen_begin_;
  std::optional<Stolen> stolen_end_;
};

double microseconds(std::int64_t ns) { return static_cast<double>(ns) / 1000; }

void add_reader(const Arena& arena, std::uint64_t reader, TrialOutcome& outcome) {
  const auto published = arena.publish_stamps();
  const auto read = arena.read_stamps(reader);
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (read[i].consumed_ns == 0) {
      ++outcome.missed;
      continue;
    }
    outcome.access_us.push_back(microseconds(read[i].accessed_ns - published[i].published_ns));
    outcome.consumed_us.push_back(microseconds(read[i].consumed_ns - published[i].captured_ns));
  }
  outcome.corrupt += arena.tally(reader).corrupt;
}

double cpu_ns_of_all(const Trial& trial) {
  const Arena& arena = trial.arena();
  auto sum = static_cast<double>(arena.header().sender_cpu_ns) +
             static_cast<double>(trial.broker_cpu_ns());
  for (std::uint64_t i = 0; i < arena.header().readers; ++i) {
    sum += static_cast<double>(arena.tally(i).cpu_ns);
  }
  return sum;
}

TrialOutcome outcome_of(const Trial& trial) {
  const Arena& arena = trial.arena();
  TrialOutcome outcome;
  for (const PublishStamps& stamps : arena.publish_stamps()) {
    outcome.publish_us.push_back(microseconds(stamps.returned_ns - stamps.published_ns));
    outcome.capture_us.push_back(microseconds(stamps.published_ns - stamps.captured_ns));
  }
  const auto readers = arena.header().readers;
  for (std::uint64_t i = 0; i < readers; ++i) add_reader(arena, i, outcome);
  const auto frames = static_cast<double>(arena.header().frames);
  const auto& stamps = arena.publish_stamps();
  outcome.seconds = microseconds(stamps.back().returned_ns - stamps.front().captured_ns) / 1e6;
  outcome.stolen_share = trial.stolen_share();
  // Figures of nothing would look like the best there are.
  if (outcome.consumed_us.empty()) outcome.failure = "no reader had any frame whole";
  outcome.published_fps = frames / outcome.seconds;
  outcome.received_fps = static_cast<double>(outcome.consumed_us.size()) /
                         static_cast<double>(readers) / outcome.seconds;
  outcome.cpu_s_per_1000 = cpu_ns_of_all(trial) / 1e6 / frames;
  return outcome;
}

}  // namespace

TrialOutcome run_trial(const Way& way, const TrialPlan& plan, const PictureRoll& roll) {
  try {
    const double slowest = plan.fps > 0 ? std::min(plan.fps, kSlowest) : kSlowest;
    const auto sending = std::chrono::duration<double>(static_cast<double>(plan.frames) / slowest);
    Trial trial(way, plan, roll);
    trial.run(deadline_in(kStartAndEnd + std::chrono::ceil<nanoseconds>(sending)));
    return outcome_of(trial);
  } catch (const std::exception& failure) {
    return {.failure = failure.what()};
  }
}

}  // namespace framering::bench
