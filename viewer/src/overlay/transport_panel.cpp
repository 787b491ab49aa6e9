// What can be clicked on: the transports side by side, A/B mode, the comparison table.

#include <cmath>
#include <string_view>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

constexpr float kHeight = 20;

/// How a button looks: dim if pressing it says no more than why it does nothing.
enum class Look { dim, off, coming, on };

ImU32 fill_of(Look look, bool hovered) {
  switch (look) {
    case Look::on:
      return theme::kAccent;
    case Look::coming:
      return theme::kHalfAccent;
    case Look::off:
    case Look::dim:
      break;
  }
  return hovered && look == Look::off ? theme::kHovered : theme::kFaint;
}

ImU32 text_of(Look look) {
  if (look == Look::dim) return theme::kDisabled;
  return look == Look::on ? theme::kOnAccent : theme::kText;
}

// A button where the cursor is, `width` wide; whether it was pressed just now. It acts on the
// press: between two frames there may be a whole click.
bool draw_button(std::string_view name, float width, Look look) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 high = {low.x + width, low.y + theme::scaled(kHeight)};
  ImGui::Dummy({width, theme::scaled(kHeight)});
  const bool hovered = ImGui::IsItemHovered();
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled(low, high, fill_of(look, hovered), theme::scaled(3));
  const ImVec2 extent = ImGui::CalcTextSize(name.data(), name.data() + name.size());
  const ImVec2 at = {low.x + std::floor((width - extent.x) / 2),
                     low.y + std::floor((theme::scaled(kHeight) - extent.y) / 2)};
  list->AddText(at, text_of(look), name.data(), name.data() + name.size());
  return hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Left);
}

// One of them is lit: the chosen one.
Look look_of(Transport transport, const ViewerState& state) {
  if (transport != state.transports.chosen) return Look::off;
  return transport == state.transport ? Look::on : Look::coming;
}

Look look_of_ab(const ViewerState& state) {
  if (state.ab) return Look::on;
  return state.transports.available.size() < 2 ? Look::dim : Look::off;
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
  state.wishes.toggle_ab = draw_button("A/B", ab, look_of_ab(state));
  ImGui::SameLine(left + width - comparison, 0);
  state.wishes.toggle_comparison =
      draw_button("compare", comparison, state.show_comparison ? Look::on : Look::off);
}

}  // namespace framering::viewer
