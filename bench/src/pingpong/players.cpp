#include "pingpong/players.hpp"

#include <fmt/core.h>
#include <sched.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

#include "framering/clock.hpp"
#include "pingpong/message.hpp"

namespace framering::bench {
namespace {

void ping(Side& side, std::size_t bytes, const Score& score) {
  const auto cycles_ns = score.cycles_ns();
  std::vector<std::byte> message(bytes);
  std::vector<std::byte> reply(bytes);
  for (std::size_t number = 0; number < kWarmUp + cycles_ns.size(); ++number) {
    fill_message(message, number);
    const std::int64_t begin_ns = now_ns();
    side.send(message);
    side.receive(reply);
    const std::int64_t end_ns = now_ns();
    if (reply != message) throw std::runtime_error(fmt::format("reply {} is wrong", number + 1));
    if (number >= kWarmUp) cycles_ns[number - kWarmUp] = end_ns - begin_ns;
    score.note_progress();
  }
}

void pong(Side& side, std::size_t bytes, std::size_t cycles) {
  std::vector<std::byte> scratch(bytes);
  for (std::size_t number = 0; number < kWarmUp + cycles; ++number) side.answer(scratch);
}

/// Keeps this thread on the processor of that number among those that it may use, if there are so
/// many. Two that spin may else share one for as long as a match lasts: a scheduler sees no reason
/// to part those that yield.
void move_to_processor(int number) noexcept {
  cpu_set_t allowed;
  if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
  for (int processor = 0; processor < CPU_SETSIZE; ++processor) {
    if (!CPU_ISSET(processor, &allowed) || number-- > 0) continue;
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(processor, &only);
    ::sched_setaffinity(0, sizeof only, &only);
    return;
  }
}

/// What no connected side needs any more goes at once, lest a killed bench leaves it.
void remove_directory(const std::string& path) noexcept {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

}  // namespace

int play_side(Role role, Link& link, const LinkSetup& setup, const Score& score, bool alone) {
  std::signal(SIGPIPE, SIG_IGN);
  std::unique_ptr<Side> side;  // outlives the complaint: who is left alone complains later
  try {
    side = link.take(role);
    if (alone) move_to_processor(static_cast<int>(role));
    score.wait_for_both(setup.patience);
    if (role == Role::ping) {
      remove_directory(setup.directory);
      ping(*side, setup.bytes, score);
    } else {
      pong(*side, setup.bytes, score.cycles_ns().size());
    }
    return EXIT_SUCCESS;
  } catch (const std::exception& failure) {
    score.complain(failure.what());
    return EXIT_FAILURE;
  }
}

int play_both(Link& link, const LinkSetup& setup, const Score& score) {
  int answering = EXIT_FAILURE;
  std::thread thread([&] { answering = play_side(Role::pong, link, setup, score, false); });
  const int asking = play_side(Role::ping, link, setup, score, false);
  thread.join();
  return asking != EXIT_SUCCESS ? asking : answering;
}

}  // namespace framering::bench
