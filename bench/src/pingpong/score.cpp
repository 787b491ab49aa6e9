#include "pingpong/score.hpp"

#include <new>
#include <stdexcept>

#include "framering/clock.hpp"
#include "frames/arena.hpp"
#include "futex.hpp"

namespace framering::bench {

Score::Score(std::size_t cycles) : memory_("score", sizeof(State) + cycles * sizeof(std::int64_t)) {
  new (memory_.bytes().data()) State;
  auto* first = reinterpret_cast<std::int64_t*>(memory_.bytes().data() + sizeof(State));
  cycles_ns_ = {first, cycles};
}

Score::State& Score::state() const noexcept {
  return *std::launder(reinterpret_cast<State*>(memory_.bytes().data()));
}

void Score::wait_for_both(std::chrono::milliseconds patience) const {
  constexpr std::uint32_t kSides = 2;
  const Deadline deadline = deadline_in(patience);
  std::uint32_t& word = state().ready;
  const std::atomic_ref ready(word);
  ready.fetch_add(1);
  futex_wake_all(word);
  for (auto now = ready.load(); now < kSides; now = ready.load()) {
    if (Clock::now() >= deadline) throw std::runtime_error("the other side does not come");
    futex_wait(word, now, deadline);
  }
}

void Score::complain(const std::string& line) const noexcept {
  if (!state().complained.exchange(true)) write_error(state().complaint, line);
}

std::string Score::complaint() const { return error_in(state().complaint); }

}  // namespace framering::bench
