#pragma once
// Colours and measures of the overlay.

#include <imgui.h>

#include <array>
#include <string_view>

#include "../latency_figures.hpp"

namespace framering::viewer::theme {

inline constexpr ImU32 kText = IM_COL32(232, 234, 237, 255);
inline constexpr ImU32 kDim = IM_COL32(150, 156, 166, 255);
inline constexpr ImU32 kDisabled = IM_COL32(92, 97, 105, 255);
inline constexpr ImU32 kFaint = IM_COL32(255, 255, 255, 24);
inline constexpr ImU32 kHovered = IM_COL32(255, 255, 255, 52);
inline constexpr ImU32 kAccent = IM_COL32(94, 178, 230, 255);
inline constexpr ImU32 kHalfAccent = IM_COL32(94, 178, 230, 112);
inline constexpr ImU32 kGood = IM_COL32(108, 196, 132, 255);
inline constexpr ImU32 kWarning = IM_COL32(236, 178, 92, 255);
inline constexpr ImU32 kOnAccent = IM_COL32(12, 18, 26, 255);
inline constexpr ImU32 kPanel = IM_COL32(15, 18, 23, 246);

/// Of the steps of a frame's way, in the order of kStages.
inline constexpr std::array<ImU32, kStepCount> kSteps = {
    IM_COL32(122, 146, 214, 255), IM_COL32(94, 178, 230, 255), IM_COL32(96, 196, 178, 255),
    IM_COL32(148, 200, 116, 255), IM_COL32(232, 190, 104, 255)};

/// The text at the right end of the column that begins at the cursor and is `width` wide.
void text_right(std::string_view text, float width, ImU32 color);

/// The text in the colour, where the cursor is.
void text(std::string_view text, ImU32 color);

/// A dim heading with space above, and an optional remark at the right end of the line.
void heading(std::string_view title, std::string_view remark = {});

/// The text, or as much of its beginning as fits into `width` with an ellipsis.
void text_clipped(std::string_view text, float width, ImU32 color);

/// The size that ImGui's built-in font is drawn for, and the design with it.
inline constexpr float kFontPixels = 13;

/// Of the windows that the panels are in: they stay where they are put.
inline constexpr ImGuiWindowFlags kPlainWindow =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav |
    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing;

/// Width of the overlay's window, and its distance from the edges, in the design.
inline constexpr float kPanelWidth = 364;
inline constexpr float kPanelMargin = 12;

/// Length of the design in pixels of the screen.
float scaled(float length);

}  // namespace framering::viewer::theme
