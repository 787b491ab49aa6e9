// Transports chosen in a real window, by key and by click, while frames run.

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

#include "framering/transport.hpp"
#include "real_window.hpp"

namespace framering::test {
namespace {

// Where the overlay has its buttons.
constexpr int kButtonsY = 150;
constexpr int kFirstTransportX = 51;
constexpr int kTransportStep = 52;
constexpr int kAbX = 253;
constexpr int kCompareX = 321;

constexpr int kWidth = 1280;
constexpr int kHeight = 720;

std::string_view said_of(Transport transport) {
  switch (transport) {
    case Transport::pipe:
      return "the stream goes on through a pipe";
    case Transport::tcp:
      return "the stream goes on over TCP";
    case Transport::shm:
      break;
  }
  return "the stream goes on in shared memory";
}

int count(const std::string& text, std::string_view part) {
  int found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

class TransportWindow : public RealWindow {
 protected:
  /// A stream at 30 frames per second over all transports, and a window that shows it.
  Process& show_stream(std::vector<std::string> arguments = {}) {
    producer_.emplace(std::vector<std::string>{TEST_PUBLISHER, "cam", "rgb8", "640", "360", "30"},
                      Process::Environment{{"FRAMERING_DIR", streams_.path()}});
    arguments.insert(arguments.end(), {"--json", report_file()});
    Process& viewer = start_viewer(kWidth, kHeight, std::move(arguments));
    EXPECT_TRUE(viewer.prints("attached to cam", deadline_in(kPatience))) << viewer.err();
    return viewer;
  }

  std::string report_file() const { return work_.path() + "/report.json"; }

  /// Ends the viewer; what it reports.
  nlohmann::json report_of(Process& viewer) {
    display_->press("q");
    EXPECT_EQ(viewer.wait(deadline_in(kPatience)), 0) << viewer.err();
    std::ifstream file(report_file());
    return nlohmann::json::parse(file, nullptr, false);
  }

  static void click(int x, int y) {
    display_->input(
        {"mousemove", std::to_string(kLeft + x), std::to_string(kTop + y), "click", "1"});
  }

  static void click_on(Transport transport) {
    click(kFirstTransportX + static_cast<int>(transport) * kTransportStep, kButtonsY);
  }

  /// Whether the viewer has gone over to the transport `times` times before long.
  static bool goes_over(const Process& viewer, Transport transport, int times) {
    return eventually(deadline_in(kPatience),
                      [&] { return count(viewer.err(), said_of(transport)) == times; });
  }

  /// Whether the thin line of an A/B picture is there, below the panels.
  static bool is_split(const PngPicture& screen) {
    for (int y = 600; y < kHeight; y += 20) {
      if (!looks(screen, kWidth / 2, y, {232, 234, 237}, 3)) return false;
    }
    return true;
  }

  /// Whether the comparison table is there: dark where the picture is not.
  static bool is_compared(const PngPicture& screen) {
    return screen.at(kLeft + 1200, kTop + 16)[2] < 60;
  }

  std::optional<Process> producer_;
};

TEST_F(TransportWindow, SwitchesOneHundredTimesWithoutAStepBackwards) {
  constexpr int kTimesEach = 17;  // three of them by key, three by click: 102
  Process& viewer = show_stream();
  // The keys go round one way, the clicks the other: each of the six ways is taken.
  for (int times = 1; times <= kTimesEach; ++times) {
    for (const Transport next : {Transport::pipe, Transport::tcp, Transport::shm}) {
      display_->press("t");
      ASSERT_TRUE(goes_over(viewer, next, times)) << viewer.err();
    }
  }
  for (int times = kTimesEach + 1; times <= 2 * kTimesEach; ++times) {
    for (const Transport next : {Transport::tcp, Transport::pipe, Transport::shm}) {
      click_on(next);
      ASSERT_TRUE(goes_over(viewer, next, times)) << viewer.err();
    }
  }
  const auto report = report_of(viewer);
  ASSERT_TRUE(report.is_object());
  EXPECT_EQ(report["switches"], 6 * kTimesEach);
  EXPECT_EQ(report["index_went_backwards"], 0);
  EXPECT_EQ(report["transports"].size(), 3U);
  EXPECT_EQ(report["attachments"], 1);
  std::printf("%d switches: largest gap of the index %d, within three frames after a switch %d\n",
              report["switches"].get<int>(), report["largest_index_gap"].get<int>(),
              report["largest_index_gap_after_switch"].get<int>());
}

TEST_F(TransportWindow, ShowsNothingButThePictureWhileItSwitches) {
  Process& viewer = show_stream({"--no-overlay"});
  // A colour that no black or empty picture has: the middle of the gradient.
  const auto is_there = [](const PngPicture& screen) {
    return looks(screen, 640, 360, {127, 127, 128}, 4);
  };
  ASSERT_TRUE(screen_becomes(is_there));
  for (int times = 1; times <= 5; ++times) {
    for (const Transport next : {Transport::pipe, Transport::tcp, Transport::shm}) {
      display_->press("t");
      EXPECT_TRUE(is_there(display_->screenshot()));
      ASSERT_TRUE(goes_over(viewer, next, times)) << viewer.err();
      EXPECT_TRUE(is_there(display_->screenshot()));
    }
  }
}

TEST_F(TransportWindow, ComparesAAndBByKeyAndByClick) {
  Process& viewer = show_stream();
  ASSERT_FALSE(is_split(display_->screenshot()));
  display_->press("b");
  ASSERT_TRUE(screen_becomes(is_split));
  click(kAbX, kButtonsY);
  ASSERT_TRUE(screen_becomes([](const PngPicture& screen) { return !is_split(screen); }));
  click(kAbX, kButtonsY);
  ASSERT_TRUE(screen_becomes(is_split));
  display_->press("t");  // pipe is side B: on to tcp
  ASSERT_TRUE(goes_over(viewer, Transport::tcp, 1)) << viewer.err();
  const auto report = report_of(viewer);
  ASSERT_TRUE(report.is_object());
  EXPECT_EQ(report["ab"]["a"], "tcp");
  EXPECT_EQ(report["ab"]["b"], "pipe");
  EXPECT_EQ(report["ab"]["identical"], report["ab"]["compared"]);
}

TEST_F(TransportWindow, ShowsTheTableByKeyAndByClick) {
  show_stream();
  ASSERT_TRUE(screen_becomes([](const PngPicture& screen) {
    return looks(screen, 1200, 600, {1200 * 255 / 1279, 600 * 255 / 719, 128}, 4);
  }));
  ASSERT_FALSE(is_compared(display_->screenshot()));
  display_->press("c");
  ASSERT_TRUE(screen_becomes(is_compared));
  click(kCompareX, kButtonsY);
  ASSERT_TRUE(screen_becomes([](const PngPicture& screen) { return !is_compared(screen); }));
  click(kCompareX, kButtonsY);
  ASSERT_TRUE(screen_becomes(is_compared));
}

TEST_F(TransportWindow, SaysThatThereIsNoOtherTransportAtAnAddress) {
  PublisherOptions options{
      .stream = "cam", .payload_capacity = 640 * 360 * 3, .directory = streams_.path()};
  options.serve.tcp = true;
  options.serve.token_file = work_.path() + "/token";
  auto publisher = Publisher::create(options);
  ASSERT_TRUE(publisher) << publisher.error().message;
  ASSERT_TRUE(publish(*publisher, gradient_frame(640, 360, 200)));
  Process& viewer = start_viewer(kWidth, kHeight,
                                 {"--connect", "tcp://" + publisher->tcp_address(), "--token-file",
                                  options.serve.token_file, "--no-overlay"});
  ASSERT_TRUE(pixel_becomes(1000, 360, {1000 * 255 / 1279, 360 * 255 / 719, 200}));
  display_->press("t");
  EXPECT_TRUE(viewer.prints("no other transport", deadline_in(kPatience))) << viewer.err();
}

TEST_F(TransportWindow, StaysWhereItIsAndSaysWhyWhenNothingElseIsServed) {
  Process& viewer = show(gradient_frame(640, 360, 200), kWidth, kHeight, {});
  ASSERT_TRUE(pixel_becomes(1000, 360, {1000 * 255 / 1279, 360 * 255 / 719, 200}));
  display_->press("t");
  EXPECT_TRUE(viewer.prints("pipe failed: ", deadline_in(kPatience))) << viewer.err();
  EXPECT_TRUE(viewer.prints("going on in shared memory", deadline_in(kPatience))) << viewer.err();
  // The banner over the lower part of the picture.
  EXPECT_TRUE(screen_becomes(
      [](const PngPicture& screen) { return screen.at(kLeft + 640, kTop + 655)[2] < 100; }));
}

}  // namespace
}  // namespace framering::test
