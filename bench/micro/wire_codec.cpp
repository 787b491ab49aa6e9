// Making and reading the messages of docs/wire-format.md.

#include <benchmark/benchmark.h>

#include <string>

#include "message.hpp"

namespace framering::bench {
namespace {

FrameHead picture_head() {
  FrameHead head;
  head.descriptor = describe_picture(PixelFormat::rgb8, 1280, 720);
  return head;
}

/// An echo and a welcome: a small body and a large one.
nlohmann::json small_body() { return {{"value", 21}}; }
nlohmann::json large_body() {
  return {{"stream", "cam0"},      {"epoch", "00112233445566778899aabbccddeeff"},
          {"pid", 4711},           {"ring", 0},
          {"status", "live"},      {"status_since_ns", 123'456'789'012},
          {"source", "pattern"},   {"width", 1280},
          {"height", 720},         {"pixel_format", "rgb8"},
          {"clock", "boot-00112"}, {"endpoints", {{"pipe", true}, {"tcp", nullptr}}}};
}

void EncodeFrameHead(benchmark::State& state) {
  const FrameHead head = picture_head();
  for (auto _ : state) {
    auto bytes = encode_frame_head(head);
    benchmark::DoNotOptimize(bytes);
  }
}
BENCHMARK(EncodeFrameHead);

std::span<const std::byte, sizeof(MessageHeader)> header_of(const EncodedFrameHead& bytes) {
  return std::span(bytes).first<sizeof(MessageHeader)>();
}

void DecodeHeader(benchmark::State& state) {
  const EncodedFrameHead bytes = encode_frame_head(picture_head());
  for (auto _ : state) {
    const auto header = decode_header(header_of(bytes), true);
    if (!header) return state.SkipWithError(header.error().message.c_str());
    benchmark::DoNotOptimize(header->length);
  }
}
BENCHMARK(DecodeHeader);

void DecodeFrameHead(benchmark::State& state) {
  const EncodedFrameHead bytes = encode_frame_head(picture_head());
  const auto header = decode_header(header_of(bytes), true);
  if (!header) return state.SkipWithError(header.error().message.c_str());
  for (auto _ : state) {
    const auto head = decode_frame_head(*header, std::span(bytes).last<sizeof(FrameHead)>());
    if (!head) return state.SkipWithError(head.error().message.c_str());
    benchmark::DoNotOptimize(head->skipped);
  }
}
BENCHMARK(DecodeFrameHead);

void encode_json(benchmark::State& state, const nlohmann::json& body) {
  for (auto _ : state) {
    auto message = encode_message(MessageType::welcome, body);
    benchmark::DoNotOptimize(message);
  }
}
BENCHMARK_CAPTURE(encode_json, small, small_body());
BENCHMARK_CAPTURE(encode_json, large, large_body());

void decode_json(benchmark::State& state, const nlohmann::json& body) {
  const std::string text = body.dump();
  for (auto _ : state) {
    auto decoded = decode_body(text);
    if (!decoded) return state.SkipWithError(decoded.error().message.c_str());
    benchmark::DoNotOptimize(*decoded);
  }
}
BENCHMARK_CAPTURE(decode_json, small, small_body());
BENCHMARK_CAPTURE(decode_json, large, large_body());

}  // namespace
}  // namespace framering::bench
