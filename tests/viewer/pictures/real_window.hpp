#pragma once
// The fixture for tests of the program with a real window: a screen, a stream of known pictures,
// and frame_viewer showing it at a known place.

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "framering/publisher.hpp"
#include "test_frame.hpp"
#include "virtual_display.hpp"

namespace framering::test {

using namespace std::chrono_literals;

/// Where windows lie on the screen.
inline constexpr int kLeft = 100;
inline constexpr int kTop = 50;

/// Until when anything must have happened, on a busy machine too.
inline constexpr auto kPatience = 20s;

class RealWindow : public testing::Test {
 protected:
  static void SetUpTestSuite() { display_ = std::make_unique<VirtualDisplay>(); }
  static void TearDownTestSuite() { display_.reset(); }

  /// Starts the stream "cam".
  void start_stream() {
    auto publisher = Publisher::create(
        {.stream = "cam", .payload_capacity = 640 * 480 * 3, .directory = streams_.path()});
    ASSERT_TRUE(publisher) << publisher.error().message;
    publisher_.emplace(*std::move(publisher));
  }

  /// Starts frame_viewer in the directory work_, its window of width x height at kLeft, kTop, the
  /// mouse over the window's middle.
  Process& start_viewer(int width, int height, std::vector<std::string> arguments) {
    const std::string geometry = std::to_string(width) + "x" + std::to_string(height) + "+" +
                                 std::to_string(kLeft) + "+" + std::to_string(kTop);
    std::vector<std::string> command = {"/usr/bin/env", "-C",         work_.path(), FRAME_VIEWER,
                                        "cam",          "--geometry", geometry};
    command.insert(command.end(), arguments.begin(), arguments.end());
    display_->move_mouse(kLeft + width / 2, kTop + height / 2);
    viewer_ = std::make_unique<Process>(
        command,
        Process::Environment{{"DISPLAY", display_->name()}, {"FRAMERING_DIR", streams_.path()}});
    return *viewer_;
  }

  /// A stream that has published `frame`, and a viewer whose window shows it without the overlay.
  Process& show(const TestFrame& frame, int width, int height,
                std::vector<std::string> arguments = {"--no-overlay"}) {
    start_stream();
    EXPECT_TRUE(publish(*publisher_, frame));
    return start_viewer(width, height, std::move(arguments));
  }

  /// Whether the screen fulfils the condition before long.
  static bool screen_becomes(const std::function<bool(const PngPicture&)>& condition) {
    return eventually(deadline_in(kPatience), [&] { return condition(display_->screenshot()); });
  }

  /// Whether a pixel of the window, counted from its corner, becomes that colour, within 2.
  static bool pixel_becomes(int x, int y, const std::array<int, 3>& color) {
    return screen_becomes([&](const PngPicture& screen) { return looks(screen, x, y, color); });
  }

  static bool looks(const PngPicture& screen, int x, int y, const std::array<int, 3>& color,
                    int tolerance = 2) {
    const auto seen =
        screen.at(static_cast<std::uint32_t>(kLeft + x), static_cast<std::uint32_t>(kTop + y));
    for (std::size_t i = 0; i < 3; ++i) {
      if (std::abs(seen[i] - color[i]) > tolerance) return false;
    }
    return true;
  }

  /// What gradient_frame(640, 480, blue) has at x, y.
  static std::array<int, 3> gradient(int x, int y, int blue) {
    return {x * 255 / 639, y * 255 / 479, blue};
  }

  static inline std::unique_ptr<VirtualDisplay> display_;
  TemporaryDirectory streams_;
  TemporaryDirectory work_;
  std::optional<Publisher> publisher_;
  std::unique_ptr<Process> viewer_;
};

}  // namespace framering::test
