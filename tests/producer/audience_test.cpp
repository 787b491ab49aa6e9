// Who is being served.

#include "audience.hpp"

#include <gtest/gtest.h>

namespace framering::producer {
namespace {

const ClientFigures kPipe{.client = "frame_viewer", .transport = Transport::pipe};
const ClientFigures kTcp{.client = "frame_viewer",
                         .pid = 4711,
                         .transport = Transport::tcp,
                         .sent = 300,
                         .skipped = 2,
                         .bytes = 3 << 19,
                         .fps = 29.94};

TEST(Audience, LeavesOutTheProgramsOwnReaders) {
  const Audience audience = audience_of(4, 1, {kPipe, kTcp, kTcp});
  EXPECT_EQ(audience_text(audience), "2 readers, 1 pipe, 2 tcp");
  EXPECT_EQ(audience_text(audience_of(1, 0, {})), "1 reader");
}

TEST(Audience, IsNeverNegativeWhileTheFiguresChange) {
  EXPECT_EQ(audience_text(audience_of(0, 1, {kTcp})), "0 readers, 1 tcp");
}

TEST(ClientText, ShowsWhatAClientWasSent) {
  EXPECT_EQ(client_text(kTcp),
            "frame_viewer, pid 4711, tcp: sent 300, skipped 2, 1.5 MiB, 29.9 fps");
}

}  // namespace
}  // namespace framering::producer
