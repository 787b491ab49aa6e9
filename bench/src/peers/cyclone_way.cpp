// Cyclone DDS with its shared memory, which in 0.10 is iceoryx: samples of a fixed size are lent,
// written in place and read in place, as ROS 2 does it (rmw_cyclonedds). Best effort, the newest
// eight kept, as many as our ring has slots; the reader sleeps in a waitset. The network is left to
// discovery, and to this machine.

#include <dds/dds.h>
#include <dds/ddsc/dds_loan_api.h>
#include <dds/ddsi/ddsi_serdata.h>
#include <dds/version.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "peers/iceoryx_runtime.hpp"
#include "peers/makers.hpp"
#include "peers/program.hpp"
#include "peers/roudi.hpp"

namespace framering::bench {
namespace {

constexpr std::uint32_t kQueue = 8;
constexpr std::uint32_t kMostReaders = 64;
constexpr dds_domainid_t kDomain = 77;
constexpr std::chrono::seconds kForChunk(10);
constexpr std::chrono::milliseconds kLook(1);

// Unicast to every participant there can be: the loopback interface has no multicast.
constexpr const char* kConfiguration = R"xml(
<General>
  <Interfaces><NetworkInterface name="lo"/></Interfaces>
  <AllowMulticast>false</AllowMulticast>
  <MaxMessageSize>65500B</MaxMessageSize>
</General>
<Discovery>
  <ParticipantIndex>auto</ParticipantIndex>
  <MaxAutoParticipantIndex>100</MaxAutoParticipantIndex>
  <Peers><Peer address="127.0.0.1"/></Peers>
</Discovery>
<SharedMemory><Enable>true</Enable><LogLevel>fatal</LogLevel></SharedMemory>
)xml";

/// The code of an array of bytes, which is followed by their place and their number.
constexpr std::uint32_t kBytes =
    std::uint32_t{DDS_OP_ADR} | std::uint32_t{DDS_OP_TYPE_ARR} | std::uint32_t{DDS_OP_SUBTYPE_1BY};

dds_entity_t checked(dds_entity_t entity, const char* what) {
  if (entity >= 0) return entity;
  throw std::runtime_error(std::string("Cyclone DDS makes no ") + what + ": " +
                           dds_strretcode(entity));
}

/// What both ends have: a participant and a topic of frames.
class Participant {
 public:
  explicit Participant(const WaySetup& setup)
      : ops_{kBytes, 0, static_cast<std::uint32_t>(setup.frame_bytes), DDS_OP_RTS},
        domain_(checked(dds_create_domain(kDomain, kConfiguration), "domain")),
        participant_(checked(dds_create_participant(kDomain, nullptr, nullptr), "participant")),
        qos_(dds_create_qos()) {
    // What idlc -t makes of struct Frame { octet bytes[N]; }, for an N that is known only now.
    const dds_topic_descriptor_t frame{.m_size = ops_[2],
                                       .m_align = 1,
                                       .m_flagset = DDS_TOPIC_FIXED_SIZE,
                                       .m_nkeys = 0,
                                       .m_typename = "frame_bench::Frame",
                                       .m_keys = nullptr,
                                       .m_nops = 2,
                                       .m_ops = ops_,
                                       .m_meta = "",
                                       .type_information = {},
                                       .type_mapping = {},
                                       .restrict_data_representation = 0};
    topic_ = checked(dds_create_topic(participant_, &frame, "frames", nullptr, nullptr), "topic");
    dds_qset_reliability(qos_, DDS_RELIABILITY_BEST_EFFORT, 0);
    dds_qset_history(qos_, DDS_HISTORY_KEEP_LAST, kQueue);
  }
  Participant(const Participant&) = delete;
  Participant& operator=(const Participant&) = delete;
  ~Participant() {
    dds_delete_qos(qos_);
    dds_delete(domain_);
  }

  dds_entity_t entity() const noexcept { return participant_; }
  dds_entity_t make_writer() const {
    const auto writer = checked(dds_create_writer(participant_, topic_, qos_, nullptr), "writer");
    if (!dds_is_loan_available(writer)) {
      throw std::runtime_error("Cyclone DDS does not use shared memory here");
    }
    return writer;
  }
  dds_entity_t make_reader() const {
    return checked(dds_create_reader(participant_, topic_, qos_, nullptr), "reader");
  }

 private:
  IceoryxRuntime runtime_;  // Cyclone's own would stay until exit()
  const std::uint32_t ops_[4];
  dds_entity_t domain_;
  dds_entity_t participant_;
  dds_entity_t topic_ = 0;
  dds_qos_t* qos_;
};

class CycloneSender : public FrameSender {
 public:
  explicit CycloneSender(const WaySetup& setup)
      : frame_bytes_(setup.frame_bytes), participant_(setup), writer_(participant_.make_writer()) {}

