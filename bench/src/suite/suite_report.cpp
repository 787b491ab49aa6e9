// What a suite found, as JSON and as tables.

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "suite/suite.hpp"

namespace framering::bench {
namespace {

using nlohmann::json;

json as_json(const MeasuredSamples& limit) {
  return {{"name", limit.name},
          {"us", percentiles_as_json(limit.rounds)},
          {"mean_us", as_json(over_rounds(limit.each_mean()))},
          {"failure", limit.failure}};
}

json pingpong_as_json(const MeasuredSamples& pingpong) {
  const double mean_us = over_rounds(pingpong.each_mean()).median;
  return {{"method", pingpong.name},
          {"bytes", kPingPongBytes},
          {"cycles", pingpong.rounds.empty() ? 0 : pingpong.rounds.front().size()},
          {"median_us", as_json(over_rounds(pingpong.each_round(50)))},
          {"fastest_us", over_rounds(pingpong.each_round(0)).median},
          {"slowest_us", over_rounds(pingpong.each_round(100)).median},
          {"mean_us", mean_us},
          {"per_second", mean_us > 0 ? 1e6 / mean_us : 0},
          {"limit", pingpong.name.starts_with("limit")},
          {"failure", pingpong.failure}};
}

std::string samples_head(const std::string& what) {
  return fmt::format("{:<44}{:>11}{:>11}{:>11}{:>11}\n", what, "median", "mean", "p99", "max");
}

std::string samples_as_row(const MeasuredSamples& measured) {
  if (measured.rounds.empty()) {
    return fmt::format("{:<44}  failed: {}\n", measured.name, measured.failure);
  }
  return fmt::format(
      "{:<44}{:>11.2f}{:>11.2f}{:>11.2f}{:>11.2f}{}\n", measured.name,
      over_rounds(measured.each_round(50)).median, over_rounds(measured.each_mean()).median,
      over_rounds(measured.each_round(99)).median, over_rounds(measured.each_round(100)).median,
      measured.failure.empty() ? "" : "  then failed: " + measured.failure);
}

std::string clients_as_rows(const std::vector<MeasuredClients>& all) {
  std::string rows;
  for (const MeasuredClients& clients : all) {
    if (rows.empty()) {
      const std::string head = fmt::format("{} clients at once, {} requests each, µs",
                                           clients.options.tasks, clients.options.requests);
      rows = '\n' + samples_head(head);
    }
    for (const auto* step : {&clients.registration, &clients.request, &clients.unregistration}) {
      rows += samples_as_row(*step);
    }
  }
  return rows;
}

}  // namespace

json as_json(const Suite& suite) {
  json all = trials_as_json(suite.trials());
  for (const char* part : {"limits", "pingpong", "clients", "targets"}) all[part] = json::array();
  for (const MeasuredSamples& limit : suite.limits()) all["limits"].push_back(as_json(limit));
  for (const MeasuredSamples& method : suite.pingpongs()) {
    all["pingpong"].push_back(pingpong_as_json(method));
  }
  for (const MeasuredClients& clients : suite.clients()) all["clients"].push_back(as_json(clients));
  all["viewer"] = as_json(suite.drawing());
  for (const Target& target : suite.targets()) all["targets"].push_back(as_json(target));
  return all;
}

std::string as_text(const Suite& suite) {
  std::string text = samples_head("limits, µs");
  for (const MeasuredSamples& limit : suite.limits()) text += samples_as_row(limit);
  text += '\n' + samples_head("ping-pong, 4 bytes there and back, µs");
  for (const MeasuredSamples& method : suite.pingpongs()) text += samples_as_row(method);
  return text + clients_as_rows(suite.clients()) + '\n' + trials_as_text(suite.trials()) + '\n' +
         as_text(suite.drawing()) + '\n' + targets_as_text(suite.targets());
}

}  // namespace framering::bench
