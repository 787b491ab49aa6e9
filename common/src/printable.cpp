#include "printable.hpp"

#include <cstddef>

namespace framering {

std::string printable(std::string text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : '\0');
    const bool c1 = byte == 0xc2 && next >= 0x80 && next <= 0x9f;
    text[end++] = c1 || byte < 0x20 || byte == 0x7f ? '?' : text[i];
    if (c1) ++i;
  }
  text.resize(end);
  return text;
}

}  // namespace framering
