#include "pingpong/match.hpp"

#include <fmt/core.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "child_process.hpp"
#include "failure.hpp"
#include "pingpong/players.hpp"
#include "pingpong/score.hpp"
#include "scratch_directory.hpp"
#include "stop_signals.hpp"
#include "unique_fd.hpp"

namespace framering::bench {
namespace {

/// For a side to end when the other has failed: it may be about to, or wait for ever.
constexpr std::chrono::milliseconds kGrace(1000);

/// A process with one of the sides, or with both.
class Player {
 public:
  Player(const char* what, const std::function<int()>& main, const Score& score)
      : what_(what),
        process_(main, [&score](const std::string& line) { score.complain(line); }),
        pidfd_(checked(static_cast<int>(::syscall(SYS_pidfd_open, process_.pid(), 0)), "pidfd")) {}

  /// Readable when it has ended. (To look at it every few milliseconds would disturb a match.)
  int pidfd() const noexcept { return pidfd_.get(); }
  /// As ChildProcess::wait().
  int wait(Deadline deadline) noexcept { return process_.wait(deadline); }
  /// Throws if a signal has ended it.
  void check_not_killed() {
    const int status = wait(Deadline::min());
    if (status <= kSignalled) return;
    throw std::runtime_error(fmt::format("the {} process was killed by SIG{}", what_,
                                         ::sigabbrev_np(status - kSignalled)));
  }

 private:
  const char* what_;
  ChildProcess process_;
  UniqueFd pidfd_;
};

class Match {
 public:
  Match(const PingPongMethod& method, const MatchPlan& plan)
      : setup_{.directory = scratch_.path(), .bytes = plan.bytes, .patience = plan.patience},
        score_(plan.cycles) {
    auto link = method.open(setup_);
    players_.reserve(2);
    const auto start = [&](const char* what, const std::function<int()>& main) {
      players_.emplace_back(what, main, score_);
    };
    if (method.is_threads) {
      start("playing", [&] { return play_both(*link, setup_, score_); });
    } else {
      const auto side = [&](Role role) {
        return play_side(role, *link, setup_, score_, method.spins);
      };
      start("answering", [&] { return side(Role::pong); });
      start("asking", [&] { return side(Role::ping); });
    }
  }

  /// Throws if anything goes wrong.
  void referee() {
    watch();
    check_none_was_killed();
    const Deadline deadline = deadline_in(has_failed() ? kGrace : setup_.patience);
    bool ended_well = true;
    for (Player& player : players_) ended_well = player.wait(deadline) == 0 && ended_well;
    check_none_was_killed();
    players_.clear();
    const std::string complaint = score_.complaint();
    if (!complaint.empty()) throw std::runtime_error(complaint);
    if (!ended_well) throw std::runtime_error("a side does not come to its end");
  }

  std::vector<double> cycles_us() const {
    std::vector<double> result;
    result.reserve(score_.cycles_ns().size());
    for (const std::int64_t ns : score_.cycles_ns()) {
      result.push_back(static_cast<double>(ns) * 1e-3);
    }
    return result;
  }

 private:
  /// Until a process has ended. Throws if nothing moves any more, or the bench is to stop.
  void watch() const {
    std::vector<pollfd> events;
    for (const Player& player : players_) events.push_back({player.pidfd(), POLLIN, 0});
    events.push_back({stop_signals_fd(), POLLIN, 0});
    for (std::uint64_t before = score_.progress();;) {
      const int ready =
          ::poll(events.data(), events.size(), static_cast<int>(setup_.patience.count()));
      throw_if_stopped();
      if (ready > 0) return;
      if (ready < 0) continue;  // a signal that the bench survives
      const std::uint64_t now = score_.progress();
      if (now == before) throw std::runtime_error(fmt::format("no reply to message {}", now + 1));
      before = now;
    }
  }

  void check_none_was_killed() {
    for (Player& player : players_) player.check_not_killed();
  }

  bool has_failed() {
    const auto badly = [](Player& player) { return player.wait(Deadline::min()) > 0; };
    return std::ranges::any_of(players_, badly);
  }

  ScratchDirectory scratch_;
  LinkSetup setup_;
  Score score_;
  std::vector<Player> players_;
};

}  // namespace

Result<std::vector<double>> play(const PingPongMethod& method, const MatchPlan& plan) {
  try {
    Match match(method, plan);
    match.referee();
    return match.cycles_us();
  } catch (const std::exception& failure) {
    return Error{ErrorCode::system,
                 fmt::format("pingpong {}, {} bytes: {}", method.name, plan.bytes, failure.what())};
  }
}

}  // namespace framering::bench
