// The pixel that the cursor is on.

#include <spdlog/fmt/fmt.h>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {

void draw_pixel_panel(const ViewerState& state) {
  if (!state.pixel) return theme::heading("pixel under the cursor", "-");
  theme::heading(fmt::format("pixel {}, {}", state.pixel->x, state.pixel->y), state.pixel->value);
}

}  // namespace framering::viewer
