// Raw frames on stdout, through real shell pipes.

#include <gmock/gmock.h>

#include <filesystem>

#include "programs.hpp"

namespace framering::test {
namespace {

using ::testing::HasSubstr;

class Stdout : public Programs {
 protected:
  /// Runs a line of bash, which fails if any part of a pipeline does. $producer and $bench are
  /// the programs.
  Process shell(const std::string& line) const {
    return start("/bin/bash", {"-c", "set -o pipefail; " + line},
                 {{"producer", FRAME_PRODUCER}, {"bench", FRAME_BENCH}});
  }
  bool has(const std::string& program) const {
    return shell("command -v " + program).wait(soon()) == 0;
  }
};

struct RawFormat {
  const char* ours;
  const char* ffmpegs;
};

void PrintTo(const RawFormat& format, std::ostream* stream) { *stream << format.ours; }

class StdoutFormat : public Stdout, public ::testing::WithParamInterface<RawFormat> {};

TEST_P(StdoutFormat, MakesAPlayableFileWithAllOfAHundredFrames) {
  if (!has("ffmpeg") || !has("ffprobe")) GTEST_SKIP() << "no ffmpeg here";
  const TemporaryDirectory work;
  const std::string format = GetParam().ours;
  // More slots than frames, so that ffmpeg may take its time to start.
  Process pipeline =
      shell("$producer --pattern --stdout --frames 100 --fps 60 --size 318x242 --slots 110 " +
            ("--pixel-format " + format) + " | ffmpeg -v error -f rawvideo -pixel_format " +
            GetParam().ffmpegs + " -video_size 318x242 -framerate 60 -i - " + (work / "out.mp4"));
  ASSERT_EQ(pipeline.wait(soon()), 0) << pipeline.err();
  EXPECT_THAT(pipeline.err(),
              HasSubstr(std::string("ffmpeg -f rawvideo -pixel_format ") + GetParam().ffmpegs +
                        " -video_size 318x242 -framerate 60 -i - out.mp4"));
  Process probe = shell("ffprobe -v error -count_frames -of csv=p=0 " +
                        ("-show_entries stream=width,height,nb_read_frames " + (work / "out.mp4")));
  ASSERT_EQ(probe.wait(soon()), 0) << probe.err();
  EXPECT_EQ(probe.out(), "318,242,100\n");
}

INSTANTIATE_TEST_SUITE_P(Formats, StdoutFormat,
                         ::testing::Values(RawFormat{"rgb8", "rgb24"}, RawFormat{"bgr8", "bgr24"},
                                           RawFormat{"gray8", "gray"}, RawFormat{"yuyv", "yuyv422"},
                                           RawFormat{"nv12", "nv12"}),
                         [](const auto& format) { return std::string(format.param.ours); });

TEST_F(Stdout, EndsQuietlyWhenItsReaderHasHadEnough) {
  Process pipeline = shell("$producer --pattern --stdout | head -c 1");
  EXPECT_EQ(pipeline.wait(soon()), 0) << pipeline.err();
  EXPECT_EQ(pipeline.out().size(), 1u);
  EXPECT_THAT(errors_of(pipeline), ::testing::IsEmpty());
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Stdout, EndsOnASignalWhileItsReaderIsStuck) {
  Process pipeline = shell(
      "mkfifo $FRAMERING_DIR/end; { $producer --pattern --stdout & echo $! >&2; wait $!; } | "
      "read -r -n 1 < $FRAMERING_DIR/end");
  ASSERT_TRUE(pipeline.prints("frames on stdout are for", soon()));
  const pid_t producer = std::stoi(pipeline.err());
  // By now it waits for room in the pipe, or will at the next frame.
  ::kill(producer, SIGINT);
  EXPECT_TRUE(eventually([&] { return !serves("pattern") && ::kill(producer, 0) != 0; }));
  Process release = shell("echo > $FRAMERING_DIR/end");
  EXPECT_EQ(release.wait(soon()), 0);
  EXPECT_EQ(pipeline.wait(soon()), 0) << pipeline.err();
}

TEST_F(Stdout, IsRefusedToATerminal) {
  Process terminal = shell("script -qec '$producer --pattern --stdout' /dev/null");
  EXPECT_EQ(terminal.wait(soon()), 2);
  EXPECT_THAT(terminal.out(), HasSubstr("not for a terminal"));
  EXPECT_THAT(lines_of(terminal.out()), ::testing::SizeIs(1));
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Stdout, IsMissedAtOnceWhenItIsClosed) {
  Process closed = shell("$producer --pattern --stream so --stdout --frames 10 >&-");
  EXPECT_EQ(closed.wait(soon()), 2);
  EXPECT_THAT(closed.err(), HasSubstr("stdout is closed"));
  EXPECT_THAT(lines_of(closed.err()), ::testing::SizeIs(1));
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Stdout, StaysNobodysWhenItAndTheOthersAreClosed) {
  Process closed = shell("exec $producer --pattern <&- >&- 2>&-");
  ASSERT_TRUE(eventually([&] { return serves("pattern"); }));
  for (const char* number : {"0", "1", "2"}) {
    const auto descriptor = "/proc/" + std::to_string(closed.pid()) + "/fd/" + number;
    EXPECT_EQ(std::filesystem::read_symlink(descriptor), "/dev/null") << number;
  }
  closed.signal(SIGINT);
  EXPECT_EQ(closed.wait(soon()), 0);
  EXPECT_TRUE(directory_.names().empty());
}

TEST_F(Stdout, EndsWithOneLineAtAFrameOfAnotherFormat) {
  Process pipeline = shell("$producer --images " ASSETS "/sequence --fps 60 --stdout | cat");
  EXPECT_EQ(pipeline.wait(soon()), 1) << pipeline.err();
  EXPECT_THAT(errors_of(pipeline), ::testing::SizeIs(1)) << pipeline.err();
  EXPECT_THAT(pipeline.err(), HasSubstr("the first was"));
}

TEST_F(Stdout, SaysWhenTheDiskIsFull) {
  Process full = shell("$producer --pattern --stdout > /dev/full");
  EXPECT_EQ(full.wait(soon()), 1);
  EXPECT_THAT(full.err(), HasSubstr("ENOSPC"));
}

TEST_F(Stdout, IsNamedWithTheReasonWhenAListOrATableCannotBeWritten) {
  for (const char* line : {"$producer --list-streams --json > /dev/full",
                           "$bench clients --method inproc --tasks 1 > /dev/full",
                           "$bench clients --method inproc --tasks 1 --json - > /dev/full"}) {
    Process full = shell(line);
    EXPECT_EQ(full.wait(soon()), 1) << line;
    EXPECT_THAT(full.err(), HasSubstr("stdout cannot be written: ")) << line;
    EXPECT_THAT(full.err(), HasSubstr("(ENOSPC)")) << line;
    EXPECT_THAT(lines_of(full.err()), ::testing::SizeIs(1)) << line;
  }
}

}  // namespace
}  // namespace framering::test
