#include <unistd.h>

#include <utility>

#include "failure.hpp"
#include "pingpong/bare_links.hpp"
#include "pingpong/descriptor_link.hpp"

namespace framering::bench {
namespace {

/// Blocking calls, as few as the message takes; who referees ends a side that waits in vain.
class BareSide final : public Side {
 public:
  explicit BareSide(Descriptors descriptors) : descriptors_(std::move(descriptors)) {}

  void send(std::span<const std::byte> message) override {
    while (!message.empty()) {
      const ssize_t sent = checked(::write(out(), message.data(), message.size()), "write");
      message = message.subspan(static_cast<std::size_t>(sent));
    }
  }
  void receive(std::span<std::byte> message) override {
    while (!message.empty()) {
      const ssize_t got =
          checked(::read(descriptors_.in.get(), message.data(), message.size()), "read");
      if (got == 0) throw_other_gone();
      message = message.subspan(static_cast<std::size_t>(got));
    }
  }

 private:
  int out() const noexcept {
    return descriptors_.out ? descriptors_.out.get() : descriptors_.in.get();
  }
  Descriptors descriptors_;
};

std::unique_ptr<Link> bare_link(DescriptorPairs pairs) {
  return make_descriptor_link(std::move(pairs), [](Descriptors mine, Role) {
    return std::make_unique<BareSide>(std::move(mine));
  });
}

}  // namespace

std::unique_ptr<Link> open_bare_pipe_link(const LinkSetup&) { return bare_link(make_pipes(0)); }

std::unique_ptr<Link> open_bare_socketpair_link(const LinkSetup&) {
  return bare_link(make_socketpair(0));
}

}  // namespace framering::bench
