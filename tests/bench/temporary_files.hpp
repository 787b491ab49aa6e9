#pragma once
// Where the bench keeps its temporary files during a test, to see what it leaves.

#include "support/environment_variable.hpp"
#include "support/temporary_directory.hpp"

namespace framering::bench::test {

class TemporaryFiles {
 public:
  const std::string& path() const noexcept { return directory_.path(); }
  bool none() const { return directory_.is_empty(); }

 private:
  framering::test::TemporaryDirectory directory_;
  framering::test::EnvironmentVariable variable_{"TMPDIR", directory_.path().c_str()};
};

}  // namespace framering::bench::test
