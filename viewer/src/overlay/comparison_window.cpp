// What each transport costs, side by side.

#include <spdlog/fmt/fmt.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

constexpr float kNameWidth = 112;
constexpr float kFigureWidth = 54;
constexpr float kGroupGap = 16;
constexpr float kPadding = 14;

/// A row of durations: its name and its place in kStages.
struct StageRow {
  std::string_view name;
  std::size_t stage;
};

constexpr std::array<StageRow, 7> kStepRows = {{{"acquire", 0},
                                                {"publish", 1},
                                                {"receive", 2},
                                                {"  send", 7},
                                                {"  transfer", 8},
                                                {"upload", 3},
                                                {"present", 4}}};

/// The table's columns: for each transport a group of two or three figures.
class Table {
 public:
  Table(const ViewerState& state, bool with_p95) : state_(state), with_p95_(with_p95) {}

  float width() const {
    const auto groups = static_cast<float>(state_.transports.available.size());
    return theme::scaled(2 * kPadding + kNameWidth + groups * (kGroupGap + group_figures()));
  }

  void row(std::string_view name,
           const std::function<std::vector<std::string>(const TransportColumn&)>& figures,
           ImU32 color = theme::kText) const {
    const float left = ImGui::GetCursorPosX();
    theme::text(name, theme::kDim);
    for (std::size_t group = 0; group < state_.transports.available.size(); ++group) {
      draw_group(left, group, figures(column(group)), color);
    }
  }

  void durations(std::string_view name,
                 const std::function<std::optional<Percentiles>(const TransportColumn&)>& of,
                 double unit_us, ImU32 color = theme::kText) const {
    row(
        name, [&](const TransportColumn& column) { return texts(of(column), unit_us); }, color);
  }

  void headings() const {
    const float left = ImGui::GetCursorPosX();
    const float top = ImGui::GetCursorPosY();
    for (std::size_t group = 0; group < state_.transports.available.size(); ++group) {
      const Transport transport = state_.transports.available[group];
      const bool current = transport == state_.transport;
      const std::string_view name = name_of(transport);
      ImGui::SetCursorPos({left + group_left(group), top});
      theme::text_right(name, theme::scaled(group_figures()),
                        current ? theme::kAccent : theme::kText);
    }
  }

  void percentile_names() const {
    row(
        "ms",
        [&](const TransportColumn&) {
          return with_p95_ ? std::vector<std::string>{"p50", "p95", "p99"}
                           : std::vector<std::string>{"p50", "p99"};
        },
        theme::kDim);
  }

  /// A shade behind the column of the present transport, as high as the table.
  void draw_shade(ImVec2 origin, float height) const {
    for (std::size_t group = 0; group < state_.transports.available.size(); ++group) {
      if (state_.transports.available[group] != state_.transport) continue;
      const float left = origin.x + group_left(group);
      const float right = left + theme::scaled(group_figures() + kGroupGap / 2);
      ImGui::GetWindowDrawList()->AddRectFilled({left, origin.y}, {right, origin.y + height},
                                                IM_COL32(94, 178, 230, 22), theme::scaled(4));
    }
  }

 private:
  float group_figures() const { return kFigureWidth * (with_p95_ ? 3 : 2); }
  float group_left(std::size_t group) const {
    return theme::scaled(kNameWidth + kGroupGap +
                         static_cast<float>(group) * (kGroupGap + group_figures()));
  }
  const TransportColumn& column(std::size_t group) const {
    const auto transport = static_cast<std::size_t>(state_.transports.available[group]);
    return state_.transports.columns[transport];
  }

  std::vector<std::string> texts(const std::optional<Percentiles>& us, double unit_us) const {
    const auto text = [&](double value) { return fmt::format("{:.2f}", value / unit_us); };
    if (!us) return std::vector<std::string>(with_p95_ ? 3 : 2, "-");
    if (with_p95_) return {text(us->p50), text(us->p95), text(us->p99)};
    return {text(us->p50), text(us->p99)};
  }

  // Figures are right-aligned, a single one below the first of its group.
  void draw_group(float left, std::size_t group, const std::vector<std::string>& figures,
                  ImU32 color) const {
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const float x =
          left + group_left(group) + static_cast<float>(i) * theme::scaled(kFigureWidth);
      ImGui::SameLine(x, 0);
      const bool none = figures[i] == "-";
      theme::text_right(figures[i], theme::scaled(kFigureWidth), none ? theme::kDim : color);
    }
  }

  const ViewerState& state_;
  bool with_p95_;
};

std::vector<std::string> single(const std::optional<double>& number, double unit) {
  return {number ? fmt::format("{:.2f}", *number / unit) : "-"};
}

void draw_durations(const Table& table) {
  table.percentile_names();
  for (const StageRow& row : kStepRows) {
    table.durations(
        row.name, [&](const TransportColumn& c) { return c.stages[row.stage]; }, 1000);
  }
  ImGui::Dummy({0, theme::scaled(2)});
  table.durations(
      "end to end", [](const TransportColumn& c) { return c.stages[kEndToEnd]; }, 1000);
  table.durations(
      "echo and back", [](const TransportColumn& c) { return c.echo_us; }, 1000);
}

void draw_costs(const Table& table) {
  theme::heading("per frame");
  table.row("copied, MB", [](const TransportColumn& c) { return single(c.bytes_copied, 1e6); });
  table.row("viewer CPU, ms",
            [](const TransportColumn& c) { return single(c.viewer_cpu_us, 1000); });
  table.row("server CPU, ms",
            [](const TransportColumn& c) { return single(c.server_cpu_us, 1000); });
}

void draw_counts(const Table& table) {
  const auto count = [](const TransportColumn& c, std::uint64_t number) {
    return std::vector<std::string>{c.frames == 0 ? "-" : fmt::format("{}", number)};
  };
  theme::heading("in total");
  table.row("frames", [&](const TransportColumn& c) { return count(c, c.frames); });
  table.row("missed", [&](const TransportColumn& c) { return count(c, c.missed); });
}

// The most telling table that there is room for.
std::optional<Table> fitting(const ViewerState& state, float room) {
  for (const bool with_p95 : {true, false}) {
    const Table table(state, with_p95);
    if (table.width() <= room) return table;
  }
  return std::nullopt;
}

}  // namespace

void draw_comparison_window(const ViewerState& state, Size size) {
  const float margin = theme::scaled(theme::kPanelMargin);
  const float panel = theme::scaled(theme::kPanelWidth);
  const auto table = fitting(state, static_cast<float>(size.width) - panel - 3 * margin);
  if (!table) return;
  ImGui::SetNextWindowPos({static_cast<float>(size.width) - margin - table->width(), margin});
  ImGui::SetNextWindowSize({table->width(), 0});
  ImGui::Begin("comparison", nullptr, theme::kPlainWindow);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  table->draw_shade({origin.x, origin.y - theme::scaled(4)},
                    ImGui::GetWindowHeight() - theme::scaled(16));
  table->headings();
  draw_durations(*table);
  draw_costs(*table);
  draw_counts(*table);
  ImGui::End();
}

}  // namespace framering::viewer
