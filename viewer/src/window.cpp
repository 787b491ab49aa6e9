// GLFW: the window, its events, and Dear ImGui's share of them.

#include "window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "window_state.hpp"

namespace framering::viewer {

struct Window::Impl {
  GLFWwindow* handle = nullptr;
  WindowState state;

  ~Impl() {
    if (handle != nullptr) glfwDestroyWindow(handle);
    glfwTerminate();
  }
};

namespace {

constexpr Size kFirstSize = {1280, 720};

std::string last_glfw_error() {
  const char* reason = nullptr;
  glfwGetError(&reason);
  return reason == nullptr ? "GLFW says no more" : reason;
}

Error no_display() {
  return {ErrorCode::not_found,
          fmt::format("no display ({}); use --headless to draw off screen", last_glfw_error())};
}

Error no_opengl() {
  return {ErrorCode::unsupported,
          fmt::format("no OpenGL 3.3 in a window ({}); install a driver (libgl1-mesa-dri), or use "
                      "--headless or --no-render",
                      last_glfw_error())};
}

Size first_size(const Options& options) {
  if (!options.geometry) return kFirstSize;
  return {options.geometry->width, options.geometry->height};
}

// GLFW 3.4 tries Wayland before X11, and libwayland prints a line of its own when there is no
// compositor. 3.3 knows one platform, and no such hint.
void choose_platform() {
#ifdef GLFW_PLATFORM
  const char* wayland = std::getenv("WAYLAND_DISPLAY");
  if (wayland == nullptr || *wayland == '\0') glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
}

void set_hints() {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
}

void place(GLFWwindow* window, const Options& options) {
  if (!options.geometry || !options.geometry->x) return;
  glfwSetWindowPos(window, *options.geometry->x, *options.geometry->y);
}

}  // namespace

Result<Window> Window::create(const std::string& title, const Options& options) {
  choose_platform();
  if (glfwInit() == GLFW_FALSE) return no_display();
  auto impl = std::make_unique<Impl>();
  set_hints();
  const Size size = first_size(options);
  impl->handle = glfwCreateWindow(size.width, size.height, title.c_str(), nullptr, nullptr);
  if (impl->handle == nullptr) return no_opengl();
  impl->state.fixed_size = options.geometry.has_value();
  place(impl->handle, options);
  glfwMakeContextCurrent(impl->handle);
  glfwSwapInterval(options.vsync ? 1 : 0);
  impl->state.install_callbacks(impl->handle);
  impl->state.measure(impl->handle);
  return Window(std::move(impl));
}

Window::Window(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;
Window::~Window() = default;

std::vector<Input> Window::wait(Clock::duration most) {
  const double seconds = std::chrono::duration<double>(most).count();
  if (seconds > 0) {
    glfwWaitEventsTimeout(seconds);
  } else {
    glfwPollEvents();
  }
  if (glfwWindowShouldClose(impl_->handle) != 0) impl_->state.inputs.push_back(Command::quit);
  return std::exchange(impl_->state.inputs, {});
}

void Window::wake() noexcept { glfwPostEmptyEvent(); }

void Window::swap() { glfwSwapBuffers(impl_->handle); }

void Window::set_title(const std::string& title) {
  glfwSetWindowTitle(impl_->handle, title.c_str());
}

void Window::toggle_full_screen() {
  impl_->state.toggle_full_screen(impl_->handle);
  impl_->state.measure(impl_->handle);
}

void Window::adapt_to(Size picture) {
  if (impl_->state.adapt_to(impl_->handle, picture)) impl_->state.measure(impl_->handle);
}

Size Window::size() const { return impl_->state.pixels; }

std::optional<Point> Window::cursor() const {
  if (glfwGetWindowAttrib(impl_->handle, GLFW_HOVERED) == 0) return std::nullopt;
  return impl_->state.cursor(impl_->handle);
}

int Window::scale() const {
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(impl_->handle, &x, &y);
  return std::max(1, static_cast<int>(std::lround(x)));
}

OverlayPlatform Window::overlay_platform() {
  GLFWwindow* handle = impl_->handle;
  // Its callbacks go on to ours, which are there already.
  return {[handle] { ImGui_ImplGlfw_InitForOpenGL(handle, true); },
          [] { ImGui_ImplGlfw_NewFrame(); }, [] { ImGui_ImplGlfw_Shutdown(); }};
}

}  // namespace framering::viewer
