// views/<party>.toml, in the order of the case language.
#include "caucus/casefile/values.h"
#include "caucus/casefile/write.h"
#include "caucus/casefile/write_entries.h"

namespace caucus {
namespace {

// A number as it was written under `wants`, where the reader keeps it with its spaces and signs.
TomlValue wanted_number(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return TomlValue::text_of(text);
  return Rational::parse(text) ? TomlValue::written_number(text)
                               : TomlValue::literal(std::string(text));
}

// "42, 56" as written back into its parts.
std::vector<TomlValue> wanted_numbers(std::string_view text) {
  std::vector<TomlValue> items;
  while (true) {
    const std::size_t comma = text.find(", ");
    items.push_back(wanted_number(text.substr(0, comma)));
    if (comma == std::string_view::npos) return items;
    text.remove_prefix(comma + 2);
  }
}

class SheetWriter {
 public:
  SheetWriter(const Case& c, const Sheet& sheet) : case_(c), sheet_(sheet), writer_(c) {}

  std::string write() && {
    frame();
    for (const Position& position : sheet_.positions)
      write_position(position);
    for (const Interest& interest : sheet_.interests)
      write_interest(interest);
    for (const LineKind kind : {LineKind::red_line, LineKind::bottom_line, LineKind::precondition})
      for (const Line& line : sheet_.lines)
        if (line.kind == kind) write_line(line);
    write_preferences(writer_, sheet_.preferences);
    for (const OwnOffer& offer : sheet_.offers) {
      writer_.begin("offer", offer.origin);
      writer_.package("package", offer.package);
      writer_.date("on", offer.on);
      writer_.word("audience", token(offer.audience));
      writer_.end(offer.origin);
    }
    return std::move(writer_.file()).end(sheet_.trailing_comment);
  }

 private:
  void frame() {
    writer_.file().begin("", sheet_.origin.comment);
    writer_.file().add("caucus", TomlValue::literal("1"));
    writer_.word("party", case_.parties[sheet_.party].id);
    if (sheet_.by != "mediator") writer_.word("by", sheet_.by);
    writer_.text("basis", sheet_.basis);
    writer_.date("as_of", sheet_.as_of);
    writer_.end(sheet_.origin);
  }

  TomlValue wanted(const Position& position) const {
    const bool quantity = position.about->total || case_.issues[*position.about->issue].quantity;
    if (quantity && position.wanted_text.find("..") != std::string::npos)
      return TomlValue::text_of(position.wanted_text);
    std::vector<TomlValue> items;
    if (quantity) {
      items = wanted_numbers(position.wanted_text);
    } else {
      for (const OptionIndex option : position.wants)
        items.push_back(writer_.option(*position.about->issue, option));
    }
    return items.size() == 1 ? items.front() : TomlValue::list(std::move(items));
  }

  void write_position(const Position& position) {
    writer_.begin("position", position.origin);
    if (position.about) {
      writer_.word("issue", writer_.id_of(*position.about));
      writer_.file().add("wants", wanted(position));
    } else {
      writer_.rule("is", position.is);
    }
    writer_.date("since", position.since);
    writer_.word("audience", token(position.audience));
    writer_.word("firmness", token(position.firmness));
    writer_.text("wing", position.wing);
    writer_.end(position.origin);
  }

  void write_interest(const Interest& interest) {
    writer_.begin("interest", interest.origin);
    writer_.word("says", interest.says);
    std::vector<std::string> issues;
    for (const IssueId issue : interest.issues)
      issues.push_back(case_.issues[issue].id);
    writer_.file().add_texts("issues", issues);
    writer_.end(interest.origin);
  }

  void write_line(const Line& line) {
    writer_.begin(token(line.kind), line.origin);
    if (is_id(line.id)) writer_.word("id", line.id);  // otherwise it was counted: north.red_line.2
    writer_.rule("is", line.is);
    writer_.text("act", line.act);
    writer_.text("before", line.before);
    writer_.date("met", line.met);
    writer_.text("owner", line.owner);
    writer_.word("sure", token(line.sure));
    writer_.date("since", line.since);
    writer_.word("audience", token(line.audience));
    writer_.end(line.origin);
  }

  const Case& case_;
  const Sheet& sheet_;
  EntryWriter writer_;
};

}  // namespace

std::string write_sheet_toml(const Case& c, const Sheet& sheet) {
  return SheetWriter(c, sheet).write();
}

}  // namespace caucus
