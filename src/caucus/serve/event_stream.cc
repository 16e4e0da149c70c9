#include "caucus/serve/event_stream.h"

#include <algorithm>
#include <utility>

namespace caucus::serve {

std::string event_text(std::string_view name, std::string_view data) {
  std::string text = "event: " + std::string(name) + "\n";
  while (true) {
    const std::size_t end = data.find('\n');
    text += "data: " + std::string(data.substr(0, end)) + "\n";
    if (end == std::string_view::npos) return text + "\n";
    data.remove_prefix(end + 1);
  }
}

std::string changed_text(std::uint64_t revision) {
  return event_text("changed", "{\"revision\":" + std::to_string(revision) + "}");
}

std::string greeting_text(std::uint64_t revision) {
  return "retry: 1000\n" + changed_text(revision);
}

EventBytes Listener::take() {
  if (waiting_.empty()) return nullptr;
  EventBytes event = std::move(waiting_.front());
  waiting_.pop_front();
  return event;
}

void EventHub::join(Listener& listener) {
  listener.waiting_.push_back(std::make_shared<const std::string>(greeting_text(revision_)));
  listeners_.push_back(&listener);
}

void EventHub::leave(Listener& listener) {
  std::erase(listeners_, &listener);
}

void EventHub::hand_out(const EventBytes& event) {
  for (Listener* listener : listeners_) {
    if (listener->waiting_.size() < Listener::waiting_max) {
      listener->waiting_.push_back(event);
    } else {
      listener->waiting_.assign(1, std::make_shared<const std::string>(changed_text(revision_)));
    }
    listener->wake_();
  }
}

void EventHub::changed(std::uint64_t revision) {
  revision_ = revision;
  hand_out(std::make_shared<const std::string>(changed_text(revision)));
}

void EventHub::tell(std::string_view name, std::string_view data) {
  hand_out(std::make_shared<const std::string>(event_text(name, data)));
}

void EventHub::end(std::string_view name, std::string_view data) {
  const auto last = std::make_shared<const std::string>(event_text(name, data));
  for (Listener* listener : listeners_) {
    listener->waiting_.push_back(last);
    listener->ended_ = true;
    listener->wake_();
  }
}

}  // namespace caucus::serve
