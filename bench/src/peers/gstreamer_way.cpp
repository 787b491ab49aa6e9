// GStreamer's shmsink and shmsrc, as in their documentation: appsrc ! shmsink, shmsrc ! appsink.
// Nothing waits for a clock (sync=false). Frames are written into memory of shmsink's allocator,
// which it then sends without a copy, and read where they lie. A reader keeps the newest eight
// frames, as many as our ring has slots.

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/gst.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <thread>
#include <utility>

#include "peers/makers.hpp"
#include "peers/remains.hpp"

namespace framering::bench {
namespace {

constexpr std::uint64_t kQueue = 8;
constexpr std::chrono::seconds kForSender(20);  // to come
constexpr std::chrono::milliseconds kLook(5);
const std::string kPlugins = FRAMERING_GSTREAMER_PLUGINS;
constexpr const char* kPluginFiles[] = {"libgstapp.so", "libgstshm.so"};

template <auto unref>
struct Unref {
  template <typename Object>
  void operator()(Object* object) const {
    unref(object);
  }
};
using Element = std::unique_ptr<GstElement, Unref<gst_object_unref>>;
using Sample = std::unique_ptr<GstSample, Unref<gst_sample_unref>>;

/// Loads the two plugins and no registry: that would be a file in the user's cache, and a search
/// through all plugins there are.
void start_gstreamer() {
  ::setenv("GST_REGISTRY_DISABLE", "yes", 1);
  gst_init(nullptr, nullptr);
  for (const char* file : kPluginFiles) {
    GstPlugin* plugin = gst_plugin_load_file((kPlugins + '/' + file).c_str(), nullptr);
    if (plugin == nullptr) throw std::runtime_error(std::string("GStreamer cannot load ") + file);
    gst_object_unref(plugin);
  }
}

/// Quoted, since a space would end it.
std::string socket_path_property(const WaySetup& setup) {
  return " socket-path=\"" + unix_socket_path(setup) + '"';
}

std::string caps_of(const WaySetup& setup) {
  return "caps=video/x-raw,format=RGB,framerate=0/1,width=" + std::to_string(setup.width) +
         ",height=" + std::to_string(setup.height);
}

/// Stopped at its end.
class Pipeline {
 public:
  explicit Pipeline(const std::string& description) {
    GError* error = nullptr;
    element_.reset(gst_parse_launch(description.c_str(), &error));
    if (error == nullptr) return;
    const std::string reason = error->message;
    g_error_free(error);
    throw std::runtime_error("GStreamer: " + reason);
  }
  Pipeline(Pipeline&&) = default;
  ~Pipeline() {
    if (element_) gst_element_set_state(element_.get(), GST_STATE_NULL);
  }

  bool play() {
    return gst_element_set_state(element_.get(), GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE;
  }
  Element find(const char* name) const {
    return Element(gst_bin_get_by_name(GST_BIN(element_.get()), name));
  }

 private:
  Element element_;
};

/// Memory for the frames in the queues, for one that each reader holds, and for those on the way.
std::uint64_t area_bytes(const WaySetup& setup) {
  constexpr std::uint64_t kOnTheWay = 4;
  constexpr std::uint64_t kMost = std::numeric_limits<guint>::max();
  return std::min(kMost, (kQueue + setup.readers + kOnTheWay) * (setup.frame_bytes + 4096));
}

class GstreamerSender : public FrameSender {
 public:
  explicit GstreamerSender(const WaySetup& setup)
      : frame_bytes_(setup.frame_bytes),
        pipeline_(
            "appsrc name=camera format=time is-live=true block=true max-bytes=0 max-buffers=" +
            std::to_string(kQueue) + ' ' + caps_of(setup) +
            " ! shmsink sync=false async=false wait-for-connection=false"
            " enable-last-sample=false shm-size=" +
            std::to_string(area_bytes(setup)) + socket_path_property(setup)),
        camera_(pipeline_.find("camera")) {
    if (!pipeline_.play()) throw std::runtime_error("GStreamer: shmsink does not start");
    ask_for_allocator();
  }

  ~GstreamerSender() override {
    discard();
    if (allocator_ != nullptr) gst_object_unref(allocator_);
  }

  std::span<std::byte> begin() override {
    discard();
    buffer_ = gst_buffer_new_allocate(allocator_, frame_bytes_, nullptr);
    if (buffer_ == nullptr || !gst_buffer_map(buffer_, &map_, GST_MAP_WRITE)) {
      throw std::runtime_error("GStreamer has no memory for a frame");
    }
    return {reinterpret_cast<std::byte*>(map_.data), frame_bytes_};
  }

