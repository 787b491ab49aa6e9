// Rings that are not what they should be, served by a hostile producer: refused in one line.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/mman.h>
#include <unistd.h>

#include <functional>

#include "control_server.hpp"
#include "programs.hpp"
#include "ring_layout.hpp"

namespace framering::test {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::uint64_t kRingBytes = 64 * kPageBytes;
constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE;

RingHeader good_header() {
  RingHeader header;
  header.magic = kRingMagic;
  header.version = header.compat_version = kRingVersion;
  header.header_bytes = sizeof(RingHeader);
  header.slot_count = 4;
  header.slots_offset = header.payload_offset = kPageBytes;
  header.slot_stride = 3 * kPageBytes;
  header.payload_capacity = 2 * kPageBytes;
  header.total_bytes = kRingBytes;
  return header;
}

class BadRing : public Programs {
 protected:
  /// Serves a ring with this header as the stream "bad", and expects the viewer to refuse it.
  void expect_refused(const RingHeader& header, int seals, const char* says) {
    const auto fd = std::make_shared<UniqueFd>(::memfd_create("bad", MFD_ALLOW_SEALING));
    ASSERT_EQ(::posix_fallocate(fd->get(), 0, kRingBytes), 0);
    ASSERT_EQ(::pwrite(fd->get(), &header, sizeof header, 0), ssize_t{sizeof header});
    ASSERT_EQ(::fcntl(fd->get(), F_ADD_SEALS, seals), 0);
    const auto directory = StreamDirectory::open(directory_.path());
    const auto server = ControlServer::start(*directory, "bad", 0600, [&] {
      return Offer{{{"stream", "bad"}, {"epoch", "00"}}, fd};
    });
    ASSERT_TRUE(server);
    Process reader =
        viewer({"bad", "--headless", "--no-render", "--frames", "1", "--timeout", "30"});
    EXPECT_EQ(reader.wait(soon()), 1);
    EXPECT_THAT(errors_of(reader), SizeIs(1)) << reader.err();
    EXPECT_THAT(reader.err(), HasSubstr(says));
  }
};

TEST_F(BadRing, WithoutItsMagicIsRefused) {
  RingHeader header = good_header();
  header.magic[0] = 'X';
  expect_refused(header, kSeals, "magic");
}

TEST_F(BadRing, OfANewerVersionIsRefused) {
  RingHeader header = good_header();
  header.version = header.compat_version = kRingVersion + 1;
  expect_refused(header, kSeals, "newer");
}

TEST_F(BadRing, WithoutSealsIsRefused) { expect_refused(good_header(), F_SEAL_GROW, "sealed"); }

TEST_F(BadRing, ThatPointsBeyondItsEndIsRefused) {
  RingHeader header = good_header();
  header.slot_count = 1000;
  expect_refused(header, kSeals, "beyond the end");
}

}  // namespace
}  // namespace framering::test
