// Two sliders for the values that are black and white.

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

void draw_slider(const char* label, const char* format, double& value, const ValueRange& limits) {
  ImGui::SetNextItemWidth(-1);
  const double moved_from = value;
  ImGui::SliderScalar(label, ImGuiDataType_Double, &value, &limits.low, &limits.high, format);
  if (!(value == value)) value = moved_from;
}

}  // namespace

void draw_range_panel(ViewerState& state) {
  if (!state.has_range) return;
  theme::heading("shown from black to white");
  draw_slider("##black", "black at %.6g", state.range.low, state.range_limits);
  draw_slider("##white", "white at %.6g", state.range.high, state.range_limits);
}

}  // namespace framering::viewer
