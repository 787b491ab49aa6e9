// End to end in four figures.

#include <spdlog/fmt/fmt.h>

#include <array>
#include <string_view>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

struct Figure {
  std::string_view name;
  double us;
};

void draw_row(const std::array<Figure, 4>& figures, bool names) {
  const float left = ImGui::GetCursorPosX();
  const float column = ImGui::GetContentRegionAvail().x / static_cast<float>(figures.size());
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (i != 0) ImGui::SameLine();
    ImGui::SetCursorPosX(left + static_cast<float>(i) * column);
    if (names) {
      theme::text_right(figures[i].name, column, theme::kDim);
    } else {
      theme::text_right(fmt::format("{:.2f}", figures[i].us / 1000), column, theme::kText);
    }
  }
}

}  // namespace

void draw_latency_panel(const LatencyFigures& latency) {
  const Percentiles& us = latency.stages[kEndToEnd];
  const std::array<Figure, 4> figures = {
      {{"p50", us.p50}, {"p95", us.p95}, {"p99", us.p99}, {"max", us.max}}};
  theme::heading("captured to presented, ms", fmt::format("{} frames", latency.samples));
  draw_row(figures, true);
  draw_row(figures, false);
}

}  // namespace framering::viewer
