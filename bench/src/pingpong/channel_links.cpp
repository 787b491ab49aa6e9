#include "pingpong/channel_links.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "failure.hpp"
#include "fd_channel.hpp"
#include "memory_channel.hpp"
#include "pingpong/channel_side.hpp"
#include "pingpong/descriptor_link.hpp"

namespace framering::bench {
namespace {

std::unique_ptr<Side> channel_side(Descriptors mine, const LinkSetup& setup) {
  auto channel = mine.out ? std::make_unique<FdChannel>(std::move(mine.in), std::move(mine.out))
                          : std::make_unique<FdChannel>(std::move(mine.in));
  return std::make_unique<ChannelSide>(std::move(channel), setup.patience);
}

std::unique_ptr<Link> channel_link(DescriptorPairs pairs, const LinkSetup& setup) {
  return make_descriptor_link(std::move(pairs), [setup](Descriptors mine, Role) {
    return channel_side(std::move(mine), setup);
  });
}

/// The same descriptors with the numbers of stdin and stdout.
Descriptors as_standard(const Descriptors& given) {
  return {UniqueFd(checked(::dup2(given.in.get(), STDIN_FILENO), "stdin")),
          UniqueFd(checked(::dup2(given.out.get(), STDOUT_FILENO), "stdout"))};
}

class InprocLink final : public Link {
 public:
  explicit InprocLink(const LinkSetup& setup) : patience_(setup.patience) {
    auto [ping, pong] = make_memory_channel();
    ends_ = {std::move(ping), std::move(pong)};
  }
  std::unique_ptr<Side> take(Role role) override {
    return std::make_unique<ChannelSide>(std::move(ends_[static_cast<std::size_t>(role)]),
                                         patience_);
  }

 private:
  std::chrono::milliseconds patience_;
  std::array<std::unique_ptr<Channel>, 2> ends_;
};

}  // namespace

std::unique_ptr<Link> open_pipe_link(const LinkSetup& setup) {
  return channel_link(make_fifos(setup.directory, O_NONBLOCK), setup);
}

std::unique_ptr<Link> open_stdio_link(const LinkSetup& setup) {
  return make_descriptor_link(make_pipes(O_NONBLOCK), [setup](Descriptors mine, Role role) {
    return channel_side(role == Role::pong ? as_standard(mine) : std::move(mine), setup);
  });
}

std::unique_ptr<Link> open_unix_link(const LinkSetup& setup) {
  return channel_link(make_unix_connection(setup.directory, O_NONBLOCK), setup);
}

std::unique_ptr<Link> open_tcp_link(const LinkSetup& setup) {
  return channel_link(make_tcp_connection(true, O_NONBLOCK), setup);
}

std::unique_ptr<Link> open_tcp_delay_link(const LinkSetup& setup) {
  return channel_link(make_tcp_connection(false, O_NONBLOCK), setup);
}

std::unique_ptr<Link> open_inproc_link(const LinkSetup& setup) {
  return std::make_unique<InprocLink>(setup);
}

}  // namespace framering::bench
