#include "support/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <stdexcept>

namespace framering::test {
namespace {

using std::chrono::milliseconds;

int milliseconds_until(Deadline deadline) {
  const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
}

std::string contents(int fd) {
  struct stat status {};
  ::fstat(fd, &status);
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  const ssize_t got = ::pread(fd, text.data(), text.size(), 0);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return text;
}

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (const std::string& text : strings) result.push_back(const_cast<char*>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

/// Ours, with `changes` in place of the variables of the same names.
std::vector<std::string> merged_environment(const Process::Environment& changes) {
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    const std::string name = text.substr(0, text.find('='));
    const auto same = [&](const auto& change) { return change.first == name; };
    if (std::none_of(changes.begin(), changes.end(), same)) result.push_back(text);
  }
  for (const auto& [name, value] : changes) result.push_back(name + "=" + value);
  return result;
}

[[noreturn]] void become(char* const* command, char* const* environment, int out, int err) {
  const int empty = ::open("/dev/null", O_RDONLY);
  ::dup2(empty, 0);
  ::dup2(out, 1);
  ::dup2(err, 2);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  // Tests that run in the background, or under nohup, have these ignored.
  for (const int signal : {SIGHUP, SIGINT, SIGQUIT}) ::signal(signal, SIG_DFL);
  ::execvpe(command[0], command, environment);
  ::_exit(127);
}

}  // namespace

Process::Process(const std::vector<std::string>& command, const Environment& environment)
    : out_(::memfd_create("out", MFD_CLOEXEC)), err_(::memfd_create("err", MFD_CLOEXEC)) {
  // O_APPEND, so that the child's children share one end.
  ::fcntl(out_, F_SETFL, O_APPEND);
  ::fcntl(err_, F_SETFL, O_APPEND);
  const std::vector<std::string> variables = merged_environment(environment);
  const auto arguments = pointers(command);
  const auto entries = pointers(variables);
  pid_ = ::fork();
  if (pid_ == 0) become(arguments.data(), entries.data(), out_, err_);
  if (pid_ > 0) pidfd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  if (pid_ < 0 || pidfd_ < 0) throw std::runtime_error("cannot start " + command.front());
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pidfd_(std::exchange(other.pidfd_, -1)),
      out_(std::exchange(other.out_, -1)),
      err_(std::exchange(other.err_, -1)),
      code_(other.code_) {}

Process::~Process() {
  if (pid_ < 0) return;
  kill();
  for (const int fd : {pidfd_, out_, err_}) ::close(fd);
}

std::optional<int> Process::wait(Deadline deadline) {
  if (code_) return code_;
  pollfd ended{pidfd_, POLLIN, 0};
  int ready = 0;
  do {
    ready = ::poll(&ended, 1, milliseconds_until(deadline));
  } while (ready < 0);
  if (ready == 0) return std::nullopt;
  int status = 0;
  ::waitpid(pid_, &status, 0);
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return code_;
}

void Process::kill() {
  if (code_) return;
  signal(SIGKILL);
  wait(Deadline::clock::now() + std::chrono::minutes(1));
}

std::string Process::out() const { return contents(out_); }
std::string Process::err() const { return contents(err_); }

bool Process::prints(std::string_view text, Deadline deadline) const {
  return eventually(deadline, [&] {
    return out().find(text) != std::string::npos || err().find(text) != std::string::npos;
  });
}

}  // namespace framering::test
