#include "clients/echo_peer.hpp"

#include <utility>

#include "framering/echo_client.hpp"

namespace framering::bench {
namespace {

class StreamPeer final : public EchoPeer {
 public:
  explicit StreamPeer(EchoClient client) : client_(std::move(client)) {}

  Result<std::int64_t> ask(std::int64_t number, Deadline deadline) override {
    const auto echo = client_.echo(number, deadline);
    if (!echo) return echo.error();
    return echo->number;
  }
  Status leave(Deadline deadline) override { return client_.leave(deadline); }

 private:
  EchoClient client_;
};

Transport transport_of(Method method) {
  switch (method) {
    case Method::pipe:
      return Transport::pipe;
    case Method::tcp:
      return Transport::tcp;
    default:
      return Transport::shm;  // whose control socket it is
  }
}

}  // namespace

Register clients_of_stream(const ClientsOptions& options) {
  const SubscriberOptions how{.directory = options.directory,
                              .client = "frame_bench",
                              .transport = transport_of(options.method),
                              .address = options.address,
                              .token_file = options.token_file};
  return [stream = options.stream, how](Deadline deadline) -> Result<std::unique_ptr<EchoPeer>> {
    auto client = EchoClient::connect(stream, how, deadline);
    if (!client) return client.error();
    return std::unique_ptr<EchoPeer>(std::make_unique<StreamPeer>(*std::move(client)));
  };
}

}  // namespace framering::bench
