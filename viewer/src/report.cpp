// The report of a run.

#include "report.hpp"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "write_error.hpp"

namespace framering::viewer {
namespace {

using Json = nlohmann::ordered_json;

Json format_json(const BorrowedFrame& frame) {
  if (!frame) return nullptr;
  const FrameDescriptor& descriptor = frame.descriptor();
  const std::string_view name = name_of(descriptor.pixel_format);
  Json format = {{"width", descriptor.width}, {"height", descriptor.height}};
  if (!name.empty()) {
    format["pixel_format"] = name;
  } else if (descriptor.pixel_format == PixelFormat::none) {
    format["pixel_format"] = nullptr;
  } else {
    format["pixel_format"] = static_cast<std::uint32_t>(descriptor.pixel_format);
  }
  format["dtype"] = name_of(descriptor.dtype);
  return format;
}

const char* captured_from(const BorrowedFrame& frame) {
  if (!frame) return "unknown";
  switch (frame.descriptor().captured_from) {
    case CapturedFrom::driver:
      return "driver";
    case CapturedFrom::grab:
      return "grab";
    case CapturedFrom::made:
      return "made";
    case CapturedFrom::unknown:
      break;
  }
  return "unknown";
}

Json frames_json(const FrameReceiver& receiver) {
  return {{"received", receiver.received()}, {"drawn", receiver.drawn()},
          {"missed", receiver.missed()},     {"overtaken", receiver.overtaken()},
          {"verified", receiver.verified()}, {"corrupt", receiver.corrupt()}};
}

Json stage_json(const LatencyWindow& window) {
  if (window.size() == 0) return nullptr;
  const Percentiles us = window.percentiles();
  return {{"p50", us.p50}, {"p95", us.p95}, {"p99", us.p99}, {"max", us.max}};
}

Json latency_json(const LedgerStatistics& statistics) {
  Json latency = Json::object();
  for (std::size_t i = 0; i < kStages.size(); ++i) {
    latency[std::string(kStages[i].name)] = stage_json(statistics.stage(i));
  }
  return latency;
}

}  // namespace

std::string report_json(const FrameReceiver& receiver) {
  const Subscriber& subscriber = receiver.subscriber();
  const Json report = {{"stream", subscriber.stream()},
                       {"transport", "shm"},
                       {"epoch", subscriber.epoch()},
                       {"attachments", subscriber.counters().attachments},
                       {"captured_from", captured_from(receiver.frame())},
                       {"format", format_json(receiver.frame())},
                       {"frames", frames_json(receiver)},
                       {"fps", receiver.fps()},
                       {"latency_us", latency_json(receiver.statistics())}};
  return report.dump(2);
}

Status write_report(const std::string& file, const std::string& text) {
  if (file == "-") {
    std::cout << text << std::endl;
    if (!std::cout) return write_error("stdout", errno);
    return Done{};
  }
  std::ofstream output(file);
  output << text << std::endl;
  if (output) return Done{};
  return write_error(file, errno);
}

}  // namespace framering::viewer
