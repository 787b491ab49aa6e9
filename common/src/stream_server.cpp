#include "stream_server.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

#include "admission.hpp"
#include "client_table.hpp"
#include "descriptor_limit.hpp"
#include "error.hpp"
#include "framering/clock.hpp"
#include "pipe_registrar.hpp"
#include "quiet_thread.hpp"
#include "ring_feed.hpp"
#include "stream_session.hpp"
#include "tcp_listener.hpp"
#include "token.hpp"

namespace framering {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using nlohmann::json;
using State = ServerProtocol::State;

constexpr std::chrono::milliseconds kAttachInterval(100);
constexpr std::chrono::milliseconds kWatchInterval(500);
constexpr std::chrono::seconds kFarewell(1);

}  // namespace

struct StreamServer::Impl final : StreamHost {
  Impl(const StreamDirectory& stream_directory, StreamServerOptions given)
      : directory(stream_directory), options(std::move(given)) {}

  Status open_tcp();
  Status open_pipe();
  void start();
  void add(StreamWire wire);
  void refuse(const StreamWire& wire) const;
  void on_news();
  void wake(StreamSession& session);
  void attach_later();
  void watch_clients();
  void watch_later();
  void end(const std::string& reason);
  void log(const std::string& line) const {
    if (options.serve.log) options.serve.log(line);
  }

  /// Whether `what` threw nothing: a lack of memory costs one client, not the producer.
  bool tried(const std::function<void()>& what) const {
    try {
      what();
      return true;
    } catch (const std::exception& failure) {
      log(std::string("stream server: ") + failure.what());
      return false;
    }
  }

  std::shared_ptr<const OwnedFrame> newest_frame() override { return feed->newest(); }
  void subscribed(StreamSession& session) override;
  void frame_sent(StreamSession& session, std::uint64_t bytes) override;
  void closed(StreamSession& session, const std::string& why) override;

  const StreamDirectory& directory;
  const StreamServerOptions options;
  const std::size_t max_descriptors = descriptors_for_clients();
  std::string token;
  std::uint64_t frames_sent = 0;
  ClientTable table;

  asio::io_context context{1};
  asio::steady_timer attach_timer{context};
  asio::steady_timer watch_timer{context};
  asio::steady_timer farewell{context};
  std::unique_ptr<TcpListener> tcp;
  std::unique_ptr<PipeRegistrar> pipe;
  std::vector<std::shared_ptr<StreamSession>> sessions;  // in the order in which they came
  bool ending = false;
  std::optional<RingFeed> feed;  // after the context, to which its thread posts
  std::thread thread;
};

Status StreamServer::Impl::open_tcp() {
  auto listener = TcpListener::open(context, options.serve.tcp_address, options.serve.tcp_delay);
  if (!listener) return listener.error();
  tcp = *std::move(listener);
  // Last: it may make a file.
  auto secret =
      options.serve.token_file.empty() ? new_token() : token_from_file(options.serve.token_file);
  if (!secret) return secret.error();
  token = *std::move(secret);
  return Done{};
}

Status StreamServer::Impl::open_pipe() {
  auto registrar = PipeRegistrar::open(context, directory, options.stream, options.mode);
  if (!registrar) return registrar.error();
  pipe = *std::move(registrar);
  return Done{};
}

void StreamServer::Impl::start() {
  feed.emplace(options.stream, directory.path(),
               [this] { asio::post(context, [this] { on_news(); }); });
  if (tcp) {
    tcp->start([this](UniqueFd socket, const std::string& peer) {
      tried([&] { add({.transport = Transport::tcp, .peer = peer, .in = std::move(socket)}); });
    });
  }
  if (pipe) {
    pipe->start([this](StreamWire wire) { tried([&] { add(std::move(wire)); }); },
                [this] { return has_time_for_more(sessions, Transport::pipe); },
                [this](const std::string& line) { log(line); });
  }
  const auto run = [this] { context.run(); };
  thread = start_quiet_thread([this, run] {
    while (!tried(run)) continue;
  });
}

void StreamServer::Impl::add(StreamWire wire) {
  make_room(sessions, wire.transport);
  std::size_t descriptors = 0;
  for (const auto& session : sessions) descriptors += session->descriptors();
  if (descriptors >= max_descriptors) return refuse(wire);
  ServerProtocol::Options protocol{.token = wire.transport == Transport::tcp ? token : "",
                                   .sends_frames = true,
                                   .welcome = [this](bool) { return options.welcome(); },
                                   .frames_sent = &frames_sent};
  sessions.push_back(
      std::make_shared<StreamSession>(context, std::move(wire), std::move(protocol), *this));
  sessions.back()->start();
  if (sessions.size() == 1) watch_later();
}

