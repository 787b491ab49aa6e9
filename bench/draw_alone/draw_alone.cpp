#include "draw_alone.hpp"

#include <chrono>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "drawing_cost.hpp"
#include "frame_renderer.hpp"
#include "frame_texture.hpp"
#include "framering/clock.hpp"
#include "framering/frame_descriptor.hpp"
#include "transport_account.hpp"
#include "window.hpp"

namespace framering::bench {
namespace {

using viewer::FrameRenderer;
using viewer::FrameTexture;
using viewer::Window;

constexpr std::uint64_t kSlots = 8;  // as frame_producer's ring has

viewer::Options window_options(const DrawAlonePlan& plan) {
  viewer::Options options;
  options.geometry.emplace();
  options.geometry->width = static_cast<int>(plan.width);
  options.geometry->height = static_cast<int>(plan.height);
  return options;
}

/// Frames one behind the other, no two bytes of which are alike for long.
class Slots {
 public:
  explicit Slots(std::size_t frame_bytes)
      : frame_bytes_(frame_bytes), bytes_(kSlots * frame_bytes) {
    std::uint32_t state = 1;
    for (std::byte& byte : bytes_) {
      state = state * 1664525 + 1013904223;  // Numerical Recipes
      byte = static_cast<std::byte>(state >> 24);
    }
  }
  std::span<const std::byte> frame(std::uint64_t index) const {
    return std::span(bytes_).subspan(index % kSlots * frame_bytes_, frame_bytes_);
  }

 private:
  std::size_t frame_bytes_;
  std::vector<std::byte> bytes_;
};

/// Due times at a fixed rate. One that has passed meanwhile is missed.
class Pace {
 public:
  explicit Pace(double fps) : period_(static_cast<std::int64_t>(1e9 / fps)) {}
  void wait() {
    std::this_thread::sleep_until(due_);
    for (due_ += period_; due_ < Clock::now(); due_ += period_) ++missed_;
  }
  std::uint64_t missed() const noexcept { return missed_; }

 private:
  const std::chrono::nanoseconds period_;
  Deadline due_ = Clock::now();
  std::uint64_t missed_ = 0;
};

std::string report(const viewer::DrawingCost& cost, std::uint64_t missed) {
  return nlohmann::json({{"drawing",
                          {{"frames", cost.frames()},
                           {"cpu_us_per_frame", cost.cpu_us_per_frame().value_or(0)},
                           {"fps", cost.fps().value_or(0)}}},
                         {"frames", {{"missed", missed}}}})
      .dump();
}

}  // namespace

Result<std::string> draw_alone(const DrawAlonePlan& plan) {
  auto window = Window::create("frame_bench", window_options(plan));
  if (!window) return window.error();
  auto renderer = FrameRenderer::create();
  if (!renderer) return renderer.error();
  const FrameDescriptor picture = describe_picture(PixelFormat::rgb8, plan.width, plan.height);
  const auto layout = viewer::layout_picture(picture, viewer::largest_texture());
  if (!layout) return layout.error();
  const Slots slots(picture.payload_bytes);
  FrameTexture texture;
  viewer::ViewTransform transform;
  transform.set_frame(layout->size);
  transform.set_window(window->size());
  viewer::DrawingCost cost;
  Pace pace(plan.fps);
  for (std::uint64_t index = 0; cost.frames() < plan.frames; ++index) {
    pace.wait();
    texture.upload(*layout, slots.frame(index));
    renderer->draw(texture, transform, {0, 255});
    window->swap();
    cost.add(now_ns(), viewer::process_cpu_ns());
  }
  return report(cost, pace.missed());
}

}  // namespace framering::bench
