#pragma once
// The figures of `frame_bench pingpong`, for people and for programs.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "pingpong/pingpong.hpp"

namespace framering::bench {

/// One method that was measured, in several lines.
std::string pingpong_as_text(const PingPongResult& result);
/// A line for each method.
std::string pingpong_as_table(const std::vector<PingPongResult>& results, std::size_t cycles);

/// What a method cost: median_us and so on; instead, why it was skipped or has failed.
nlohmann::json pingpong_as_json(const PingPongResult& result);
/// The same of several, as {"bench": "pingpong", "methods": [...]}.
nlohmann::json pingpong_as_json(const std::vector<PingPongResult>& results, std::size_t cycles);

}  // namespace framering::bench
