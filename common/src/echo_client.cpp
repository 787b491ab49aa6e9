#include "framering/echo_client.hpp"

#include <array>
#include <utility>

#include "echo_exchange.hpp"
#include "error.hpp"
#include "message_channel.hpp"
#include "wire_client.hpp"

namespace framering {

struct EchoClient::Impl {
  Status wait_for_close(Deadline deadline);

  std::unique_ptr<Channel> channel;  // empty: of no use any more
  std::string server;                // for errors
  bool shares_clock = false;
};

/// Passes over whatever the server still says.
Status EchoClient::Impl::wait_for_close(Deadline deadline) {
  for (;;) {
    std::array<std::byte, 1> rest;
    const auto more = channel->read_exactly(rest, deadline);
    if (!more) return more.error().code == ErrorCode::not_found ? Status(Done{}) : more;
    if (Clock::now() >= deadline) return no_answer();
  }
}

EchoClient::EchoClient(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
EchoClient::EchoClient(EchoClient&&) noexcept = default;
EchoClient& EchoClient::operator=(EchoClient&&) noexcept = default;
EchoClient::~EchoClient() = default;

Result<EchoClient> EchoClient::connect(const std::string& stream, const SubscriberOptions& options,
                                       Deadline deadline) {
  if (auto sound = check_options(stream, options); !sound) return sound.error();
  auto greeted = connect_to_server(stream, options, -1, deadline);
  if (!greeted) return greeted.error();
  auto impl = std::make_unique<Impl>();
  impl->channel = std::move(greeted->channel);
  impl->server = whom(stream, options);
  impl->shares_clock = framering::shares_clock(greeted->welcome);
  return EchoClient(std::move(impl));
}

Result<Echo> EchoClient::echo(std::int64_t number, Deadline deadline) {
  if (!impl_->channel) {
    return make_error(ErrorCode::not_found, impl_->server + ": the connection is closed");
  }
  auto echo = exchange_echo(*impl_->channel, number, deadline);
  // A late reply would be taken for that to the next request, or begin in its middle.
  if (!echo && echo.error().code != ErrorCode::invalid) impl_->channel.reset();
  return echo;
}

Status EchoClient::leave(Deadline deadline) {
  if (!impl_->channel) return Done{};
  const auto said =
      send_message(*impl_->channel, MessageType::goodbye, nlohmann::json::object(), deadline);
  const bool gone = !said && said.error().code == ErrorCode::not_found;
  auto left = said ? impl_->wait_for_close(deadline) : said;
  impl_->channel.reset();
  return gone ? Status(Done{}) : left;
}

bool EchoClient::shares_clock() const noexcept { return impl_->shares_clock; }

}  // namespace framering
