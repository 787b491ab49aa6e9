// The pixel under the cursor: the frame's own numbers, read back from the textures.

#include "pixel_value.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "offscreen_context.hpp"
#include "test_frame.hpp"

namespace framering::viewer {
namespace {

class PixelValue : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    static auto context = OffscreenContext::create();
    ASSERT_TRUE(context) << context.error().message;
  }

  // Of a picture whose first bytes are these.
  std::string value(const FrameDescriptor& descriptor, const std::vector<int>& bytes, int x,
                    int y) {
    std::vector<std::byte> payload(descriptor.payload_bytes);
    for (std::size_t i = 0; i < bytes.size(); ++i) payload[i] = static_cast<std::byte>(bytes[i]);
    FrameTexture texture;
    texture.upload(*layout_picture(descriptor, 4096), payload);
    return pixel_value(texture, x, y);
  }

  std::string second_of_three(PixelFormat format, const std::vector<int>& bytes) {
    return value(describe_picture(format, 3, 1), bytes, 1, 0);
  }
};

TEST_F(PixelValue, NamesTheComponentsWhateverTheirOrderInMemory) {
  EXPECT_EQ(second_of_three(PixelFormat::rgb8, {0, 0, 0, 10, 20, 30}), "R 10  G 20  B 30");
  EXPECT_EQ(second_of_three(PixelFormat::bgr8, {0, 0, 0, 10, 20, 30}), "R 30  G 20  B 10");
  EXPECT_EQ(second_of_three(PixelFormat::rgba8, {0, 0, 0, 0, 10, 20, 30, 40}),
            "R 10  G 20  B 30  A 40");
  EXPECT_EQ(second_of_three(PixelFormat::bgra8, {0, 0, 0, 0, 10, 20, 30, 40}),
            "R 30  G 20  B 10  A 40");
}

TEST_F(PixelValue, IsTheNumberOfAPictureOfValues) {
  EXPECT_EQ(second_of_three(PixelFormat::gray8, {0, 77}), "77");
  EXPECT_EQ(second_of_three(PixelFormat::gray16, {0, 0, 0x34, 0x12}), "4660");
  const std::array<std::uint64_t, 2> shape = {1, 2};
  const float depth = -1.25F;
  std::array<unsigned char, sizeof(depth)> bytes{};
  std::memcpy(bytes.data(), &depth, sizeof(depth));
  EXPECT_EQ(value(describe_array(Dtype::float32, shape.data(), 2),
                  {0, 0, 0, 0, bytes[0], bytes[1], bytes[2], bytes[3]}, 1, 0),
            "-1.25");
}

TEST_F(PixelValue, IsYuvBeforeAnyConversion) {
  const std::vector<int> pairs = {1, 2, 3, 4, 5, 6, 7, 8};
  const FrameDescriptor yuyv = describe_picture(PixelFormat::yuyv, 3, 1);
  EXPECT_EQ(value(yuyv, pairs, 0, 0), "Y 1  U 2  V 4");
  EXPECT_EQ(value(yuyv, pairs, 1, 0), "Y 3  U 2  V 4");
  EXPECT_EQ(value(yuyv, pairs, 2, 0), "Y 5  U 6  V 8");
  // 3x1: four bytes of Y, then two pairs of U V.
  EXPECT_EQ(value(describe_picture(PixelFormat::nv12, 3, 1), pairs, 2, 0), "Y 3  U 7  V 8");
}

TEST_F(PixelValue, IsEmptyOutsideOfThePicture) {
  const FrameDescriptor gray = describe_picture(PixelFormat::gray8, 3, 2);
  for (const auto& [x, y] :
       {std::pair(-1, 0), std::pair(0, -1), std::pair(3, 0), std::pair(0, 2)}) {
    EXPECT_EQ(value(gray, {}, x, y), "");
  }
}

}  // namespace
}  // namespace framering::viewer
