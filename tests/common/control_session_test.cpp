// How the control server counts a client that says hello more than once.

#include "control_session.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <memory>

#include "support/raw_socket.hpp"
#include "support/temporary_directory.hpp"

namespace framering {
namespace {

using nlohmann::json;

TEST(ControlSession, CountsAsASleeperByItsLastHelloForTheRing) {
  const test::TemporaryDirectory temp;
  const auto directory = StreamDirectory::open(temp.path());
  ASSERT_TRUE(directory);
  const auto ring =
      std::make_shared<const UniqueFd>(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
  const auto server = ControlServer::start(
      *directory, "s", 0600, [&] { return Offer{json{{"stream", "s"}}, ring}; });
  ASSERT_TRUE(server);
  const ReaderCounts& readers = (*server)->readers();
  const UniqueFd client = test::connect_raw(temp / "s.sock");
  for (const bool spins : {true, false, true, false}) {
    const json hello = {{"client", "test"}, {"pid", 1}, {"spins", spins}};
    ASSERT_TRUE(test::send_raw(client.get(), encode_message(MessageType::hello, hello)));
    ASSERT_TRUE(test::receive_message_raw(client.get()));
    EXPECT_EQ(readers.any_sleeps(), !spins);
    EXPECT_EQ(readers.all(), 1U);
  }
  const json only_asks = {{"client", "test"}, {"ring", false}, {"spins", true}};
  ASSERT_TRUE(test::send_raw(client.get(), encode_message(MessageType::hello, only_asks)));
  ASSERT_TRUE(test::receive_message_raw(client.get()));
  EXPECT_TRUE(readers.any_sleeps()) << "it still has the ring as one that sleeps";
}

}  // namespace
}  // namespace framering
