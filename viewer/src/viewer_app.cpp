// The window's loop.

#include "viewer_app.hpp"

#include <spdlog/fmt/fmt.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "complaint.hpp"
#include "exit_code.hpp"
#include "gl_canvas.hpp"
#include "gl_fence.hpp"
#include "png_file.hpp"

namespace framering::viewer {
namespace {

using namespace std::chrono_literals;

constexpr auto kIdleRedraw = 1s;
// How often a sleeper looks whether a signal has come, which cannot wake it.
constexpr auto kLookUp = 250ms;
// How often to look for a stream that is not there: nobody wakes us for that.
constexpr auto kLookForStream = 100ms;
// The same for a second transport that is being attached: it is awaited.
constexpr auto kLookForTransport = 4ms;
// Dear ImGui reacts to an input in the frame after it.
constexpr int kRedrawsPerInput = 2;
constexpr double kZoomPerStep = 1.25;
constexpr const char* kNoOther = "no other transport: --connect has tcp alone";

std::string title_of(const std::string& stream) { return stream + " - frame_viewer"; }

}  // namespace

Result<std::unique_ptr<ViewerApp>> ViewerApp::create(FrameReceiver& receiver,
                                                     const Options& options) {
  auto window = Window::create(title_of(receiver.stream_text()), options);
  if (!window) return window.error();
  auto view = PictureView::create(options.range);
  if (!view) return view.error();
  return std::unique_ptr<ViewerApp>(
      new ViewerApp(*std::move(window), *std::move(view), receiver, options));
}

ViewerApp::ViewerApp(Window window, PictureView view, FrameReceiver& receiver,
                     const Options& options)
    : window_(std::move(window)),
      view_(std::move(view)),
      receiver_(receiver),
      intake_(receiver, &view_),
      overlay_(std::make_unique<Overlay>(window_.overlay_platform(), window_.scale())),
      bell_(Window::wake),
      named_(receiver.stream_text()),
      show_overlay_(options.overlay) {}

int ViewerApp::run(const RunLimits& limits) {
  while (true) {
    if (const std::optional<int> exit_code = step(limits)) return *exit_code;
  }
}

std::optional<int> ViewerApp::step(const RunLimits& limits) {
  const Clock::duration until_the_end = limits.at_most(kIdleRedraw) - Clock::now();
  for (const Input& input : window_.wait(std::min(nap(), until_the_end))) handle(input);
  if (quit_) return limits.quit(receiver_.drawn(), receiver_);
  const Intake intake = take_frame();
  if (intake == Intake::failed) {
    complain(intake_.problem());
    return kExitFailed;
  }
  // Who waits for so many frames must not wait for ever; who watches may see the stream come back.
  if (intake == Intake::ended && limits.counts_frames()) {
    return limits.stream_ended(receiver_.drawn(), receiver_);
  }
  if (intake_.uploaded_b()) redraws_ = std::max(redraws_, 1);
  const bool news = state_.notice != intake_.notice() || state_.remark != intake_.remark() ||
                    state_.standing != standing_of(receiver_, intake_);
  if (news) redraws_ = std::max(redraws_, 1);
  if (needs_drawing()) draw();
  return limits.over(receiver_.drawn(), receiver_);
}

// How long there may be nothing to do, unless somebody wakes us.
Clock::duration ViewerApp::nap() const {
  if (more_ || redraws_ > 0) return 0s;
  if (!receiver_.subscriber().attachment()) return kLookForStream;
  if (receiver_.awaits_attachment()) return kLookForTransport;
  const Clock::duration until_redraw = idle_redraw_ - Clock::now();
  return until_redraw > 0s ? std::min<Clock::duration>(kLookUp, until_redraw) : kLookUp;
}

Intake ViewerApp::take_frame() {
  bell_.acknowledge();  // first, so that what comes while we look wakes us again
  const Intake intake = intake_.take(Clock::now());
  bell_.watch(receiver_.attachments());
  more_ = intake == Intake::uploaded || intake == Intake::received;
  if (intake == Intake::uploaded) {
    new_picture_ = true;
    window_.adapt_to(view_.texture().layout().size);
  }
  name_window();
  return intake;
}

// A server at an address tells the stream's name when it is there.
void ViewerApp::name_window() {
  if (named_ == receiver_.stream_text()) return;
  named_ = receiver_.stream_text();
  window_.set_title(title_of(named_));
}

bool ViewerApp::needs_drawing() const {
  const bool tick = Clock::now() >= idle_redraw_ && (show_overlay_ || view_.empty());
  return new_picture_ || redraws_ > 0 || tick;
}

void ViewerApp::draw() {
  const Size size = window_.size();
  view_.transform().set_window(size);
  if (new_picture_ || redraws_ > 0) {
    still_is_current_ = false;
    view_.draw();
  } else {
    draw_still();
  }
  if (needs_overlay()) draw_overlay(size);
  present();
  redraws_ = std::max(redraws_ - 1, 0);
  idle_redraw_ = deadline_in(kIdleRedraw);
}

// With nothing to show, Dear ImGui is run only while an input is owed its reaction: it then notices
// that its panels are gone, and wants neither mouse nor keyboard any more.
bool ViewerApp::needs_overlay() const {
  return show_overlay_ || view_.empty() || receiver_.ab() != nullptr || redraws_ > 0;
}

// A picture that stands still is drawn once and then copied: where the CPU draws, that is most of
// the work of an idle viewer.
void ViewerApp::draw_still() {
  if (!still_is_current_) {
    still_.resize(view_.transform().window());
    still_.bind();
    view_.draw();
    still_is_current_ = true;
  }
  still_.copy_to_window();
}

void ViewerApp::draw_overlay(Size size) {
  refresh(state_, receiver_, intake_, view_, show_overlay_ ? window_.cursor() : std::nullopt);
  state_.show_comparison = show_comparison_;
  overlay_->draw(state_, size, show_overlay_);
  if (state_.has_range) view_.range().set(state_.range);
  grant(std::exchange(state_.wishes, {}));
}

void ViewerApp::present() {
  window_.swap();
  wait_for_gpu();
  if (!std::exchange(new_picture_, false)) return;
  Ledger ledger = intake_.ledger();
  ledger.presented_ns = now_ns();
  receiver_.finish(ledger);
}

void ViewerApp::handle(const Input& input) {
  redraws_ = kRedrawsPerInput;
  if (const auto* command = std::get_if<Command>(&input)) return obey(*command);
  ViewTransform& transform = view_.transform();
  if (const auto* zoom = std::get_if<Zoom>(&input)) {
    transform.zoom_about(zoom->cursor, std::pow(kZoomPerStep, zoom->steps));
  } else if (const auto* drag = std::get_if<Drag>(&input)) {
    transform.pan(drag->right, drag->down);
  }
}

void ViewerApp::obey(Command command) {
  switch (command) {
    case Command::toggle_overlay:
      show_overlay_ = !show_overlay_;
      break;
    case Command::toggle_full_screen:
      window_.toggle_full_screen();
      break;
    case Command::toggle_pixel_by_pixel:
      view_.transform().toggle_pixel_by_pixel();
      break;
    case Command::toggle_freeze:
      intake_.set_frozen(!intake_.frozen());
      break;
    case Command::save_picture:
      save_picture();
      break;
    case Command::next_transport:
      go_over();
      break;
    case Command::toggle_ab:
      toggle_ab();
      break;
    case Command::toggle_comparison:
      show_comparison_ = !show_comparison_;
      break;
    case Command::quit:
      quit_ = true;
      break;
  }
}

void ViewerApp::grant(const Wishes& wishes) {
  if (wishes.transport) receiver_.select(*wishes.transport);
  if (wishes.toggle_ab) toggle_ab();
  if (wishes.toggle_comparison) show_comparison_ = !show_comparison_;
}

void ViewerApp::go_over() {
  const auto next = receiver_.next_transport();
  if (!next) return intake_.say(kNoOther);
  receiver_.select(*next);
}

void ViewerApp::toggle_ab() {
  const auto other = receiver_.ab() == nullptr ? receiver_.next_transport() : std::nullopt;
  if (receiver_.ab() == nullptr && !other) return intake_.say(kNoOther);
  const Status compared = receiver_.compare_with(other);
  if (!compared) intake_.say(compared.error().message);
}

Status ViewerApp::write_screenshot(const std::string& file) {
  GlCanvas canvas;  // what the window showed is gone with its last swap
  canvas.resize(window_.size());
  canvas.bind();
  view_.transform().set_window(canvas.size());
  view_.draw();
  draw_overlay(canvas.size());
  return write_png(file, read_framebuffer(canvas.size()));
}

void ViewerApp::save_picture() const {
  if (view_.empty()) return spdlog::warn("there is no picture to save");
  const std::string file = fmt::format("{}-{}.png", receiver_.stream_text(), intake_.shown_index());
  const Status written = write_png(file, view_.snapshot());
  if (!written) return spdlog::error(written.error().message);
  spdlog::info("saved {}", file);
}

}  // namespace framering::viewer
