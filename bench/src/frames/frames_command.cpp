// The command line of `frame_bench frames`.

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ranges>

#include "commands.hpp"
#include "frames/way.hpp"

namespace framering::bench {
namespace {

constexpr std::uint32_t kMostReaders = 64;
constexpr std::uint32_t kLargestSide = 8192;
constexpr std::uint64_t kMostFrames = 100'000;
constexpr unsigned kMostRounds = 100;
constexpr double kMostFps = 10'000;
constexpr std::uint32_t kRowUnit = 8;  // pixels: rows of whole words

class FramesCommand final : public Subcommand {
 public:
  explicit FramesCommand(CLI::App& app);

  bool given() const override { return app_.parsed(); }
  Options options() const override;

 private:
  std::optional<EarlyExit> take_size(TrialPlan& plan) const;
  std::optional<EarlyExit> take_rate(TrialPlan& plan) const;
  std::optional<EarlyExit> take_counts(FramesOptions& options) const;
  std::optional<EarlyExit> check_systems(Reading reading) const;

  CLI::App& app_;
  FramesOptions given_;
  // Still as text, since these have a form of their own.
  std::string readers_ = "1", size_ = "1280x720", fps_ = "60", frames_ = "300", rounds_ = "3",
              reading_ = "copy";
};

FramesCommand::FramesCommand(CLI::App& app)
    : app_(*app.add_subcommand(
          "frames", "Frames to several readers, which check every byte, over each system")) {
  app_.add_option(
          "--system", given_.systems,
          "Only this one, by its name in the table; may be given several times. Readers that "
          "spin only if they are named: \"framering shm, spinning\"")
      ->type_name("NAME");
  app_.add_option("--readers", readers_, "Reading processes; several numbers: a trial for each")
      ->type_name("N,...")
      ->capture_default_str();
  app_.add_option("--size", size_, "Width, a multiple of 8, and height")
      ->type_name("WxH")
      ->capture_default_str();
  app_.add_option("--fps", fps_, "Frames per second, or max: as fast as possible")
      ->type_name("F|max")
      ->capture_default_str();
  app_.add_option("--frames", frames_, "Frames that count, in each round")
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--rounds", rounds_, "Rounds, in each of which all systems take their turn")
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--reading", reading_,
                  "copy: readers copy each frame out; borrow: they read it in place, over systems "
                  "that lend memory")
      ->type_name("copy|borrow")
      ->capture_default_str();
  app_.add_option("--json", given_.json, "Write the figures as JSON; -: to stdout, no table")
      ->type_name("FILE|-");
}

std::optional<EarlyExit> FramesCommand::take_size(TrialPlan& plan) const {
  const std::size_t cross = size_.find('x');
  const auto width = number_from<std::uint32_t>(std::string_view(size_).substr(0, cross));
  const auto height = cross == std::string::npos
                          ? std::nullopt
                          : number_from<std::uint32_t>(std::string_view(size_).substr(cross + 1));
  const auto fits = [](auto side) { return side && *side > 0 && *side <= kLargestSide; };
  if (!fits(width) || !fits(height) || *width % kRowUnit != 0) {
    return wrong_usage(
        fmt::format("--size {}: it is WIDTHxHEIGHT, 1 to {}, the width a multiple of {}", size_,
                    kLargestSide, kRowUnit));
  }
  plan.width = *width;
  plan.height = *height;
  return std::nullopt;
}

std::optional<EarlyExit> FramesCommand::take_rate(TrialPlan& plan) const {
  const auto fps = fps_ == "max" ? std::optional(0.0) : number_from<double>(fps_);
  if (!fps || (fps_ != "max" && !(*fps >= 1 && *fps <= kMostFps))) {
    return wrong_usage(fmt::format("--fps {}: it is 1 to {}, or max", fps_, kMostFps));
  }
  if (reading_ != "copy" && reading_ != "borrow") {
    return wrong_usage(fmt::format("--reading {}: it is copy or borrow", reading_));
  }
  plan.fps = *fps;
  plan.reading = reading_ == "copy" ? Reading::copy : Reading::borrow;
  return std::nullopt;
}

std::optional<EarlyExit> FramesCommand::take_counts(FramesOptions& options) const {
  options.readers.clear();
  bool sound = true;
  for (const auto part : std::views::split(std::string_view(readers_), ',')) {
    const auto readers = number_from<std::uint32_t>(std::string_view(part.begin(), part.end()));
    sound = sound && readers && *readers >= 1 && *readers <= kMostReaders;
    options.readers.push_back(readers.value_or(0));
  }
  if (!sound) {
    return wrong_usage(fmt::format("--readers {}: it is numbers from 1 to {}, with commas between",
                                   readers_, kMostReaders));
  }
  const auto frames = number_from<std::uint64_t>(frames_);
  if (!frames || *frames < 1 || *frames > kMostFrames) {
    return wrong_usage(fmt::format("--frames {}: it is 1 to {}", frames_, kMostFrames));
  }
  const auto rounds = number_from<unsigned>(rounds_);
  if (!rounds || *rounds < 1 || *rounds > kMostRounds) {
    return wrong_usage(fmt::format("--rounds {}: it is 1 to {}", rounds_, kMostRounds));
  }
  options.plan.frames = *frames;
  options.rounds = *rounds;
  return std::nullopt;
}

/// Why that system cannot be measured: it is missing here, or there is none of that name.
std::string why_unknown(const std::string& system, const std::vector<Way>& ways) {
  const auto skipped = skipped_ways();
  const auto why = std::ranges::find(skipped, system, &SkippedWay::name);
  if (why != skipped.end()) return why->reason;
  std::vector<std::string> names;
  for (const Way& way : ways) names.push_back(way.name);
  return fmt::format("it is one of {}", fmt::join(names, "; "));
}

std::optional<EarlyExit> FramesCommand::check_systems(Reading reading) const {
  const auto ways = all_ways();
  for (const std::string& system : given_.systems) {
    const auto way = std::ranges::find(ways, system, &Way::name);
    if (way == ways.end()) {
      return wrong_usage(fmt::format("--system {}: {}", system, why_unknown(system, ways)));
    }
    if (reading == Reading::borrow && !way->lends_memory) {
      return wrong_usage(fmt::format(
          "--system {} --reading borrow: it lends no memory; take --reading copy", system));
    }
  }
  return std::nullopt;
}

Options FramesCommand::options() const {
  FramesOptions options = given_;
  if (auto early = take_size(options.plan)) return *early;
  if (auto early = take_rate(options.plan)) return *early;
  if (auto early = take_counts(options)) return *early;
  if (auto early = check_systems(options.plan.reading)) return *early;
  return options;
}

}  // namespace

std::unique_ptr<Subcommand> add_frames_command(CLI::App& app) {
  return std::make_unique<FramesCommand>(app);
}

}  // namespace framering::bench
