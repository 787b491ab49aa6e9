// Gathering what the overlay shows.

#include "viewer_state.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "clock_text.hpp"
#include "framering/clock.hpp"
#include "pixel_value.hpp"
#include "time_text.hpp"

namespace framering::viewer {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

void refresh_stream(ViewerState& state, const FrameReceiver& receiver) {
  const Subscriber& subscriber = receiver.subscriber();
  state.stream = receiver.stream_text();
  state.source = subscriber.source();
  state.standing_since_ns = subscriber.connection_since_ns();
  state.last_received_ns = receiver.ledger().received_ns;
  if (!receiver.frame()) return;
  state.format = format_text(receiver.frame().descriptor());
  state.index = receiver.frame().descriptor().index;
}

std::string clock_line(const FrameReceiver& receiver) {
  if (receiver.subscriber().shares_clock()) return {};
  const auto offset = receiver.clock().offset();
  return "producer's clock " + (offset ? offset_text(*offset) : "not known yet");
}

void refresh_transports(ViewerState& state, const FrameReceiver& receiver) {
  const Transport transport = receiver.subscriber().transport();
  if (transport != state.transport) state.latency.taken_ns = 0;  // those were the other one's
  state.transport = transport;
  state.clock = clock_line(receiver);
  refresh(state.latency, receiver.statistics(), state.now_ns);
  refresh(state.transports, receiver, state.now_ns);
  refresh(state.ab, receiver, state.now_ns);
}

void refresh_counts(ViewerState& state, const FrameReceiver& receiver) {
  state.missed = receiver.missed();
  state.overtaken = receiver.overtaken();
  state.received_fps = receiver.received_rate().per_second(state.now_ns);
  state.drawn_fps = receiver.drawn_rate().per_second(state.now_ns);
  refresh_transports(state, receiver);
}

void refresh_picture(ViewerState& state, const PictureView& view) {
  state.has_picture = !view.empty();
  state.scale = view.transform().scale();
  state.has_range = !view.empty() && view.texture().layout().needs_range;
  state.range = view.range().range();
  state.range_limits = view.range().limits();
}

std::optional<PixelReading> read_pixel(const PictureView& view, Point cursor) {
  if (view.empty()) return std::nullopt;
  const Point place = view.transform().to_frame(cursor);
  const int x = static_cast<int>(std::floor(place.x));
  const int y = static_cast<int>(std::floor(place.y));
  const std::string value = pixel_value(view.texture(), x, y);
  return value.empty() ? std::nullopt : std::optional(PixelReading{x, y, value});
}

std::string since_text(const ViewerState& state, std::int64_t since_ns) {
  const nanoseconds age(std::max<std::int64_t>(state.now_ns - since_ns, 0));
  return fmt::format("since {} ({} s)", wall_clock_text(since_ns),
                     std::chrono::duration_cast<seconds>(age).count());
}

}  // namespace

Standing standing_of(const FrameReceiver& receiver, const FrameIntake& intake) {
  if (intake.ended()) return Standing::ended;
  const Subscriber& subscriber = receiver.subscriber();
  switch (subscriber.connection()) {
    case Connection::live:
      return Standing::live;
    case Connection::no_signal:
      return Standing::no_signal;
    case Connection::waiting:
      break;
  }
  return receiver.source().attached() == 0 ? Standing::waiting : Standing::gone;
}

void refresh(ViewerState& state, const FrameReceiver& receiver, const FrameIntake& intake,
             const PictureView& view, const std::optional<Point>& cursor) {
  state.now_ns = now_ns();
  state.frozen = intake.frozen();
  state.notice = intake.notice();
  state.remark = intake.remark();
  state.standing = standing_of(receiver, intake);
  refresh_stream(state, receiver);
  refresh_counts(state, receiver);
  refresh_picture(state, view);
  state.pixel = cursor ? read_pixel(view, *cursor) : std::nullopt;
}

bool is_silent(const ViewerState& state) {
  constexpr seconds kSilence{1};
  return state.standing == Standing::live && state.last_received_ns != 0 &&
         nanoseconds(state.now_ns - state.last_received_ns) >= kSilence;
}

std::string standing_text(const ViewerState& state) {
  const std::string since = since_text(state, state.standing_since_ns);
  switch (state.standing) {
    case Standing::waiting:
      return fmt::format("waiting for stream {}", state.stream);
    case Standing::no_signal:
      return fmt::format("no signal {}", since);
    case Standing::gone:
      return fmt::format("producer gone {}", since);
    case Standing::ended:
      return fmt::format("stream ended {}", since);
    case Standing::live:
      break;
  }
  if (state.last_received_ns == 0) return "waiting for the first frame";
  if (!is_silent(state)) return {};
  return fmt::format("no frame {}", since_text(state, state.last_received_ns));
}

}  // namespace framering::viewer
