// Frames over FIFOs: how clients come, and what is left behind.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "framering/echo_client.hpp"
#include "support/child.hpp"
#include "support/fifo_client.hpp"
#include "support/served_stream.hpp"

namespace framering {
namespace {

using test::connect_tcp;
using test::eventually;
using test::FifoClient;
using test::publish_test_frame;
using test::record_bytes;
using test::stream_closes;
using test::write_all;
using test::write_registration;

using Names = std::vector<std::string>;

class PipeStream : public test::ServedStream {
 protected:
  FifoClient client(std::uint64_t nonce = 0xabc) { return FifoClient(temp_.path(), nonce); }
  bool register_raw(const std::string& bytes) {
    return write_registration(temp_ / "s.fifo", bytes);
  }
  const Names own_names_ = {"s.fifo", "s.lock", "s.sock"};
};

TEST_F(PipeStream, SendsEveryFrameToWhoTakesThem) {
  open();
  FifoClient reader = client();
  ASSERT_TRUE(reader.greet());
  EXPECT_EQ(temp_.names(), own_names_) << "the names go with hello";
  ASSERT_TRUE(reader.say(MessageType::subscribe, json::object()));
  for (std::uint64_t index = 0; index < 24; ++index) {
    ASSERT_TRUE(publish_test_frame(publisher()));
    ASSERT_EQ(expect_frame(reader.down()), index);
  }
  ASSERT_TRUE(eventually([&] { return publisher().clients().at(0).sent == 24; }));
  EXPECT_EQ(publisher().clients().at(0).transport, Transport::pipe);
  EXPECT_EQ(publisher().clients().at(0).skipped, 0U);
}

TEST_F(PipeStream, TheNamesAreThoseOfThePage) {
  open();
  FifoClient reader(temp_.path(), 0x1f, 4711);
  ASSERT_TRUE(reader.connect());
  EXPECT_EQ(temp_.names(), (Names{"s.4711-000000000000001f.down", "s.4711-000000000000001f.up",
                                  "s.fifo", "s.lock", "s.sock"}));
}

TEST_F(PipeStream, OneWhoComesWhileAnotherGoesIsNotTakenForGone) {
  open();
  FifoClient leaver = client(1);
  ASSERT_TRUE(leaver.greet());
  FifoClient comer = client(2);
  {
    // Holds the server's thread in its log, so that it hears of all that follows at once.
    const std::lock_guard guard(mutex_);
    const UniqueFd refused = connect_tcp(port());
    ASSERT_TRUE(write_all(refused.get(), std::string(sizeof(MessageHeader), '?')));
    ASSERT_TRUE(stream_closes(refused.get()));
    leaver.close_up();
    ASSERT_TRUE(register_raw(record_bytes(comer.record())));
    leaver.close_down();
  }
  ASSERT_TRUE(comer.open());
  EXPECT_TRUE(comer.say_hello());
}

TEST_F(PipeStream, EchoesAndSaysGoodbye) {
  open();
  FifoClient reader = client();
  ASSERT_TRUE(reader.greet());
  ASSERT_TRUE(reader.say(MessageType::echo_request, {{"number", -21}, {"sent_ns", 5}}));
  const auto reply = reader.read();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->type(), MessageType::echo_reply);
  EXPECT_EQ(reply->body.at("number"), -42);
  ASSERT_TRUE(reader.say(MessageType::goodbye, json::object()));
  EXPECT_TRUE(stream_closes(reader.down()));
}

TEST_F(PipeStream, EndsAfterTheLastFrameAndLeavesNothing) {
  open();
  FifoClient reader = client();
  FifoClient silent = client(2);
  ASSERT_TRUE(silent.connect());
  ASSERT_TRUE(reader.greet());
  ASSERT_TRUE(reader.say(MessageType::subscribe, json::object()));
  ASSERT_TRUE(eventually([&] { return publisher().clients().size() == 1; }));
  ASSERT_TRUE(publish_test_frame(publisher()));
  publisher().end("done");
  EXPECT_EQ(expect_frame(reader.down()), 0U);
  const auto end = reader.read();
  ASSERT_TRUE(end);
  EXPECT_EQ(end->type(), MessageType::end_of_stream);
  EXPECT_TRUE(stream_closes(reader.down()));
  EXPECT_TRUE(temp_.is_empty());
}

/// How many requests of so many clients, all at once and ten of each, are answered rightly.
int right_answers(const std::string& directory, std::uint64_t clients) {
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (std::uint64_t i = 1; i <= clients; ++i) {
    threads.emplace_back([&, i] {
      FifoClient one(directory, i, i);
      if (!one.greet()) return;
      for (std::int64_t request = 0; request < 10; ++request) {
        const auto number = static_cast<std::int64_t>(i) * 100 + request;
        one.say(MessageType::echo_request, {{"number", number}});
        const auto reply = one.read();
        if (reply && reply->body.value("number", 0) == 2 * number) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return right;
}

TEST_F(PipeStream, TwentyClientsAtOnceEachGetTheirOwnAnswers) {
  open();
  EXPECT_EQ(right_answers(temp_.path(), 20), 200);
  EXPECT_EQ(temp_.names(), own_names_);
}

TEST_F(PipeStream, MoreAtOnceThanMayBeStrangersAreAllServed) {
  open();
  EXPECT_EQ(right_answers(temp_.path(), 100), 1000);
  EXPECT_FALSE(logged("said no hello"));
  EXPECT_EQ(temp_.names(), own_names_);
}

TEST_F(PipeStream, RecordsThatAreNoneArePassedOver) {
  open();
  FifoClient reader = client();
  const std::string record = record_bytes(reader.record());
  PipeRecord later = reader.record();
  later.version = 2;
  ASSERT_TRUE(register_raw(record_bytes(later)));
  ASSERT_TRUE(register_raw("rubbish of some odd length"));
  ASSERT_TRUE(register_raw(record.substr(0, 24)));  // as if its writer had been cut off
  EXPECT_TRUE(reader.greet());
  EXPECT_TRUE(eventually([&] { return logged("register nobody"); }));
  EXPECT_EQ(temp_.names(), own_names_);
}

TEST_F(PipeStream, ANameThatIsTakenRegistersNobodyAndIsLeftAlone) {
  open();
  FifoClient reader = client();
  std::ofstream(reader.down_name()) << "mine";
  ASSERT_TRUE(register_raw(record_bytes(reader.record())));
  EXPECT_TRUE(eventually([&] { return logged("is there already"); }));
  EXPECT_EQ(std::filesystem::file_size(reader.down_name()), 4U);
  EXPECT_TRUE(client(2).greet());
}

TEST_F(PipeStream, AClientThatIsKilledBeforeHelloLeavesNoNames) {
  test::Gate connected;
  open({.pipe = true});
  test::Child child([&] {
    FifoClient victim = client();
    if (!victim.connect()) return 1;
    connected.open();
    ::pause();
    return 0;
  });
  connected.pass();
  ASSERT_TRUE(client().names_are_there());
  child.kill();
  EXPECT_TRUE(eventually([&] { return temp_.names() == own_names_; }));
  EXPECT_TRUE(client(2).greet());
}

TEST_F(PipeStream, AFileInThePlaceOfAFifoIsNotWrittenTo) {
  open();
  std::ofstream(temp_ / "precious") << "precious";
  for (const bool link : {true, false}) {
    FifoClient hostile = client(link ? 1 : 2);
    ASSERT_TRUE(hostile.connect());
    std::filesystem::remove(hostile.down_name());
    if (link) {
      std::filesystem::create_symlink(temp_ / "precious", hostile.down_name());
    } else {
      std::filesystem::create_hard_link(temp_ / "precious", hostile.down_name());
    }
    ASSERT_TRUE(hostile.say(MessageType::hello, json::object()));
    EXPECT_TRUE(eventually([&] { return !hostile.names_are_there(); }));
  }
  std::string content;
  std::ifstream(temp_ / "precious") >> content;
  EXPECT_EQ(content, "precious");
}

TEST_F(PipeStream, AClientThatVanishesInMidMessageIsForgotten) {
  open();
  FifoClient stays = client(1);
  ASSERT_TRUE(stays.greet());
  for (std::uint64_t i = 2; i < 12; ++i) {
    FifoClient goes = client(i);
    ASSERT_TRUE(goes.greet());
    ASSERT_TRUE(goes.say(MessageType::subscribe, json::object()));
    ASSERT_TRUE(test::write_all(goes.up(), echo(1).substr(0, 20)));
    ASSERT_TRUE(publish_test_frame(publisher()));
  }
  EXPECT_TRUE(eventually([&] { return publisher().clients().empty(); }));
  EXPECT_TRUE(stays.say(MessageType::echo_request, {{"number", 4}}));
  EXPECT_TRUE(stays.read());
}

TEST_F(PipeStream, TheNextProducerClearsWhatAKilledOneLeft) {
  for (const char* name : {"s.fifo", ".s.fifo", "s.1-00000000000000ab.up",
                           ".s.1-00000000000000ab.up", "s.12-0123456789abcdef.down"}) {
    ASSERT_EQ(::mkfifo((temp_ / name).c_str(), 0600), 0);
  }
  const Names foreign = {"a.fifo",                    // of other streams
                         "s.1-00000000000000AB.up",   // of nobody's making
                         "s.1-00000000000000ab.upp",  //
                         "s.1-0123.up",               //
                         "s.x-00000000000000ab.up",   //
                         "s2.1-00000000000000ab.up"};
  for (const std::string& name : foreign) ASSERT_EQ(::mkfifo((temp_ / name).c_str(), 0600), 0);
  std::ofstream(temp_ / "s.7-00000000000000ab.up") << "a file, no FIFO";
  open({});
  publisher().end("done");
  Names left = foreign;
  left.push_back("s.7-00000000000000ab.up");
  std::sort(left.begin(), left.end());
  EXPECT_EQ(temp_.names(), left);
}

TEST_F(PipeStream, AFileInTheWayOfTheRegistrationFifoIsAnErrorAndIsKept) {
  std::ofstream(temp_ / "s.fifo") << "mine";
  EXPECT_THROW(open({.pipe = true}), std::runtime_error);
  EXPECT_EQ(temp_.names(), Names{"s.fifo"});
}

TEST_F(PipeStream, FifosHaveTheModeThatTheSocketGivesWhateverTheUmask) {
  const mode_t before = ::umask(077);
  const auto mode_of = [](const std::string& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
  };
  {
    auto shared = Publisher::create({.stream = "s",
                                     .payload_capacity = 64,
                                     .socket_mode = 0620,
                                     .directory = temp_.path(),
                                     .serve = {.pipe = true}});
    ASSERT_TRUE(shared);
    FifoClient reader = client();
    ASSERT_TRUE(reader.connect());
    EXPECT_EQ(mode_of(temp_ / "s.fifo"), 0620U);
    EXPECT_EQ(mode_of(reader.up_name()), 0620U);
    EXPECT_EQ(mode_of(reader.down_name()), 0640U);
  }
  EXPECT_EQ(::umask(before), 077U) << "the umask was touched";
}

}  // namespace
}  // namespace framering
