#include "wire_receiver.hpp"

#include <sys/eventfd.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <limits>
#include <system_error>
#include <utility>

#include "error.hpp"
#include "frame_transfer.hpp"
#include "message_channel.hpp"
#include "quiet_thread.hpp"
#include "wire_client.hpp"

namespace framering {
namespace {

// A producer that was stopped accepts connections and does not answer.
constexpr std::chrono::seconds kConnectTimeout(2);

// One that has no successor, which an honest producer never reaches.
constexpr std::uint64_t kNoIndex = std::numeric_limits<std::uint64_t>::max();

WireEnd lost(Error error) { return {WireEnd::Kind::lost, std::move(error)}; }

}  // namespace

Result<std::unique_ptr<WireReceiver>> WireReceiver::start(Task task, Order order) {
  UniqueFd interrupt(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!interrupt) return system_error("stream " + task.stream, errno);
  std::unique_ptr<WireReceiver> receiver(
      new WireReceiver(std::move(task), order, std::move(interrupt)));
  try {
    receiver->thread_ = start_quiet_thread([self = receiver.get()] { self->run(); });
  } catch (const std::system_error& failure) {
    return make_error(ErrorCode::system, std::string("receiving thread: ") + failure.what());
  }
  return receiver;
}

WireReceiver::WireReceiver(Task task, Order order, UniqueFd interrupt)
    : task_(std::move(task)),
      interrupt_(std::move(interrupt)),
      inbox_(std::make_shared<WireInbox>(order)) {}

WireReceiver::~WireReceiver() { stop(); }

WireHistory WireReceiver::stop() {
  inbox_->close();
  ::eventfd_write(interrupt_.get(), 1);
  if (thread_.joinable()) thread_.join();
  return task_.history;
}

void WireReceiver::run() {
  WireEnd end;
  try {
    end = receive();
  } catch (const std::exception& failure) {  // no memory for what the server sends, or no thread
    end = lost(make_error(ErrorCode::system, whom(task_.stream, task_.options) +
                                                 ": receiving failed: " + failure.what()));
  }
  channel_.reset();  // first: whoever sees the end may count on being gone at the server
  inbox_->end(std::move(end));
}

WireEnd WireReceiver::receive() {
  const Deadline deadline = deadline_in(kConnectTimeout);
  auto greeted = connect_to_server(task_.stream, task_.options, interrupt_.get(), deadline);
  if (!greeted) return lost(greeted.error());
  const std::string epoch = greeted->welcome.info.epoch;
  if (epoch == task_.ended_epoch) {
    return lost(make_error(ErrorCode::not_found,
                           whom(task_.stream, task_.options) + ": ended by its producer"));
  }
  channel_ = std::move(greeted->channel);
  if (epoch != task_.history.epoch) task_.history = {epoch, 0};
  resuming_ = task_.history.next_index > 0;
  const auto subscribed =
      send_message(*channel_, MessageType::subscribe, nlohmann::json::object(), deadline);
  if (!subscribed) return lost(subscribed.error());
  note_status(greeted->welcome);
  inbox_->open(std::move(greeted->welcome));
  for (;;) {
    auto end = receive_one();
    if (!end) continue;
    end->error.message = whom(task_.stream, task_.options) + ": " + end->error.message;
    return *end;
  }
}

/// One message; or how the connection ended.
std::optional<WireEnd> WireReceiver::receive_one() {
  if (!inbox_->wait_for_room()) return lost(connection_closed());
  const auto header = receive_header(*channel_, Deadline::max(), true);
  if (!header) return lost(header.error());
  if (header->type != MessageType::frame) return heed(*header);
  const auto received = receive_frame(*header);
  return received ? std::nullopt : std::optional(lost(received.error()));
}

Status WireReceiver::receive_frame(const MessageHeader& header) {
  auto frame = task_.pool->take();
  const auto head = receive_frame_body(*frame, *channel_, header, Deadline::max());
  if (!head) return head.error();
  deliver(std::move(frame), head->skipped);
  return Done{};
}

/// Counts what the server skipped, and hands on what is no step backwards.
void WireReceiver::deliver(std::shared_ptr<OwnedFrame> frame, std::uint64_t skipped) {
  WireHistory& history = task_.history;
  const std::uint64_t index = frame->descriptor.index;
  if (index < history.next_index || index == kNoIndex) return;
  // No more than lie between the two frames can have been skipped. What an earlier connection to
  // the same producer did not bring is not in the server's count.
  const std::uint64_t between = index - history.next_index;
  const std::uint64_t missed = resuming_ ? between : skipped - std::min(skipped, skipped_);
  inbox_->put(std::move(frame), std::min(missed, between));
  history.next_index = index + 1;
  resuming_ = false;
  skipped_ = skipped;
}

/// Any message but a frame.
std::optional<WireEnd> WireReceiver::heed(const MessageHeader& header) {
  const auto message = receive_body(*channel_, header, Deadline::max());
  if (!message) return lost(message.error());
  switch (message->type) {
    case MessageType::welcome:
      note_status(parse_welcome(message->body));
      return std::nullopt;
    case MessageType::end_of_stream:
      return WireEnd{WireEnd::Kind::completed, {}};
    case MessageType::error:
      return lost(said_instead_of_welcome(message->body, false));
    default:
      return std::nullopt;
  }
}

void WireReceiver::note_status(const Welcome& welcome) {
  const bool no_signal = welcome.info.status == "no signal";
  inbox_->set_status({no_signal ? Connection::no_signal : Connection::live,
                      shares_clock(welcome) ? welcome.status_since_ns : now_ns()});
}

}  // namespace framering
