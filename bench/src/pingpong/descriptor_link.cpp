#include "pingpong/descriptor_link.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "failure.hpp"

namespace framering::bench {
namespace {

class DescriptorLink final : public Link {
 public:
  DescriptorLink(DescriptorPairs pairs, MakeSide make_side)
      : pairs_(std::move(pairs)), make_side_(std::move(make_side)) {}

  std::unique_ptr<Side> take(Role role) override {
    Descriptors mine = std::move(pairs_[static_cast<std::size_t>(role)]);
    pairs_ = {};
    return make_side_(std::move(mine), role);
  }

 private:
  DescriptorPairs pairs_;
  MakeSide make_side_;
};

/// A FIFO's reading end and its writing end.
std::pair<UniqueFd, UniqueFd> open_fifo(const std::string& path, int flags) {
  checked(::mkfifo(path.c_str(), 0600), path);
  // Not blocking, since the other end is opened next; it is made blocking where that is wanted.
  UniqueFd in(checked(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC), path));
  UniqueFd out(checked(::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC), path));
  checked(::unlink(path.c_str()), path);
  for (const UniqueFd* end : {&in, &out}) checked(::fcntl(end->get(), F_SETFL, flags), path);
  return {std::move(in), std::move(out)};
}

std::pair<UniqueFd, UniqueFd> open_pipe(int flags) {
  std::array<int, 2> ends{};
  checked(::pipe2(ends.data(), flags | O_CLOEXEC), "pipe");
  return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

/// Both ways as both sides hold them.
DescriptorPairs crossed(std::pair<UniqueFd, UniqueFd> there, std::pair<UniqueFd, UniqueFd> back) {
  return {Descriptors{std::move(back.first), std::move(there.second)},
          Descriptors{std::move(there.first), std::move(back.second)}};
}

}  // namespace

std::unique_ptr<Link> make_descriptor_link(DescriptorPairs pairs, MakeSide make_side) {
  return std::make_unique<DescriptorLink>(std::move(pairs), std::move(make_side));
}

DescriptorPairs make_pipes(int flags) { return crossed(open_pipe(flags), open_pipe(flags)); }

DescriptorPairs make_fifos(const std::string& directory, int flags) {
  return crossed(open_fifo(directory + "/there", flags), open_fifo(directory + "/back", flags));
}

DescriptorPairs make_socketpair(int flags) {
  std::array<int, 2> ends{};
  checked(::socketpair(AF_UNIX, SOCK_STREAM | flags | SOCK_CLOEXEC, 0, ends.data()), "socketpair");
  return {Descriptors{UniqueFd(ends[0]), {}}, Descriptors{UniqueFd(ends[1]), {}}};
}

}  // namespace framering::bench
