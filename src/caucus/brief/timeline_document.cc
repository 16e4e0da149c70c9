// `timeline`: what was said and done, day by day, and what it led to.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"
#include "caucus/model/words.h"
#include "caucus/talks/timeline.h"

namespace caucus {
namespace {

struct Row {
  Date day;
  Sentence says;
  std::string before;  // whom it was said before
  std::string led_to;
  bool corrected = false;
};

class Days {
 public:
  explicit Days(const DocumentInputs& inputs) : inputs_(inputs), facts_(book_of(inputs)) {}

  Document write() && {
    if (inputs_.talks != nullptr) entries();
    if (rows_.empty()) {
      for (const Sheet& sheet : inputs_.of.sheets)
        dated_of(sheet);
      for (std::size_t at = 0; at < inputs_.of.states.size(); ++at)
        state(at);
    }
    deadlines();
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Row& a, const Row& b) { return a.day < b.day; });
    Document made = team_document(inputs_, "Timeline");
    made.front.push_back(paragraph_of({glance()}));
    by_month(made);
    made.calendar = calendar_of(inputs_);
    made = with_facts(std::move(made), facts_);
    // The row has the words already.
    for (Fact& fact : made.facts)
      if (const auto place = fact.id.find("event."); place == 0) fact.says = "Entry of the talks.";
    return made;
  }

 private:
  std::string audience(const Event& event) const {
    if (event.in_public) return "in public";
    std::vector<std::string> names;
    for (const std::string& one : event.to)
      names.push_back(speaker_in_words(inputs_.of, one));
    return names.empty() ? "the mediator" : list_in_words(names);
  }

  void entries() {
    const Talks& talks = *inputs_.talks;
    for (const TimelineEntry& entry : timeline(inputs_.of, talks)) {
      if (talks.is_correction(entry.event)) continue;
      const Event& event = talks.effective(entry.event);
      std::string led = entry.outcome == "noted" ? "" : words_of(entry.outcome);
      if (entry.replaced_by) led += (led.empty() ? "" : "; ") + std::string("as corrected later");
      if (talks.is_taken_out(entry.event))
        led += (led.empty() ? "" : "; ") + std::string("taken out");
      const bool note = kind_of(event) == EventKind::note;
      rows_.push_back({event.said.day(),
                       {as_sentence(event_in_words(inputs_.of, talks, entry.event)),
                        {event_fact(talks, entry.event)}},
                       note ? "the team\u2019s own" : audience(event),
                       led,
                       entry.replaced_by.has_value()});
    }
  }

  void dated_of(const Sheet& sheet) {
    const std::string party = inputs_.of.parties[sheet.party].name;
    for (const Position& position : sheet.positions)
      if (position.since)
        rows_.push_back(
            {*position.since,
             {as_sentence(party + " asked for: " + statement_in_words(inputs_.of, position.is)),
              {facts_.find(position.id)}},
             position.audience == Audience::public_ ? "in public" : "not in public",
             position.audience == Audience::inferred ? "a reading" : ""});
    for (const OwnOffer& offer : sheet.offers)
      if (offer.on)
        rows_.push_back({*offer.on,
                         {as_sentence(party + " put or accepted: " +
                                      with_quotes(in_words(inputs_.of, offer.package))),
                          {facts_.find(offer.id)}},
                         offer.audience == Audience::public_ ? "in public" : "not in public",
                         ""});
  }

  void state(std::size_t at) {
    const StateChange& change = inputs_.of.states[at];
    rows_.push_back({change.on,
                     {as_sentence((change.expected ? "Expected: " : "The talks: ") +
                                  words_of(token(change.is)) +
                                  (change.because.empty() ? "" : ". " + change.because)),
                      {"state." + std::to_string(at + 1)}},
                     "",
                     ""});
  }

  void deadlines() {
    for (const Deadline& deadline : inputs_.of.deadlines)
      rows_.push_back(
          {deadline.date,
           {as_sentence("Deadline: " + deadline.name), {facts_.find("deadline." + deadline.id)}},
           "",
           std::string(token(deadline.kind)) + " deadline"});
  }

  Sentence glance() const {
    if (rows_.empty()) return {"Nothing with a date is recorded.", {std::string(FactBook::whole)}};
    std::string says = counted(rows_.size(), "entry", "entries") + ", from " +
                       date_in_words(rows_.front().day) + " to " + date_in_words(rows_.back().day);
    return {as_sentence(says), rows_.front().says.facts};
  }

  void by_month(Document& made) const {
    for (const Row& row : rows_) {
      std::string month = date_in_words(row.day);
      month.erase(0, month.find(' ') + 1);
      if (made.sections.empty() || made.sections.back().title != month) {
        PageTable table{
            month, {"Day", "What was said or done", "Before whom", "Led to"}, {}, {13, 57, 14, 16}};
        made.sections.push_back({"month-" + letters(made.sections.size()), month, {{table}}});
      }
      auto& table = std::get<PageTable>(made.sections.back().blocks.front().is);
      table.rows.push_back({{{short_date(row.day), {}}},
                            {{"", row.says}},
                            {{row.before, {}}},
                            {{row.led_to, {}, row.corrected ? Tone::mark : Tone::plain}}});
    }
  }

  // "a", "b" ... "z", "aa": an anchor has letters only.
  static std::string letters(std::size_t at) {
    std::string name(1, static_cast<char>('a' + at % 26));
    return at < 26 ? name : letters(at / 26 - 1) + name;
  }

  const DocumentInputs& inputs_;
  const FactBook facts_;
  std::vector<Row> rows_;
};

}  // namespace

Document timeline_document(const DocumentInputs& inputs) {
  return Days(inputs).write();
}

}  // namespace caucus
