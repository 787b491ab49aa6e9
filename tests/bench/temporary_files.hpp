#pragma once
// Where the bench keeps its temporary files during a test, to see what it leaves.

#include <cstdlib>

#include "support/temporary_directory.hpp"

namespace framering::bench::test {

class TemporaryFiles {
 public:
  TemporaryFiles() { ::setenv("TMPDIR", directory_.path().c_str(), 1); }
  ~TemporaryFiles() { ::unsetenv("TMPDIR"); }
  TemporaryFiles(const TemporaryFiles&) = delete;
  TemporaryFiles& operator=(const TemporaryFiles&) = delete;

  const std::string& path() const noexcept { return directory_.path(); }
  bool none() const { return directory_.is_empty(); }

 private:
  framering::test::TemporaryDirectory directory_;
};

}  // namespace framering::bench::test
