// How often which latency occurs.

#include <spdlog/fmt/fmt.h>

#include <algorithm>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {

void draw_histogram_panel(const LatencyFigures& latency) {
  theme::heading("distribution", fmt::format("0 to {:g} ms", latency.histogram_top_us / 1000));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = theme::scaled(44);
  ImGui::Dummy({width, height});
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float base = at.y + height;
  list->AddLine({at.x, base}, {at.x + width, base}, theme::kFaint);
  if (latency.samples == 0) return;
  const float most = *std::max_element(latency.histogram.begin(), latency.histogram.end());
  const float bin = width / static_cast<float>(latency.histogram.size());
  float x = at.x;
  for (const float frames : latency.histogram) {
    const float bar = frames == 0 ? 0 : std::max(1.0F, height * frames / most);
    list->AddRectFilled({x, base - bar}, {x + bin - 1, base}, theme::kAccent);
    x += bin;
  }
}

}  // namespace framering::viewer
