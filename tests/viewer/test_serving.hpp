#pragma once
// Streams for tests of the transports: served in this process, frames coming all the time.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "framering/publisher.hpp"
#include "test_frame.hpp"

namespace framering::test {

/// A publisher of the stream "cam" in that directory, over all three transports or shm alone.
inline Publisher serve(const std::string& directory, bool everywhere = true) {
  PublisherOptions options{.stream = "cam", .payload_capacity = 65536, .directory = directory};
  options.serve.pipe = everywhere;
  options.serve.tcp = everywhere;
  auto publisher = Publisher::create(options);
  EXPECT_TRUE(publisher) << publisher.error().message;
  return *std::move(publisher);
}

/// Publishes small pattern frames every two milliseconds until it is destroyed.
class Flow {
 public:
  explicit Flow(Publisher& publisher)
      : thread_([this, &publisher] {
          TestFrame frame = gradient_frame(33, 35, 9);
          frame.descriptor.content = Content::pattern;
          while (!stopping_) {
            if (!publish(publisher, frame)) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
          }
        }) {}
  ~Flow() {
    stopping_ = true;
    thread_.join();
  }
  Flow(const Flow&) = delete;
  Flow& operator=(const Flow&) = delete;

 private:
  std::atomic<bool> stopping_{false};
  std::thread thread_;  // last: it uses what is above
};

}  // namespace framering::test
