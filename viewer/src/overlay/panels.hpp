#pragma once
// The panels of the overlay, each in a file of its name. Each draws where ImGui's cursor is, over
// the width of the window.

#include "../viewer_state.hpp"

namespace framering::viewer {

/// Name, state, source, format, rates, and what became of the frames.
void draw_stream_panel(const ViewerState& state);
/// The transports to click on, A/B mode, and the comparison table: what is clicked on is wished
/// for.
void draw_transport_panel(ViewerState& state);
/// Percentiles from captured to presented.
void draw_latency_panel(const LatencyFigures& latency);
/// The steps of the ledger as bars, one after the other in time.
void draw_stage_panel(const LatencyFigures& latency);
/// The latest frames' latency over time.
void draw_plot_panel(const LatencyFigures& latency);
/// How many frames had which latency.
void draw_histogram_panel(const LatencyFigures& latency);
/// The pixel under the cursor.
void draw_pixel_panel(const ViewerState& state);
/// The range of values that is shown, to be moved by hand.
void draw_range_panel(ViewerState& state);
/// Keys, and what the figures leave out.
void draw_help_panel();
/// How the two sides of an A/B comparison differ.
void draw_ab_panel(const AbFigures& ab);
/// The two halves of an A/B picture named, and the line between them.
void draw_split(const AbFigures& ab, Size size);
/// A window of its own beside the other: what each transport costs. Nothing if it does not fit.
void draw_comparison_window(const ViewerState& state, Size size);
/// Whether there is room for that in a window of that size.
bool comparison_fits(const ViewerState& state, Size size);
/// In a window of that size, beside the panels if they are there: why there is no picture, or
/// nothing new.
void draw_banner(const ViewerState& state, Size size, bool beside_panels);

}  // namespace framering::viewer
