#include "peers/iceoryx_runtime.hpp"

#include <unistd.h>

#include <string>

#include "iceoryx_hoofs/log/logmanager.hpp"
#include "iceoryx_posh/iceoryx_posh_types.hpp"
#include "iceoryx_posh/internal/runtime/posh_runtime_impl.hpp"
#include "iceoryx_posh/runtime/posh_runtime.hpp"
#include "peers/remains.hpp"

namespace framering::bench {
namespace {

/// Of this process; what its files in /tmp are called, too.
std::string runtime_name() { return "frame_bench_iceoryx_" + std::to_string(::getpid()); }

/// What iceoryx's own tests do to have runtimes that end: a factory in place of its static object.
class EndingRuntime : public iox::runtime::PoshRuntimeImpl {
 public:
  explicit EndingRuntime(const iox::RuntimeName_t& name)
      : PoshRuntimeImpl(iox::cxx::make_optional<const iox::RuntimeName_t*>(&name)) {}

  static void install() {
    setRuntimeFactory([](auto name) -> iox::runtime::PoshRuntime& {
      if (!current_ && name) current_ = std::make_unique<EndingRuntime>(**name);
      return *current_;
    });
  }
  static void end() { current_.reset(); }

 private:
  static inline std::unique_ptr<EndingRuntime> current_;
};

}  // namespace

IceoryxRuntime::IceoryxRuntime() {
  // Its log lines would stand between those of the bench; errors end the process, which is seen.
  iox::log::LogManager::GetLogManager().SetDefaultLogLevel(iox::log::LogLevel::kFatal,
                                                           iox::log::LogLevelOutput::kHideLogLevel);
  EndingRuntime::install();
  iox::runtime::PoshRuntime::initRuntime({iox::cxx::TruncateToCapacity, runtime_name()});
}

IceoryxRuntime::~IceoryxRuntime() { EndingRuntime::end(); }

void note_iceoryx_remains(const std::string& directory) {
  for (const char* ending : {"", ".lock"}) {
    note_remains(directory, "/tmp/" + runtime_name() + ending);
  }
}

}  // namespace framering::bench
