#include "caucus/casefile/rule_lexer.h"

#include <array>
#include <unordered_set>
#include <utility>

#include "caucus/base/text_decode.h"

namespace caucus {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '.';
}

struct SignRow {
  std::string_view text;
  Sign sign;
  std::string_view hint = {};
};

// Longer ones first.
constexpr std::array signs{
    SignRow{"==", Sign::equal},
    SignRow{"!=", Sign::not_equal},
    SignRow{"<=", Sign::at_most},
    SignRow{">=", Sign::at_least},
    SignRow{"&&", Sign::odd, "write `and`"},
    SignRow{"||", Sign::odd, "write `or`"},
    SignRow{"=>", Sign::odd, "write `implies`, or `>=` for at least"},
    SignRow{"->", Sign::odd, "write `implies`"},
    SignRow{"<>", Sign::odd, "write `!=`"},
    SignRow{"=", Sign::odd, "write `==`"},
    SignRow{"!", Sign::odd, "write `not`"},
    SignRow{"&", Sign::odd, "write `and`"},
    SignRow{"|", Sign::odd, "write `or`"},
    SignRow{"/", Sign::odd, "multiply by a fraction such as 1/2 instead"},
    SignRow{"%", Sign::odd, "multiply by a fraction such as 1/100 instead"},
    SignRow{"'", Sign::odd, "a name that is not an id stands in double quotes"},
    SignRow{"[", Sign::odd, "write { and } around the members of a set"},
    SignRow{"]", Sign::odd, "write { and } around the members of a set"},
    SignRow{"<", Sign::less},
    SignRow{">", Sign::more},
    SignRow{"(", Sign::open},
    SignRow{")", Sign::close},
    SignRow{"{", Sign::begin},
    SignRow{"}", Sign::finish},
    SignRow{",", Sign::comma},
    SignRow{"+", Sign::plus},
    SignRow{"-", Sign::minus},
    SignRow{"*", Sign::times},
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> lex() && {
    while (true) {
      while (at_ < text_.size() && is_space(text_[at_]))
        ++at_;
      if (at_ == text_.size()) break;
      tokens_.push_back(next());
      at_ = tokens_.back().begin + length_;
    }
    tokens_.push_back({Sign::end, text_.size(), {}, {}});
    return std::move(tokens_);
  }

 private:
  Token take(Sign sign, std::size_t length, std::string_view hint = {}) {
    length_ = length;
    return {sign, at_, text_.substr(at_, length), hint};
  }

  Token next() {
    const char c = text_[at_];
    if (is_letter(c)) return word();
    if (is_digit(c)) return number();
    if (c == '"') return text_in_quotes();
    for (const SignRow& row : signs)
      if (text_.substr(at_, row.text.size()) == row.text)
        return take(row.sign, row.text.size(), row.hint);
    return take(Sign::odd, decode_character(text_, at_).length);
  }

  Token word() {
    std::size_t end = at_;
    while (end < text_.size() && is_word_character(text_[end]))
      ++end;
    return take(Sign::word, end - at_);
  }

  std::size_t digits_from(std::size_t at) const {
    while (at < text_.size() && is_digit(text_[at]))
      ++at;
    return at;
  }
  bool digit_at(std::size_t at) const { return at < text_.size() && is_digit(text_[at]); }
  bool is_at(std::size_t at, char c) const { return at < text_.size() && text_[at] == c; }

  Token number() {
    std::size_t end = digits_from(at_);
    if (is_at(end, '.') && digit_at(end + 1)) end = digits_from(end + 1);
    if (is_at(end, 'e') || is_at(end, 'E')) {
      const std::size_t sign = is_at(end + 1, '-') ? 1 : 0;
      if (digit_at(end + 1 + sign)) end = digits_from(end + 1 + sign);
    }
    if (is_at(end, '/') && digit_at(end + 1)) end = digits_from(end + 1);
    // What else sticks to it belongs to it, so that 7days is one mistake and not two.
    while (end < text_.size() && is_word_character(text_[end]))
      ++end;
    return take(Sign::number, end - at_);
  }

  Token text_in_quotes() {
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos)
      return take(Sign::odd, text_.size() - at_, "put a double quote at the end of the name");
    Token token = take(Sign::text, end + 1 - at_);
    token.text = text_.substr(at_ + 1, end - at_ - 1);
    return token;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t length_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex_rule(std::string_view text) {
  return Lexer(text).lex();
}

std::vector<std::string_view> words_of_rule(std::string_view text) {
  std::vector<std::string_view> words;
  std::unordered_set<std::string_view> seen;
  for (const Token& token : lex_rule(text.substr(0, rule_bytes_max)))
    if ((token.sign == Sign::word || token.sign == Sign::text) && seen.insert(token.text).second)
      words.push_back(token.text);
  return words;
}

std::size_t characters_before(std::string_view text, std::size_t byte) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < byte && at < text.size(); at += decode_character(text, at).length)
    ++characters;
  return characters;
}

std::string folded(std::string_view text) {
  std::string result;
  bool in_quotes = false;
  for (const char c : text) {
    if (!in_quotes && is_space(c)) {
      if (!result.empty() && result.back() != ' ') result += ' ';
      continue;
    }
    if (c == '"') in_quotes = !in_quotes;
    result += c;
  }
  while (!in_quotes && result.ends_with(' '))
    result.pop_back();
  return result;
}

}  // namespace caucus
