#include "pingpong/udp_link.hpp"

#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <utility>

#include "failure.hpp"
#include "pingpong/descriptor_link.hpp"

namespace framering::bench {
namespace {

/// A datagram that is lost never comes; one of the loopback that is not lost comes sooner.
constexpr std::chrono::milliseconds kDatagramPatience(2000);

class UdpSide final : public Side {
 public:
  UdpSide(UniqueFd socket, std::chrono::milliseconds patience) : socket_(std::move(socket)) {
    // The kernel's own deadline costs no system call for each message.
    const auto us = std::chrono::microseconds(std::min(patience, kDatagramPatience)).count();
    const timeval wait{.tv_sec = us / 1'000'000, .tv_usec = us % 1'000'000};
    checked(::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait), "UDP socket");
  }

  void send(std::span<const std::byte> message) override {
    const ssize_t sent = ::send(socket_.get(), message.data(), message.size(), 0);
    if (sent == -1 && errno == ECONNREFUSED) throw_other_gone();
    checked(sent, "UDP socket");
  }

  void receive(std::span<std::byte> message) override {
    // With MSG_TRUNC the size is that of the datagram, also where it is more than fits.
    const ssize_t got = ::recv(socket_.get(), message.data(), message.size(), MSG_TRUNC);
    if (got == -1 && errno == EAGAIN) throw std::runtime_error("a datagram was lost; try again");
    if (got == -1 && errno == ECONNREFUSED) throw_other_gone();
    if (static_cast<std::size_t>(checked(got, "UDP socket")) != message.size()) {
      throw std::runtime_error("a datagram of another size came");
    }
  }

 private:
  UniqueFd socket_;
};

}  // namespace

std::unique_ptr<Link> open_udp_link(const LinkSetup& setup) {
  return make_descriptor_link(make_udp_pair(0), [setup](Descriptors mine, Role) {
    return std::make_unique<UdpSide>(std::move(mine.in), setup.patience);
  });
}

}  // namespace framering::bench
