#pragma once
// The numbers 0, 1 and 2 belong to stdin, stdout and stderr, even where these are closed.

namespace framering {

/// Opens /dev/null for each of the three that is closed, the wrong way round, so that using it
/// still fails with EBADF, while nothing that is opened later gets its number. To be called first
/// of all in main(). Changes nothing where /dev/null is missing.
void reserve_standard_descriptors() noexcept;

/// Whether `fd` is open for writing.
bool is_writable(int fd) noexcept;

}  // namespace framering
