#include "framering/echo_client.hpp"

namespace framering {

struct EchoClient::Impl {};

EchoClient::EchoClient(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
EchoClient::EchoClient(EchoClient&&) noexcept = default;
EchoClient& EchoClient::operator=(EchoClient&&) noexcept = default;
EchoClient::~EchoClient() = default;

Result<EchoClient> EchoClient::connect(const std::string&, const SubscriberOptions&, Deadline) {
  return Error{ErrorCode::unsupported, "echoes are not there yet"};
}
Result<Echo> EchoClient::echo(std::int64_t, Deadline) {
  return Error{ErrorCode::unsupported, "echoes are not there yet"};
}
Status EchoClient::leave(Deadline) { return Done{}; }
bool EchoClient::shares_clock() const noexcept { return true; }

}  // namespace framering
