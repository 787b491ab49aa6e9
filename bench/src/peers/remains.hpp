#pragma once
// What processes leave behind where others keep their files too, if they are killed.

#include <string>

namespace framering::bench {

/// Writes down in `directory`, a ScratchDirectory of this measurement, that this process will make
/// the file `path`; or, if that ends with '*', files whose paths begin so. To be called before it
/// makes them.
void note_remains(const std::string& directory, const std::string& path);

/// Removes what is left of what was written down there.
void remove_remains(const std::string& directory);

}  // namespace framering::bench
