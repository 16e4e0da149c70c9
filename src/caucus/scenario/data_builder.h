// Puts a tree together from the events of a parser, within limits.
//
// Parsers say what they meet, one value after another; the builder refuses what is too deep, too
// much, or a key that stands there twice, and says whether to go on. Complexity: constant per
// event, but for the check of keys, which is logarithmic.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "caucus/scenario/data_tree.h"

namespace caucus {

class DataBuilder {
 public:
  explicit DataBuilder(FindingLog& log) : log_(log) {}

  // Each returns whether to go on parsing.
  bool value(DataKind kind, std::string text, std::size_t offset);
  bool begin(DataKind kind, std::size_t offset);  // a list or an object
  bool key(std::string text, std::size_t offset);
  bool end();

  // Whether the innermost open value is an object that waits for a key: YAML tells keys from
  // values by their place only.
  [[nodiscard]] bool waits_for_key() const;

  // The whole, once everything that began has ended; nothing after a refusal.
  std::optional<DataNode> take();

 private:
  DataNode* add(std::size_t offset);

  struct Open {
    DataNode* node = nullptr;
    std::set<std::string> keys;
    bool has_key = false;
  };

  FindingLog& log_;
  DataNode root_;
  bool started_ = false;
  std::vector<Open> open_;
  std::size_t count_ = 0;
};

}  // namespace caucus
