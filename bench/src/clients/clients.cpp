#include "clients/clients.hpp"

#include <fmt/core.h>

#include <latch>
#include <thread>

namespace framering::bench {
namespace {

double microseconds_since(std::int64_t begin_ns) {
  return static_cast<double>(now_ns() - begin_ns) * 1e-3;
}

/// A number that no other request of this run has, of either sign and many digits.
std::int64_t number_of(std::uint32_t client, std::uint32_t request) {
  constexpr std::int64_t kSpacing = 1'000'000'007;
  const std::int64_t number = (client + std::int64_t{1}) * kSpacing + request;
  return request % 2 == 0 ? number : -number;
}

Status live(std::uint32_t client, const ClientsOptions& options, const Register& register_client,
            ClientsResult& result) {
  const auto patience = [&] { return deadline_in(options.timeout); };
  const std::int64_t registering_ns = now_ns();
  auto peer = register_client(patience());
  if (!peer) return peer.error();
  result.registration_us.push_back(microseconds_since(registering_ns));
  for (std::uint32_t request = 0; request < options.requests; ++request) {
    const std::int64_t number = number_of(client, request);
    const std::int64_t asked_ns = now_ns();
    const auto reply = (*peer)->ask(number, patience());
    if (!reply) return reply.error();
    result.request_us.push_back(microseconds_since(asked_ns));
    ++(*reply == 2 * number ? result.right : result.wrong);
  }
  const std::int64_t leaving_ns = now_ns();
  if (auto left = (*peer)->leave(patience()); !left) return left;
  result.unregistration_us.push_back(microseconds_since(leaving_ns));
  return Done{};
}

void append(std::vector<double>& all, const std::vector<double>& some) {
  all.insert(all.end(), some.begin(), some.end());
}

void add(ClientsResult& total, const ClientsResult& one) {
  append(total.registration_us, one.registration_us);
  append(total.request_us, one.request_us);
  append(total.unregistration_us, one.unregistration_us);
  total.right += one.right;
  total.wrong += one.wrong;
  total.failed += one.failed;
  if (total.failure.empty()) total.failure = one.failure;
}

}  // namespace

ClientsResult run_clients(const ClientsOptions& options, const Register& register_client) {
  std::vector<ClientsResult> results(options.tasks);
  std::latch together(options.tasks);
  {
    std::vector<std::jthread> threads;
    for (std::uint32_t client = 0; client < options.tasks; ++client) {
      threads.emplace_back([&, client] {
        together.arrive_and_wait();
        const Status lived = live(client, options, register_client, results[client]);
        if (lived) return;
        results[client].failed = 1;
        results[client].failure = lived.error().message;
      });
    }
  }
  ClientsResult total;
  for (const ClientsResult& one : results) add(total, one);
  return total;
}

}  // namespace framering::bench
