#include "pingpong/shm_link.hpp"

#include <utility>

#include "failure.hpp"
#include "framering/publisher.hpp"
#include "framering/subscriber.hpp"

namespace framering::bench {
namespace {

// A message is answered before the next one is written: two slots keep it whole.
constexpr std::uint32_t kSlots = 2;

const char* stream_of(Role role) { return role == Role::ping ? "ping" : "pong"; }

FrameDescriptor describe(std::size_t bytes) {
  const std::uint64_t shape = bytes;
  return describe_array(Dtype::uint8, &shape, 1);
}

class ShmSide final : public Side {
 public:
  ShmSide(const LinkSetup& setup, Role role, bool spin)
      : patience_(setup.patience),
        descriptor_(describe(setup.bytes)),
        publisher_(value_of(Publisher::create({.stream = stream_of(role),
                                               .slots = kSlots,
                                               .payload_capacity = setup.bytes,
                                               .directory = setup.directory,
                                               .source = "frame_bench"}))),
        subscriber_(value_of(Subscriber::create(
            stream_of(role == Role::ping ? Role::pong : Role::ping),
            {.directory = setup.directory, .client = "frame_bench", .spin = spin}))) {
    attach();
  }

  void send(std::span<const std::byte> message) override {
    WritableFrame frame = value_of(publisher_.begin(message.size()));
    store_payload(frame.payload(), message);
    std::move(frame).publish(descriptor_);
  }

  void receive(std::span<std::byte> message) override {
    wait_for_message();
    check(message_.payload().size() == message.size());
    check(message_.copy_to(message));
  }

  /// From slot to slot: there is no need for memory in between.
  void answer(std::span<std::byte>) override {
    wait_for_message();
    send(message_.payload());
    check(message_.still_valid());
  }

 private:
  void wait_for_message() {
    // No deadline, which would cost a look at the clock: who referees ends a side that waits in
    // vain.
    const ReadStatus status = subscriber_.next(message_, Deadline::max());
    if (status == ReadStatus::ended) throw_other_gone();
    if (status == ReadStatus::failed) throw std::runtime_error(subscriber_.error().message);
  }

  /// The other side sends nothing before both are attached.
  void attach() {
    constexpr std::chrono::milliseconds kLook(5);
    const Deadline deadline = deadline_in(patience_);
    do {
      if (subscriber_.next(message_, deadline_in(kLook)) != ReadStatus::timed_out ||
          Clock::now() >= deadline) {
        throw std::runtime_error("no connection: " + subscriber_.error().message);
      }
    } while (subscriber_.connection() == Connection::waiting);
  }

  static void check(bool whole) {
    if (!whole) throw std::runtime_error("a message is not whole");
  }

  std::chrono::milliseconds patience_;
  FrameDescriptor descriptor_;
  Publisher publisher_;
  Subscriber subscriber_;
  BorrowedFrame message_;
};

class ShmLink final : public Link {
 public:
  ShmLink(const LinkSetup& setup, bool spin) : setup_(setup), spin_(spin) {}
  std::unique_ptr<Side> take(Role role) override {
    return std::make_unique<ShmSide>(setup_, role, spin_);
  }

 private:
  LinkSetup setup_;
  bool spin_;
};

}  // namespace

std::unique_ptr<Link> open_shm_link(const LinkSetup& setup) {
  return std::make_unique<ShmLink>(setup, false);
}

std::unique_ptr<Link> open_shm_spin_link(const LinkSetup& setup) {
  return std::make_unique<ShmLink>(setup, true);
}

}  // namespace framering::bench
