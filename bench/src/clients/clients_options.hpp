#pragma once
// What `frame_bench clients` is asked to do.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace framering::bench {

/// The way on which clients and server talk.
enum class Method {
  pipe,            ///< FIFOs
  tcp,             ///< a TCP connection
  control_socket,  ///< "unix"
  inproc,          ///< memory of this process, with the same messages
};

std::string_view name_of(Method method) noexcept;
std::optional<Method> method_from_name(std::string_view name) noexcept;

struct ClientsOptions {
  std::string stream = {};     ///< empty: the only one there is; of no use to inproc
  std::string directory = {};  ///< of the stream; empty: stream_directory()
  Method method = Method::pipe;
  std::uint32_t tasks = 20;                   ///< clients at once
  std::uint32_t requests = 10;                ///< of each
  std::chrono::milliseconds timeout{10'000};  ///< for each step of a client
  std::string address = {};                   ///< "HOST:PORT" of a server on another machine
  std::string token_file = {};
  std::string json = {};  ///< a file, or "-" for stdout; empty: none
};

}  // namespace framering::bench
