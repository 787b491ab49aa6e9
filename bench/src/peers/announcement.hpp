#pragma once
// Which processes a way has started, for who removes what they leave when they are killed.

#include <sys/types.h>

#include <string>
#include <vector>

namespace framering::bench {

/// Tells of this process in `directory`; to be called before it makes anything.
void announce_process(const std::string& directory);
std::vector<pid_t> announced_processes(const std::string& directory);

}  // namespace framering::bench
