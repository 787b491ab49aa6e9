#include <algorithm>
#include <stdexcept>
#include <utility>

#include "iceoryx_posh/iceoryx_posh_types.hpp"
#include "iceoryx_posh/popo/untyped_publisher.hpp"
#include "iceoryx_posh/popo/untyped_subscriber.hpp"
#include "iceoryx_posh/popo/wait_set.hpp"
#include "iceoryx_versions.hpp"
#include "peers/iceoryx_runtime.hpp"
#include "peers/makers.hpp"
#include "peers/program.hpp"
#include "peers/roudi.hpp"

namespace framering::bench {
namespace {

constexpr std::uint64_t kQueue = 8;            // as many frames as our ring has slots
constexpr std::uint32_t kAlignmentBytes = 64;  // a cache line: the copy in starts at one
constexpr std::uint64_t kSpareChunks = 4;      // being written, last published, two being freed

const iox::capro::ServiceDescription& service() {
  static const iox::capro::ServiceDescription description{"frame_bench", "camera", "frames"};
  return description;
}

/// The untyped publisher: a frame's size is known when the program runs. It writes into the chunk
/// that is published, and does not wait for readers that are behind: they lose their oldest frame.
class IceoryxSender : public FrameSender {
 public:
  explicit IceoryxSender(const WaySetup& setup)
      : frame_bytes_(setup.frame_bytes), publisher_(service(), {.historyCapacity = 0}) {}

  ~IceoryxSender() override {
    if (chunk_ != nullptr) publisher_.release(chunk_);
  }

  std::span<std::byte> begin() override {
    const auto loan = publisher_.loan(static_cast<std::uint32_t>(frame_bytes_), kAlignmentBytes);
    if (loan.has_error()) throw std::runtime_error("iceoryx has no memory for a frame");
    chunk_ = *loan;
    return {static_cast<std::byte*>(chunk_), frame_bytes_};
  }

  void publish() override { publisher_.publish(std::exchange(chunk_, nullptr)); }

 private:
  IceoryxRuntime runtime_;
  std::size_t frame_bytes_;
  iox::popo::UntypedPublisher publisher_;
  void* chunk_ = nullptr;
};

/// Sleeps in a WaitSet, the way to block that its documentation names first: the reader's own
/// thread is woken, where a Listener would add one. The chunk is read in place.
class IceoryxReceiver : public FrameReceiver {
 public:
  explicit IceoryxReceiver(const WaySetup& setup)
      : frame_bytes_(setup.frame_bytes),
        subscriber_(service(), {.queueCapacity = kQueue, .historyRequest = 0}) {
    if (wait_set_.attachState(subscriber_, iox::popo::SubscriberState::HAS_DATA).has_error()) {
      throw std::runtime_error("iceoryx cannot wait for frames");
    }
  }

  ~IceoryxReceiver() override { release(); }

  Outcome receive(Deadline deadline) override {
    while (!take()) {
      const auto left = deadline - Clock::now();
      if (left <= Clock::duration::zero()) return Outcome::none;
      wait_set_.timedWait(iox::units::Duration(left));
    }
    return Outcome::frame;
  }

  std::span<const std::byte> bytes() const override {
    return {static_cast<const std::byte*>(chunk_), frame_bytes_};
  }

  void release() override {
    if (chunk_ != nullptr) subscriber_.release(std::exchange(chunk_, nullptr));
  }

 private:
  bool take() {
    const auto taken = subscriber_.take();
    if (!taken.has_error()) {
      chunk_ = *taken;
    } else if (taken.get_error() != iox::popo::ChunkReceiveResult::NO_CHUNK_AVAILABLE) {
      throw std::runtime_error("iceoryx lets a reader hold no more frames");
    }
    return chunk_ != nullptr;
  }

  IceoryxRuntime runtime_;
  std::size_t frame_bytes_;
  iox::popo::UntypedSubscriber subscriber_;
  iox::popo::WaitSet<1> wait_set_;
  const void* chunk_ = nullptr;
};

/// As many chunks as can be in use: the queues hold the same newest frames, each reader one more.
std::unique_ptr<Broker> start_roudi(const WaySetup& setup) {
  return std::make_unique<Roudi>(setup.directory, setup.frame_bytes + kAlignmentBytes,
                                 kQueue + setup.readers + kSpareChunks);
}

}  // namespace

Way iceoryx_way() {
  if (find_programs("iox-roudi").empty()) throw std::runtime_error("there is no iox-roudi in PATH");
  Way way;
  way.name = "iceoryx";
  way.lends_memory = true;
  way.version = ICEORYX_LATEST_RELEASE_VERSION;
  way.most_readers = std::min(iox::MAX_SUBSCRIBERS_PER_PUBLISHER, iox::MAX_PROCESS_NUMBER - 1);
  way.make_sender = [](const WaySetup& setup) {
    note_iceoryx_remains(setup.directory);
    return std::make_unique<IceoryxSender>(setup);
  };
  way.make_receiver = [](const WaySetup& setup, std::uint32_t) {
    note_iceoryx_remains(setup.directory);
    return std::make_unique<IceoryxReceiver>(setup);
  };
  way.start_broker = start_roudi;
  return way;
}

}  // namespace framering::bench
