#include "caucus/brief/say.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "caucus/base/rational.h"
#include "caucus/base/text.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

std::string date_with(Date date, std::string_view month) {
  return std::to_string(date.day()) + " " + std::string(month) + " " + std::to_string(date.year());
}

bool digit(char byte) {
  return byte >= '0' && byte <= '9';
}

// The date that begins there as YYYY-MM-DD, if one stands there alone.
std::optional<Date> date_at(std::string_view text, std::size_t at) {
  const std::string_view written = text.substr(at, 10);
  if (written.size() < 10 || !digit(written.front()) || written[4] != '-') return std::nullopt;
  if (at > 0 && (digit(text[at - 1]) || text[at - 1] == '-')) return std::nullopt;
  if (at + 10 < text.size() && (digit(text[at + 10]) || text[at + 10] == '-')) return std::nullopt;
  const auto date = Date::parse(written);
  return date ? std::optional<Date>(*date) : std::nullopt;
}

std::string_view month_of(Date date) {
  return months[static_cast<std::size_t>(date.month() - 1)];
}

}  // namespace

std::string date_in_words(Date date) {
  return date_with(date, month_of(date));
}

std::string short_date(Date date) {
  return date_with(date, month_of(date).substr(0, 3));
}

std::string date_in_words(const std::optional<Date>& date) {
  return date ? date_in_words(*date) : "date not recorded";
}

std::string count_in_words(std::uint64_t count) {
  return amount_in_words(Rational(static_cast<Int128>(count)), "");
}

std::string days_from(std::int64_t days) {
  if (days == 0) return "on the day of this brief";
  const std::string span = counted(static_cast<std::size_t>(days < 0 ? -days : days), "day");
  return days < 0 ? span + " ago" : "in " + span;
}

std::string duration_in_words(const Duration& duration) {
  const std::int32_t days = duration.plain_days();
  if (!duration.is_exact())
    return counted(static_cast<std::size_t>(duration.calendar_months()), "month");
  if (duration.text().ends_with('w')) return counted(static_cast<std::size_t>(days / 7), "week");
  return counted(static_cast<std::size_t>(days), "day");
}

std::string as_sentence(std::string text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n'))
    text.pop_back();
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  // Apostrophes of case texts look like those of the program.
  for (std::size_t at = text.find('\''); at != std::string::npos; at = text.find('\'', at + 1))
    if (at > 0 && std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0)
      text.replace(at, 1, "\u2019");
  const bool ended = text.ends_with('.') || text.ends_with('?') || text.ends_with('!') ||
                     text.ends_with(".\u201D") || text.ends_with("?\u201D");
  return ended ? text : text + ".";
}

std::string small_first(std::string text) {
  if (!text.empty() && text.front() >= 'A' && text.front() <= 'Z')
    text.front() = static_cast<char>(text.front() - 'A' + 'a');
  return text;
}

std::string possessive(std::string_view name) {
  return std::string(name) + (name.ends_with('s') ? "\u2019" : "\u2019s");
}

std::string with_quotes(std::string_view text) {
  std::string quoted;
  bool open = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const auto date = date_at(text, at)) {
      quoted += date_in_words(*date);
      at += 9;
    } else if (text[at] == '\'') {
      const bool after_word =
          at > 0 && text[at - 1] != ' ' && text[at - 1] != '*' && text[at - 1] != '(';
      quoted += after_word ? "\u2019" : "\u2018";
    } else if (text[at] != '*') {
      quoted += text[at];
    } else if (open || text.find('*', at + 1) != std::string_view::npos) {
      quoted += open ? "\u201D" : "\u201C";
      open = !open;
    } else {
      quoted += '*';
    }
  }
  return quoted;
}

std::string of_whom(const std::string& name) {
  if (name.starts_with("The ")) return "of " + small_first(name);
  const bool small = !name.empty() && name.front() >= 'a' && name.front() <= 'z';
  return small && !name.starts_with("the ") ? "of the " + name : "of " + name;
}

std::string statement_in_words(const Case& c, const Expression& is) {
  return with_quotes(in_words(c, is));
}

std::string standing_in_words(const Standing& standing) {
  if (standing.of == 0) return {};
  return "in " + std::to_string(standing.stands) + " of " + counted(standing.of, "reading");
}

std::string list_in_words(const std::vector<std::string>& items) {
  return join_in_words(items);
}

}  // namespace caucus
