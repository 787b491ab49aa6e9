// Pieces that the panels share.

#include "theme.hpp"

#include <string>

namespace framering::viewer::theme {
namespace {

float width_of(std::string_view text) {
  return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
}

}  // namespace

float scaled(float length) { return length * ImGui::GetFontSize() / kFontPixels; }

void text(std::string_view text, ImU32 color) {
  ImGui::PushStyleColor(ImGuiCol_Text, color);
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  ImGui::PopStyleColor();
}

void text_right(std::string_view words, float width, ImU32 color) {
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + width - width_of(words));
  text(words, color);
}

void heading(std::string_view title, std::string_view remark) {
  ImGui::Dummy({0, scaled(5)});
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  text(title, kDim);
  if (remark.empty()) return;
  ImGui::SameLine();
  ImGui::SetCursorPosX(left);
  text_right(remark, width, kDim);
}

void text_clipped(std::string_view words, float width, ImU32 color) {
  if (width_of(words) <= width) return text(words, color);
  std::string_view start = words;
  while (!start.empty() && width_of(start) + width_of("...") > width) start.remove_suffix(1);
  text(std::string(start) + "...", color);
}

}  // namespace framering::viewer::theme
