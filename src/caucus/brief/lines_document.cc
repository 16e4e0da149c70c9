// `red-line-register`: every line of every party, from the sheets and from the talks.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/brief/case_as_said.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"
#include "caucus/talks/apply.h"

namespace caucus {
namespace {

constexpr std::array<LineKind, 3> kinds{LineKind::red_line, LineKind::bottom_line,
                                        LineKind::precondition};

std::string heading_of(LineKind kind) {
  switch (kind) {
    case LineKind::red_line:
      return "Red lines";
    case LineKind::bottom_line:
      return "Bottom lines";
    case LineKind::precondition:
      return "Preconditions";
  }
  return "Lines";
}

PageCell words(const std::string& text, Tone tone = Tone::plain) {
  return {{text, {}, tone}};
}

class Register {
 public:
  explicit Register(const DocumentInputs& inputs)
      : inputs_(inputs),
        facts_(book_of(inputs)),
        replaced_(inputs.talks == nullptr ? std::map<std::string, EventIndex>()
                                          : case_as_said(inputs.of, *inputs.talks).replaced) {}

  Document write() && {
    Document made = team_document(inputs_, "Register of lines");
    for (const LineKind kind : kinds)
      section(made, kind);
    made.front = judgements({glance()});
    return with_facts(std::move(made), facts_);
  }

 private:
  std::string party(PartyId id) const { return inputs_.of.parties[id].name; }

  // Where it came from: the sheet it stands on.
  void add_line(PageTable& table, const Sheet& sheet, const Line& line) {
    std::string what = line.is ? statement_in_words(inputs_.of, *line.is) : line.act;
    if (line.is && !line.act.empty()) what += " (" + line.act + ")";
    if (!line.before.empty()) what += "; before " + inputs_.of.name_of(line.before);
    const std::string fact = facts_.find(line.id);
    cited_.push_back(fact);
    unsure_ += line.sure > Sure::likely;
    ++count_;
    const std::string who = party(sheet.party);
    table.rows.push_back(
        {{{"", {as_sentence(what), {fact}}}},
         words(who),
         words(line.owner.empty() ? "not recorded" : inputs_.of.name_of(line.owner)),
         words(words_of(token(line.sure))),
         words(line.since ? short_date(*line.since) : "not recorded"),
         words(standing(line))});
  }

  std::string standing(const Line& line) const {
    const auto later = replaced_.find(line.id);
    if (later != replaced_.end())
      return "replaced by what was said on " +
             short_date(inputs_.talks->effective(later->second).said.day());
    if (line.met) return "met on " + short_date(*line.met);
    if (line.kind == LineKind::precondition) return "not met as far as recorded";
    return "stands, as read into the sheet";
  }

  // A line as the talks have it, with how it moved.
  void add_line(PageTable& table, const LineLife& life) {
    const Talks& talks = *inputs_.talks;
    const EventIndex last = life.history.back();
    const auto& line = std::get<LineEvent>(talks.effective(last).body);
    std::vector<std::string> facts;
    for (const EventIndex event : life.history)
      facts.push_back(event_fact(talks, event));
    if (life.withdrawn) facts.push_back(event_fact(talks, *life.withdrawn));
    cited_.insert(cited_.end(), facts.begin(), facts.end());
    unsure_ += line.sure > Sure::likely;
    ++count_;
    const auto day = [&](EventIndex event) { return talks.effective(event).said.day(); };
    std::string became = life.withdrawn ? "withdrawn on " + short_date(day(*life.withdrawn))
                         : life.history.size() > 1
                             ? "moved " + counted(life.history.size() - 1, "time") + ", last on " +
                                   short_date(day(last))
                             : "stands, as said in the talks";
    table.rows.push_back(
        {{{"", {as_sentence(event_in_words(inputs_.of, talks, last)), std::move(facts)}}},
         words(party(life.party)),
         words(line.owner.empty() ? "not recorded" : inputs_.of.name_of(line.owner)),
         words(words_of(token(line.sure))),
         words(short_date(day(life.history.front()))),
         words(became)});
  }

  void add_act(PageTable& table, const PreconditionLife& life) {
    const Talks& talks = *inputs_.talks;
    const Event& set = talks.effective(life.set);
    const std::string fact = event_fact(talks, life.set);
    std::vector<std::string> facts{fact};
    if (life.last != life.set) facts.push_back(event_fact(talks, life.last));
    cited_.insert(cited_.end(), facts.begin(), facts.end());
    ++count_;
    const bool back = talks.withdrawn.contains(life.set);
    const std::string became = back                                 ? "taken back"
                               : life.step == PreconditionStep::met ? "met"
                               : life.step == PreconditionStep::dropped
                                   ? "dropped"
                                   : "not met as far as recorded";
    const bool later = life.last != life.set;
    table.rows.push_back(
        {{{"", {as_sentence(event_in_words(inputs_.of, talks, life.set)), std::move(facts)}}},
         words(speaker_in_words(inputs_.of, set.who)),
         words("not recorded"),
         words("as said in the talks"),
         words(short_date(set.said.day())),
         words(became + (later ? ", " + short_date(talks.effective(life.last).said.day()) : ""))});
  }

  void section(Document& made, LineKind kind) {
    PageTable table{heading_of(kind),
                    {"Line", "Party", "Set by", "How sure", "Since", "Where it stands"},
                    {},
                    {36, 13, 13, 11, 12, 15}};
    for (const Sheet& sheet : inputs_.of.sheets)
      for (const Line& line : sheet.lines)
        if (line.kind == kind) add_line(table, sheet, line);
    if (inputs_.talks != nullptr) {
      for (const LineLife& life : inputs_.talks->lines)
        if (life.kind == kind) add_line(table, life);
      if (kind == LineKind::precondition)
        for (const PreconditionLife& life : inputs_.talks->preconditions)
          add_act(table, life);
    }
    if (table.rows.empty()) return;
    const std::string anchor = std::string(token(kind)).substr(0, 3) + "-lines";
    made.sections.push_back({anchor, heading_of(kind), {{std::move(table)}}});
  }

  Judgement glance() {
    if (count_ == 0)
      return {{"No line and no precondition is recorded, which does not mean that there is none.",
               {std::string(FactBook::whole)}},
              "",
              ""};
    std::string says = counted(count_, "line") + " and preconditions on record";
    if (count_ == 1) says = "one line or precondition on record";
    if (unsure_ > 0) says += "; " + std::to_string(unsure_) + " of them no more than possible";
    return {{as_sentence(says), cited_},
            "as sure as each row says; who would have to confirm it stands beside it",
            "whoever set the line says otherwise"};
  }

  const DocumentInputs& inputs_;
  const FactBook facts_;
  const std::map<std::string, EventIndex> replaced_;
  std::vector<std::string> cited_;
  std::size_t count_ = 0;
  std::size_t unsure_ = 0;
};

}  // namespace

Document red_line_register(const DocumentInputs& inputs) {
  return Register(inputs).write();
}

}  // namespace caucus
