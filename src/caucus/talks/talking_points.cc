#include "caucus/talks/talking_points.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/model/words.h"
#include "caucus/talks/event_text.h"
#include "caucus/talks/view_text.h"

namespace caucus {
namespace {

using Point = Labelled<TalkingPoint>;
using Section = std::pair<TalkingSection, std::vector<TalkingPoint>>;

// Gathers labelled points, section by section, from what the keeper has seen.
class Writer {
 public:
  Writer(const Case& c, const ViewKeeper& keeper)
      : case_(c), keeper_(keeper), view_(keeper.view()) {}

  Labelled<TalkingPoints> page(const std::vector<Statement>& added) {
    for (const TermsSeen& terms : view_.terms)
      on_the_table(terms);
    for (SeenNumber number : view_.in_time) {
      passed_on(view_.at(number));
      asked(view_.at(number));
    }
    text();
    deadlines();
    for (const Statement& statement : added)
      add(TalkingSection::added, statement.map([](const std::string& says) {
        return TalkingPoint{says, "", {}};
      }));
    return whole();
  }

 private:
  void add(TalkingSection section, Point point) {
    points_.at(static_cast<std::size_t>(section)).push_back(std::move(point));
  }

  // The label of an entry: the words behind it, in the form in which they came.
  Label label_of(const Seen& seen) const {
    const bool named = seen.as != SeenAs::released || !seen.who.empty();
    return Label::of_event(keeper_.source_of(seen.number).source, seen.form, named);
  }

  std::string source(const Seen& seen) const {
    return fmt::format("{} (entry {})", to_string(seen.when.day()), seen.number);
  }

  void on_the_table(const TermsSeen& terms) {
    if (!is_open(view_, terms)) return;
    const Seen& seen = view_.at(terms.entry);
    std::string says = in_words(case_, seen.terms);
    if (!seen.text.empty()) says += (says.empty() ? "" : "; ") + quoted_text(seen.text);
    if (!seen.more.empty()) says += "; if " + quoted_text(seen.more);
    if (seen.date) says += "; open until " + to_string(*seen.date);
    says += "; " + standing_in_words(case_, view_, terms);
    add(TalkingSection::on_the_table, Point({says, source(seen), seen.number}, label_of(seen)));
  }

  void passed_on(const Seen& seen) {
    if (seen.as != SeenAs::released || seen.withdrawn) return;
    if (seen.kind == EventKind::release && seen.text.empty()) return;
    add(TalkingSection::passed_on,
        Point({seen_in_words(case_, seen), source(seen), seen.number}, label_of(seen)));
  }

  void asked(const Seen& seen) {
    const bool question = seen.kind == EventKind::message && seen.word == "question" &&
                          (seen.as == SeenAs::said_to_it || seen.as == SeenAs::put);
    if (!question || seen.withdrawn || answered(seen.number)) return;
    add(TalkingSection::asked,
        Point({quoted_text(seen.text), source(seen), seen.number}, label_of(seen)));
  }

  // Whether the party has said anything in reply.
  bool answered(SeenNumber question) {
    if (!replies_known_) {
      for (const Seen& seen : view_.entries)
        if (seen.as == SeenAs::own)
          replied_.insert(replied_.end(), seen.about.begin(), seen.about.end());
      std::sort(replied_.begin(), replied_.end());
      replies_known_ = true;
    }
    return std::binary_search(replied_.begin(), replied_.end(), question);
  }

  void text() {
    if (view_.drafts.empty()) return;
    const DraftSeen& draft = view_.drafts.back();
    const Seen& seen = view_.at(draft.entry);
    if (draft.final_question && !draft.final_answer) {
      const Seen& question = view_.at(*draft.final_question);
      add(TalkingSection::text,
          Point({"your final answer is awaited", source(question), question.number},
                Label::of_event(keeper_.source_of(question.number).source)));
    }
    if (draft.supervised && draft.returned) return;
    for (const ClauseSeen& clause : draft.clauses)
      add(TalkingSection::text, Point({fmt::format("draft {}, clause {}: {}", draft.number,
                                                   shown(clause.id), quoted_text(clause.text)),
                                       source(seen), seen.number},
                                      label_of(seen)));
    for (SeenNumber number : draft.critiques) {
      const Seen& critique = view_.at(number);
      if (critique.withdrawn) continue;
      add(TalkingSection::text,
          Point({fmt::format("your critique of clause {}: {}", shown(critique.name),
                             quoted_text(critique.text)),
                 source(critique), critique.number},
                label_of(critique)));
    }
  }

