// What each transport costs, side by side.

#include <spdlog/fmt/fmt.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "comparison_table.hpp"
#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

/// A row of durations: its name and its place in kStages.
struct StageRow {
  std::string_view name;
  std::size_t stage;
};

// Send and transfer are what receive is made of where frames are sent.
constexpr std::array<StageRow, 7> kStepRows = {{{"acquire", 0},
                                                {"publish", 1},
                                                {"receive", 2},
                                                {"  send", 7},
                                                {"  transfer", 8},
                                                {"upload", 3},
                                                {"present", 4}}};

std::string figure_of(const std::optional<double>& number, double unit) {
  return number ? fmt::format("{:.2f}", *number / unit) : "-";
}

std::string count_of(const TransportColumn& column, std::uint64_t number) {
  return column.frames == 0 ? "-" : fmt::format("{}", number);
}

void draw_durations(const ComparisonTable& table) {
  table.draw_percentile_names("ms");
  for (const StageRow& row : kStepRows) {
    table.draw_durations(row.name, [&](const auto& column) { return column.stages[row.stage]; });
  }
  table.draw_rule();
  table.draw_durations("end to end", [](const auto& column) { return column.stages[kEndToEnd]; });
  table.draw_durations("echo round trip", [](const auto& column) { return column.echo_us; });
}

void draw_costs(const ComparisonTable& table) {
  theme::heading("per frame");
  table.draw_figures("copied, MB", [](const auto& c) { return figure_of(c.bytes_copied, 1e6); });
  table.draw_figures("viewer CPU, ms",
                     [](const auto& c) { return figure_of(c.viewer_cpu_us, 1000); });
  table.draw_figures("server CPU, ms",
                     [](const auto& c) { return figure_of(c.server_cpu_us, 1000); });
}

void draw_counts(const ComparisonTable& table) {
  theme::heading("so far");
  table.draw_figures("frames", [](const auto& c) { return count_of(c, c.frames); });
  table.draw_figures("missed", [](const auto& c) { return count_of(c, c.missed); });
}

std::optional<ComparisonTable> fitting_table(const ViewerState& state, Size size) {
  const float taken = theme::scaled(theme::kPanelWidth + 3 * theme::kPanelMargin);
  return ComparisonTable::fitting(state, static_cast<float>(size.width) - taken);
}

}  // namespace

bool comparison_fits(const ViewerState& state, Size size) {
  return fitting_table(state, size).has_value();
}

void draw_comparison_window(const ViewerState& state, Size size) {
  const auto table = fitting_table(state, size);
  if (!table) return;
  const float margin = theme::scaled(theme::kPanelMargin);
  ImGui::SetNextWindowPos({static_cast<float>(size.width) - margin - table->width(), margin});
  ImGui::SetNextWindowSize({table->width(), 0});
  ImGui::Begin("comparison", nullptr, theme::kPlainWindow);
  const ImVec2 top = ImGui::GetCursorScreenPos();
  table->draw_shade({top.x, top.y - theme::scaled(5)},
                    ImGui::GetWindowHeight() - theme::scaled(14));
  table->draw_headings();
  draw_durations(*table);
  draw_costs(*table);
  draw_counts(*table);
  ImGui::End();
}

}  // namespace framering::viewer
