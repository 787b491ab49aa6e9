#pragma once
// What a TCP client must show: a port lets in anybody who can reach it, a token only those who were
// given it.

#include <string>
#include <string_view>

#include "framering/result.hpp"

namespace framering {

/// 32 hexadecimal digits. Errors: system.
Result<std::string> new_token();

/// The token that the file at `path` holds; if there is no such file, it is made, mode 0600, with a
/// new token. Errors: invalid (it holds something else, or is no file), denied (also if others may
/// read it, or it is theirs), system.
Result<std::string> token_from_file(const std::string& path);

/// The token in a file that a user was handed: whose it is and who may read it, is theirs to know.
/// Errors: invalid (not there, no file, or it holds something else), denied, system.
Result<std::string> handed_token(const std::string& path);

/// Whether both are the same, in a time that tells nothing about where they differ.
bool same_token(std::string_view a, std::string_view b) noexcept;

}  // namespace framering
