#include "ways/framering_way.hpp"

#include <fmt/core.h>

#include <optional>
#include <stdexcept>
#include <string_view>

#include "failure.hpp"
#include "framering/pixel_format.hpp"
#include "framering/publisher.hpp"
#include "framering/subscriber.hpp"

namespace framering::bench {
namespace {

constexpr const char* kStream = "bench";

class Sender final : public FrameSender {
 public:
  Sender(const WaySetup& setup, Transport transport, Waking waking)
      : publisher_(value_of(Publisher::create(
            {.stream = kStream,
             .payload_capacity = setup.frame_bytes,
             .directory = setup.directory,
             .source = "frame_bench",
             .serve = {.pipe = transport == Transport::pipe, .tcp = transport == Transport::tcp},
             .waking_thread = waking == Waking::thread}))),
        descriptor_(describe_picture(PixelFormat::rgb8, setup.width, setup.height)) {}

  std::span<std::byte> begin() override {
    frame_.emplace(value_of(publisher_.begin(descriptor_.payload_bytes)));
    return frame_->payload().first(descriptor_.payload_bytes);
  }
  void publish() override { (*std::exchange(frame_, std::nullopt)).publish(descriptor_); }

 private:
  Publisher publisher_;
  FrameDescriptor descriptor_;
  std::optional<WritableFrame> frame_;
};

class Receiver final : public FrameReceiver {
 public:
  Receiver(const WaySetup& setup, Transport transport, Waking waking)
      : owns_bytes_(transport != Transport::shm),
        subscriber_(value_of(Subscriber::create(kStream, {.directory = setup.directory,
                                                          .client = "bench",
                                                          .transport = transport,
                                                          .spin = waking == Waking::nobody}))) {}

  Outcome receive(Deadline deadline) override {
    switch (subscriber_.next(frame_, deadline)) {
      case ReadStatus::frame:
        return Outcome::frame;
      case ReadStatus::timed_out:
        return Outcome::none;
      case ReadStatus::ended:
        return Outcome::ended;
      case ReadStatus::failed:
        break;
    }
    throw std::runtime_error(subscriber_.error().message);
  }
  std::span<const std::byte> bytes() const override { return frame_.payload(); }
  bool owns_bytes() const override { return owns_bytes_; }
  bool copy_to(std::span<std::byte> target) override { return frame_.copy_to(target); }
  bool still_valid() const override { return frame_.still_valid(); }

 private:
  const bool owns_bytes_;
  Subscriber subscriber_;
  BorrowedFrame frame_;
};

}  // namespace

Way framering_way(Transport transport, Waking waking) {
  constexpr std::string_view kWaking[] = {"", ", waking thread", ", spinning"};
  return {
      .name = fmt::format("framering {}{}", name_of(transport),
                          kWaking[static_cast<std::size_t>(waking)]),
      .kind = WayKind::ours,
      .lends_memory = transport == Transport::shm,
      .waking = waking,
      .make_sender =
          [=](const WaySetup& setup) { return std::make_unique<Sender>(setup, transport, waking); },
      .make_receiver =
          [=](const WaySetup& setup, std::uint32_t) {
            return std::make_unique<Receiver>(setup, transport, waking);
          }};
}

}  // namespace framering::bench
