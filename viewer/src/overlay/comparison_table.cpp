// Placing figures in columns.

#include "comparison_table.hpp"

#include <spdlog/fmt/fmt.h>

namespace framering::viewer {
namespace {

constexpr float kNameWidth = 108;
constexpr float kFigureWidth = 52;
constexpr float kGroupGap = 18;
constexpr float kPadding = 14;
constexpr ImU32 kShade = IM_COL32(94, 178, 230, 44);

}  // namespace

const std::array<std::vector<ComparisonTable::Percentile>, 3>& ComparisonTable::choices() {
  static const std::array<std::vector<Percentile>, 3> kChoices = {
      {{{"p50", &Percentiles::p50}, {"p95", &Percentiles::p95}, {"p99", &Percentiles::p99}},
       {{"p50", &Percentiles::p50}, {"p99", &Percentiles::p99}},
       {{"p50", &Percentiles::p50}}}};
  return kChoices;
}

std::optional<ComparisonTable> ComparisonTable::fitting(const ViewerState& state, float room) {
  for (const auto& percentiles : choices()) {
    const ComparisonTable table(state, percentiles);
    if (table.width() <= room) return table;
  }
  return std::nullopt;
}

float ComparisonTable::group_width() const {
  return kFigureWidth * static_cast<float>(percentiles_.size());
}

float ComparisonTable::group_left(std::size_t group) const {
  return theme::scaled(kNameWidth + static_cast<float>(group) * (group_width() + kGroupGap));
}

float ComparisonTable::width() const {
  return 2 * theme::scaled(kPadding) + group_left(groups().size()) - theme::scaled(kGroupGap / 2);
}

const TransportColumn& ComparisonTable::column(std::size_t group) const {
  return state_->transports.columns[static_cast<std::size_t>(groups()[group])];
}

void ComparisonTable::draw_headings() const {
  const float left = ImGui::GetCursorPosX();
  for (std::size_t group = 0; group < groups().size(); ++group) {
    if (group != 0) ImGui::SameLine();
    ImGui::SetCursorPosX(left + group_left(group));
    const bool present = groups()[group] == state_->transport;
    theme::text_right(name_of(groups()[group]), theme::scaled(kFigureWidth),
                      present ? theme::kAccent : theme::kText);
  }
}

void ComparisonTable::draw_percentile_names(std::string_view unit) const {
  Figures names;
  for (const Percentile& percentile : percentiles_) names.emplace_back(percentile.name);
  draw_row(
      unit, [&](const TransportColumn&) { return names; }, true);
}

void ComparisonTable::draw_durations(
    std::string_view name,
    const std::function<std::optional<Percentiles>(const TransportColumn&)>& us) const {
  const auto figures = [&](const TransportColumn& column) {
    const std::optional<Percentiles> durations = us(column);
    Figures texts;
    for (const Percentile& percentile : percentiles_) {
      texts.push_back(durations ? fmt::format("{:.2f}", (*durations).*percentile.value / 1000)
                                : "-");
    }
    return texts;
  };
  draw_row(name, figures, false);
}

void ComparisonTable::draw_figures(
    std::string_view name, const std::function<std::string(const TransportColumn&)>& figure) const {
  draw_row(
      name, [&](const TransportColumn& column) { return Figures{figure(column)}; }, false);
}

void ComparisonTable::draw_row(std::string_view name,
                               const std::function<Figures(const TransportColumn&)>& figures,
                               bool dim) const {
  const float left = ImGui::GetCursorPosX();
  theme::text(name, theme::kDim);
  for (std::size_t group = 0; group < groups().size(); ++group) {
    draw_group(left, group, figures(column(group)), dim);
  }
}

// What counts most is the median, as beside it in the other window.
void ComparisonTable::draw_group(float left, std::size_t group, const Figures& figures,
                                 bool dim) const {
  const float width = theme::scaled(kFigureWidth);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    ImGui::SameLine(left + group_left(group) + static_cast<float>(i) * width, 0);
    const bool bright = i == 0 && !dim && figures[i] != "-";
    theme::text_right(figures[i], width, bright ? theme::kText : theme::kDim);
  }
}

void ComparisonTable::draw_rule() const {
  ImGui::Dummy({0, theme::scaled(1)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddLine(at, {at.x + width() - 2 * theme::scaled(kPadding), at.y},
                                      theme::kFaint);
  ImGui::Dummy({0, theme::scaled(2)});
}

void ComparisonTable::draw_shade(ImVec2 top, float height) const {
  for (std::size_t group = 0; group < groups().size(); ++group) {
    if (groups()[group] != state_->transport) continue;
    const float left = top.x + group_left(group) + theme::scaled(2);
    const float right = left + theme::scaled(group_width() + kGroupGap / 2 - 2);
    ImGui::GetWindowDrawList()->AddRectFilled({left, top.y}, {right, top.y + height}, kShade,
                                              theme::scaled(4));
  }
}

}  // namespace framering::viewer
