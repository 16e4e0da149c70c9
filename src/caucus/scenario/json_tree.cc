// JSON into a tree of values, each with its place. The parser reads the file through an iterator
// that counts, because its events say nothing of places.
#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/scenario/data_builder.h"

namespace caucus {
namespace {

// Reads forward and tells how far it came.
class Counting {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Counting(const char* at, std::size_t* count) : at_(at), count_(count) {}
  reference operator*() const { return *at_; }
  Counting& operator++() {
    ++at_;
    if (count_ != nullptr) ++*count_;
    return *this;
  }
  Counting operator++(int) {
    const Counting before = *this;
    ++*this;
    return before;
  }
  friend bool operator!=(const Counting& a, const Counting& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  std::size_t* count_;
};

class JsonEvents {
 public:
  JsonEvents(std::string_view file, FindingLog& log) : file_(file), log_(log), builder_(log) {}

  bool null() { return builder_.value(DataKind::null, "null", word_begin()); }
  bool boolean(bool value) {
    return builder_.value(DataKind::boolean, value ? "true" : "false", word_begin());
  }
  bool number_integer(std::int64_t value) { return number(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) { return number(std::to_string(value)); }
  bool number_float(double, const std::string& written) { return number(written); }
  bool string(std::string& value) { return builder_.value(DataKind::text, value, text_begin()); }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return builder_.begin(DataKind::object, last()); }
  bool key(std::string& value) { return builder_.key(value, text_begin()); }
  bool end_object() { return builder_.end(); }
  bool start_array(std::size_t) { return builder_.begin(DataKind::list, last()); }
  bool end_array() { return builder_.end(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) {
    log_.add(FindingToken::not_well_formed, last(), "this is not well-formed JSON");
    return false;
  }

  std::size_t* count() { return &count_; }
  std::optional<DataNode> take() { return builder_.take(); }

 private:
  bool number(std::string text) {
    return builder_.value(DataKind::number, std::move(text), word_begin());
  }

  std::size_t last() const { return count_ == 0 ? 0 : std::min(count_, file_.size()) - 1; }

  static bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == 'E' || c == '+' || c == '-' ||
           c == '.';
  }

  // Where a number or a literal begins that ends at the last byte read, or one before it.
  std::size_t word_begin() const {
    std::size_t at = std::min(count_, file_.size());
    while (at > 0 && !is_word(file_[at - 1]))
      --at;
    while (at > 0 && is_word(file_[at - 1]))
      --at;
    return at;
  }

  // Where a text begins whose closing quote was read last.
  std::size_t text_begin() const {
    std::size_t at = last();
    while (at > 0) {
      --at;
      if (file_[at] != '"') continue;
      std::size_t backslashes = 0;
      while (backslashes < at && file_[at - 1 - backslashes] == '\\')
        ++backslashes;
      if (backslashes % 2 == 0) break;
    }
    return at;
  }

  std::string_view file_;
  FindingLog& log_;
  DataBuilder builder_;
  std::size_t count_ = 0;
};

}  // namespace

std::optional<DataNode> read_json(std::string_view file, FindingLog& log) {
  if (const auto bad = invalid_utf8_at(file)) {
    log.add(FindingToken::not_well_formed, bad, "JSON has to be UTF-8");
    return std::nullopt;
  }
  JsonEvents events(file, log);
  const Counting begin(file.data(), events.count());
  const Counting end(file.data() + file.size(), nullptr);
  if (!nlohmann::json::sax_parse(begin, end, &events)) return std::nullopt;
  return events.take();
}

}  // namespace caucus
