// What anybody may write into the registration FIFO, in pieces of any size.

#include "fuzz_input.hpp"
#include "pipe_record.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace framering;
  fuzz::Input input(data, size);
  PipeRecords records;
  std::size_t accounted = 0;
  std::size_t fed = 0;
  while (!input.empty()) {
    const auto piece = input.take(1 + input.take_byte() % 64);
    fed += piece.size();
    records.append(piece);
    while (const auto record = records.next()) {
      accounted += sizeof(PipeRecord);
      const PipeRecord sound;
      fuzz::require(record->magic == sound.magic && record->version == sound.version,
                    "only records are taken for records");
    }
    accounted += records.take_rubbish();
    fuzz::require(accounted <= fed && fed - accounted < sizeof(PipeRecord),
                  "every byte is accounted for, and less than a record is kept");
  }
  return 0;
}
