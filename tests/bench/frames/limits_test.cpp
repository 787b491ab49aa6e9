#include "frames/limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace framering::bench {
namespace {

using testing::Each;
using testing::Gt;
using testing::SizeIs;

TEST(Limits, HaveAsManySamplesAsWereAskedForAndNoneOfNothing) {
  const PictureRoll roll(384, 95);
  for (const auto& samples_us :
       {warm_copies_us(roll.frame_bytes(), 20), cold_copies_us(roll, 20)}) {
    EXPECT_THAT(samples_us, SizeIs(20));
    EXPECT_THAT(samples_us, Each(Gt(0)));
  }
}

}  // namespace
}  // namespace framering::bench
