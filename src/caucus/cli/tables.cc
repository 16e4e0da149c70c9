#include "caucus/cli/tables.h"

#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/model/words.h"

namespace caucus {

namespace {

// Its width: what does not fit beside the other columns cannot be wrapped either.
std::size_t longest_word(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    longest = std::max(longest, display_width(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return longest;
}

}  // namespace

std::string table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (at == widths.size()) widths.push_back(0);
      widths[at] = std::max(widths[at], display_width(row[at]));
    }
  std::size_t indent = 2;
  for (std::size_t at = 0; at + 1 < widths.size(); ++at)
    indent += widths[at] + 2;
  std::string text;
  for (const auto& row : rows) {
    std::string head = "  ";
    for (std::size_t at = 0; at + 1 < row.size(); ++at)
      head += pad_right(row[at], widths[at]) + "  ";
    // A last column that would begin too far to the right starts on a line of its own.
    const bool narrow =
        indent + std::max<std::size_t>(20, longest_word(row.back())) <= table_columns;
    std::string last = wrap(row.back(), table_columns, narrow ? indent : 6);
    text += narrow ? last.replace(0, indent, head) : head + "\n" + last;
    text += "\n";
  }
  return text;
}

std::string package_block(const Case& c, const Package& package) {
  std::string text;
  for (IssueId issue : c.issues.ids()) {
    if (!package.applies(issue)) continue;
    text += wrap(c.issues[issue].name + ": " + option_in_words(c, issue, package[issue]),
                 table_columns, 4) +
            "\n";
  }
  return text;
}

std::string list_item(std::string_view words) {
  std::string wrapped = wrap(words, table_columns, 4);
  return wrapped.replace(0, 4, "  - ") + "\n";
}

std::string line_of(std::string_view words) {
  return wrap(words, table_columns, 4).erase(0, 4) + "\n";
}

std::string utility_text(const Rational& utility) {
  return utility.to_decimal(3);
}

std::string utility_notes(const Case& c, const RoomAnswer& answer) {
  std::string text;
  const Room& room = answer.room;
  for (std::size_t at = 0; at < room.parties.size(); ++at) {
    const std::string& name = c.parties[room.parties[at]].name;
    if (answer.central[at].kind == UtilityKind::central)
      text += list_item(name + ": the sheet is vague; the numbers are its central reading.");
    if (room.reservation_assumed[at])
      text += list_item(name + ": the worth of no agreement is not stated; 0 is assumed.");
  }
  for (PartyId party : c.parties.ids())
    if (std::find(room.parties.begin(), room.parties.end(), party) == room.parties.end())
      text +=
          list_item(c.parties[party].name + ": no preferences are known; only its lines count.");
  return text.empty() ? text : "\nTo read the numbers:\n" + text;
}

std::string method_line(const Method& method) {
  std::string text = "Method: " + method.name + (method.complete ? ", complete" : ", not complete");
  if (!method.note.empty()) text += ": " + method.note;
  return wrap(text + ".", table_columns) + "\n";
}

}  // namespace caucus
