#pragma once
// Where clients of the pipe transport come in.

#include <sys/types.h>

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>

#include "framering/result.hpp"
#include "pipe_record.hpp"
#include "stream_directory.hpp"
#include "stream_fifos.hpp"
#include "stream_session.hpp"

namespace framering {

/// Reads the registration FIFO and makes each client its two. Belongs to the server's thread, once
/// start() was called.
class PipeRegistrar {
 public:
  using OnClient = std::function<void(StreamWire wire)>;
  using Log = std::function<void(const std::string& line)>;
  /// Whether one more may come in now.
  using HasRoom = std::function<bool()>;

  /// Makes NAME.fifo with this mode. Errors: busy (something else has the name), denied, system.
  static Result<std::unique_ptr<PipeRegistrar>> open(boost::asio::io_context& context,
                                                     const StreamDirectory& directory,
                                                     const std::string& stream, mode_t mode);

  /// While there is no room, records wait in the FIFO.
  void start(OnClient on_client, HasRoom has_room, Log log);
  /// Removes NAME.fifo.
  void stop();

 private:
  PipeRegistrar(boost::asio::io_context& context, const StreamDirectory& directory,
                const std::string& stream, mode_t mode, NamedFifo fifo);
  void read();
  void add_clients();
  void pause();
  Result<StreamWire> make_client(const PipeRecord& record) const;

  const StreamDirectory& directory_;
  const std::string stream_;
  const mode_t mode_;
  std::unique_ptr<NamedFifo> fifo_;
  boost::asio::posix::stream_descriptor in_;
  boost::asio::steady_timer pause_;
  std::array<std::byte, 16 * sizeof(PipeRecord)> buffer_{};
  PipeRecords records_;
  OnClient on_client_;
  HasRoom has_room_;
  Log log_;
};

}  // namespace framering
