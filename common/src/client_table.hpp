#pragma once
// How the clients do that are sent frames: kept by the serving thread, asked for by any.

#include <cstdint>
#include <mutex>
#include <vector>

#include "framering/publisher.hpp"

namespace framering {

/// Frames per second, over the last second or so.
class FrameRate {
 public:
  void count(std::int64_t now_ns) noexcept;
  double per_second(std::int64_t now_ns) const noexcept;

 private:
  std::int64_t since_ns_ = 0;
  std::uint64_t frames_ = 0;  // since then
  double before_ = 0;         // the rate up to then
};

/// Safe to use from several threads.
class ClientTable {
 public:
  using Key = const void*;

  void add(Key client, const ClientFigures& figures);
  /// Does nothing if it is not there.
  void remove(Key client);
  /// A frame of so many bytes was sent to it, and so many have been skipped in total.
  void count(Key client, std::uint64_t bytes, std::uint64_t skipped, std::int64_t now_ns);
  /// In the order in which they came.
  std::vector<ClientFigures> list(std::int64_t now_ns) const;

 private:
  struct Entry {
    Key client;
    ClientFigures figures;
    FrameRate rate;
  };
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
};

}  // namespace framering
