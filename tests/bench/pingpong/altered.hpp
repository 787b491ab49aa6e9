#pragma once
// Methods of which one side does something else than it should at one of the messages.

#include <functional>
#include <memory>
#include <utility>

#include "pingpong/link.hpp"

namespace framering::bench::test {

/// What the answering side does instead of an answer; `real` is the side that it should have used.
using Instead = std::function<void(Side& real, std::span<std::byte> scratch)>;

class AlteredSide final : public Side {
 public:
  AlteredSide(std::unique_ptr<Side> real, int at, Instead instead)
      : real_(std::move(real)), left_(at), instead_(std::move(instead)) {}

  void send(std::span<const std::byte> message) override { real_->send(message); }
  void receive(std::span<std::byte> message) override { real_->receive(message); }
  void answer(std::span<std::byte> scratch) override {
    if (--left_ == 0) return instead_(*real_, scratch);
    real_->answer(scratch);
  }

 private:
  std::unique_ptr<Side> real_;
  int left_;
  Instead instead_;
};

class AlteredLink final : public Link {
 public:
  AlteredLink(std::unique_ptr<Link> real, int at, Instead instead)
      : real_(std::move(real)), at_(at), instead_(std::move(instead)) {}

  std::unique_ptr<Side> take(Role role) override {
    auto side = real_->take(role);
    if (role == Role::ping) return side;
    return std::make_unique<AlteredSide>(std::move(side), at_, instead_);
  }

 private:
  std::unique_ptr<Link> real_;
  int at_;
  Instead instead_;
};

/// The method, but that its answering side does `instead` when the message number `at` is due.
inline PingPongMethod altered(PingPongMethod method, int at, Instead instead) {
  method.open = [open = method.open, at, instead](const LinkSetup& setup) {
    return std::make_unique<AlteredLink>(open(setup), at, instead);
  };
  return method;
}

}  // namespace framering::bench::test
