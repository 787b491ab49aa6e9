#pragma once
// A client of the pipe transport by hand, as docs/wire-format.md tells.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <string>

#include "pipe_record.hpp"
#include "stream_fifos.hpp"
#include "support/eventually.hpp"
#include "support/raw_stream.hpp"
#include "unique_fd.hpp"

namespace framering::test {

inline std::string record_bytes(const PipeRecord& record) {
  return {reinterpret_cast<const char*>(&record), sizeof record};
}

/// Writes these bytes into the registration FIFO; false if nobody holds it open.
inline bool write_registration(const std::string& fifo, const std::string& bytes) {
  const UniqueFd out(::open(fifo.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
  return out &&
         ::write(out.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
}

class FifoClient {
 public:
  /// Where the two FIFOs of the stream `s` in `directory` come to be.
  FifoClient(const std::string& directory, std::uint64_t nonce, std::uint64_t pid = 7)
      : fifo_(directory + "/" + registration_name("s")),
        stem_(directory + "/" + client_fifo_stem("s", pid, nonce)),
        record_{.pid = pid, .nonce = nonce} {}

  const PipeRecord& record() const noexcept { return record_; }
  std::string up_name() const { return stem_ + ".up"; }
  std::string down_name() const { return stem_ + ".down"; }
  bool names_are_there() const { return exists(up_name()) || exists(down_name()); }

  /// Registers, and opens both FIFOs when they have come.
  bool connect() { return write_registration(fifo_, record_bytes(record_)) && open(); }
  bool open() {
    if (!eventually([&] { return exists(up_name()); })) return false;
    down_.reset(::open(down_name().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    up_.reset(::open(up_name().c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
    return up_ && down_;
  }
  /// Connects and says hello; whether it was welcomed.
  bool greet() { return connect() && say_hello(); }
  bool say_hello() {
    say(MessageType::hello, {{"client", "test"}, {"pid", record_.pid}});
    const auto welcome = read();
    return welcome && welcome->type() == MessageType::welcome;
  }
  bool say(MessageType type, const nlohmann::json& body) {
    return write_all(up_.get(), encode_message(type, body));
  }
  std::optional<StreamMessage> read() { return read_message(down_.get()); }
  int up() const noexcept { return up_.get(); }
  int down() const noexcept { return down_.get(); }
  void close_up() { up_.reset(); }
  void close_down() { down_.reset(); }
  void close() {
    close_up();
    close_down();
  }

 private:
  static bool exists(const std::string& path) {
    struct stat file {};
    return ::lstat(path.c_str(), &file) == 0;
  }
  std::string fifo_;
  std::string stem_;
  PipeRecord record_;
  UniqueFd up_;
  UniqueFd down_;
};

}  // namespace framering::test
