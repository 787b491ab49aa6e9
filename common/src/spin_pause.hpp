#pragma once
// What a thread does between two looks at a word that another processor is about to change.

namespace framering {

/// Tells the processor that this is a loop that waits, which spares its sibling and its power.
inline void spin_pause() noexcept {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

}  // namespace framering
