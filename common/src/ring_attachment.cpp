#include "ring_attachment.hpp"

#include <poll.h>

#include "atomics.hpp"
#include "error.hpp"
#include "futex.hpp"

namespace framering {

Result<std::shared_ptr<const RingAttachment>> RingAttachment::greet(
    std::shared_ptr<const UniqueFd> connection, const Hello& hello, Deadline deadline) {
  auto welcome = say_hello(connection->get(), hello, deadline);
  if (!welcome) return welcome.error();
  auto mapping = RingMapping::map(welcome->ring.get());
  if (!mapping) return mapping.error();
  welcome->ring.reset();  // mapped
  return std::shared_ptr<const RingAttachment>(
      new RingAttachment(std::move(connection), *std::move(welcome), *std::move(mapping)));
}

Result<std::shared_ptr<const RingAttachment>> RingAttachment::attach(
    const StreamDirectory& directory, const std::string& stream, const Hello& hello,
    Deadline deadline) {
  auto connection = connect_to_stream(directory, stream);
  if (!connection) return connection.error();
  auto attached = greet(std::make_shared<const UniqueFd>(*std::move(connection)), hello, deadline);
  if (attached) return attached;
  return make_error(attached.error().code, "stream " + stream + ": " + attached.error().message);
}

Result<std::shared_ptr<const RingAttachment>> RingAttachment::attach_next(const Hello& hello,
                                                                          Deadline deadline) const {
  return greet(connection_, hello, deadline);
}

RingStatus RingAttachment::status() const noexcept {
  return static_cast<RingStatus>(atomics::load_status(mapping_->header().status));
}

std::int64_t RingAttachment::status_since_ns() const noexcept {
  status();  // first, which orders the time after it
  return atomics::load_since(mapping_->header().status_since_ns);
}

std::uint32_t RingAttachment::news() const noexcept {
  return atomics::load_futex(mapping_->header().frame_futex);
}

void RingAttachment::wait(std::uint32_t seen, Deadline deadline) const noexcept {
  futex_wait(mapping_->header().frame_futex, seen, deadline);
}

bool RingAttachment::over() const noexcept {
  const RingStatus now = status();
  return now == RingStatus::superseded || now == RingStatus::ended;
}

bool RingAttachment::connection_spoke() const noexcept {
  pollfd connection{connection_->get(), POLLIN | POLLRDHUP, 0};
  return ::poll(&connection, 1, 0) > 0;
}

}  // namespace framering
