// Frame after frame, without a window.

#include "headless_loop.hpp"

#include <chrono>
#include <optional>

#include "complaint.hpp"
#include "exit_code.hpp"
#include "offscreen_screen.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

// How often a waiting loop looks whether it is to stop.
constexpr auto kLookUp = 100ms;

}  // namespace

int headless_loop(FrameReceiver& receiver, FrameIntake& intake, OffscreenScreen* screen,
                  const RunLimits& limits) {
  const auto frames = [&] { return screen != nullptr ? receiver.drawn() : receiver.whole(); };
  while (true) {
    if (const std::optional<int> exit_code = limits.over(frames(), receiver)) return *exit_code;
    switch (intake.take(limits.at_most(kLookUp))) {
      case Intake::uploaded:
        screen->present(receiver, intake);
        break;
      case Intake::ended:
        return limits.stream_ended(frames(), receiver);
      case Intake::failed:
        complain(intake.problem());
        return kExitFailed;
      case Intake::received:
      case Intake::nothing:
        break;
    }
  }
}

}  // namespace framering::viewer
