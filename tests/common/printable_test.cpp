// Nothing that a stranger says steers a terminal.

#include "printable.hpp"

#include <gtest/gtest.h>

namespace framering {
namespace {

TEST(Printable, NothingBeginsALineOrSteersATerminal) {
  EXPECT_EQ(printable("\x1b[2J\r\n\tfake\x7f"), "?[2J???fake?");
  EXPECT_EQ(printable("\xc2\x9b"
                      "2J\xc2\x80\xc2\x9f"),
            "?2J??")
      << "C1, as UTF-8";
}

TEST(Printable, EverythingElseStays) {
  for (const char* text : {"", "frame_viewer 1.0", "Kamera für Überblick", "\xc2\xa0\xc2\xbf",
                           "\xc3\x9b\xc3\x80", "\xe2\x82\x9b\xf0\x9f\x93\xb7"}) {
    EXPECT_EQ(printable(text), text);
  }
  EXPECT_EQ(printable("\xc2"), "\xc2") << "cut off";
}

}  // namespace
}  // namespace framering