  void publish() override {
    gst_buffer_unmap(buffer_, &map_);
    GstBuffer* buffer = std::exchange(buffer_, nullptr);
    if (gst_app_src_push_buffer(GST_APP_SRC(camera_.get()), buffer) != GST_FLOW_OK) {
      throw std::runtime_error("GStreamer takes no more frames");
    }
  }

 private:
  /// What elements do to write into memory of the one behind them.
  void ask_for_allocator() {
    GstQuery* query = gst_query_new_allocation(nullptr, FALSE);
    GstPad* pad = gst_element_get_static_pad(camera_.get(), "src");
    if (gst_pad_peer_query(pad, query) && gst_query_get_n_allocation_params(query) > 0) {
      gst_query_parse_nth_allocation_param(query, 0, &allocator_, nullptr);
    }
    gst_object_unref(pad);
    gst_query_unref(query);
    if (allocator_ == nullptr) throw std::runtime_error("GStreamer: shmsink lends no memory");
  }

  void discard() {
    if (buffer_ == nullptr) return;
    gst_buffer_unmap(buffer_, &map_);
    gst_buffer_unref(std::exchange(buffer_, nullptr));
  }

  std::size_t frame_bytes_;
  Pipeline pipeline_;
  Element camera_;
  GstAllocator* allocator_ = nullptr;
  GstBuffer* buffer_ = nullptr;  // mapped
  GstMapInfo map_{};
};

/// shmsrc gives up at once where nobody listens.
Pipeline connect(const WaySetup& setup) {
  const std::string description =
      "shmsrc is-live=true" + socket_path_property(setup) +
      " ! appsink name=frames sync=false async=false enable-last-sample=false drop=true"
      " max-buffers=" +
      std::to_string(kQueue) + ' ' + caps_of(setup);
  for (const Deadline deadline = deadline_in(kForSender); Clock::now() < deadline;) {
    Pipeline pipeline(description);
    if (::access(unix_socket_path(setup).c_str(), F_OK) == 0 && pipeline.play()) return pipeline;
    std::this_thread::sleep_for(kLook);
  }
  throw std::runtime_error("GStreamer: there is no shmsink");
}

class GstreamerReceiver : public FrameReceiver {
 public:
  explicit GstreamerReceiver(const WaySetup& setup)
      : pipeline_(connect(setup)), frames_(pipeline_.find("frames")) {}

  ~GstreamerReceiver() override { release(); }

  Outcome receive(Deadline deadline) override {
    const auto left = std::max(deadline - Clock::now(), Clock::duration::zero());
    sample_.reset(gst_app_sink_try_pull_sample(sink(), static_cast<GstClockTime>(left.count())));
    if (!sample_) return gst_app_sink_is_eos(sink()) ? Outcome::ended : Outcome::none;
    if (!gst_buffer_map(gst_sample_get_buffer(sample_.get()), &map_, GST_MAP_READ)) {
      throw std::runtime_error("GStreamer cannot map a frame");
    }
    return Outcome::frame;
  }

  std::span<const std::byte> bytes() const override {
    return {reinterpret_cast<const std::byte*>(map_.data), map_.size};
  }

  void release() override {
    if (!sample_) return;
    gst_buffer_unmap(gst_sample_get_buffer(sample_.get()), &map_);
    sample_.reset();
  }

 private:
  GstAppSink* sink() const { return GST_APP_SINK(frames_.get()); }

  Pipeline pipeline_;
  Element frames_;
  Sample sample_;  // mapped
  GstMapInfo map_{};
};

/// The shared memory that this process's shmsink leaves when it is killed. The number of the
/// process is padded to five places.
std::string shmsink_remains() {
  const std::string number = std::to_string(::getpid());
  return "/dev/shm/shmpipe." + std::string(5 - std::min<std::size_t>(5, number.size()), ' ') +
         number + ".*";
}

}  // namespace

Way gstreamer_way() {
  for (const char* file : kPluginFiles) {
    if (::access((kPlugins + '/' + file).c_str(), R_OK) != 0) {
      throw std::runtime_error("there is no " + kPlugins + '/' + file);
    }
  }
  Way way;
  way.name = "GStreamer";
  way.lends_memory = true;
  way.version = std::to_string(GST_VERSION_MAJOR) + '.' + std::to_string(GST_VERSION_MINOR) + '.' +
                std::to_string(GST_VERSION_MICRO);
  way.make_sender = [](const WaySetup& setup) {
    note_remains(setup.directory, shmsink_remains());
    start_gstreamer();
    return std::make_unique<GstreamerSender>(setup);
  };
  way.make_receiver = [](const WaySetup& setup, std::uint32_t) {
    start_gstreamer();
    return std::make_unique<GstreamerReceiver>(setup);
  };
  return way;
}

}  // namespace framering::bench
