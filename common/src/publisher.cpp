#include "framering/publisher.hpp"

#include <unistd.h>

#include <atomic>
#include <mutex>
#include <optional>
#include <system_error>
#include <utility>

#include "atomics.hpp"
#include "clock_name.hpp"
#include "control_server.hpp"
#include "error.hpp"
#include "framering/clock.hpp"
#include "framering/stream.hpp"
#include "hexadecimal.hpp"
#include "name_lock.hpp"
#include "random_bytes.hpp"
#include "ring_writer.hpp"
#include "stream_fifos.hpp"
#include "stream_server.hpp"
#include "waking_thread.hpp"

namespace framering {
namespace {

using nlohmann::json;

json format_of(const FrameDescriptor& frame) {
  const std::string_view name = name_of(frame.pixel_format);
  json format = {{"width", frame.width}, {"height", frame.height}, {"dtype", name_of(frame.dtype)}};
  format["pixel_format"] =
      name.empty() ? json(static_cast<std::uint32_t>(frame.pixel_format)) : json(name);
  return format;
}

bool same_format(const FrameDescriptor& a, const FrameDescriptor& b) {
  return a.pixel_format == b.pixel_format && a.dtype == b.dtype && a.width == b.width &&
         a.height == b.height;
}

}  // namespace

struct PublisherImpl {
  PublisherImpl(const PublisherOptions& given, StreamDirectory opened, const Epoch& life)
      : options(given), directory(std::move(opened)), epoch(life) {}

  /// What a welcome says that may be another in the next.
  struct Present {
    std::uint32_t ring_number = 0;
    std::uint64_t payload_capacity = 0;
    bool no_signal = false;
    std::int64_t status_since_ns = 0;
    std::optional<FrameDescriptor> newest = {};
    std::shared_ptr<const UniqueFd> ring_fd = {};
  };

  Status start_waking_thread();
  Status open_ring(std::uint64_t payload_capacity);
  void publish(const FrameDescriptor& descriptor) noexcept;
  void wake_readers() const noexcept;
  Status open_name();
  Status open_stream_server();
  Present present() const;
  json welcome_body(const Present& now) const;
  Offer offer() const;
  void end(const std::string& reason);

  const PublisherOptions options;
  StreamDirectory directory;
  std::optional<NameLock> lock;
  const Epoch epoch;
  const std::string clock = clock_name();
  std::atomic<std::uint64_t> published{0};
  std::atomic<bool> ended{false};

  // Guards what the control thread reads and what another thread may end: writer (the pointer; its
  // frames belong to the capture thread), ring_fd, newest, next_ring_number.
  mutable std::mutex mutex;
  std::shared_ptr<RingWriter> writer;
  std::shared_ptr<const UniqueFd> ring_fd;
  std::optional<FrameDescriptor>
      newest;  // of the newest format; changed by the capture thread alone
  std::uint32_t next_ring_number = 0;