void StreamServer::Impl::refuse(const StreamWire& wire) const {
  const auto reply = ServerProtocol::refuse("too many connections");
  if (wire.transport == Transport::tcp) {
    ::send(wire.in.get(), reply.bytes.data(), reply.bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  }
  log(wire.peer + ": " + reply.refusal);
}

void StreamServer::Impl::on_news() {
  feed->acknowledge();
  const auto all = sessions;  // some may close meanwhile
  for (const auto& session : all) wake(*session);
  attach_later();
}

void StreamServer::Impl::wake(StreamSession& session) {
  if (session.state() == State::subscribed) session.wake(feed->has_signal());
}

void StreamServer::Impl::subscribed(StreamSession& session) {
  feed->open();
  feed->newest();  // attaches, so that it is known whether there is a signal
  table.add(&session,
            {.client = session.client(), .pid = session.pid(), .transport = session.transport()});
  wake(session);
  attach_later();
}

/// Tries again where the ring could not be had.
void StreamServer::Impl::attach_later() {
  if (!feed->is_open() || feed->attached() || ending) return;
  attach_timer.expires_after(kAttachInterval);
  attach_timer.async_wait([this](error_code cancelled) {
    if (!cancelled) on_news();
  });
}

void StreamServer::Impl::frame_sent(StreamSession& session, std::uint64_t bytes) {
  ++frames_sent;
  table.count(&session, bytes, session.skipped(), now_ns());
}

void StreamServer::Impl::closed(StreamSession& session, const std::string& why) {
  if (!why.empty()) log(session.name() + ": " + why);
  table.remove(&session);
  std::erase_if(sessions, [&](const auto& other) { return other.get() == &session; });
  const bool wanted = std::any_of(sessions.begin(), sessions.end(), [](const auto& other) {
    return other->state() == State::subscribed;
  });
  if (!wanted) feed->close();
  if (ending && sessions.empty()) farewell.cancel();
}

/// Closes those who do not say hello, and those who do not take what they asked for.
void StreamServer::Impl::watch_clients() {
  const std::int64_t now = now_ns();
  const auto all = sessions;
  for (const auto& session : all) {
    const bool stranger = session->state() == State::stranger;
    const std::int64_t stalled = session->stalled_since_ns();
    if (stranger && now - session->since_ns() > options.hello_timeout.count()) {
      session->close("said no hello");
    } else if (stalled != 0 && now - stalled > options.stall_timeout.count()) {
      session->close("takes nothing of what is sent to it");
    }
  }
  if (!sessions.empty()) watch_later();
}

void StreamServer::Impl::watch_later() {
  watch_timer.expires_after(kWatchInterval);
  watch_timer.async_wait([this](error_code cancelled) {
    if (!cancelled && !ending) watch_clients();
  });
}

void StreamServer::Impl::end(const std::string& reason) {
  ending = true;
  if (tcp) tcp->stop();
  if (pipe) pipe->stop();
  attach_timer.cancel();
  watch_timer.cancel();
  farewell.expires_after(kFarewell);
  farewell.async_wait([this](error_code cancelled) {
    if (cancelled) return;
    const auto late = sessions;
    for (const auto& session : late) session->close("did not take the end of the stream in time");
  });
  const auto all = sessions;
  for (const auto& session : all) session->end(reason);
  if (sessions.empty()) farewell.cancel();
}

StreamServer::StreamServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

StreamServer::~StreamServer() { stop("producer gone"); }

Result<std::unique_ptr<StreamServer>> StreamServer::open(const StreamDirectory& directory,
                                                         StreamServerOptions options) {
  try {
    auto impl = std::make_unique<Impl>(directory, std::move(options));
    const ServeOptions& serve = impl->options.serve;
    if (auto opened = serve.tcp ? impl->open_tcp() : Done{}; !opened) return opened.error();
    if (auto opened = serve.pipe ? impl->open_pipe() : Done{}; !opened) return opened.error();
    return std::unique_ptr<StreamServer>(new StreamServer(std::move(impl)));
  } catch (const std::exception& failure) {  // no descriptor for Asio
    return make_error(ErrorCode::system, std::string("stream server: ") + failure.what());
  }
}

Status StreamServer::start() {
  try {
    impl_->start();
    return Done{};
  } catch (const std::exception& failure) {  // no thread
    return make_error(ErrorCode::system, std::string("stream server: ") + failure.what());
  }
}

json StreamServer::endpoints() const {
  json endpoints = json::object();
  if (impl_->options.serve.pipe) endpoints["pipe"] = true;
  if (impl_->tcp) {
    const auto& endpoint = impl_->tcp->endpoint();
    endpoints["tcp"] = {{"address", endpoint.address().to_string()},
                        {"port", endpoint.port()},
                        {"token", impl_->token}};
  }
  return endpoints;
}

std::string StreamServer::tcp_address() const {
  return impl_->tcp ? text_of(impl_->tcp->endpoint()) : std::string();
}

std::vector<ClientFigures> StreamServer::clients() const { return impl_->table.list(now_ns()); }

void StreamServer::stop(const std::string& reason) {
  if (!impl_->thread.joinable()) return;
  asio::post(impl_->context, [impl = impl_.get(), reason] { impl->end(reason); });
  impl_->thread.join();  // once all is closed nothing is pending, and run() returns
}

}  // namespace framering
