#include "clients/clients_options.hpp"

#include <array>

namespace framering::bench {
namespace {

constexpr std::array<Method, 4> kMethods = {Method::pipe, Method::tcp, Method::control_socket,
                                            Method::inproc};

}  // namespace

std::string_view name_of(Method method) noexcept {
  switch (method) {
    case Method::pipe:
      return "pipe";
    case Method::tcp:
      return "tcp";
    case Method::control_socket:
      return "unix";
    case Method::inproc:
      break;
  }
  return "inproc";
}

std::optional<Method> method_from_name(std::string_view name) noexcept {
  for (const Method method : kMethods) {
    if (name_of(method) == name) return method;
  }
  return std::nullopt;
}

}  // namespace framering::bench
