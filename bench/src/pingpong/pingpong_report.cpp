#include "pingpong/pingpong_report.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "spread.hpp"

namespace framering::bench {
namespace {

/// All of it without the time that checking takes, which lies between the cycles.
struct Figures {
  explicit Figures(const PingPongResult& result)
      : spread(spread_of(result.op_us)),
        total_s(spread.mean * static_cast<double>(spread.samples) * 1e-6),
        per_second(total_s > 0 ? static_cast<double>(spread.samples) / total_s : 0),
        megabytes_per_second(per_second * 2 * static_cast<double>(result.bytes) * 1e-6) {}

  Spread spread;
  double total_s;
  double per_second;
  double megabytes_per_second;  // there and back
};

std::string row(const PingPongResult& result) {
  const std::string head = fmt::format("{:<28}{:>9}", result.method, result.bytes);
  if (!result.skipped.empty()) return head + "   skipped: " + result.skipped + "\n";
  if (!result.failure.empty()) return head + "   failed: " + result.failure + "\n";
  const Figures figures(result);
  const Spread& spread = figures.spread;
  return head + fmt::format("{:>11.2f}{:>11.2f}{:>11.2f}{:>11.2f}{:>12.0f}{:>11.2f}\n",
                            spread.fastest, spread.median, spread.mean, spread.slowest,
                            figures.per_second, figures.megabytes_per_second);
}

}  // namespace

std::string pingpong_as_text(const PingPongResult& result) {
  const Figures figures(result);
  const Spread& spread = figures.spread;
  return fmt::format(
      "{}, {} bytes there and back, every reply right\n"
      "cycles         {}\n"
      "total          {:.6f} s\n"
      "per second     {:.0f} cycles, {:.2f} MB both ways together\n"
      "per operation  {:.2f} µs (fastest {:.2f}, median {:.2f}, slowest {:.2f})\n",
      result.method, result.bytes, spread.samples, figures.total_s, figures.per_second,
      figures.megabytes_per_second, spread.mean, spread.fastest, spread.median, spread.slowest);
}

std::string pingpong_as_table(const std::vector<PingPongResult>& results, std::size_t cycles) {
  std::string table = fmt::format(
      "{} cycle{} each, there and back, in µs; every reply is checked; MB/s: both ways together\n"
      "{:<28}{:>9}{:>11}{:>11}{:>11}{:>11}{:>12}{:>11}\n",
      cycles, cycles == 1 ? "" : "s", "method", "bytes", "fastest", "median", "mean", "slowest",
      "per s", "MB/s");
  for (const PingPongResult& result : results) table += row(result);
  return table;
}

nlohmann::json pingpong_as_json(const PingPongResult& result) {
  nlohmann::json json = {{"method", result.method}, {"bytes", result.bytes}};
  if (!result.skipped.empty()) {
    json["skipped"] = result.skipped;
  } else if (!result.failure.empty()) {
    json["failure"] = result.failure;
  } else {
    const Figures figures(result);
    json["cycles"] = figures.spread.samples;
    json["total_s"] = figures.total_s;
    json["fastest_us"] = figures.spread.fastest;
    json["median_us"] = figures.spread.median;
    json["mean_us"] = figures.spread.mean;
    json["slowest_us"] = figures.spread.slowest;
    json["per_second"] = figures.per_second;
    json["megabytes_per_second"] = figures.megabytes_per_second;
  }
  return json;
}

nlohmann::json pingpong_as_json(const std::vector<PingPongResult>& results, std::size_t cycles) {
  auto methods = nlohmann::json::array();
  for (const PingPongResult& result : results) methods.push_back(pingpong_as_json(result));
  return {{"bench", "pingpong"}, {"cycles", cycles}, {"methods", std::move(methods)}};
}

}  // namespace framering::bench
