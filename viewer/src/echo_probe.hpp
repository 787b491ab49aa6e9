#pragma once
// Two echoes a second beside the frames, on a thread of its own.

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "framering/echo_client.hpp"

namespace framering::viewer {

/// An answer, and over which connection it came.
struct ProbedEcho {
  Transport transport = Transport::shm;
  std::uint64_t connection = 0;  ///< counts them: cpu_ns and frames_sent compare within one
  bool shares_clock = true;
  Echo echo;
};

/// Connects quietly, again and again if it must. All but the thread belongs to one thread.
class EchoProbe {
 public:
  EchoProbe() = default;
  ~EchoProbe();
  EchoProbe(const EchoProbe&) = delete;
  EchoProbe& operator=(const EchoProbe&) = delete;

  /// What to probe from now on, over a new connection. Starts the thread the first time.
  void follow(const std::string& stream, const SubscriberOptions& options);

  /// The answers since the last call, oldest first; none over a connection given up meanwhile.
  std::vector<ProbedEcho> take();

 private:
  struct Target {
    std::string stream;
    SubscriberOptions options;
    std::uint64_t generation = 0;
  };

  void run();
  std::optional<Target> wait_for_target();
  void serve(const Target& target);
  void probe(EchoClient& client, const Target& target, std::uint64_t connection);
  bool rest(const Target& target);
  bool share(const Target& target, const ProbedEcho& echo);

  std::mutex mutex_;
  std::condition_variable changed_;
  Target target_;  // guarded by mutex_, like what follows
  std::vector<ProbedEcho> echoes_;
  bool stopping_ = false;
  std::uint64_t connections_ = 0;  // the thread's own
  std::thread thread_;
};

}  // namespace framering::viewer