  void deadlines() {
    for (const DeadlineSeen& deadline : view_.deadlines) {
      if (deadline.passed || !deadline.date || *deadline.date < view_.day) continue;
      const std::string says =
          fmt::format("{}: {} ({}, in {})", shown(case_.name_of(deadline.id)),
                      to_string(*deadline.date), token(deadline.kind),
                      counted(static_cast<std::uint64_t>(*deadline.date - view_.day), "day"));
      if (deadline.heard)
        add(TalkingSection::deadlines,
            Point({says, source(view_.at(*deadline.heard)), *deadline.heard},
                  label_of(view_.at(*deadline.heard))));
      else
        add(TalkingSection::deadlines, Point({says, "known to all", {}}, Label()));
    }
  }

  Labelled<TalkingPoints> whole() {
    std::vector<Labelled<Section>> sections;
    for (std::size_t at = 0; at < points_.size(); ++at) {
      if (points_[at].empty()) continue;
      sections.push_back(gather(std::move(points_[at])).map([&](const auto& points) {
        return Section{static_cast<TalkingSection>(at), points};
      }));
    }
    return gather(std::move(sections)).map([&](const std::vector<Section>& all) {
      return TalkingPoints{view_.party, view_.day, all};
    });
  }

  const Case& case_;
  const ViewKeeper& keeper_;
  const PartyView& view_;
  std::array<std::vector<Point>, talking_section_count> points_;
  std::vector<SeenNumber> replied_;
  bool replies_known_ = false;
};

}  // namespace

Checked<TalkingPoints> talking_points(const Case& c, const Talks& talks, const ViewKeeper& keeper,
                                      const std::vector<Statement>& added) {
  return LeakCheck(c, talks, keeper).release(talking_points_before_check(c, keeper, added));
}

Labelled<TalkingPoints> talking_points_before_check(const Case& c, const ViewKeeper& keeper,
                                                    const std::vector<Statement>& added) {
  return Writer(c, keeper).page(added);
}

Checked<TalkingPoints> talking_points(const Case& c, const Talks& talks,
                                      const TalkingPointsFor& wanted) {
  ViewKeeper keeper(c, wanted.party);
  keeper.follow(talks);
  keeper.set_day(wanted.day);
  return talking_points(c, talks, keeper, wanted.added);
}

std::vector<std::string> text_for(const Case& c, PartyId party,
                                  const Releasable<TalkingPoints>& page) {
  const TalkingPoints& points = page.value_for(party);
  std::vector<std::string> lines{fmt::format("Talking points for {}, {}",
                                             shown(c.parties[party].name), to_string(points.day))};
  for (const auto& [section, of_section] : points.sections) {
    lines.emplace_back(heading(section));
    for (const TalkingPoint& point : of_section)
      lines.push_back(
          fmt::format("  {}{}", point.says, point.source.empty() ? "" : " [" + point.source + "]"));
  }
  return lines;
}

std::string_view heading(TalkingSection section) {
  static constexpr std::array<std::string_view, talking_section_count> words{
      "On the table", "Passed on to you", "Asked of you", "The text", "Deadlines", "Also"};
  return words.at(static_cast<std::size_t>(section));
}

std::string_view token(TalkingSection section) {
  static constexpr std::array<std::string_view, talking_section_count> words{
      "on_the_table", "passed_on", "asked", "text", "deadlines", "added"};
  return words.at(static_cast<std::size_t>(section));
}

}  // namespace caucus
