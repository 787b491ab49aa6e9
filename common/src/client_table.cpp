#include "client_table.hpp"

#include <algorithm>

namespace framering {
namespace {

constexpr std::int64_t kWindowNs = 1'000'000'000;

}  // namespace

void FrameRate::count(std::int64_t now_ns) noexcept {
  if (since_ns_ == 0) since_ns_ = now_ns;
  if (now_ns - since_ns_ >= kWindowNs) {
    before_ = per_second(now_ns);
    since_ns_ = now_ns;
    frames_ = 0;
  }
  ++frames_;
}

double FrameRate::per_second(std::int64_t now_ns) const noexcept {
  const std::int64_t elapsed_ns = now_ns - since_ns_;
  if (since_ns_ == 0 || (elapsed_ns < kWindowNs && before_ > 0)) return before_;
  return static_cast<double>(frames_) * 1e9 / static_cast<double>(std::max(elapsed_ns, kWindowNs));
}

void ClientTable::add(Key client, const ClientFigures& figures) {
  const std::lock_guard guard(mutex_);
  entries_.push_back({client, figures, {}});
}

void ClientTable::remove(Key client) {
  const std::lock_guard guard(mutex_);
  std::erase_if(entries_, [client](const Entry& entry) { return entry.client == client; });
}

void ClientTable::count(Key client, std::uint64_t bytes, std::uint64_t skipped,
                        std::int64_t now_ns) {
  const std::lock_guard guard(mutex_);
  for (Entry& entry : entries_) {
    if (entry.client != client) continue;
    ++entry.figures.sent;
    entry.figures.bytes += bytes;
    entry.figures.skipped = skipped;
    entry.rate.count(now_ns);
  }
}

std::vector<ClientFigures> ClientTable::list(std::int64_t now_ns) const {
  const std::lock_guard guard(mutex_);
  std::vector<ClientFigures> figures;
  for (const Entry& entry : entries_) {
    figures.push_back(entry.figures);
    figures.back().fps = entry.rate.per_second(now_ns);
  }
  return figures;
}

}  // namespace framering
