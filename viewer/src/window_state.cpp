// GLFW's callbacks, and what a window remembers.

#include "window_state.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <optional>

#include "overlay/overlay.hpp"

namespace framering::viewer {
namespace {

WindowState& state_of(GLFWwindow* window) {
  return *static_cast<WindowState*>(glfwGetWindowUserPointer(window));
}

std::optional<Command> command_of(int key) {
  switch (key) {
    case GLFW_KEY_H:
      return Command::toggle_overlay;
    case GLFW_KEY_F:
      return Command::toggle_full_screen;
    case GLFW_KEY_1:
    case GLFW_KEY_KP_1:
      return Command::toggle_pixel_by_pixel;
    case GLFW_KEY_SPACE:
      return Command::toggle_freeze;
    case GLFW_KEY_S:
      return Command::save_picture;
    case GLFW_KEY_T:
      return Command::next_transport;
    case GLFW_KEY_B:
      return Command::toggle_ab;
    case GLFW_KEY_C:
      return Command::toggle_comparison;
    case GLFW_KEY_Q:
    case GLFW_KEY_ESCAPE:
      return Command::quit;
    default:
      return std::nullopt;
  }
}

void on_key(GLFWwindow* window, int key, int, int action, int) {
  WindowState& state = state_of(window);
  state.inputs.push_back(Redraw{});
  if (action != GLFW_PRESS || Overlay::wants_keyboard()) return;
  if (const auto command = command_of(key)) state.inputs.push_back(*command);
}

void on_scroll(GLFWwindow* window, double, double steps) {
  WindowState& state = state_of(window);
  if (Overlay::wants_mouse()) return state.inputs.push_back(Redraw{});
  state.inputs.push_back(Zoom{WindowState::cursor(window), steps});
}

void on_button(GLFWwindow* window, int button, int action, int) {
  WindowState& state = state_of(window);
  state.inputs.push_back(Redraw{});
  if (button != GLFW_MOUSE_BUTTON_LEFT) return;
  state.dragging = action == GLFW_PRESS && !Overlay::wants_mouse();
  state.drag_from = WindowState::cursor(window);
}

void on_cursor(GLFWwindow* window, double, double) {
  WindowState& state = state_of(window);
  const Point cursor = WindowState::cursor(window);
  if (!state.dragging) return state.inputs.push_back(Redraw{});
  state.inputs.push_back(Drag{cursor.x - state.drag_from.x, cursor.y - state.drag_from.y});
  state.drag_from = cursor;
}

void on_enter(GLFWwindow* window, int) { state_of(window).inputs.push_back(Redraw{}); }
void on_resize(GLFWwindow* window, int width, int height) {
  state_of(window).pixels = {width, height};
  state_of(window).inputs.push_back(Redraw{});
}
void on_refresh(GLFWwindow* window) { state_of(window).inputs.push_back(Redraw{}); }

}  // namespace

void WindowState::install_callbacks(GLFWwindow* window) {
  glfwSetWindowUserPointer(window, this);
  glfwSetKeyCallback(window, on_key);
  glfwSetScrollCallback(window, on_scroll);
  glfwSetMouseButtonCallback(window, on_button);
  glfwSetCursorPosCallback(window, on_cursor);
  glfwSetCursorEnterCallback(window, on_enter);
  glfwSetFramebufferSizeCallback(window, on_resize);
  glfwSetWindowRefreshCallback(window, on_refresh);
}

void WindowState::measure(GLFWwindow* window) {
  glfwGetFramebufferSize(window, &pixels.width, &pixels.height);
}

void WindowState::toggle_full_screen(GLFWwindow* window) {
  int x = 0;
  int y = 0;
  if (glfwGetWindowMonitor(window) != nullptr) {
    glfwSetWindowMonitor(window, nullptr, static_cast<int>(windowed_at.x),
                         static_cast<int>(windowed_at.y), windowed_size.width, windowed_size.height,
                         GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return;
  glfwGetWindowPos(window, &x, &y);
  windowed_at = {static_cast<double>(x), static_cast<double>(y)};
  glfwGetWindowSize(window, &windowed_size.width, &windowed_size.height);
  const GLFWvidmode* mode = glfwGetVideoMode(monitor);
  glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

bool WindowState::adapt_to(GLFWwindow* window, Size picture) {
  if (fixed_size || glfwGetWindowMonitor(window) != nullptr) return false;
  fixed_size = true;
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return false;
  Size room;
  glfwGetMonitorWorkarea(monitor, nullptr, nullptr, &room.width, &room.height);
  const double shrink =
      std::min({1.0, 0.9 * room.width / picture.width, 0.9 * room.height / picture.height});
  constexpr Size kLeast = {480, 360};  // so that the overlay has a place
  glfwSetWindowSize(window, std::max(kLeast.width, static_cast<int>(picture.width * shrink)),
                    std::max(kLeast.height, static_cast<int>(picture.height * shrink)));
  return true;
}

Point WindowState::cursor(GLFWwindow* window) {
  Point at;
  Size window_size;
  Size pixels;
  glfwGetCursorPos(window, &at.x, &at.y);
  glfwGetWindowSize(window, &window_size.width, &window_size.height);
  glfwGetFramebufferSize(window, &pixels.width, &pixels.height);
  return {at.x * pixels.width / std::max(window_size.width, 1),
          at.y * pixels.height / std::max(window_size.height, 1)};
}

}  // namespace framering::viewer