  json endpoints;                               // constant once the control server runs
  std::unique_ptr<WakingThread> waking_thread;  // none: the capture thread wakes
  std::unique_ptr<StreamServer> stream_server;  // none: only the ring is served
  std::unique_ptr<ControlServer> server;
};

Status PublisherImpl::start_waking_thread() try {
  waking_thread = std::make_unique<WakingThread>();
  return Done{};
} catch (const std::system_error& failure) {
  return make_error(ErrorCode::system, std::string("waking thread: ") + failure.what());
}

/// Makes the first ring, or the one that supersedes the present one.
Status PublisherImpl::open_ring(std::uint64_t payload_capacity) {
  auto ring = RingWriter::create({.slots = options.slots,
                                  .payload_capacity = payload_capacity,
                                  .epoch = epoch,
                                  .ring_number = next_ring_number,
                                  .first_index = writer ? writer->next_index() : 0});
  if (!ring) return ring.error();
  auto fd = ring->memory().open_for_reading();
  if (!fd) return fd.error();
  auto next = std::make_shared<RingWriter>(*std::move(ring));
  const std::lock_guard guard(mutex);
  ++next_ring_number;
  ring_fd = std::make_shared<const UniqueFd>(*std::move(fd));
  std::swap(writer, next);
  if (waking_thread) waking_thread->serve(writer);
  // Last, so that whoever asks for the next ring gets it.
  if (next && next->status() != RingStatus::ended) next->set_status(RingStatus::superseded);
  return Done{};
}

void PublisherImpl::publish(const FrameDescriptor& descriptor) noexcept {
  if (ended) return writer->abandon();
  if (!newest || !same_format(descriptor, *newest)) {
    const std::lock_guard guard(mutex);
    newest = descriptor;
  }
  // relaxed: a count that orders nothing, and that this thread alone changes; an addition would
  // lock.
  published.store(published.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  writer->publish(descriptor);
  wake_readers();
}

void PublisherImpl::wake_readers() const noexcept {
  // A system call that wakes nobody takes longer than all the rest of publish().
  if (!server->readers().any_sleeps()) return;
  if (waking_thread) return waking_thread->wake();
  writer->wake_readers();
}

/// What changes of a welcome; quickly, since the capture thread may want the mutex.
PublisherImpl::Present PublisherImpl::present() const {
  const std::lock_guard guard(mutex);
  const RingStatus status = writer->status();
  return {.ring_number = next_ring_number - 1,
          .payload_capacity = writer->payload_capacity(),
          .no_signal = status == RingStatus::no_signal,
          .status_since_ns = writer->status_since_ns(),
          .newest = newest,
          .ring_fd = ring_fd};
}

json PublisherImpl::welcome_body(const Present& now) const {
  return {{"stream", options.stream},
          {"epoch", hexadecimal(epoch)},
          {"ring_number", now.ring_number},
          {"pid", ::getpid()},
          {"source", options.source},
          {"slots", options.slots},
          {"payload_capacity", now.payload_capacity},
          {"frames", published.load()},
          {"status", now.no_signal ? "no signal" : "live"},
          {"status_since_ns", now.status_since_ns},
          {"format", now.newest ? format_of(*now.newest) : json()},
          {"clock", clock}};
}

Offer PublisherImpl::offer() const {
  Present now = present();
  json body = welcome_body(now);
  if (!endpoints.empty()) body["endpoints"] = endpoints;
  return {std::move(body), std::move(now.ring_fd)};
}

/// Takes the name, and opens the ways to the stream.
Status PublisherImpl::open_name() {
  auto held = NameLock::acquire(directory.path(), options.stream);
  if (!held) return held.error();
  lock.emplace(*std::move(held));
  clear_fifos(directory, options.stream);
  const bool serves = options.serve.pipe || options.serve.tcp;
  if (auto opened = serves ? open_stream_server() : Done{}; !opened) return opened.error();
  auto started = ControlServer::start(directory, options.stream, options.socket_mode,
                                      [this] { return offer(); });
  if (!started) return started.error();
  server = *std::move(started);
  return serves ? stream_server->start() : Done{};
}

Status PublisherImpl::open_stream_server() {
  auto opened = StreamServer::open(directory, {.stream = options.stream,
                                               .mode = options.socket_mode,
                                               .serve = options.serve,
                                               .welcome = [this] {
                                                 json body = welcome_body(present());
                                                 body["readers"] = server->readers().all();
                                                 return body;
                                               }});
  if (!opened) return opened.error();
  stream_server = *std::move(opened);
  endpoints = stream_server->endpoints();
  return Done{};
}

void PublisherImpl::end(const std::string& reason) {
  if (ended.exchange(true)) return;
  {
    const std::lock_guard guard(mutex);
    writer->set_status(RingStatus::ended);
  }
  server->stop(reason);
  if (stream_server) stream_server->stop(reason);
  lock.reset();
}

// --- WritableFrame -------------------------------------------------------------------------------

WritableFrame::WritableFrame(PublisherImpl& impl, std::uint64_t index,
                             std::span<std::byte> payload) noexcept
    : impl_(&impl), index_(index), payload_(payload) {}

WritableFrame::WritableFrame(WritableFrame&& other) noexcept
    : impl_(std::exchange(other.impl_, nullptr)), index_(other.index_), payload_(other.payload_) {}

WritableFrame::~WritableFrame() {
  if (impl_ != nullptr) impl_->writer->abandon();
}

void WritableFrame::publish(const FrameDescriptor& descriptor) && noexcept {
  std::exchange(impl_, nullptr)->publish(descriptor);
}

void store_payload(std::span<std::byte> target, std::span<const std::byte> source) noexcept {
  atomics::copy_payload(target.data(), source.data(), source.size());
}

// --- Publisher -----------------------------------------------------------------------------------

Publisher::Publisher(std::unique_ptr<PublisherImpl> impl) noexcept : impl_(std::move(impl)) {}
Publisher::Publisher(Publisher&&) noexcept = default;

Publisher& Publisher::operator=(Publisher&& other) noexcept {
  std::swap(impl_, other.impl_);
  return *this;
}

Publisher::~Publisher() {
  if (impl_) end("finished");
}

Result<Publisher> Publisher::create(const PublisherOptions& options) {
  if (auto name = check_stream_name(options.stream); !name) return name.error();
  auto directory = StreamDirectory::create(options.directory);
  if (!directory) return directory.error();
  const auto epoch = random_bytes<sizeof(Epoch)>();
  if (!epoch) return epoch.error();
  auto impl = std::make_unique<PublisherImpl>(options, *std::move(directory), *epoch);
  if (auto started = options.waking_thread ? impl->start_waking_thread() : Done{}; !started) {
    return started.error();
  }
  // Memory first: it may take long, and whoever is killed meanwhile leaves no name behind.
  if (auto ring = impl->open_ring(options.payload_capacity); !ring) return ring.error();
  if (auto opened = impl->open_name(); !opened) return opened.error();
  return Publisher(std::move(impl));
}

Result<WritableFrame> Publisher::begin(std::uint64_t payload_bytes) {
  if (payload_bytes > impl_->writer->payload_capacity()) {
    if (auto grown = impl_->open_ring(payload_bytes); !grown) return grown.error();
  }
  const std::uint64_t index = impl_->writer->next_index();
  return WritableFrame(*impl_, index, impl_->writer->begin());
}

void Publisher::set_signal(bool present) noexcept {
  const std::lock_guard guard(impl_->mutex);
  impl_->writer->set_signal(present);
}

void Publisher::end(const std::string& reason) { impl_->end(reason); }

std::uint64_t Publisher::published() const noexcept { return impl_->published.load(); }

std::uint64_t Publisher::ring_bytes() const noexcept {
  const std::lock_guard guard(impl_->mutex);
  return impl_->writer->memory().size();
}

std::vector<ClientFigures> Publisher::clients() const {
  return impl_->stream_server ? impl_->stream_server->clients() : std::vector<ClientFigures>();
}

std::string Publisher::tcp_address() const {
  return impl_->stream_server ? impl_->stream_server->tcp_address() : std::string();
}

std::uint32_t Publisher::readers() const noexcept { return impl_->server->readers().all(); }

}  // namespace framering
