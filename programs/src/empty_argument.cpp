#include "empty_argument.hpp"

#include <string_view>

namespace framering {
namespace {

/// That takes what follows as its value.
bool is_option(std::string_view argument) {
  return argument.starts_with('-') && argument != "-" && argument != "--" &&
         argument.find('=') == std::string_view::npos;
}

std::string complaint_about(std::string_view option) {
  return std::string(option) + " needs a value that is not empty";
}

}  // namespace

std::string empty_argument(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const std::string_view before = argv[i - 1];
    if (argument.empty()) {
      return is_option(before) ? complaint_about(before) : "an argument is empty";
    }
    const std::size_t equals = argument.find('=');
    if (argument.starts_with("--") && equals + 1 == argument.size()) {
      return complaint_about(argument.substr(0, equals));
    }
  }
  return {};
}

}  // namespace framering
