#pragma once
// Processor time that this machine wanted and did not get from its hypervisor.

#include <iosfwd>

namespace framering::bench {

/// Since the machine was started, of all its processors together, in seconds, as /proc/stat says in
/// hundredths; 0 where it does not say.
double stolen_seconds();
/// What a file like /proc/stat says of it.
double stolen_seconds(std::istream& stat);

}  // namespace framering::bench
