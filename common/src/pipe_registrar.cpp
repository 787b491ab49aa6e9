#include "pipe_registrar.hpp"

#include <fcntl.h>

#include <boost/asio/buffer.hpp>
#include <chrono>
#include <utility>

namespace framering {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

// Who may write to the control socket may use the stream. That takes writing to one FIFO …
mode_t writable_by(mode_t mode) { return 0600 | (mode & 0222); }
// … and reading from the other.
mode_t readable_by(mode_t mode) { return 0600 | ((mode & 0222) << 1); }

/// Lets a whole frame go at once, where the system allows: what users may have of it is limited.
void raise_capacity(int pipe) {
  constexpr int kMost = 1 << 20;
  constexpr int kLeast = 1 << 16;  // what a pipe has by itself
  for (int bytes = kMost; bytes > kLeast; bytes /= 2) {
    if (::fcntl(pipe, F_SETPIPE_SZ, bytes) >= 0) return;
  }
}

}  // namespace

Result<std::unique_ptr<PipeRegistrar>> PipeRegistrar::open(asio::io_context& context,
                                                           const StreamDirectory& directory,
                                                           const std::string& stream, mode_t mode) {
  // Also for writing: with a writer of its own, it is never at its end.
  auto fifo = NamedFifo::make(directory, registration_name(stream), mode, O_RDWR | O_NONBLOCK);
  if (!fifo) return fifo.error();
  return std::unique_ptr<PipeRegistrar>(
      new PipeRegistrar(context, directory, stream, mode, *std::move(fifo)));
}

PipeRegistrar::PipeRegistrar(asio::io_context& context, const StreamDirectory& directory,
                             const std::string& stream, mode_t mode, NamedFifo fifo)
    : directory_(directory),
      stream_(stream),
      mode_(mode),
      fifo_(std::make_unique<NamedFifo>(std::move(fifo))),
      in_(context),
      pause_(context) {
  UniqueFd fd = fifo_->take_fd();
  in_.assign(fd.get());
  fd.release();
}

void PipeRegistrar::start(OnClient on_client, HasRoom has_room, Log log) {
  on_client_ = std::move(on_client);
  has_room_ = std::move(has_room);
  log_ = std::move(log);
  read();
}

void PipeRegistrar::stop() {
  error_code ignored;
  in_.close(ignored);
  pause_.cancel();
  fifo_.reset();
}

void PipeRegistrar::read() {
  in_.async_read_some(asio::buffer(buffer_), [this](error_code failure, std::size_t bytes) {
    if (failure || !in_.is_open()) return;
    records_.append(std::span(buffer_).first(bytes));
    add_clients();
  });
}

void PipeRegistrar::add_clients() {
  for (;;) {
    if (!has_room_()) return pause();
    const auto record = records_.next();
    if (!record) break;
    auto wire = make_client(*record);
    if (wire) {
      on_client_(*std::move(wire));
    } else {
      log_("pipe: " + wire.error().message);
    }
  }
  if (const std::size_t rubbish = records_.take_rubbish(); rubbish != 0) {
    log_("pipe: " + std::to_string(rubbish) + " bytes that register nobody, passed over");
  }
  read();
}

void PipeRegistrar::pause() {
  constexpr std::chrono::milliseconds kPause(2);
  pause_.expires_after(kPause);
  pause_.async_wait([this](error_code cancelled) {
    if (!cancelled && in_.is_open()) add_clients();
  });
}

Result<StreamWire> PipeRegistrar::make_client(const PipeRecord& record) const {
  const std::string stem = client_fifo_stem(stream_, record.pid, record.nonce);
  auto down = NamedFifo::make(directory_, stem + ".down", readable_by(mode_), -1);
  if (!down) return down.error();
  auto up = NamedFifo::make(directory_, stem + ".up", writable_by(mode_), O_RDONLY | O_NONBLOCK);
  if (!up) return up.error();
  UniqueFd in = up->take_fd();
  // The names go with the function that holds them.
  auto names = std::make_shared<std::pair<NamedFifo, NamedFifo>>(*std::move(down), *std::move(up));
  return StreamWire{.transport = Transport::pipe,
                    .peer = "pipe " + stem,
                    .in = std::move(in),
                    .open_out = [names]() -> Result<UniqueFd> {
                      auto out = names->first.open(O_WRONLY | O_NONBLOCK);
                      if (out) raise_capacity(out->get());
                      return out;
                    }};
}

}  // namespace framering
