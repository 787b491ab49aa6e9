// Two transports side by side: the same frames, matched by index.

#include <spdlog/fmt/fmt.h>

#include <array>
#include <cmath>
#include <optional>
#include <string>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

constexpr float kFigureWidth = 70;

void draw_figures(const std::string& name, const std::array<std::string, 3>& figures, ImU32 color) {
  const float left = ImGui::GetCursorPosX();
  const float width = ImGui::GetContentRegionAvail().x;
  const float column = theme::scaled(kFigureWidth);
  theme::text(name, theme::kDim);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    ImGui::SameLine(left + width - static_cast<float>(figures.size() - i) * column, 0);
    theme::text_right(figures[i], column, color);
  }
}

void draw_latency(const std::string& name, const std::optional<Percentiles>& us,
                  const char* format) {
  if (!us) return draw_figures(name, {"-", "-", "-"}, theme::kDim);
  const auto ms = [&](double value) { return fmt::format(fmt::runtime(format), value / 1000); };
  draw_figures(name, {ms(us->p50), ms(us->p95), ms(us->p99)}, theme::kText);
}

}  // namespace

void draw_ab_panel(const AbFigures& ab) {
  ImGui::Dummy({0, theme::scaled(5)});
  draw_figures("captured to received", {"p50", "p95", "p99"}, theme::kDim);
  draw_latency(fmt::format("A  {}, ms", name_of(ab.a)), ab.a_us, "{:.2f}");
  draw_latency(fmt::format("B  {}, ms", name_of(ab.b)), ab.b_us, "{:.2f}");
  draw_latency("B - A, ms", ab.difference_us, "{:+.2f}");
  theme::heading(fmt::format("matched {}", ab.matched),
                 fmt::format("A alone {}   B alone {}", ab.unmatched_a, ab.unmatched_b));
  theme::text(fmt::format("identical frames {} of {} compared", ab.identical, ab.compared),
              ab.identical == ab.compared ? theme::kDim : theme::kWarning);
}

void draw_split(const AbFigures& ab, Size size) {
  ImDrawList* list = ImGui::GetBackgroundDrawList();
  const float middle = std::floor(static_cast<float>(size.width) / 2);
  const auto height = static_cast<float>(size.height);
  list->AddLine({middle, 0}, {middle, height}, theme::kText, 1);
  const auto label = [&](const std::string& text, bool left_of_middle) {
    const ImVec2 extent = ImGui::CalcTextSize(text.c_str());
    const float pad = theme::scaled(8);
    const float y = height - extent.y - 3 * pad;
    const float x = left_of_middle ? middle - extent.x - 3 * pad : middle + 3 * pad;
    list->AddRectFilled({x - pad, y - pad / 2}, {x + extent.x + pad, y + extent.y + pad / 2},
                        theme::kPanel, theme::scaled(4));
    list->AddText({x, y}, theme::kText, text.c_str());
  };
  label(fmt::format("A  {}", name_of(ab.a)), true);
  label(fmt::format("B  {}", name_of(ab.b)), false);
}

}  // namespace framering::viewer
