// Bad input to both programs: one clear line, the right exit code, nothing left behind.

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "programs.hpp"

namespace framering::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::SizeIs;

struct BadInput {
  const char* name;
  const char* program;
  std::vector<std::string> arguments;
  int exit_code;
  std::vector<const char*> says;  // what the one line must contain
};

void PrintTo(const BadInput& input, std::ostream* stream) { *stream << input.name; }

class RefusedInput : public Programs, public ::testing::WithParamInterface<BadInput> {};

TEST_P(RefusedInput, GetsOneLineAndLeavesNothing) {
  const BadInput& input = GetParam();
  Process program =
      start(input.program, input.arguments, {{"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}});
  EXPECT_EQ(program.wait(soon()), input.exit_code);
  EXPECT_THAT(errors_of(program), SizeIs(1)) << program.err();
  for (const char* part : input.says) EXPECT_THAT(program.err(), HasSubstr(part));
  EXPECT_THAT(directory_.names(), SizeIs(0));
}

const std::vector<BadInput> kBadInputs = {
    {"NoSuchCamera",
     FRAME_PRODUCER,
     {"--camera", "97"},
     1,
     {"/dev/video97", "ENOENT", "--pattern"}},
    {"NoSuchCameraPath", FRAME_PRODUCER, {"--camera", "/dev/none"}, 1, {"/dev/none", "ENOENT"}},
    {"NoCameraAtPath", FRAME_PRODUCER, {"--camera", "/dev/null"}, 1, {"/dev/null"}},
    {"NoSuchVideo", FRAME_PRODUCER, {"--video", "/none.avi"}, 1, {"/none.avi"}},
    {"NotAVideo", FRAME_PRODUCER, {"--video", READER_PY}, 1, {"reader.py"}},
    {"NoSuchImages", FRAME_PRODUCER, {"--images", "/none"}, 1, {"/none"}},
    {"NotAnImage", FRAME_PRODUCER, {"--images", READER_PY}, 1, {"reader.py"}},
    {"SlashInName", FRAME_PRODUCER, {"--pattern", "--stream", "a/b"}, 2, {"a/b", "camera0"}},
    {"SizeZero", FRAME_PRODUCER, {"--pattern", "--size", "0x0"}, 2, {"0x0"}},
    {"SizeHuge", FRAME_PRODUCER, {"--pattern", "--size", "100000x100000"}, 2, {"100000"}},
    {"SizeRubbish", FRAME_PRODUCER, {"--pattern", "--size", "large"}, 2, {"large"}},
    {"MoreSlotsThanMemory",
     FRAME_PRODUCER,
     {"--pattern", "--slots", "4000000"},
     1,
     {"MiB", "slots"}},
    {"OneSlot", FRAME_PRODUCER, {"--pattern", "--slots", "1"}, 2, {"slots"}},
    {"NoSource", FRAME_PRODUCER, {}, 2, {"--pattern"}},
    {"TwoSources", FRAME_PRODUCER, {"--pattern", "--camera", "0"}, 2, {"--camera"}},
    {"UnknownFormat", FRAME_PRODUCER, {"--pattern", "--pixel-format", "rgb9"}, 2, {"rgb9"}},
    {"BadMode", FRAME_PRODUCER, {"--pattern", "--mode", "9"}, 2, {"9"}},
    {"BadFps", FRAME_PRODUCER, {"--pattern", "--fps", "0"}, 2, {"fps"}},
    {"AddressOfNoMachine", FRAME_PRODUCER, {"--pattern", "--tcp", "here:5000"}, 2, {"here:5000"}},
    {"AddressOfAnother", FRAME_PRODUCER, {"--pattern", "--tcp", "192.0.2.1:0"}, 1, {"192.0.2.1"}},
    {"TcpAndNoTcp", FRAME_PRODUCER, {"--pattern", "--tcp-delay", "--no-tcp"}, 2, {"--no-tcp"}},
    {"TokenFileNowhere",
     FRAME_PRODUCER,
     {"--pattern", "--token-file", "/none/token"},
     1,
     {"/none/token", "ENOENT"}},
    {"NoTokenInTokenFile", FRAME_PRODUCER, {"--pattern", "--token-file", READER_PY}, 1, {"token"}},
    {"UnknownOption", FRAME_PRODUCER, {"--patern"}, 2, {"--patern"}},
    {"BenchWithoutSubcommand", FRAME_BENCH, {}, 2, {"--help"}},
    {"BenchWithoutStream", FRAME_BENCH, {"clients"}, 1, {"frame_producer"}},
    {"BenchOfNobody", FRAME_BENCH, {"clients", "x", "--timeout", "1"}, 1, {"x"}},
    {"ViewerSlashInName", FRAME_VIEWER, {"a/b", "--headless"}, 2, {"a/b"}},
    {"ViewerUnknownOption", FRAME_VIEWER, {"--headles"}, 2, {"--headles"}},
    {"ViewerBadFrames", FRAME_VIEWER, {"--headless", "--frames", "-1"}, 2, {"--frames"}},
    {"ViewerNoDisplay", FRAME_VIEWER, {"x"}, 1, {"display", "--headless"}},
    {"ViewerTimeout",
     FRAME_VIEWER,
     {"x", "--headless", "--no-render", "--frames", "1", "--timeout", "1"},
     1,
     {"x"}},
};

INSTANTIATE_TEST_SUITE_P(Both, RefusedInput, ::testing::ValuesIn(kBadInputs),
                         [](const auto& input) { return std::string(input.param.name); });

using BadSurroundings = Programs;

TEST_F(BadSurroundings, AnEmptyImageFolderIsRefused) {
  TemporaryDirectory empty;
  Process source = producer({"--images", empty.path()});
  EXPECT_EQ(source.wait(soon()), 1);
  EXPECT_THAT(errors_of(source), SizeIs(1)) << source.err();
  EXPECT_THAT(source.err(), HasSubstr(empty.path()));
  EXPECT_THAT(directory_.names(), SizeIs(0));
}

TEST_F(BadSurroundings, ASecondProducerForANameIsRefused) {
  Process first = producer({"--pattern", "--stream", "mine"});
  ASSERT_TRUE(eventually(soon(), [&] { return serves("mine"); }));
  Process second = producer({"--pattern", "--stream", "mine"});
  EXPECT_EQ(second.wait(soon()), 1);
  EXPECT_THAT(second.err(), AllOf(HasSubstr("mine"), HasSubstr(std::to_string(first.pid()))));
  EXPECT_TRUE(serves("mine"));
  first.signal(SIGINT);
  EXPECT_EQ(first.wait(soon()), 0);
}

TEST_F(BadSurroundings, AnImpossibleStreamDirectoryIsRefused) {
  Process source = start(FRAME_PRODUCER, {"--pattern"});
  source.kill();
  Process refused({FRAME_PRODUCER, "--pattern"}, {{"FRAMERING_DIR", "/proc/none"}});
  EXPECT_EQ(refused.wait(soon()), 1);
  EXPECT_THAT(errors_of(refused), SizeIs(1)) << refused.err();
  EXPECT_THAT(refused.err(), HasSubstr("/proc/none"));
}

TEST_F(BadSurroundings, ABenchWhoseClientsAllFailPrintsNoTable) {
  Process nobody = bench({"clients", "x", "--timeout", "1"});
  EXPECT_EQ(nobody.wait(soon()), 1);
  EXPECT_EQ(nobody.out(), "");
  EXPECT_THAT(lines_of(nobody.err()), SizeIs(1)) << nobody.err();
}

TEST_F(BadSurroundings, ALowPortWithoutThePrivilegeForItIsRefusedWithTheWayOut) {
  if (::geteuid() != 0) GTEST_SKIP() << "cannot give up a capability that is not there";
  int first_free = 0;
  std::ifstream("/proc/sys/net/ipv4/ip_unprivileged_port_start") >> first_free;
  if (first_free <= 81) GTEST_SKIP() << "low ports are everybody's here";
  Process source = start("setpriv", {"--bounding-set=-net_bind_service", FRAME_PRODUCER,
                                     "--pattern", "--tcp", "127.0.0.1:81"});
  EXPECT_EQ(source.wait(soon()), 1);
  EXPECT_THAT(errors_of(source), SizeIs(1)) << source.err();
  EXPECT_THAT(source.err(), AllOf(HasSubstr("EACCES"), HasSubstr("1024 need root")));
}

TEST_F(BadSurroundings, SeveralStreamsAndNoTerminalListThem) {
  Process one = producer({"--pattern", "--size", "64x48", "--stream", "one"});
  Process two = producer({"--pattern", "--size", "64x48", "--stream", "two"});
  ASSERT_TRUE(eventually(soon(), [&] {
    Process list = producer({"--list-streams"});
    list.wait(soon());
    return list.out().find("one") != std::string::npos &&
           list.out().find("two") != std::string::npos;
  }));
  Process undecided = viewer({"--headless", "--no-render"});
  EXPECT_EQ(undecided.wait(soon()), 2);
  EXPECT_THAT(undecided.err(), AllOf(HasSubstr("one"), HasSubstr("two")));
}

using PicturesWithoutGl = Programs;

TEST_F(PicturesWithoutGl, AreRefusedWithTheWayOut) {
  Process source = producer({"--pattern", "--size", "64x48", "--stream", "x"});
  Process blind = start(FRAME_VIEWER, {"x", "--headless", "--frames", "1", "--timeout", "30"},
                        {{"__EGL_VENDOR_LIBRARY_FILENAMES", "/dev/null"}});
  EXPECT_EQ(blind.wait(soon()), 1);
  EXPECT_THAT(blind.err(), AllOf(HasSubstr("EGL"), HasSubstr("--no-render")));
}

}  // namespace
}  // namespace framering::test