  std::span<std::byte> begin() override {
    void* sample = nullptr;
    for (const Deadline deadline = deadline_in(kForChunk);
         dds_loan_sample(writer_, &sample) != DDS_RETCODE_OK;) {
      if (Clock::now() >= deadline) throw std::runtime_error("Cyclone DDS lends no memory");
      std::this_thread::sleep_for(kLook);
    }
    sample_ = static_cast<std::byte*>(sample);
    return {sample_, frame_bytes_};
  }

  void publish() override {
    if (const auto code = dds_write(writer_, sample_); code != DDS_RETCODE_OK) {
      throw std::runtime_error(std::string("Cyclone DDS: ") + dds_strretcode(code));
    }
  }

 private:
  std::size_t frame_bytes_;
  Participant participant_;
  dds_entity_t writer_;
  std::byte* sample_ = nullptr;
};

/// Takes the serialised form of a sample, which refers to the shared memory; dds_take() would copy
/// it out, also with a loan.
class CycloneReceiver : public FrameReceiver {
 public:
  explicit CycloneReceiver(const WaySetup& setup)
      : frame_bytes_(setup.frame_bytes),
        participant_(setup),
        reader_(participant_.make_reader()),
        wait_set_(checked(dds_create_waitset(participant_.entity()), "waitset")) {
    const auto any = checked(dds_create_readcondition(reader_, DDS_ANY_STATE), "condition");
    checked(dds_waitset_attach(wait_set_, any, 0), "waiting");
  }

  ~CycloneReceiver() override { release(); }

  Outcome receive(Deadline deadline) override {
    while (!take()) {
      const auto left = deadline - Clock::now();
      if (left <= Clock::duration::zero()) return Outcome::none;
      dds_waitset_wait(wait_set_, nullptr, 0, left.count());
    }
    return Outcome::frame;
  }

  std::span<const std::byte> bytes() const override {
    return {static_cast<const std::byte*>(sample_->iox_chunk), frame_bytes_};
  }

  void release() override {
    if (sample_ != nullptr) ddsi_serdata_unref(std::exchange(sample_, nullptr));
  }

 private:
  /// False: there is none, or it is news of the writer without data.
  bool take() {
    dds_sample_info_t info{};
    if (dds_takecdr(reader_, &sample_, 1, &info, DDS_ANY_STATE) != 1) {
      sample_ = nullptr;
    } else if (!info.valid_data) {
      release();
    } else if (sample_->iox_chunk == nullptr) {
      throw std::runtime_error("Cyclone DDS sent a frame by the network");
    }
    return sample_ != nullptr;
  }

  std::size_t frame_bytes_;
  Participant participant_;
  dds_entity_t reader_;
  dds_entity_t wait_set_;
  ddsi_serdata* sample_ = nullptr;
};

/// Each reader can keep eight frames and the one it reads while eight others wait for it. Where
/// that is too much memory the writer waits for a reader that is so far behind.
std::unique_ptr<Broker> start_roudi(const WaySetup& setup) {
  constexpr std::uint64_t kMostBytes = std::uint64_t{2} << 30;
  constexpr std::uint64_t kSpare = 4;
  constexpr std::size_t kHeaderBytes = 256;  // Cyclone's, before the frame
  const std::uint64_t fewest = kQueue + setup.readers + kSpare;
  const std::uint64_t all = fewest + setup.readers * 2 * kQueue;
  const std::uint64_t chunks = std::clamp(kMostBytes / setup.frame_bytes, fewest, all);
  return std::make_unique<Roudi>(setup.directory, setup.frame_bytes + kHeaderBytes, chunks);
}

}  // namespace

Way cyclone_way() {
  if (find_programs("iox-roudi").empty()) throw std::runtime_error("there is no iox-roudi in PATH");
  Way way;
  way.name = "Cyclone DDS";
  way.lends_memory = true;
  way.version = DDS_VERSION;
  way.most_readers = kMostReaders;
  way.make_sender = [](const WaySetup& setup) {
    note_iceoryx_remains(setup.directory);
    return std::make_unique<CycloneSender>(setup);
  };
  way.make_receiver = [](const WaySetup& setup, std::uint32_t) {
    note_iceoryx_remains(setup.directory);
    return std::make_unique<CycloneReceiver>(setup);
  };
  way.start_broker = start_roudi;
  return way;
}

}  // namespace framering::bench
