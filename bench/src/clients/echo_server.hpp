#pragma once
// A stream without frames, whose server clients talk to, in a process of its own.

#include <string>

#include "child_process.hpp"
#include "unique_fd.hpp"

namespace framering::bench {

class EchoServer {
 public:
  static constexpr const char* kStream = "bench";

  /// Begins to serve over every transport, in `directory`; when it returns, clients can connect.
  /// The caller has one thread. Throws std::runtime_error.
  explicit EchoServer(const std::string& directory);
  EchoServer(const EchoServer&) = delete;
  EchoServer& operator=(const EchoServer&) = delete;
  /// Ends the process, and waits for that.
  ~EchoServer();

 private:
  struct Ends {
    UniqueFd own, of_process;
  };
  EchoServer(const std::string& directory, Ends ends);
  static Ends connected_ends();
  void wait_until_ready() const;

  UniqueFd to_process_;  // closed, it ends
  ChildProcess process_;
};

}  // namespace framering::bench
