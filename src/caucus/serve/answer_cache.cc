#include "caucus/serve/answer_cache.h"

#include <utility>

namespace caucus::serve {

std::size_t AnswerCache::weight(const std::string& key, const Given& answer) {
  return 2 * key.size() + answer.answer.bytes.size() + 256;
}

GivenAnswer AnswerCache::find(const std::string& key) const {
  const auto at = answers_.find(key);
  return at == answers_.end() ? nullptr : at->second;
}

void AnswerCache::keep(const std::string& key, GivenAnswer answer) {
  const std::size_t more = weight(key, *answer);
  if (more > bytes_max_ || answers_.contains(key)) return;
  while (bytes_ + more > bytes_max_) {
    const auto oldest = answers_.find(order_.front());
    bytes_ -= weight(oldest->first, *oldest->second);
    answers_.erase(oldest);
    order_.pop_front();
  }
  bytes_ += more;
  order_.push_back(key);
  answers_.emplace(key, std::move(answer));
}

void AnswerCache::forget_all() {
  answers_.clear();
  order_.clear();
  bytes_ = 0;
}

}  // namespace caucus::serve
