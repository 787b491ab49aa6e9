// The keys, and what the latency does not contain.

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {

void draw_help_panel() {
  theme::heading("H overlay   F full screen   1 pixel by pixel");
  theme::text("Space freeze   S save PNG   Q quit", theme::kDim);
  theme::text("T transport   B A/B   C comparison", theme::kDim);
  theme::text("wheel zoom   drag move", theme::kDim);
  ImGui::Dummy({0, theme::scaled(5)});
  theme::text("Presented: buffers swapped, the GPU done. What", theme::kDim);
  theme::text("compositor and panel add is not in it.", theme::kDim);
}

}  // namespace framering::viewer
