// Xvfb, xdotool, and ImageMagick's import.

#include "virtual_display.hpp"

#include <chrono>
#include <stdexcept>

namespace framering::test {
namespace {

using namespace std::chrono_literals;

// Programs of the system, found in PATH by env.
std::vector<std::string> system_command(std::vector<std::string> words) {
  words.insert(words.begin(), "/usr/bin/env");
  return words;
}

}  // namespace

VirtualDisplay::VirtualDisplay()
    : server_(
          system_command({"Xvfb", "-displayfd", "1", "-noreset", "-screen", "0", "1600x900x24"})) {
  // On stdout alone: on stderr it complains of display numbers that others have.
  const auto ready = [&] { return server_.out().find('\n') != std::string::npos; };
  if (!eventually(deadline_in(20s), ready)) {
    throw std::runtime_error("Xvfb does not start: " + server_.err());
  }
  const std::string number = server_.out();
  name_ = ":" + number.substr(0, number.find('\n'));
}

void VirtualDisplay::input(std::vector<std::string> arguments) const {
  arguments.insert(arguments.begin(), "xdotool");
  Process tool(system_command(std::move(arguments)), {{"DISPLAY", name_}});
  if (tool.wait(deadline_in(10s)) != 0) throw std::runtime_error("xdotool: " + tool.err());
}

PngPicture VirtualDisplay::screenshot() const {
  const std::string file = directory_.path() + "/screen.png";
  Process tool(system_command({"import", "-window", "root", file}), {{"DISPLAY", name_}});
  if (tool.wait(deadline_in(20s)) != 0) throw std::runtime_error("import: " + tool.err());
  return read_png(file);
}

}  // namespace framering::test
