#include "pingpong/methods.hpp"

#include <algorithm>

#include "pingpong/bare_links.hpp"
#include "pingpong/channel_links.hpp"
#include "pingpong/shm_link.hpp"
#include "pingpong/udp_link.hpp"

namespace framering::bench {

const std::vector<PingPongMethod>& methods() {
  static const std::vector<PingPongMethod> all = {
      {.name = "shm", .open = open_shm_link},
      {.name = "shm-spin", .open = open_shm_spin_link, .spins = true},
      {.name = "pipe", .open = open_pipe_link},
      {.name = "stdio", .open = open_stdio_link},
      {.name = "unix", .open = open_unix_link},
      {.name = "tcp", .open = open_tcp_link},
      {.name = "tcp-delay", .open = open_tcp_delay_link},
      {.name = "udp",
       .open = open_udp_link,
       .most_bytes = kMostDatagramBytes,
       .why_no_more = "a datagram holds no more than 65507 bytes"},
      {.name = "inproc", .open = open_inproc_link, .is_threads = true}};
  return all;
}

const std::vector<PingPongMethod>& limits() {
  static const std::vector<PingPongMethod> all = {
      {.name = "limit: spinning word",
       .open = open_bare_word_link,
       .most_bytes = kFewestPingPongBytes,
       .why_no_more = "a word holds 4 bytes",
       .spins = true},
      {.name = "limit: spinning slot",
       .open = open_bare_spinning_slot_link,
       .most_bytes = kFewestPingPongBytes,
       .why_no_more = "its slot holds 4 bytes",
       .spins = true},
      {.name = "limit: futex wake",
       .open = open_bare_futex_link,
       .most_bytes = kFewestPingPongBytes,
       .why_no_more = "a word holds 4 bytes"},
      {.name = "limit: sleeping slot",
       .open = open_bare_sleeping_slot_link,
       .most_bytes = kFewestPingPongBytes,
       .why_no_more = "its slot holds 4 bytes"},
      {.name = "limit: pipe", .open = open_bare_pipe_link},
      {.name = "limit: socketpair", .open = open_bare_socketpair_link}};
  return all;
}

const PingPongMethod* find_method(std::string_view name) {
  for (const auto* list : {&methods(), &limits()}) {
    const auto found = std::ranges::find(*list, name, &PingPongMethod::name);
    if (found != list->end()) return &*found;
  }
  return nullptr;
}

}  // namespace framering::bench
