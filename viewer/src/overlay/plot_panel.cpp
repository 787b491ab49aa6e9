// Latency over the latest frames.

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <vector>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

struct Area {
  ImVec2 low;
  ImVec2 high;
};

Area reserve(float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy({width, height});
  return {at, {at.x + width, at.y + height}};
}

void draw_grid(const Area& area) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const float part : {0.0F, 0.5F, 1.0F}) {
    const float y = area.low.y + part * (area.high.y - area.low.y);
    list->AddLine({area.low.x, y}, {area.high.x, y}, theme::kFaint);
  }
}

std::vector<ImVec2> points_of(const std::vector<float>& samples_us, double top_us,
                              const Area& area) {
  std::vector<ImVec2> points;
  const float step = (area.high.x - area.low.x) / static_cast<float>(kPlotSamples - 1);
  float x = area.high.x - step * static_cast<float>(samples_us.size() - 1);
  for (const float us : samples_us) {
    const float part = std::clamp(us / static_cast<float>(top_us), 0.0F, 1.0F);
    points.push_back({x, area.high.y - part * (area.high.y - area.low.y)});
    x += step;
  }
  return points;
}

}  // namespace

void draw_plot_panel(const LatencyFigures& latency) {
  theme::heading(fmt::format("latest {} frames", kPlotSamples),
                 fmt::format("0 to {:g} ms", latency.plot_top_us / 1000));
  const Area area = reserve(theme::scaled(54));
  draw_grid(area);
  if (latency.newest_us.empty()) return;
  const std::vector<ImVec2> points = points_of(latency.newest_us, latency.plot_top_us, area);
  ImGui::GetWindowDrawList()->AddPolyline(points.data(), static_cast<int>(points.size()),
                                          theme::kAccent, 0, theme::scaled(1.2F));
}

}  // namespace framering::viewer
