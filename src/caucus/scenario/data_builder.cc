#include "caucus/scenario/data_builder.h"

#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/scenario/exact_number.h"

namespace caucus {
namespace {

std::string_view name_of(DataKind kind) {
  switch (kind) {
    case DataKind::null:
      return "nothing";
    case DataKind::boolean:
      return "true or false";
    case DataKind::number:
      return "a number";
    case DataKind::text:
      return "a text";
    case DataKind::list:
      return "a list";
    case DataKind::object:
      return "a list of keys and values";
  }
  return "";
}

}  // namespace

DataNode* DataBuilder::add(std::size_t offset) {
  if (++count_ > scenario_values_max) {
    log_.add(FindingToken::too_large, offset, "there are more than 1,000,000 values");
    return nullptr;
  }
  if (!started_) {
    started_ = true;
    return &root_;
  }
  if (open_.empty()) {
    log_.add(FindingToken::not_well_formed, offset, "a second document begins here");
    return nullptr;
  }
  open_.back().has_key = false;
  return &open_.back().node->items.emplace_back();
}

bool DataBuilder::value(DataKind kind, std::string text, std::size_t offset) {
  DataNode* node = add(offset);
  if (node == nullptr) return false;
  node->kind = kind;
  node->text = std::move(text);
  node->offset = offset;
  return true;
}

bool DataBuilder::begin(DataKind kind, std::size_t offset) {
  DataNode* node = add(offset);
  if (node == nullptr) return false;
  if (open_.size() == scenario_depth_max) {
    log_.add(FindingToken::too_large, offset, "values are nested over 64 deep");
    return false;
  }
  node->kind = kind;
  node->offset = offset;
  open_.push_back({node, {}, false});
  return true;
}

bool DataBuilder::key(std::string text, std::size_t offset) {
  Open& open = open_.back();
  if (!open.keys.insert(text).second)
    log_.add(FindingToken::duplicate_key, offset,
             "the key " + in_quotes(text) + " stands here twice");
  open.node->keys.push_back(std::move(text));
  open.has_key = true;
  return true;
}

bool DataBuilder::end() {
  open_.pop_back();
  return true;
}

bool DataBuilder::waits_for_key() const {
  return !open_.empty() && open_.back().node->is_object() && !open_.back().has_key;
}

std::optional<DataNode> DataBuilder::take() {
  if (log_.refused() || !started_ || !open_.empty()) return std::nullopt;
  return std::move(root_);
}

const DataNode* DataNode::at(std::string_view key) const {
  const auto found = std::ranges::find(keys, key);
  return found == keys.end() ? nullptr : &items[static_cast<std::size_t>(found - keys.begin())];
}

const DataNode* wanted(const DataNode& object, std::string_view key, DataKind kind,
                       FindingLog& log) {
  const DataNode* found = object.at(key);
  if (found == nullptr) {
    log.add(FindingToken::missing_key, object.offset, "`" + std::string(key) + "` is missing");
    return nullptr;
  }
  if (found->kind == kind) return found;
  log.add(FindingToken::wrong_type, found->offset,
          "`" + std::string(key) + "` has to be " + std::string(name_of(kind)));
  return nullptr;
}

std::optional<Rational> number_in(const DataNode& node, FindingLog& log) {
  const bool word = node.kind == DataKind::number || node.kind == DataKind::text;
  const ExactNumber number = word ? exact_number(node.text) : NotANumber{};
  if (const auto* exact = std::get_if<Rational>(&number)) return *exact;
  if (const auto* needed = std::get_if<BitsNeeded>(&number))
    log.add(FindingToken::beyond_exact_range, node.offset,
            in_quotes(node.text) + " needs " + in_words(*needed) + "; exact numbers have 127");
  else
    log.add(FindingToken::bad_number, node.offset,
            "a number has to stand here, not " +
                (node.is_word() ? in_quotes(node.text) : std::string(name_of(node.kind))));
  return std::nullopt;
}

}  // namespace caucus
