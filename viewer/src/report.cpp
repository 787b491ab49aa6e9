// The report of a run.

#include "report.hpp"

#include <cerrno>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

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

template <typename Number>
Json number_json(const std::optional<Number>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json account_json(const TransportAccount& account) {
  return {{"frames", account.frames},
          {"missed", account.missed},
          {"bytes_copied_per_frame", number_json(account.bytes_per_frame())},
          {"viewer_cpu_us_per_frame", number_json(account.viewer_cpu.us_per_frame())},
          {"server_cpu_us_per_frame", number_json(account.server_cpu.us_per_frame())},
          {"echoes", account.echo_us.size()},
          {"echo_us", stage_json(account.echo_us)},
          {"latency_us", latency_json(account.statistics)}};
}

Json transports_json(const TransportAccounts& accounts) {
  Json transports = Json::object();
  for (const Transport transport : kTransports) {
    const TransportAccount& account = accounts.of(transport);
    if (account.frames > 0) transports[std::string(name_of(transport))] = account_json(account);
  }
  return transports;
}

Json clock_json(const FrameReceiver& receiver) {
  const bool shared = receiver.subscriber().shares_clock();
  const auto offset = shared ? std::nullopt : receiver.clock().offset();
  if (!offset) return {{"shared", shared}, {"offset_us", nullptr}, {"uncertainty_us", nullptr}};
  return {{"shared", shared},
          {"offset_us", static_cast<double>(offset->offset_ns) / 1e3},
          {"uncertainty_us", static_cast<double>(offset->uncertainty_ns) / 1e3}};
}

Json drawing_json(const DrawingCost& drawing) {
  return {{"frames", drawing.frames()},
          {"cpu_us_per_frame", number_json(drawing.cpu_us_per_frame())},
          {"fps", number_json(drawing.fps())}};
}

Json ab_json(const FrameReceiver& receiver) {
  const AbReceiver& ab = *receiver.ab();
  const AbComparison& comparison = ab.comparison();
  return {
      {"a", name_of(receiver.subscriber().transport())},
      {"b", name_of(ab.subscriber().transport())},
      {"matched", comparison.matched()},
      {"unmatched", {{"a", comparison.unmatched(Side::a)}, {"b", comparison.unmatched(Side::b)}}},
      {"compared", comparison.compared()},
      {"identical", comparison.identical()},
      {"captured_to_received_us",
       {{"a", stage_json(comparison.latency_us(Side::a))},
        {"b", stage_json(comparison.latency_us(Side::b))}}},
      {"b_minus_a_us", stage_json(comparison.difference_us())}};
}

}  // namespace

std::string report_json(const FrameReceiver& receiver) {
  const Subscriber& subscriber = receiver.subscriber();
  Json report = {{"stream", subscriber.stream()},
                 {"transport", name_of(subscriber.transport())},
                 {"epoch", subscriber.epoch()},
                 {"attachments", receiver.source().attached()},
                 {"captured_from", captured_from(receiver.frame())},
                 {"format", format_json(receiver.frame())},
                 {"frames", frames_json(receiver)},
                 {"fps", receiver.fps()},
                 {"drawing", drawing_json(receiver.drawing())},
                 {"latency_us", latency_json(receiver.statistics())},
                 {"transports", transports_json(receiver.accounts())},
                 {"switches", receiver.source().switches()},
                 {"largest_index_gap", receiver.trail().largest_gap()},
                 {"largest_index_gap_after_switch", receiver.trail().largest_gap_after_switch()},
                 {"index_went_backwards", receiver.trail().went_backwards()},
                 {"echo_us", stage_json(receiver.accounts().current().echo_us)},
                 {"clock", clock_json(receiver)}};
  if (receiver.ab() != nullptr) report["ab"] = ab_json(receiver);
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
