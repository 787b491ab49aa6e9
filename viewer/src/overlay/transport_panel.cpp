// What can be clicked on: the transports side by side, A/B mode, the comparison table.

#include <cmath>
#include <string_view>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

constexpr float kHeight = 20;

/// How a button looks.
enum class Look { off, coming, on };

// A button where the cursor is, `width` wide; whether it was pressed just now. It acts on the
// press: between two frames there may be a whole click.
bool draw_button(std::string_view name, float width, Look look) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high = {low.x + width, low.y + theme::scaled(kHeight)};
  ImGui::Dummy({width, theme::scaled(kHeight)});
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImU32 fill = look == Look::on ? theme::kAccent : theme::kFaint;
  list->AddRectFilled(low, high, fill, theme::scaled(3));
  if (look == Look::coming || (hovered && look == Look::off)) {
    list->AddRect(low, high, theme::kAccent, theme::scaled(3));
  }
  const ImVec2 extent = ImGui::CalcTextSize(name.data(), name.data() + name.size());
  const ImVec2 at = {low.x + std::floor((width - extent.x) / 2),
                     low.y + std::floor((theme::scaled(kHeight) - extent.y) / 2)};
  list->AddText(at, look == Look::on ? theme::kOnAccent : theme::kText, name.data(),
                name.data() + name.size());
  return hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
}

Look look_of(Transport transport, const ViewerState& state) {
  if (transport == state.transport) return Look::on;
  return transport == state.transports.chosen ? Look::coming : Look::off;
}

}  // namespace

void draw_transport_panel(ViewerState& state) {
  ImGui::Dummy({0, theme::scaled(3)});
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const float gap = theme::scaled(2);
  for (const Transport transport : state.transports.available) {
    if (draw_button(name_of(transport), theme::scaled(50), look_of(transport, state))) {
      state.wishes.transport = transport;
    }
    ImGui::SameLine(0, gap);
  }
  const float comparison = theme::scaled(82);
  const float ab = theme::scaled(50);
  ImGui::SameLine(left + width - comparison - ab - gap, 0);
  state.wishes.toggle_ab = draw_button("A/B", ab, state.ab ? Look::on : Look::off);
  ImGui::SameLine(left + width - comparison, 0);
  state.wishes.toggle_comparison =
      draw_button("compare", comparison, state.show_comparison ? Look::on : Look::off);
}

}  // namespace framering::viewer
