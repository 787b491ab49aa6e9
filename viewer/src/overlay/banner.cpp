// One line in the middle of the window: what there is instead of a picture, or of a new one.

#include <cmath>
#include <string>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

std::string banner_text(const ViewerState& state) {
  if (!state.remark.empty()) return state.remark;
  const std::string standing = standing_text(state);
  return standing.empty() ? state.notice : standing;
}

// How far the panels reach into the window; nothing if beside them there is no room to speak of.
float room_for_panels(Size size) {
  const float reach = theme::scaled(theme::kPanelWidth + theme::kPanelMargin);
  return static_cast<float>(size.width) > 1.6F * reach ? reach : 0;
}

}  // namespace

void draw_banner(const ViewerState& state, Size size, bool beside_panels) {
  const std::string text = banner_text(state);
  if (text.empty()) return;
  const float margin = theme::scaled(14);
  const float left = beside_panels ? room_for_panels(size) : 0;
  const float width = static_cast<float>(size.width) - left;
  const auto height = static_cast<float>(size.height);
  const float wrap = width - 4 * margin;
  const ImVec2 extent = ImGui::CalcTextSize(text.c_str(), nullptr, false, wrap);
  // Without a picture in the middle of all, else below the middle of it.
  const float y = (height - extent.y) * (state.has_picture ? 0.92F : 0.5F);
  const ImVec2 at = {std::floor(left + (width - extent.x) / 2), std::floor(y)};
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  list->AddRectFilled({at.x - margin, at.y - margin * 0.7F},
                      {at.x + extent.x + margin, at.y + extent.y + margin * 0.7F}, theme::kPanel,
                      theme::scaled(6));
  list->AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, theme::kText, text.c_str(), nullptr,
                wrap);
}

}  // namespace framering::viewer
