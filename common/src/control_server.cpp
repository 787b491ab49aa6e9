#include "control_server.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <exception>
#include <thread>
#include <vector>

#include "control_session.hpp"
#include "descriptor_limit.hpp"
#include "error.hpp"
#include "quiet_thread.hpp"

namespace framering {
namespace {

namespace asio = boost::asio;
using asio::local::stream_protocol;
using boost::system::error_code;

constexpr std::chrono::milliseconds kAcceptPause(100);  // when descriptors have run out

/// A socket bound to `path` with exactly this mode, listening.
Result<UniqueFd> listen_at(const std::string& path, mode_t mode) {
  UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!fd) return system_error("control socket", errno);
  // The name gets this mode less the umask, which belongs to the whole process and is left alone …
  if (::fchmod(fd.get(), mode) != 0) return system_error("control socket", errno);
  const stream_protocol::endpoint endpoint(path);
  if (::bind(fd.get(), endpoint.data(), static_cast<socklen_t>(endpoint.size())) != 0) {
    return system_error("control socket", errno);
  }
  // … and here what the umask took away.
  if (::fchmodat(AT_FDCWD, path.c_str(), mode, AT_SYMLINK_NOFOLLOW) != 0 ||
      ::listen(fd.get(), SOMAXCONN) != 0) {
    return system_error("control socket", errno);
  }
  return fd;
}

/// The same, under a name that nobody looks for until all of it is as it should be. It then takes
/// the place of a dead producer's socket: the name's lock is ours.
Result<UniqueFd> listen_as(const StreamDirectory& directory, const std::string& stream,
                           mode_t mode) {
  const std::string unfinished = directory.short_path("." + socket_name(stream));
  const std::string path = directory.short_path(socket_name(stream));
  ::unlink(unfinished.c_str());
  auto fd = listen_at(unfinished, mode);
  if (fd && ::rename(unfinished.c_str(), path.c_str()) != 0)
    fd = system_error("control socket", errno);
  if (!fd) ::unlink(unfinished.c_str());
  return fd;
}

}  // namespace

struct ControlServer::Impl {
  Impl(std::string path, std::function<Offer()> make_offer)
      : socket_path(std::move(path)), offer(std::move(make_offer)) {}

  void accept_next();
  void add_session(stream_protocol::socket socket);
  void make_room();
  void close_all(const std::string& reason);

  std::string socket_path;  // short: see StreamDirectory
  std::function<Offer()> offer;
  const std::size_t max_connections = descriptors_for_clients();
  ReaderCounts readers;
  asio::io_context context{1};
  stream_protocol::acceptor acceptor{context};
  asio::steady_timer accept_pause{context};
  std::vector<std::weak_ptr<ControlSession>> sessions;
  std::thread thread;
};

void ControlServer::Impl::accept_next() {
  acceptor.async_accept([this](error_code failure, stream_protocol::socket socket) {
    // Also a connection that was accepted at the moment of the end: its handler was queued already.
    if (failure == asio::error::operation_aborted || !acceptor.is_open()) return;
    if (!failure) {
      add_session(std::move(socket));
      return accept_next();
    }
    accept_pause.expires_after(kAcceptPause);
    accept_pause.async_wait([this](error_code cancelled) {
      if (!cancelled && acceptor.is_open()) accept_next();
    });
  });
}

void ControlServer::Impl::add_session(stream_protocol::socket socket) {
  ::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);  // Asio accepts without
  make_room();
  auto session = std::make_shared<ControlSession>(std::move(socket), offer, readers);
  if (sessions.size() >= max_connections) {
    return session->finish(MessageType::error, {{"message", "too many connections"}});
  }
  sessions.push_back(session);
  session->start();
}

/// Forgets those who have gone, and closes the oldest who has not said hello if they are many.
void ControlServer::Impl::make_room() {
  std::erase_if(sessions, [](const auto& session) { return session.expired(); });
  const auto is_stranger = [](const auto& weak) {
    const auto session = weak.lock();
    return session && session->is_stranger();
  };
  const auto strangers = std::count_if(sessions.begin(), sessions.end(), is_stranger);
  if (static_cast<std::size_t>(strangers) < kMostStrangers) return;
  const auto oldest = std::find_if(sessions.begin(), sessions.end(), is_stranger);
  oldest->lock()->close();
  sessions.erase(oldest);
}

void ControlServer::Impl::close_all(const std::string& reason) {
  error_code ignored;
  acceptor.close(ignored);
  accept_pause.cancel();
  for (const auto& weak : sessions) {
    if (auto session = weak.lock()) session->end(reason);
  }
}

ControlServer::ControlServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

ControlServer::~ControlServer() { stop("producer gone"); }

Result<std::unique_ptr<ControlServer>> ControlServer::start(const StreamDirectory& directory,
                                                            const std::string& stream, mode_t mode,
                                                            std::function<Offer()> offer) {
  auto fd = listen_as(directory, stream, mode);
  if (!fd) return fd.error();
  const std::string path = directory.short_path(socket_name(stream));
  try {
    auto impl = std::make_unique<Impl>(path, std::move(offer));
    impl->acceptor.assign(stream_protocol(), fd->get());
    fd->release();
    impl->accept_next();
    impl->thread = start_quiet_thread([context = &impl->context] { context->run(); });
    return std::unique_ptr<ControlServer>(new ControlServer(std::move(impl)));
  } catch (const std::exception& failure) {  // no descriptor for Asio, or no thread
    ::unlink(path.c_str());
    return make_error(ErrorCode::system, std::string("control socket: ") + failure.what());
  }
}

const ReaderCounts& ControlServer::readers() const noexcept { return impl_->readers; }

void ControlServer::stop(const std::string& reason) {
  if (!impl_->thread.joinable()) return;
  ::unlink(impl_->socket_path.c_str());
  asio::post(impl_->context, [impl = impl_.get(), reason] { impl->close_all(reason); });
  impl_->thread.join();  // once all sessions are closed nothing is pending, and run() returns
}

}  // namespace framering
