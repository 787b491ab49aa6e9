# What every target of ours is compiled with: warnings, and sanitizers if asked for.
add_library(framering_options INTERFACE)
target_compile_options(framering_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual)
if(FRAMERING_SANITIZE)
  target_compile_options(framering_options INTERFACE
    -fsanitize=${FRAMERING_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(framering_options INTERFACE -fsanitize=${FRAMERING_SANITIZE})
endif()
if(FRAMERING_SANITIZE STREQUAL "thread")
  # GCC says that TSan does not model fences. The accesses themselves are atomic, so it sees no race.
  target_compile_options(framering_options INTERFACE -Wno-tsan)
endif()
