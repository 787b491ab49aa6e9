#pragma once
// Two of the library's streams, one each way.

#include <memory>

#include "pingpong/link.hpp"

namespace framering::bench {

/// Sleeps until a message comes.
std::unique_ptr<Link> open_shm_link(const LinkSetup& setup);
/// Polls without sleeping.
std::unique_ptr<Link> open_shm_spin_link(const LinkSetup& setup);

}  // namespace framering::bench
