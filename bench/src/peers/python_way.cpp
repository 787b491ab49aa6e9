// The scheme of two scripts: one file that both map. The writer copies each frame into it with
// numpy and counts up; the reader sleeps a millisecond at a time until the count has changed, and
// copies the frame out. Nothing keeps the two apart, so frames are torn now and then.

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include "frames/arena.hpp"
#include "frames/picture_roll.hpp"
#include "peers/makers.hpp"
#include "peers/program.hpp"
#include "python_scripts.hpp"

namespace framering::bench {
namespace {

struct Python {
  std::string program;
  std::string version;
};

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "re"), ::pclose);
  std::string output;
  for (int letter; pipe && (letter = std::fgetc(pipe.get())) != EOF && letter != '\n';) {
    output += static_cast<char>(letter);
  }
  return output;
}

/// The first in PATH that has numpy.
Python find_python() {
  const auto programs = find_programs("python3");
  if (programs.empty()) throw std::runtime_error("there is no python3 in PATH");
  for (const std::string& program : programs) {
    const std::string version =
        output_of('\'' + program +
                  "' -c 'import sys, numpy; print(sys.version.split()[0], \"with numpy\", "
                  "numpy.__version__)' 2>/dev/null");
    if (!version.empty()) return {program, version};
  }
  throw std::runtime_error(programs.front() + " has no numpy");
}

/// An empty broker: what it does is to lay the scripts into the trial's directory.
class Scripts : public Broker {
 public:
  explicit Scripts(const std::string& directory) {
    for (const PythonScript& script : kPythonScripts) {
      const std::string path = directory + '/' + script.name;
      if (!(std::ofstream(path) << script.text << std::flush)) {
        throw std::runtime_error(path + " cannot be written");
      }
    }
  }
  std::vector<int> pids() const override { return {}; }
};

/// A duplicate that the program still has.
std::string inherited(int fd) { return std::to_string(::fcntl(fd, F_DUPFD, 3)); }

/// Returns only if the program cannot be started.
void exec_script(const std::string& python, const char* script, const WaySetup& setup,
                 const Arena& arena, const PictureRoll& roll, std::uint32_t reader) {
  // One thread each: numpy would start some for linear algebra, which nobody does here.
  ::setenv("OPENBLAS_NUM_THREADS", "1", 1);
  ::setenv("PYTHONDONTWRITEBYTECODE", "1", 1);
  ::execl(python.c_str(), python.c_str(), (setup.directory + '/' + script).c_str(),
          setup.directory.c_str(), inherited(arena.fd()).c_str(), inherited(roll.fd()).c_str(),
          std::to_string(reader).c_str(), nullptr);
}

}  // namespace

Way python_way() {
  const Python python = find_python();
  Way way;
  way.name = "Python mmap";
  way.version = python.version;
  way.may_tear = true;
  way.start_broker = [](const WaySetup& setup) {
    return std::make_unique<Scripts>(setup.directory);
  };
  way.exec_sender = [python](const WaySetup& setup, const Arena& arena, const PictureRoll& roll) {
    exec_script(python.program, "writer.py", setup, arena, roll, 0);
  };
  way.exec_receiver = [python](const WaySetup& setup, const Arena& arena, const PictureRoll& roll,
                               std::uint32_t reader) {
    exec_script(python.program, "reader.py", setup, arena, roll, reader);
  };
  return way;
}

}  // namespace framering::bench
