// Prints index and mean value of each frame of a stream of 8-bit pictures, until it ends.
// Usage: example_reader [STREAM]

#include <framering/subscriber.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <string>

using namespace std::chrono_literals;

int main(int argc, char** argv) {
  const std::string stream = argc > 1 ? argv[1] : "example";
  auto subscriber = framering::Subscriber::create(stream);
  if (!subscriber) {
    std::cerr << subscriber.error().message << '\n';
    return 1;
  }

  framering::BorrowedFrame frame;
  framering::ReadStatus status;
  while ((status = subscriber->next(frame, framering::deadline_in(10s))) ==
         framering::ReadStatus::frame) {
    const auto bytes = frame.payload();  // in shared memory: nothing is copied
    std::uint64_t sum = 0;
    for (const std::byte value : bytes) sum += std::to_integer<unsigned>(value);
    if (!frame.still_valid()) continue;  // the writer was faster: the sum means nothing
    std::cout << frame.descriptor().index << ' ' << sum / bytes.size() << '\n';
  }
  if (status == framering::ReadStatus::ended) return 0;
  std::cerr << "stream " << stream << ": " << subscriber->error().message << '\n';
  return 1;
}
