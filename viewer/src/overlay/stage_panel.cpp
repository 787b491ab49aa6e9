// The steps of the ledger as bars: each begins where the one before it ended.

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

// What happens between two stamps, in a word.
constexpr std::array<std::string_view, kStepCount> kStepNames = {"acquire", "publish", "receive",
                                                                 "upload", "present"};

struct Span {
  double start_us;
  double length_us;
  double whole_us;
};

void draw_bar(const Span& span, float width, ImU32 color) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetTextLineHeight();
  const float top = at.y + height * 0.25F;
  const float bottom = at.y + height * 0.75F;
  const auto place = [&](double us) {
    return at.x + static_cast<float>(us / std::max(span.whole_us, 1e-9)) * width;
  };
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddRectFilled({at.x, top}, {at.x + width, bottom}, theme::kFaint, 2);
  const float left = place(span.start_us);
  const float right = std::max(place(span.start_us + span.length_us), left + 1);
  list->AddRectFilled({left, top}, {right, bottom}, color, 2);
  ImGui::Dummy({width, height});
}

constexpr float kNameWidth = 62;
constexpr float kFigureWidth = 54;

void draw_heading() {
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const float figure = theme::scaled(kFigureWidth);
  theme::heading("where the time goes, ms");
  ImGui::SameLine(left + width - 2 * figure, 0);
  theme::text_right("p50", figure, theme::kDim);
  ImGui::SameLine(left + width - figure, 0);
  theme::text_right("p99", figure, theme::kDim);
}

void draw_step(std::size_t step, const Span& span, const Percentiles& us) {
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const float name = theme::scaled(kNameWidth);
  const float figure = theme::scaled(kFigureWidth);
  theme::text(kStepNames[step], theme::kDim);
  ImGui::SameLine(left + name, 0);
  draw_bar(span, width - name - 2 * figure, theme::kSteps[step]);
  ImGui::SameLine(left + width - 2 * figure, 0);
  theme::text_right(fmt::format("{:.2f}", us.p50 / 1000), figure, theme::kText);
  ImGui::SameLine(left + width - figure, 0);
  theme::text_right(fmt::format("{:.2f}", us.p99 / 1000), figure, theme::kDim);
}

}  // namespace

void draw_stage_panel(const LatencyFigures& latency) {
  draw_heading();
  double whole_us = 0;
  for (std::size_t i = 0; i < kStepCount; ++i) whole_us += latency.stages[i].p50;
  double start_us = 0;
  for (std::size_t i = 0; i < kStepCount; ++i) {
    const Percentiles& us = latency.stages[i];
    draw_step(i, {start_us, us.p50, whole_us}, us);
    start_us += us.p50;
  }
}

}  // namespace framering::viewer
