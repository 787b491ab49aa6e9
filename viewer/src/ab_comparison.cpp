// Matching, and comparing byte by byte.

#include "ab_comparison.hpp"

#include <cstring>
#include <utility>

namespace framering::viewer {
namespace {

// In the ring a frame is whole for a few frame times; one that waits longer says no more.
constexpr std::size_t kMostWaiting = 8;

bool is_same(const BorrowedFrame& a, const BorrowedFrame& b) {
  const FrameDescriptor& one = a.descriptor();
  const FrameDescriptor& other = b.descriptor();
  // A producer that was started again has the same indices, at another time.
  return one.index == other.index && one.captured_ns == other.captured_ns;
}

}  // namespace

void AbComparison::add(Side side, const BorrowedFrame& frame, const Ledger& ledger) {
  const Side other = side == Side::a ? Side::b : Side::a;
  const std::uint64_t index = frame.descriptor().index;
  drop_older(other, index);  // this side is past them
  auto& partners = waiting_[position(other)];
  const Waiting added = {frame, ledger};
  if (partners.empty() || !is_same(partners.front().frame, frame)) {
    auto& queue = waiting_[position(side)];
    // A producer that was started again counts from the beginning.
    if (!queue.empty() && queue.back().frame.descriptor().index >= index) queue.clear();
    queue.push_back(added);
    if (queue.size() > kMostWaiting) drop_older(side, queue[1].frame.descriptor().index);
    return;
  }
  drop_older(side, index);
  const Waiting partner = std::move(partners.front());
  partners.pop_front();
  side == Side::a ? match(added, partner) : match(partner, added);
}

void AbComparison::drop_older(Side side, std::uint64_t index) {
  auto& queue = waiting_[position(side)];
  while (!queue.empty() && queue.front().frame.descriptor().index < index) {
    queue.pop_front();
    ++alone_[position(side)];
  }
}

void AbComparison::match(const Waiting& a, const Waiting& b) {
  for (std::size_t i = 0; i < alone_.size(); ++i) {
    const std::uint64_t alone = std::exchange(alone_[i], 0);
    if (matched_ > 0) unmatched_[i] += alone;  // before the first match, one side was alone anyway
  }
  ++matched_;
  compare(a.frame, b.frame);
  difference_us_.add(static_cast<double>(b.ledger.received_ns - a.ledger.received_ns) / 1e3);
  if (a.ledger.captured_ns == 0 || b.ledger.captured_ns == 0) return;
  const auto add = [&](Side side, const Ledger& ledger) {
    latency_us_[position(side)].add(static_cast<double>(ledger.received_ns - ledger.captured_ns) /
                                    1e3);
  };
  add(Side::a, a.ledger);
  add(Side::b, b.ledger);
}

void AbComparison::compare(const BorrowedFrame& a, const BorrowedFrame& b) {
  const auto left = a.payload();
  const auto right = b.payload();
  const bool equal =
      left.size() == right.size() && std::memcmp(left.data(), right.data(), left.size()) == 0;
  if (!a.still_valid() || !b.still_valid()) return;
  ++compared_;
  if (equal) ++identical_;
}

}  // namespace framering::viewer
