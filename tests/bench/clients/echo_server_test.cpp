#include "clients/echo_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "clients/clients.hpp"
#include "support/temporary_directory.hpp"

namespace framering::bench {
namespace {

using testing::HasSubstr;

TEST(EchoServer, AnswersClientsUntilItGoesAndLeavesNothing) {
  const framering::test::TemporaryDirectory directory;
  ClientsOptions options{.stream = EchoServer::kStream, .directory = directory.path(), .tasks = 3};
  {
    const EchoServer server(directory.path());
    const ClientsResult result = run_clients(options, clients_of_stream(options));
    EXPECT_TRUE(result.ok()) << result.failure;
    EXPECT_EQ(result.right, 30U);
  }
  EXPECT_TRUE(directory.is_empty());
  options.timeout = std::chrono::milliseconds(100);
  EXPECT_EQ(run_clients(options, clients_of_stream(options)).failed, 3U);
}

TEST(EchoServer, ThatCannotServeSaysWhy) {
  const framering::test::TemporaryDirectory directory;
  const std::string file = directory.path() + "/file";
  std::ofstream(file).put('x');
  try {
    const EchoServer server(file);
    FAIL() << "a stream lies in a file";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr(file));
  }
}

}  // namespace
}  // namespace framering::bench
