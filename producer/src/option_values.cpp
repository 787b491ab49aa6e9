// The values that options take, from text.

#include "option_values.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace framering::producer {
namespace {

constexpr std::size_t kMaxNameLength = 64;
constexpr std::uint32_t kMaxPort = 65535;

/// The whole of `text` as an unsigned number, or nothing.
std::optional<std::uint32_t> number(std::string_view text, int base = 10) {
  std::uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value, base);
  if (problem != std::errc{} || stop != end) return std::nullopt;
  return value;
}

bool allowed_in_name(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

std::string as_stream_name(std::string text, std::string_view fallback) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return !allowed_in_name(c); }, '_');
  text.erase(0, text.find_first_not_of('.'));
  text.resize(std::min(text.size(), kMaxNameLength));
  return text.empty() ? std::string(fallback) : text;
}

std::string camera_name(const std::string& path) {
  constexpr std::string_view kNode = "/dev/video";
  const std::string node = path.starts_with(kNode) ? path.substr(kNode.size()) : std::string();
  if (number(node)) return "camera" + node;
  return as_stream_name(std::filesystem::path(path).filename(), "camera");
}

}  // namespace

std::optional<PictureSize> size_from_text(std::string_view text) {
  const std::size_t cross = text.find('x');
  if (cross == std::string_view::npos) return std::nullopt;
  const auto width = number(text.substr(0, cross));
  const auto height = number(text.substr(cross + 1));
  const auto good = [](const auto& side) { return side && *side >= 1 && *side <= kMaxSide; };
  if (!good(width) || !good(height)) return std::nullopt;
  return PictureSize{*width, *height};
}

std::optional<mode_t> mode_from_text(std::string_view text) {
  const auto mode = number(text, 8);
  if (!mode || *mode > 0777) return std::nullopt;
  return *mode;
}

std::optional<ListenAddress> listen_address_from_text(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto port = number(std::string_view(text).substr(colon + 1));
  if (!port || *port > kMaxPort) return std::nullopt;
  const std::string host = text.substr(0, colon);
  if (in_addr v4; ::inet_pton(AF_INET, host.c_str(), &v4) == 1) {
    return ListenAddress{(ntohl(v4.s_addr) >> 24) == IN_LOOPBACKNET};
  }
  if (host.size() < 2 || host.front() != '[' || host.back() != ']') return std::nullopt;
  in6_addr v6;
  if (::inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &v6) != 1) {
    return std::nullopt;
  }
  return ListenAddress{IN6_IS_ADDR_LOOPBACK(&v6)};
}

std::string camera_path(std::string_view text) {
  return number(text) ? "/dev/video" + std::string(text) : std::string(text);
}

std::string default_stream_name(const Options& options) {
  switch (options.source) {
    case SourceKind::camera:
      return camera_name(options.camera);
    case SourceKind::video:
      return as_stream_name(std::filesystem::path(options.video).stem(), "video");
    case SourceKind::images:
      return "images";
    case SourceKind::pattern:
      break;
  }
  return "pattern";
}

}  // namespace framering::producer
