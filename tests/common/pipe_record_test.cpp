// Records in the registration FIFO: their bytes, and finding them among others.

#include "pipe_record.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace framering {
namespace {

std::string bytes_of(const PipeRecord& record) {
  return {reinterpret_cast<const char*>(&record), sizeof record};
}
void append(PipeRecords& records, const std::string& bytes) {
  records.append(std::as_bytes(std::span(bytes)));
}

TEST(PipeRecord, HasTheBytesOfThePage) {
  const std::string page(
      "FRMR\x01\0\0\0\x67\x12\0\0\0\0\0\0\xef\xcd\xab\x89\x67\x45\x23\x01\0\0\0\0\0\0\0\0", 32);
  EXPECT_EQ(bytes_of({.pid = 0x1267, .nonce = 0x0123456789abcdef}), page);
}

TEST(PipeRecord, ComesOutAsItWentInHoweverItIsCut) {
  const std::string bytes = bytes_of({.pid = 1, .nonce = 2}) + bytes_of({.pid = 3, .nonce = 4});
  PipeRecords records;
  std::vector<std::uint64_t> pids;
  for (const char byte : bytes) {
    append(records, std::string(1, byte));
    while (const auto record = records.next()) pids.push_back(record->pid);
  }
  EXPECT_EQ(pids, (std::vector<std::uint64_t>{1, 3}));
  EXPECT_EQ(records.take_rubbish(), 0U);
}

TEST(PipeRecord, WithAnyConstantByteWrongIsPassedOver) {
  const std::string good = bytes_of({.pid = 1, .nonce = 2});
  for (const std::size_t offset : {0, 3, 4, 5, 6, 7, 24, 31}) {
    std::string bad = good;
    bad[offset] ^= 0x40;
    PipeRecords records;
    append(records, bad + good);
    const auto record = records.next();
    ASSERT_TRUE(record) << offset;
    EXPECT_EQ(record->nonce, 2U);
    EXPECT_FALSE(records.next());
    EXPECT_EQ(records.take_rubbish(), 32U) << offset;
    EXPECT_EQ(records.take_rubbish(), 0U);
  }
}

TEST(PipeRecord, IsFoundAfterAnyNumberOfBytesOfAnother) {
  const std::string good = bytes_of({.pid = 1, .nonce = 2});
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    PipeRecords records;
    append(records, good.substr(0, cut) + good);
    ASSERT_TRUE(records.next()) << cut;
  }
}

TEST(PipeRecord, RubbishIsNotKept) {
  std::mt19937 random(1);
  PipeRecords records;
  for (int i = 0; i < 1000; ++i) {
    std::string rubbish(33, '\0');
    for (char& byte : rubbish) byte = static_cast<char>(random() % 4 == 0 ? 'F' : random());
    append(records, rubbish);
    EXPECT_FALSE(records.next());
  }
  EXPECT_GT(records.take_rubbish(), 33'000U - sizeof(PipeRecord));
}

}  // namespace
}  // namespace framering
