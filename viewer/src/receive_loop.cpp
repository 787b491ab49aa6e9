// Receiving without drawing.

#include "receive_loop.hpp"

#include <spdlog/spdlog.h>

#include <chrono>

#include "connection_log.hpp"
#include "exit_code.hpp"
#include "stop_signal.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

// How often a waiting loop looks for a signal to stop.
constexpr auto kLookUp = 100ms;

bool is_fatal(Verdict verdict) {
  return verdict == Verdict::corrupt || verdict == Verdict::no_stamps;
}

}  // namespace

int receive_loop(FrameReceiver& receiver, const RunLimits& limits) {
  ConnectionLog log;
  while (!limits.enough(receiver.whole())) {
    if (stop_requested()) return limits.exit_code_after(receiver.whole());
    if (limits.out_of_time()) {
      spdlog::error(limits.shortfall(receiver.whole(), limits.timeout_text()));
      return kExitFailed;
    }
    const ReadStatus status = receiver.receive(limits.at_most(kLookUp));
    log.observe(receiver.subscriber(), status);
    if (status == ReadStatus::failed) {
      spdlog::error(receiver.subscriber().error().message);
      return kExitFailed;
    }
    if (status == ReadStatus::ended) {
      const int exit_code = limits.exit_code_after(receiver.whole());
      if (exit_code != kExitDone)
        spdlog::error(limits.shortfall(receiver.whole(), "the stream ended"));
      return exit_code;
    }
    if (status != ReadStatus::frame) continue;
    if (is_fatal(receiver.verify())) {
      spdlog::error(receiver.problem());
      return kExitFailed;
    }
    receiver.finish(receiver.ledger());
  }
  return kExitDone;
}

}  // namespace framering::viewer
