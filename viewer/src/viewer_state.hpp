#pragma once
// All that the overlay shows, as plain data.

#include <cstdint>
#include <optional>
#include <string>

#include "frame_intake.hpp"
#include "framering/subscriber.hpp"
#include "geometry.hpp"
#include "latency_figures.hpp"
#include "transport_figures.hpp"
#include "value_range.hpp"

namespace framering::viewer {

/// How the stream stands, for people.
enum class Standing { waiting, live, no_signal, gone, ended };

/// A pixel of the frame that the cursor is on.
struct PixelReading {
  int x = 0;
  int y = 0;
  std::string value;
};

/// What was clicked on in the overlay.
struct Wishes {
  std::optional<Transport> transport = {};
  bool toggle_ab = false;
  bool toggle_comparison = false;
};

struct ViewerState {
  std::string stream;
  std::string source;
  std::string format;  ///< empty before the first frame
  Standing standing = Standing::waiting;
  std::int64_t standing_since_ns = 0;
  std::int64_t now_ns = 0;
  std::int64_t last_received_ns = 0;  ///< 0 before the first frame
  bool frozen = false;
  bool has_picture = false;
  std::string notice;  ///< why the newest frame is not shown; empty if it is
  std::string remark;  ///< something that is to be seen for a while; empty afterwards
  std::string clock;   ///< what the producer's is ahead of ours; empty where it is the same

  std::uint64_t index = 0;
  std::uint64_t missed = 0;
  std::uint64_t overtaken = 0;
  double received_fps = 0;
  double drawn_fps = 0;
  LatencyFigures latency;

  Transport transport = Transport::shm;  ///< frames come from
  TransportFigures transports;
  std::optional<AbFigures> ab;
  bool show_comparison = false;
  Wishes wishes;  ///< the overlay may set them

  double scale = 1;  ///< pixels of the window for one of the frame
  std::optional<PixelReading> pixel;
  bool has_range = false;  ///< whether the picture has a range to be set
  ValueRange range;        ///< the overlay may change it
  ValueRange range_limits;
};

/// How the receiver stands with its stream now.
Standing standing_of(const FrameReceiver& receiver, const FrameIntake& intake);

/// Brings `state` up to date. `cursor` is a place in the window, if the cursor is in it.
void refresh(ViewerState& state, const FrameReceiver& receiver, const FrameIntake& intake,
             const PictureView& view, const std::optional<Point>& cursor);

/// Whether a live stream has delivered nothing for a second or longer.
bool is_silent(const ViewerState& state);

/// "no signal since 12:34:56 (7 s)", and the like; empty while frames come.
std::string standing_text(const ViewerState& state);

}  // namespace framering::viewer
