// The names of the transports.

#include "framering/transport.hpp"

#include <gtest/gtest.h>

namespace framering {
namespace {

TEST(Transport, NamesAndTransportsAreOneToOne) {
  for (const Transport transport : kTransports) {
    EXPECT_EQ(transport_from_name(name_of(transport)), transport);
  }
  EXPECT_EQ(name_of(Transport::shm), "shm");
  EXPECT_EQ(name_of(Transport::pipe), "pipe");
  EXPECT_EQ(name_of(Transport::tcp), "tcp");
}

TEST(Transport, OtherNamesAreNone) {
  for (const char* name : {"", "SHM", "udp", "tcp ", "pip"}) {
    EXPECT_FALSE(transport_from_name(name)) << name;
  }
}

TEST(Transport, AReaderFallsBackFromSharedMemoryToPipesToTcp) {
  EXPECT_EQ(kTransports, (std::array{Transport::shm, Transport::pipe, Transport::tcp}));
}

}  // namespace
}  // namespace framering
