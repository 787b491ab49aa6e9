// Changes of the connection, in words.

#include "connection_log.hpp"

#include <spdlog/spdlog.h>

#include <utility>

#include "time_text.hpp"
#include "transport_text.hpp"

namespace framering::viewer {

void ConnectionLog::observe(const FrameReceiver& receiver, ReadStatus status) {
  if (status == ReadStatus::failed) return;  // which is told as an error
  const Subscriber& subscriber = receiver.subscriber();
  observe_transport(subscriber);
  observe_attachment(subscriber);
  if (status == ReadStatus::ended) {
    ended_ = true;
    spdlog::info("stream {} ended", subscriber.stream());
  }
  observe_connection(receiver);
}

void ConnectionLog::observe_transport(const Subscriber& subscriber) {
  const Transport before = std::exchange(transport_, subscriber.transport());
  if (!std::exchange(told_, true) || before == transport_) return;
  attachments_ = 0;  // this subscriber's
  if (!epoch_.empty()) spdlog::info("the stream goes on {}", way_text(transport_));
}

void ConnectionLog::observe_attachment(const Subscriber& subscriber) {
  const std::uint64_t attachments = subscriber.counters().attachments;
  if (attachments == attachments_) return;
  attachments_ = attachments;
  ended_ = false;
  if (subscriber.epoch() == epoch_) {
    spdlog::debug("another ring or connection (epoch {})", epoch_);
    return;
  }
  epoch_ = subscriber.epoch();
  connection_ = Connection::live;
  spdlog::info("attached to {}: {} (epoch {})", subscriber.stream(), subscriber.source(), epoch_);
}

void ConnectionLog::observe_connection(const FrameReceiver& receiver) {
  const Subscriber& subscriber = receiver.subscriber();
  const Connection before = connection_;
  connection_ = subscriber.connection();
  if (connection_ == before) return;
  if (connection_ == Connection::no_signal) {
    spdlog::warn("no signal since {}", wall_clock_text(subscriber.connection_since_ns()));
  } else if (connection_ == Connection::live) {
    if (before == Connection::no_signal) spdlog::info("the signal is back");
  } else if (receiver.source().attached() == 0) {
    spdlog::info("waiting for stream {}", receiver.stream_text());
  } else if (!ended_) {
    spdlog::warn("producer gone after {} frames, waiting for it to come back", receiver.received());
  }
}

}  // namespace framering::viewer
