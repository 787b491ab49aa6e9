// The program behind `frame_bench clients`.

#include <fmt/core.h>

#include <cstdlib>

#include "bench_app.hpp"
#include "clients/clients.hpp"
#include "clients/clients_report.hpp"
#include "clients/inproc_server.hpp"
#include "framering/stream.hpp"
#include "output.hpp"

namespace framering::bench {
namespace {

/// The only stream there is.
Result<std::string> only_stream() {
  const auto streams = list_streams();
  if (!streams) return streams.error();
  if (streams->empty()) {
    return Error{ErrorCode::not_found, "no stream; start one with frame_producer --pattern"};
  }
  if (streams->size() > 1) {
    return Error{ErrorCode::invalid,
                 fmt::format("{} streams; name one, as in frame_bench clients {}", streams->size(),
                             streams->front().name)};
  }
  return streams->front().name;
}

ClientsResult measure(const ClientsOptions& options) {
  if (options.method != Method::inproc) return run_clients(options, clients_of_stream(options));
  InprocServer server;
  return run_clients(options, server.clients());
}

}  // namespace

int run(const ClientsOptions& given) {
  if (const Status room = check_writable(given.json); !room) return fail(room.error().message);
  ClientsOptions options = given;
  if (options.method != Method::inproc && options.stream.empty() && options.address.empty()) {
    const auto stream = only_stream();
    if (!stream) return fail(stream.error().message);
    options.stream = *stream;
  }
  const ClientsResult result = measure(options);
  const std::string table = result.failed < options.tasks ? clients_as_text(options, result) : "";
  const Status written = write_figures(options.json, clients_as_json(options, result), table);
  if (!written) return fail(written.error().message);
  if (result.failed > 0) {
    return fail(fmt::format("{} of {} clients failed; the first: {}", result.failed, options.tasks,
                            result.failure));
  }
  return result.ok() ? EXIT_SUCCESS : fail(fmt::format("{} wrong replies", result.wrong));
}

}  // namespace framering::bench
