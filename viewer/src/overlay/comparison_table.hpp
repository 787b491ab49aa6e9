#pragma once
// The layout of the comparison table: names at the left, then for each transport a group of
// figures.

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../viewer_state.hpp"
#include "theme.hpp"

namespace framering::viewer {

/// Drawn where ImGui's cursor is.
class ComparisonTable {
 public:
  using Figures = std::vector<std::string>;  ///< "-": none

  /// With as many percentiles as there is room for: all three, p50 and p99, or p50 alone. Nothing
  /// if `room` is too narrow for that.
  static std::optional<ComparisonTable> fitting(const ViewerState& state, float room);

  float width() const;  ///< with the window's padding

  /// The names of the transports, the present one's in another colour.
  void draw_headings() const;
  /// "p50" and so on, after the name of their unit.
  void draw_percentile_names(std::string_view unit) const;
  /// A row of percentiles, in milliseconds.
  void draw_durations(
      std::string_view name,
      const std::function<std::optional<Percentiles>(const TransportColumn&)>& us) const;
  /// A row of one figure for each transport.
  void draw_figures(std::string_view name,
                    const std::function<std::string(const TransportColumn&)>& figure) const;
  /// A thin line over the width of the table.
  void draw_rule() const;
  /// A shade behind the present transport's group, from `top` on.
  void draw_shade(ImVec2 top, float height) const;

 private:
  struct Percentile {
    const char* name;
    double Percentiles::*value;
  };

  ComparisonTable(const ViewerState& state, std::span<const Percentile> percentiles)
      : state_(&state), percentiles_(percentiles) {}

  static const std::array<std::vector<Percentile>, 3>& choices();
  float group_width() const;  // like the next one in the design's pixels
  float group_left(std::size_t group) const;
  const std::vector<Transport>& groups() const { return state_->transports.available; }
  const TransportColumn& column(std::size_t group) const;
  void draw_row(std::string_view name,
                const std::function<Figures(const TransportColumn&)>& figures, bool dim) const;
  void draw_group(float left, std::size_t group, const Figures& figures, bool dim) const;

  const ViewerState* state_;
  std::span<const Percentile> percentiles_;
};

}  // namespace framering::viewer
