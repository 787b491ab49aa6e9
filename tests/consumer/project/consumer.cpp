// Publishes an array of floats and reads it back, with nothing but the installed library.

#include <framering/borrowed_frame.hpp>
#include <framering/clock.hpp>
#include <framering/frame_descriptor.hpp>
#include <framering/publisher.hpp>
#include <framering/subscriber.hpp>

#include <unistd.h>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <span>
#include <string>

namespace {

constexpr std::array<float, 15> kDepth = {0.5F, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14.25F};

int fail(const std::string& what) {
  std::fprintf(stderr, "consumer: %s\n", what.c_str());
  return 1;
}

int publish_and_read(const std::string& directory) {
  constexpr std::array<std::uint64_t, 2> kShape = {3, 5};
  const framering::FrameDescriptor descriptor =
      framering::describe_array(framering::Dtype::float32, kShape.data(), kShape.size());
  auto publisher = framering::Publisher::create(
      {.stream = "depth", .payload_capacity = descriptor.payload_bytes, .directory = directory});
  if (!publisher) return fail(publisher.error().message);
  auto frame = publisher->begin(descriptor.payload_bytes);
  if (!frame) return fail(frame.error().message);
  framering::store_payload(frame->payload(), std::as_bytes(std::span(kDepth)));
  std::move(*frame).publish(descriptor);

  auto subscriber = framering::Subscriber::create("depth", {.directory = directory});
  if (!subscriber) return fail(subscriber.error().message);
  framering::BorrowedFrame borrowed;
  framering::OwnedFrame copy;
  const auto deadline = framering::deadline_in(std::chrono::seconds(20));
  if (subscriber->next(borrowed, deadline) != framering::ReadStatus::frame) return fail("no frame");
  if (!borrowed.copy_to(copy)) return fail("the frame was overtaken");
  const bool same = copy.payload.size() == sizeof kDepth &&
                    std::memcmp(copy.payload.data(), kDepth.data(), sizeof kDepth) == 0;
  return same ? 0 : fail("other floats than were published");
}

}  // namespace

int main() {
  std::string directory = std::filesystem::temp_directory_path() / "framering-consumer-XXXXXX";
  if (mkdtemp(directory.data()) == nullptr) return fail("no temporary directory");
  const int status = publish_and_read(directory);
  std::filesystem::remove_all(directory);
  return status;
}
