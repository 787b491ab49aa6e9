#include "frames/arena.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace framering::bench {
namespace {

ArenaHeader laid_out(ArenaHeader header) {
  header.publish_offset = sizeof(ArenaHeader);
  header.readers_offset = header.publish_offset + header.frames * sizeof(PublishStamps);
  header.reader_stride = sizeof(ReaderTally) + header.frames * sizeof(ReadStamps);
  return header;
}

std::size_t bytes_of(const ArenaHeader& header) {
  return header.readers_offset + header.readers * header.reader_stride;
}

}  // namespace

Arena::Arena(ArenaHeader header) : Arena(laid_out(header), bytes_of(laid_out(header))) {}

Arena::Arena(const ArenaHeader& header, std::size_t bytes) : file_("framering-bench", bytes) {
  new (file_.bytes().data()) ArenaHeader(header);
}

ArenaHeader& Arena::header() const noexcept {
  return *reinterpret_cast<ArenaHeader*>(file_.bytes().data());
}

std::span<PublishStamps> Arena::publish_stamps() const noexcept {
  auto* first = file_.bytes().data() + header().publish_offset;
  return {reinterpret_cast<PublishStamps*>(first), header().frames};
}

ReaderTally& Arena::tally(std::uint64_t reader) const noexcept {
  auto* first = file_.bytes().data() + header().readers_offset + reader * header().reader_stride;
  return *reinterpret_cast<ReaderTally*>(first);
}

std::span<ReadStamps> Arena::read_stamps(std::uint64_t reader) const noexcept {
  auto* first = reinterpret_cast<std::byte*>(&tally(reader)) + sizeof(ReaderTally);
  return {reinterpret_cast<ReadStamps*>(first), header().frames};
}

std::string error_in(std::span<const char> field) {
  return {field.data(), ::strnlen(field.data(), field.size())};
}

void write_error(std::span<char> field, const std::string& line) noexcept {
  const std::size_t bytes = std::min(line.size(), field.size() - 1);
  std::memcpy(field.data(), line.data(), bytes);
  field[bytes] = '\0';
}

}  // namespace framering::bench
