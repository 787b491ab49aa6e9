// One line in the middle of the window: what there is instead of a picture, or of a new one.

#include <string>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

std::string banner_text(const ViewerState& state) {
  const std::string standing = standing_text(state);
  return standing.empty() ? state.notice : standing;
}

}  // namespace

void draw_banner(const ViewerState& state, Size size) {
  const std::string text = banner_text(state);
  if (text.empty()) return;
  const float margin = theme::scaled(14);
  const auto width = static_cast<float>(size.width);
  const auto height = static_cast<float>(size.height);
  const float wrap = width - 4 * margin;
  const ImVec2 extent = ImGui::CalcTextSize(text.c_str(), nullptr, false, wrap);
  // Without a picture in the middle of all, else below the middle of it.
  const float y = (height - extent.y) * (state.has_picture ? 0.92F : 0.5F);
  const ImVec2 at = {(width - extent.x) / 2, y};
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  list->AddRectFilled({at.x - margin, at.y - margin * 0.7F},
                      {at.x + extent.x + margin, at.y + extent.y + margin * 0.7F}, theme::kPanel,
                      theme::scaled(6));
  list->AddText(ImGui::GetFont(), ImGui::GetFontSize(), at, theme::kText, text.c_str(), nullptr,
                wrap);
}

}  // namespace framering::viewer
