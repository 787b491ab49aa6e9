// The stream: its name and how it does.

#include <spdlog/fmt/fmt.h>

#include <string>
#include <string_view>

#include "../transport_text.hpp"
#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

struct Badge {
  std::string_view text;
  ImU32 color;
};

Badge badge_of(const ViewerState& state) {
  if (state.frozen) return {"frozen", theme::kAccent};
  if (is_silent(state)) return {"no frame", theme::kWarning};
  switch (state.standing) {
    case Standing::live:
      return {"live", theme::kGood};
    case Standing::no_signal:
      return {"no signal", theme::kWarning};
    case Standing::gone:
      return {"producer gone", theme::kWarning};
    case Standing::ended:
      return {"ended", theme::kDim};
    case Standing::waiting:
      break;
  }
  return {"waiting", theme::kDim};
}

void draw_title(const ViewerState& state) {
  const Badge badge = badge_of(state);
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const float badge_width = ImGui::CalcTextSize(badge.text.data()).x;
  theme::text_clipped(state.stream, width - badge_width - theme::scaled(28), theme::kText);
  ImGui::SameLine();
  ImGui::SetCursorPosX(left);
  theme::text_right(badge.text, width, badge.color);
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 high = ImGui::GetItemRectMax();
  ImGui::GetWindowDrawList()->AddCircleFilled({low.x - theme::scaled(9), (low.y + high.y) / 2},
                                              theme::scaled(3.5F), badge.color, 16);
}

// A name and its figure in one half of the line.
void draw_pair(std::string_view name, const std::string& figure, int column,
               ImU32 color = theme::kText) {
  const float gap = theme::scaled(20);
  const float left = ImGui::GetStyle().WindowPadding.x;
  const float width = (ImGui::GetWindowWidth() - 2 * left - gap) / 2;
  const float start = left + static_cast<float>(column) * (width + gap);
  if (column != 0) ImGui::SameLine();
  ImGui::SetCursorPosX(start);
  theme::text(name, theme::kDim);
  ImGui::SameLine();
  ImGui::SetCursorPosX(start);
  theme::text_right(figure, width, color);
}

std::string format_line(const ViewerState& state) {
  if (state.format.empty()) return "no frame yet";
  return fmt::format("{}, {}", state.format, way_text(state.transport));
}

ImU32 color_of_loss(std::uint64_t frames) { return frames == 0 ? theme::kText : theme::kWarning; }

}  // namespace

void draw_stream_panel(const ViewerState& state) {
  draw_title(state);
  const float width = ImGui::GetContentRegionAvail().x;
  theme::text_clipped(state.source.empty() ? "no source yet" : state.source, width, theme::kDim);
  theme::text_clipped(format_line(state), width, theme::kDim);
  if (!state.clock.empty()) theme::text(state.clock, theme::kDim);
  ImGui::Dummy({0, theme::scaled(3)});
  draw_pair("received", fmt::format("{:.1f} fps", state.received_fps), 0);
  draw_pair("index", fmt::format("{}", state.index), 1);
  draw_pair("drawn", fmt::format("{:.1f} fps", state.drawn_fps), 0);
  draw_pair("zoom", state.has_picture ? fmt::format("{:.0f} %", state.scale * 100) : "-", 1);
  draw_pair("missed", fmt::format("{}", state.missed), 0, color_of_loss(state.missed));
  draw_pair("overtaken", fmt::format("{}", state.overtaken), 1, color_of_loss(state.overtaken));
}

}  // namespace framering::viewer
