// Memory for frames that is used again, from whichever thread it comes back.

#include "frame_pool.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

namespace framering {
namespace {

TEST(FramePool, MemoryThatIsStillBorrowedIsNotGivenOut) {
  FramePool pool;
  auto frame = pool.take();
  frame->payload.resize(1000);
  const std::byte* memory = frame->payload.data();
  const BorrowedFrame borrowed{std::shared_ptr<const OwnedFrame>(frame)};
  frame.reset();
  EXPECT_NE(pool.take()->payload.data(), memory) << "it is still borrowed";
}

TEST(FramePool, GivesMemoryOutAgainWhenItsLastOwnerLetsGo) {
  FramePool pool;
  auto frame = pool.take();
  frame->payload.resize(1000);
  const std::byte* memory = frame->payload.data();
  frame.reset();
  EXPECT_EQ(pool.take()->payload.data(), memory);
}

TEST(FramePool, FramesInUseAreDistinct) {
  FramePool pool;
  const auto one = pool.take();
  const auto other = pool.take();
  EXPECT_NE(one, other);
}

TEST(FramePool, FramesOutliveThePoolAndComeBackOnAnyThread) {
  std::optional<FramePool> pool(std::in_place);
  auto one = pool->take();
  auto other = pool->take();
  std::thread thread([frame = std::move(one)]() mutable { frame.reset(); });
  other.reset();
  thread.join();
  auto last = pool->take();
  pool.reset();
  last->payload.resize(10);
}

}  // namespace
}  // namespace framering
