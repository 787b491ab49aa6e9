// The thread that echoes.

#include "echo_probe.hpp"

#include <signal.h>

#include <chrono>
#include <utility>

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

constexpr auto kPeriod = 500ms;
// Short, since the end of the program waits for it.
constexpr auto kPatience = 250ms;

}  // namespace

EchoProbe::~EchoProbe() {
  {
    const std::lock_guard guard(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void EchoProbe::follow(const std::string& stream, const SubscriberOptions& options) {
  {
    const std::lock_guard guard(mutex_);
    target_ = {stream, options, target_.generation + 1};
    echoes_.clear();
  }
  changed_.notify_all();
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
}

std::vector<ProbedEcho> EchoProbe::take() {
  const std::lock_guard guard(mutex_);
  return std::exchange(echoes_, {});
}

void EchoProbe::run() {
  sigset_t all;  // signals are for the main thread, whose waits they end
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  while (const auto target = wait_for_target()) {
    serve(*target);
    rest(*target);
  }
}

std::optional<EchoProbe::Target> EchoProbe::wait_for_target() {
  const std::lock_guard guard(mutex_);
  return stopping_ ? std::nullopt : std::optional(target_);
}

/// Echoes over one connection until that, or its use, is over.
void EchoProbe::serve(const Target& target) {
  auto client = EchoClient::connect(target.stream, target.options, deadline_in(kPatience));
  if (client) probe(*client, target, ++connections_);
}

void EchoProbe::probe(EchoClient& client, const Target& target, std::uint64_t connection) {
  std::int64_t number = 0;
  do {
    const auto echo = client.echo(++number, deadline_in(kPatience));
    if (!echo) return;
    if (!share(target, {target.options.transport, connection, client.shares_clock(), *echo})) {
      return;
    }
  } while (rest(target));
}

bool EchoProbe::share(const Target& target, const ProbedEcho& echo) {
  const std::lock_guard guard(mutex_);
  if (stopping_ || target_.generation != target.generation) return false;
  echoes_.push_back(echo);
  return true;
}

/// Until the next echo is due; false if there is something else to do.
bool EchoProbe::rest(const Target& target) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, kPeriod,
                            [&] { return stopping_ || target_.generation != target.generation; });
}

}  // namespace framering::viewer
