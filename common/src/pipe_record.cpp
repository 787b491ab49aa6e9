#include "pipe_record.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace framering {
namespace {

/// Whether a record may begin with these bytes, of which there may be fewer than one has.
bool may_begin(std::span<const std::byte> bytes) {
  const PipeRecord sound;
  PipeRecord record;
  std::memcpy(&record, bytes.data(), std::min(bytes.size(), sizeof record));
  return record.magic == sound.magic && record.version == sound.version && record.zero0 == 0 &&
         record.zero1 == 0;
}

}  // namespace

void PipeRecords::append(std::span<const std::byte> bytes) {
  bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
}

std::optional<PipeRecord> PipeRecords::next() {
  std::size_t begin = 0;
  while (begin < bytes_.size() && !may_begin(std::span(bytes_).subspan(begin))) ++begin;
  rubbish_ += begin;
  bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(begin));
  if (bytes_.size() < sizeof(PipeRecord)) return std::nullopt;
  PipeRecord record;
  std::memcpy(&record, bytes_.data(), sizeof record);
  bytes_.erase(bytes_.begin(), bytes_.begin() + sizeof record);
  return record;
}

std::size_t PipeRecords::take_rubbish() noexcept { return std::exchange(rubbish_, 0); }

}  // namespace framering
