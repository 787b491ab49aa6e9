// Dear ImGui's context, its look, and the panels in their order.

#include "overlay.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <utility>

#include "panels.hpp"
#include "theme.hpp"

namespace framering::viewer {
namespace {

// Without input there is no clock of the platform's; any positive time will do.
constexpr float kFrameSeconds = 1.0F / 60;

void set_font(int scale) {
  ImFontConfig font;
  // Whole multiples keep its pixels sharp.
  font.SizePixels = theme::kFontPixels * static_cast<float>(scale);
  font.OversampleH = 1;
  font.PixelSnapH = true;
  ImGui::GetIO().Fonts->AddFontDefault(&font);
}

void set_style(int scale) {
  ImGui::StyleColorsDark();
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowRounding = 6;
  style.WindowBorderSize = 0;
  style.WindowPadding = {14, 12};
  style.ItemSpacing = {8, 4};
  style.FrameRounding = 3;
  style.Colors[ImGuiCol_WindowBg] = ImGui::ColorConvertU32ToFloat4(theme::kPanel);
  style.Colors[ImGuiCol_FrameBg] = ImGui::ColorConvertU32ToFloat4(theme::kFaint);
  style.Colors[ImGuiCol_SliderGrab] = ImGui::ColorConvertU32ToFloat4(theme::kAccent);
  style.ScaleAllSizes(static_cast<float>(scale));
}

void draw_latency(const LatencyFigures& latency, float lines) {
  draw_latency_panel(latency);
  if (lines > 20.5F) draw_stage_panel(latency);
  if (lines > 25.5F) draw_plot_panel(latency);
  if (lines > 29.5F) draw_histogram_panel(latency);
}

void draw_panels(ViewerState& state, Size size) {
  const float height = static_cast<float>(size.height) - 2 * theme::scaled(theme::kPanelMargin);
  // A small window has room for the first few.
  const float lines = height / ImGui::GetTextLineHeightWithSpacing() - (state.ab ? 6.5F : 0) -
                      (state.clock.empty() ? 0 : 1);
  draw_stream_panel(state);
  draw_transport_panel(state);
  if (state.show_comparison && !comparison_fits(state, size)) {
    theme::text("to compare, make the window wider", theme::kWarning);
  }
  if (state.ab) draw_ab_panel(*state.ab);
  if (state.latency.samples > 0) draw_latency(state.latency, lines);
  draw_pixel_panel(state);
  draw_range_panel(state);
  if (lines > 36.5F) draw_help_panel();
}

void draw_window(ViewerState& state, Size size) {
  const float margin = theme::scaled(theme::kPanelMargin);
  ImGui::SetNextWindowPos({margin, margin});
  ImGui::SetNextWindowSize({theme::scaled(theme::kPanelWidth), 0});
  ImGui::Begin("overlay", nullptr, theme::kPlainWindow);
  draw_panels(state, size);
  ImGui::End();
}

}  // namespace

Overlay::Overlay(OverlayPlatform platform, int scale) : platform_(std::move(platform)) {
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;  // it leaves no file behind
  set_font(scale);
  set_style(scale);
  platform_.start();
  ImGui_ImplOpenGL3_Init("#version 330 core");
}

Overlay::~Overlay() {
  ImGui_ImplOpenGL3_Shutdown();
  platform_.stop();
  ImGui::DestroyContext();
}

void Overlay::draw(ViewerState& state, Size size, bool panels) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::GetIO().DisplaySize = {static_cast<float>(size.width), static_cast<float>(size.height)};
  ImGui::GetIO().DeltaTime = kFrameSeconds;
  platform_.begin_frame();
  ImGui::NewFrame();
  if (state.ab) draw_split(*state.ab, size);
  if (panels) draw_window(state, size);
  if (panels && state.show_comparison) draw_comparison_window(state, size);
  if (panels || !state.has_picture) draw_banner(state, size, panels);
  ImGui::Render();
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

bool Overlay::wants_mouse() { return ImGui::GetIO().WantCaptureMouse; }
bool Overlay::wants_keyboard() { return ImGui::GetIO().WantTextInput; }

}  // namespace framering::viewer
