#pragma once
// RouDi, the daemon of iceoryx: it makes the shared memory of all processes that use it.

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "framering/clock.hpp"
#include "frames/way.hpp"

namespace framering::bench {

class Roudi : public Broker {
 public:
  /// Starts it, with `chunks` pieces of `chunk_bytes` for the frames, and waits until it is ready.
  /// Its log and its configuration lie in `directory`. Throws std::runtime_error: there is no
  /// iox-roudi, or another one runs (a machine can have one), or it does not start.
  Roudi(const std::string& directory, std::size_t chunk_bytes, std::uint64_t chunks);
  Roudi(const Roudi&) = delete;
  Roudi& operator=(const Roudi&) = delete;
  /// Ends it, and removes what it has left.
  ~Roudi() override;

  std::vector<int> pids() const override { return {pid_}; }

 private:
  void start(const std::string& configuration);
  void wait_until_ready();
  void stop() noexcept;
  /// Waits for its end; then status_ is known and pid_ 0.
  bool has_ended(Deadline deadline) noexcept;

  std::string log_;
  pid_t pid_ = 0;
  int status_ = 0;
};

}  // namespace framering::bench
