// Watchers, each of which stays with what it watches.

#include "news_bell.hpp"

#include <algorithm>

namespace framering::viewer {

void NewsBell::acknowledge() noexcept {
  for (Place& place : places_) place.watcher->acknowledge();
}

// A watcher takes up to 100 ms to turn to something else. So one that watches what is still to be
// watched keeps it, whatever its position has become.
void NewsBell::watch(const std::vector<std::shared_ptr<const Attachment>>& attachments) {
  const auto wanted = [&](const std::shared_ptr<const Attachment>& attachment) {
    return std::find(attachments.begin(), attachments.end(), attachment) != attachments.end();
  };
  for (Place& place : places_) {
    if (!place.watched || wanted(place.watched)) continue;
    place.watched.reset();
    place.watcher->watch(nullptr);
  }
  for (const auto& attachment : attachments) {
    const bool watched = std::any_of(places_.begin(), places_.end(), [&](const Place& place) {
      return place.watched == attachment;
    });
    if (watched) continue;
    Place& place = free_place();
    place.watched = attachment;
    place.watcher->watch(attachment);
  }
}

NewsBell::Place& NewsBell::free_place() {
  for (Place& place : places_) {
    if (!place.watched) return place;
  }
  places_.push_back({std::make_unique<FrameWatcher>(ring_), nullptr});
  return places_.back();
}

}  // namespace framering::viewer
