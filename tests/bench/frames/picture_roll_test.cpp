#include "frames/picture_roll.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace framering::bench {
namespace {

constexpr std::size_t kRowBytes = 384;
constexpr std::size_t kRows = 95;

class PictureRollTest : public ::testing::Test {
 protected:
  std::vector<std::byte> frame(std::uint64_t index) const {
    std::vector<std::byte> frame(roll_.frame_bytes());
    roll_.take(index, frame);
    return frame;
  }
  const PictureRoll roll_{kRowBytes, kRows};
};

TEST_F(PictureRollTest, IsLargerThanCaches) {
  EXPECT_GE(roll_.pictures() * roll_.frame_bytes(), std::size_t{64} << 20);
}

TEST_F(PictureRollTest, TellsAWholeFrameFromAllOthers) {
  const auto whole = frame(12345);
  EXPECT_EQ(PictureRoll::index_of(whole), 12345U);
  EXPECT_TRUE(roll_.check(12345, whole));
  EXPECT_FALSE(roll_.check(12346, whole));
  EXPECT_FALSE(roll_.check(12345 + roll_.pictures(), whole)) << "the same picture, but stale";
}

TEST_F(PictureRollTest, SeesOneWrongByteAnywhere) {
  const auto whole = frame(3);
  for (std::size_t at : {std::size_t{0}, std::size_t{7}, std::size_t{8}, kRowBytes * 50 + 77,
                         kRowBytes * kRows - 1}) {
    auto wrong = whole;
    wrong[at] ^= std::byte{4};
    EXPECT_FALSE(roll_.check(3, wrong)) << at;
  }
  EXPECT_FALSE(roll_.check(3, std::span(whole).first(whole.size() - 1)));
}

TEST_F(PictureRollTest, SeesWhatStandsInAnotherPlace) {
  const auto whole = frame(3);
  for (const std::size_t apart : {std::size_t{8}, std::size_t{64}, kRowBytes}) {
    auto wrong = whole;
    const auto at = wrong.begin() + static_cast<std::ptrdiff_t>(kRowBytes * 50 + 16);
    std::swap_ranges(at, at + 8, at + static_cast<std::ptrdiff_t>(apart));
    EXPECT_FALSE(roll_.check(3, wrong)) << apart;
  }
}

TEST_F(PictureRollTest, SeesThatTheWordsBesideTheLastOfTheLanesHaveChangedPlaces) {
  auto wrong = frame(3);
  const auto at = wrong.begin() + static_cast<std::ptrdiff_t>(kRowBytes * 50 + 8 * 40);
  std::swap_ranges(at, at + 8, at + 8);
  EXPECT_FALSE(roll_.check(3, wrong));
}

TEST_F(PictureRollTest, SeesWhereAFrameIsTornBetweenRows) {
  auto torn = frame(7);
  const auto next = frame(7 + roll_.pictures());  // the same picture, so the rows' index tells
  const auto row = static_cast<std::ptrdiff_t>(kRowBytes * 94);
  std::copy(next.begin() + row, next.end(), torn.begin() + row);
  EXPECT_FALSE(roll_.check(7, torn));
}

}  // namespace
}  // namespace framering::bench
