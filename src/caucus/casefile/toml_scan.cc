#include "caucus/casefile/toml_scan.h"

#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  TomlScan scan() && {
    while (at_ < text_.size() && !scan_.dangerous && !ended_)
      step();
    if (!scan_.dangerous && !ended_ && !open_.empty()) not_closed();
    return std::move(scan_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') return line_end();
    if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
      return;
    }
    const bool first = line_begins_;
    line_begins_ = false;
    if (c == '#') return skip_to_line_end();
    if (first && open_.empty() && c == '[') return heading();
    if (c == '"' || c == '\'') return quoted_text(c);
    if (c == '.') return dot();
    if (!is_name_character(c)) dots_ = 0;
    if (c == '[' || c == '{') return open();
    if ((c == ']' || c == '}') && !open_.empty()) open_.pop_back();
    if (c == '=') in_key_ = false;
    if (c == ',' && in_braces()) in_key_ = true;
    ++at_;
  }

  bool in_braces() const { return !open_.empty() && text_[open_.back()] == '{'; }

  void line_end() {
    ++at_;
    dots_ = 0;
    line_begins_ = true;
    if (open_.empty()) {
      in_key_ = true;
      return;
    }
    if (in_braces()) {
      note(open_.back(), "a table in braces has to stand on one line", "join the lines");
      open_.clear();
      in_key_ = true;
    } else if (looks_like_heading()) {
      not_closed();
      open_.clear();
      in_key_ = true;
    }
  }

  // `[[issue]]` or `[names]` alone on its line; inside a list that would be a very odd item.
  bool looks_like_heading() const {
    const std::string_view line = trimmed(text_.substr(at_, text_.find('\n', at_) - at_));
    std::size_t from = line.find_first_not_of('[');
    if (from != 1 && from != 2) return false;
    const std::size_t until =
        line.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.", from);
    return until != std::string_view::npos && until > from &&
           line.substr(until) == std::string(from, ']');
  }

  void not_closed() {
    const bool list = text_[open_.back()] == '[';
    note(open_.back(),
         list ? "the list that begins here is not closed"
              : "the table that begins here is not closed",
         list ? "put a `]` at its end" : "put a `}` at its end");
  }

  void heading() {
    scan_.headings.push_back(at_);
    const std::size_t begin = at_;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::size_t dots = 0;
    for (std::size_t at = at_; at < end; ++at)
      dots += text_[at] == '.' ? 1 : 0;
    at_ = end;
    if (dots > toml_depth_max) return too_deep(begin);
    different_headings_.insert(trimmed(text_.substr(begin, end - begin)));
    if (different_headings_.size() <= headings_max) return;
    stop(begin, FaultKind::too_many,
         fmt::format("the file has more than {} different headings", headings_max),
         "see the case language for the headings there are");
  }

  void skip_to_line_end() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void quoted_text(char quote) {
    const std::string three(3, quote);
    const std::size_t begin = at_;
    const bool is_long = text_.substr(at_, 3) == three;
    at_ += is_long ? 3 : 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\' && quote == '"') {
        at_ += 2;
      } else if (is_long ? text_.substr(at_, 3) == three : c == quote) {
        at_ += is_long ? 3 : 1;
        while (is_long && at_ < text_.size() && text_[at_] == quote)
          ++at_;
        return;
      } else if (c == '\n' && !is_long) {
        return note(begin, "the text that begins here has no closing quote on its line",
                    fmt::format("put a {} at its end", quote));
      } else {
        ++at_;
      }
    }
    at_ = text_.size();
    note(begin, "the text that begins here is never closed",
         fmt::format("put {} at its end", is_long ? three : std::string(1, quote)));
    ended_ = true;
  }

  void dot() {
    ++at_;
    if (++dots_ > toml_depth_max) return too_deep(at_ - 1);
    if (!in_key_ || ++dotted_names_ <= dotted_names_max) return;
    stop(at_ - 1, FaultKind::too_many,
         fmt::format("the file has more than {} names with a dot before `=`", dotted_names_max),
         "put such names in quotes");
  }

  void open() {
    if (open_.size() >= toml_depth_max) return too_deep(at_);
    in_key_ = text_[at_] == '{';
    open_.push_back(at_++);
  }

  void too_deep(std::size_t offset) {
    stop(offset, FaultKind::too_deep,
         fmt::format("lists and tables are nested more than {} levels deep here", toml_depth_max),
         "no entry of a case needs more than 3");
  }

  void note(std::size_t offset, std::string sentence, std::string hint) {
    if (scan_.findings.size() < faults_max)
      scan_.findings.push_back({offset, {FaultKind::syntax, std::move(sentence), std::move(hint)}});
  }

  void stop(std::size_t offset, FaultKind kind, std::string sentence, std::string hint) {
    scan_.findings.push_back({offset, {kind, std::move(sentence), std::move(hint)}});
    scan_.dangerous = true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool line_begins_ = true;
  bool in_key_ = true;
  bool ended_ = false;
  std::size_t dots_ = 0;
  std::size_t dotted_names_ = 0;
  std::vector<std::size_t> open_;  // offsets of the brackets and braces not closed yet
  std::unordered_set<std::string_view> different_headings_;
  TomlScan scan_;
};

}  // namespace

TomlScan scan_toml(std::string_view text) {
  return Scanner(text).scan();
}

}  // namespace caucus
