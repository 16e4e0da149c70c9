// One sheet: positions, interests, lines, preconditions and own offers.
#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/positions.h"
#include "caucus/casefile/reading.h"

namespace caucus {
namespace {

class SheetReader {
 public:
  SheetReader(Reading& reading, const FileEntries& entries, Sheet& sheet)
      : reading_(reading), entries_(entries), sheet_(sheet) {}

  void read() {
    each("position", [this](const Entry& entry, std::string id) { position(entry, id); });
    each("interest", [this](const Entry& entry, std::string id) { interest(entry, id); });
    for (const LineKind kind : {LineKind::red_line, LineKind::bottom_line, LineKind::precondition})
      each(token(kind), [&](const Entry& entry, std::string id) { line(entry, id, kind); });
    each("offer", [this](const Entry& entry, std::string id) { offer(entry, id); });
    read_preferences(reading_, entries_, sheet_);
  }

 private:
  template <class Read>
  void each(std::string_view kind, const Read& read) {
    std::size_t number = 0;
    for (const Entry& entry : entries_.of(kind))
      read(entry, fmt::format("{}.{}.{}", party(), kind, ++number));
  }

  std::string party() const { return entries_.top().text("party"); }

  void position(const Entry& entry, const std::string& id) {
    Position position;
    position.id = id;
    if (!entry.has("is") && !(entry.has("issue") && entry.has("wants"))) {
      const char* lacking = !entry.has("issue") ? "issue" : "wants";
      reading_.fault(entry.place(), FaultKind::missing_key,
                     fmt::format("this [[position]] has no `{}`", lacking),
                     "write `issue` and `wants`, or `is` with a rule");
      return;
    }
    if (entry.has("is")) {
      entry.need_exactly_one({"is", entry.has("wants") ? "wants" : "issue"}, reading_.log);
      std::optional<Expression> is = reading_.rule_of(entry, "is");
      if (!is) return;
      position.is = *std::move(is);
      position.wanted_text = position.is.text;
    } else {
      const std::optional<Subject> about = reading_.subject_of(entry.text("issue"));
      const TomlNode* wants = entry.get("wants");
      if (!about || wants == nullptr) return;
      std::optional<Wanted> wanted = read_wanted(reading_, *about, *wants);
      if (!wanted) return;
      position.about = about;
      position.wants = std::move(wanted->options);
      position.amount = wanted->amount;
      position.is = std::move(wanted->is);
      position.wanted_text = std::move(wanted->text);
    }
    position.since = entry.date("since");
    position.audience = entry.word("audience", Audience::inferred);
    position.firmness = entry.word("firmness", Firmness::firm);
    position.wing = entry.text("wing");
    position.origin = reading_.origin_of(entry);
    sheet_.positions.push_back(std::move(position));
  }

  void interest(const Entry& entry, const std::string& id) {
    Interest interest{id, entry.text("says"), {}, reading_.origin_of(entry)};
    for (const std::string& issue : entry.texts("issues"))
      if (const auto at = reading_.names.find(NameSpace::issue, issue))
        interest.issues.push_back(IssueId(*at));
    sheet_.interests.push_back(std::move(interest));
  }

  void line(const Entry& entry, const std::string& id, LineKind kind) {
    const bool precondition = kind == LineKind::precondition;
    if (precondition && !entry.has("is") && !entry.has("act")) {
      reading_.fault(entry.place(), FaultKind::missing_key,
                     "this [[precondition]] has neither `is` nor `act`",
                     "write a rule, or what has to be done first in words");
      return;
    }
    Line line;
    line.kind = kind;
    line.id = entry.get("id") == nullptr ? id : entry.text("id");
    if (entry.get("id") != nullptr && is_taken(entry)) return;
    line.is = reading_.rule_of(entry, "is");
    if (precondition) {
      line.act = entry.text("act");
      line.before = entry.text("before");
      line.met = entry.date("met");
    }
    line.owner = entry.text("owner");
    line.sure = entry.word("sure", Sure::likely);
    line.since = entry.date("since");
    line.audience = entry.word("audience", Audience::inferred);
    line.origin = reading_.origin_of(entry);
    sheet_.lines.push_back(std::move(line));
  }

  // Reports name lines by their ids. Two sheets of one party may use the same ones: analysis reads
  // one of the two.
  bool is_taken(const Entry& entry) {
    const Reading::LinePlace here{entry.place(), sheet_.party};
    const auto [first, added] = reading_.line_places.try_emplace(entry.text("id"), here);
    if (added || (first->second.party == here.party && first->second.place.file != here.place.file))
      return false;
    const Place& place = first->second.place;
    reading_.fault(entry.place("id"), FaultKind::duplicate_id,
                   fmt::format("{} is already defined at {}:{}", in_quotes(entry.text("id")),
                               reading_.c.files[place.file], place.line),
                   "give one of them another id");
    return true;
  }

  void offer(const Entry& entry, const std::string& id) {
    std::optional<PartialPackage> package = reading_.package_of(entry, "package");
    if (!package) return;
    sheet_.offers.push_back({id, *std::move(package), entry.date("on"),
                             entry.word("audience", Audience::private_),
                             reading_.origin_of(entry)});
  }

  Reading& reading_;
  const FileEntries& entries_;
  Sheet& sheet_;
};

Origin origin_of_sheet(const Reading& reading, const FileEntries& entries) {
  const Entry& top = entries.top();
  const TomlDocument& document = entries.document();
  Origin origin;
  origin.place = {document.file, 1, 1};
  origin.sources = reading.sources_of(top);
  origin.note = top.text("note");
  origin.comment = leading_comment(document.source);
  return origin;
}

}  // namespace

void read_sheet(Reading& reading, const FileEntries& entries) {
  const Entry& top = entries.top();
  const auto party = reading.names.find(NameSpace::party, top.text("party"));
  // A sheet of nobody is read all the same, for its faults.
  Sheet sheet{PartyId(party.value_or(0)), "mediator", {}, {}, {}, {}, {}, {}, {}, {}};
  if (top.get("by") != nullptr) sheet.by = top.text("by");
  sheet.basis = top.text("basis");
  sheet.as_of = top.date("as_of");
  sheet.origin = origin_of_sheet(reading, entries);
  sheet.trailing_comment = trailing_comment(entries.document().source);
  SheetReader(reading, entries, sheet).read();
  if (!party) return;
  for (const Sheet& other : reading.c.sheets)
    if (other.party == sheet.party && other.by == sheet.by) {
      reading.fault(top.place("party"), FaultKind::duplicate_id,
                    fmt::format("{} already has a sheet by {}: {}", in_quotes(top.text("party")),
                                in_quotes(sheet.by), reading.c.files[other.origin.place.file]),
                    "write another name as `by`");
      return;
    }
  reading.c.sheets.push_back(std::move(sheet));
}

}  // namespace caucus
