#include "resolve_host.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

#include "error.hpp"
#include "quiet_thread.hpp"
#include "unique_fd.hpp"
#include "wait_ready.hpp"

namespace framering {
namespace {

using Addresses = Result<std::vector<SocketAddress>>;

Error failure(const std::string& host, int code) {
  const std::string message = "host " + host + ": " + ::gai_strerror(code);
  if (code == EAI_AGAIN) return make_error(ErrorCode::timed_out, message);
  return make_error(ErrorCode::invalid, message + "; check its name");
}

/// Blocks for as long as the system's resolver does, which is not at all for numeric hosts.
Addresses look_up(const std::string& host, std::uint16_t port, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int code = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (code != 0) return failure(host, code);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, ::freeaddrinfo);
  std::vector<SocketAddress> addresses;
  for (const addrinfo* entry = found; entry != nullptr; entry = entry->ai_next) {
    SocketAddress address;
    address.bytes = entry->ai_addrlen;
    std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
    addresses.push_back(address);
  }
  return addresses;
}

/// A question to the resolver that nobody may wait for any more when it is answered.
struct Question {
  std::string host;
  std::uint16_t port = 0;
  UniqueFd answered;  // a pipe's writing end, closed once `answer` is there
  std::mutex mutex;
  Addresses answer{std::vector<SocketAddress>{}};
};

}  // namespace

Addresses resolve_host(const std::string& host, std::uint16_t port, int interrupt,
                       Deadline deadline) {
  if (auto numeric = look_up(host, port, AI_NUMERICHOST)) return numeric;
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("host " + host, errno);
  const UniqueFd answered(ends[0]);
  auto question = std::make_shared<Question>();
  question->host = host;
  question->port = port;
  question->answered.reset(ends[1]);
  try {
    start_quiet_thread([question] {
      auto answer = look_up(question->host, question->port, 0);
      {
        const std::lock_guard guard(question->mutex);
        question->answer = std::move(answer);
      }
      question->answered.reset();
    }).detach();
  } catch (const std::system_error& failure) {
    return make_error(ErrorCode::system, "host " + host + ": " + failure.what());
  }
  pollfd end{answered.get(), POLLIN, 0};
  if (wait_ready({&end, 1}, interrupt, deadline) != Ready::yes) {
    return make_error(ErrorCode::timed_out, "host " + host + ": its name server does not answer");
  }
  const std::lock_guard guard(question->mutex);
  return question->answer;
}

}  // namespace framering
