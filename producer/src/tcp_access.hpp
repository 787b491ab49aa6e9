#pragma once
// What programs on other machines need to connect: a token file, and a line that says how.

#include <string>
#include <vector>

#include "options.hpp"

namespace framering::producer {

/// The file with the token of TCP clients, if there is to be one.
struct TokenFile {
  std::string path;        ///< empty: none
  bool temporary = false;  ///< nobody named it: it goes when the stream ends
};

/// The one that the user named; with an address beyond this machine NAME.token in the stream
/// directory; else none.
TokenFile token_file_for(const Options& options);

/// Lines for people: how to connect to `address`, where the token lies, and what travels in clear.
/// `address` is "ADDRESS:PORT", as it is served.
std::vector<std::string> tcp_instructions(const std::string& address, const TokenFile& token);

}  // namespace framering::producer
