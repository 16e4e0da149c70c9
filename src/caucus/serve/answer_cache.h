// AnswerCache: has this been answered already, as things stand?
//
// Answers hold for one state of things; whoever keeps the cache forgets all of them when that
// changes. Within a state the bytes kept are bounded, and the oldest answers go first.
//
// Errors: none. Complexity: logarithmic in the answers kept. Not for use by several threads.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>

#include "caucus/serve/answers.h"

namespace caucus::serve {

class AnswerCache {
 public:
  explicit AnswerCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // Null where there is none.
  [[nodiscard]] GivenAnswer find(const std::string& key) const;
  // An answer larger than all that may be kept is not kept.
  void keep(const std::string& key, GivenAnswer answer);
  void forget_all();

  // Of the answers kept and their keys.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  static std::size_t weight(const std::string& key, const Given& answer);

  std::size_t bytes_max_;
  std::size_t bytes_ = 0;
  std::map<std::string, GivenAnswer> answers_;
  std::deque<std::string> order_;
};

}  // namespace caucus::serve
