#include "child_process.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <stdexcept>

#include "shared_file.hpp"
#include "support/eventually.hpp"

namespace framering::bench {
namespace {

using std::chrono::seconds;

void unheard(const std::string&) {}

TEST(ChildProcess, EndsWithWhatItReturns) {
  ChildProcess child([] { return 7; }, unheard);
  EXPECT_EQ(child.wait(deadline_in(seconds(20))), 7);
  EXPECT_EQ(child.wait(deadline_in(seconds(20))), 7) << "also when asked again";
}

TEST(ChildProcess, ThatThrowsTellsWhyAndEndsWith1) {
  const SharedFile memory("test", 64);
  auto* text = reinterpret_cast<char*>(memory.bytes().data());
  ChildProcess child([]() -> int { throw std::runtime_error("no luck"); },
                     [text](const std::string& line) { line.copy(text, 63); });
  EXPECT_EQ(child.wait(deadline_in(seconds(20))), 1);
  EXPECT_STREQ(text, "no luck");
}

TEST(ChildProcess, ThatIsKilledEndsWith128AndTheSignal) {
  ChildProcess child([] { return ::kill(::getpid(), SIGTERM); }, unheard);
  EXPECT_EQ(child.wait(deadline_in(seconds(20))), 128 + SIGTERM);
}

TEST(ChildProcess, ThatStillRunsIsNotWaitedForBeyondTheDeadlineAndGoesWithItsOwner) {
  pid_t pid = 0;
  {
    ChildProcess child([]() -> int { return ::pause(); }, unheard);
    pid = child.pid();
    EXPECT_EQ(child.wait(Deadline::min()), -1);
  }
  EXPECT_EQ(::kill(pid, 0), -1);
}

}  // namespace
}  // namespace framering::bench
