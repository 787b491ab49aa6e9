#include "peers/roudi.hpp"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace framering::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kToStart(20);  // it writes to all of its memory first
constexpr std::chrono::seconds kToEnd(5);
constexpr std::chrono::milliseconds kLook(2);

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_configuration(const std::string& path, std::size_t chunk_bytes, std::uint64_t chunks) {
  constexpr std::size_t kMultiple = 32;  // that RouDi asks of sizes
  const std::size_t size = (chunk_bytes + kMultiple - 1) / kMultiple * kMultiple;
  std::ofstream file(path);
  file << "[general]\nversion = 1\n\n[[segment]]\n\n[[segment.mempool]]\nsize = " << size
       << "\ncount = " << chunks << '\n'
       << std::flush;
  if (!file) throw std::runtime_error(path + " cannot be written");
}

/// Its segments, and its socket and locks: only a RouDi that was killed leaves them.
void remove_remains_of_roudi() {
  ::shm_unlink("/iceoryx_mgmt");
  if (const group* own = ::getgrgid(::getegid())) {
    ::shm_unlink((std::string("/") + own->gr_name).c_str());
  }
  std::error_code none;
  for (const char* file : {"/tmp/roudi", "/tmp/roudi.lock", "/tmp/iox-unique-roudi.lock"}) {
    fs::remove(file, none);
  }
}

}  // namespace

Roudi::Roudi(const std::string& directory, std::size_t chunk_bytes, std::uint64_t chunks)
    : log_(directory + "/roudi.log") {
  const std::string configuration = directory + "/roudi.toml";
  write_configuration(configuration, chunk_bytes, chunks);
  start(configuration);
  try {
    wait_until_ready();
  } catch (...) {
    stop();
    throw;
  }
}

Roudi::~Roudi() { stop(); }

void Roudi::start(const std::string& configuration) {
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error("iox-roudi: no process can be started");
  if (pid_ > 0) return;
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  // Which the bench may hold back (stop_signals.hpp); held back, it would have to be killed.
  ::signal(SIGTERM, SIG_DFL);
  sigset_t its_end;
  ::sigemptyset(&its_end);
  ::sigaddset(&its_end, SIGTERM);
  ::sigprocmask(SIG_UNBLOCK, &its_end, nullptr);
  const int log = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  // Without monitoring: no process has to show that it is alive, and on a machine that is busy none
  // is taken for dead.
  if (::getppid() == parent) {
    ::execlp("iox-roudi", "iox-roudi", "--config-file", configuration.c_str(), "--monitoring-mode",
             "off", "--kill-delay", "1", nullptr);
  }
  ::_exit(127);
}

void Roudi::wait_until_ready() {
  const Deadline deadline = deadline_in(kToStart);
  while (text_of(log_).find("RouDi is ready for clients") == std::string::npos) {
    if (has_ended(Deadline::min())) {
      const std::string log = text_of(log_);
      if (log.find("RouDi still running") != std::string::npos) {
        throw std::runtime_error(
            "another iox-roudi runs, and a machine can have only one: end it, or wait for "
            "the frame_bench that it belongs to");
      }
      if (log.empty())
        throw std::runtime_error("iox-roudi cannot be started; is iceoryx installed?");
      throw std::runtime_error("iox-roudi ended: " + log.substr(0, log.find('\n')));
    }
    if (Clock::now() >= deadline) throw std::runtime_error("iox-roudi is not ready in 20 s");
    std::this_thread::sleep_for(kLook);
  }
}

void Roudi::stop() noexcept {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGTERM);
  if (!has_ended(deadline_in(kToEnd))) {
    ::kill(pid_, SIGKILL);
    has_ended(Deadline::max());
  }
  if (WIFSIGNALED(status_)) remove_remains_of_roudi();
}

bool Roudi::has_ended(Deadline deadline) noexcept {
  while (pid_ > 0 && ::waitpid(pid_, &status_, WNOHANG) != pid_) {
    if (Clock::now() >= deadline) return false;
    std::this_thread::sleep_for(kLook);
  }
  pid_ = 0;
  return true;
}

}  // namespace framering::bench
