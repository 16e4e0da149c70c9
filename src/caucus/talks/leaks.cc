#include "caucus/talks/leaks.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

// One source of one statement.
struct Use {
  SourceRef source;
  std::uint32_t statement = 0;

  friend auto operator<=>(const Use&, const Use&) = default;
};
constexpr std::uint32_t of_title = 0xFFFF'FFFF;

// Whether a sheet was written by the party itself, or by a part of it.
bool wrote(const Case& c, const Sheet& sheet, PartyId party) {
  return speaker_of(c, sheet.by).party == party;
}

bool is_public(const Sheet& sheet, const SourceRef& source) {
  if (source.kind == SourceKind::position)
    return sheet.positions.at(source.part).audience == Audience::public_;
  if (source.kind == SourceKind::line)
    return sheet.lines.at(source.part).audience == Audience::public_;
  return false;
}

// The strongest form in which the words may be passed on, on that day.
PassOnForm permitted_now(const Case& c, const PassOn& permission, PartyId party, Date day) {
  for (PassOnForm form : {PassOnForm::verbatim, PassOnForm::paraphrase,
                          PassOnForm::as_mediator_idea, PassOnForm::as_question})
    if (permits(permission, {form, c.parties[party].id, false}, day)) return form;
  return PassOnForm::hold;
}

}  // namespace

std::optional<Leak> LeakCheck::event_leak(const SourceRef& source) const {
  const auto grant = keeper_.grant_of(source.index);
  const bool known = grant && grant->form != PassOnForm::hold;
  // That something exists is known with whatever the party has been given of it, if it knows whose
  // it was.
  const bool act = source.kind == SourceKind::hidden_act;
  const bool whose = act || source.attributed;
  const PassOnForm wanted = act ? PassOnForm::paraphrase : source.form;
  const bool in_form = known && grant->form <= wanted;
  const bool named = known && (!whose || grant->attributed <= wanted);
  if (in_form && named && !grant->given_back) return std::nullopt;

  const Event& event = talks_.effective(source.index);
  Leak leak;
  leak.source = source;
  leak.day = event.said.day();
  leak.who = event.who;
  const bool of_party = caucus_of(case_, event).has_value();
  leak.why = in_form && named ? LeakWhy::given_back
             : in_form        ? LeakWhy::not_attributed
             : known          ? LeakWhy::released_weaker
             : of_party       ? LeakWhy::in_confidence
                              : LeakWhy::mediators_own;
  leak.permitted =
      permitted_now(case_, talks_.permission_of(source.index), keeper_.party(), keeper_.view().day);
  return leak;
}

std::optional<Leak> LeakCheck::sheet_leak(const SourceRef& source) const {
  const Sheet& sheet = case_.sheets.at(source.index);
  if (wrote(case_, sheet, keeper_.party()) || is_public(sheet, source)) return std::nullopt;
  Leak leak;
  leak.source = source;
  leak.why = LeakWhy::reading_of_party;
  leak.day = sheet.as_of;
  leak.who = case_.parties[sheet.party].id;
  return leak;
}

std::optional<Leak> LeakCheck::leak_of(const SourceRef& source) const {
  const bool of_talks = source.kind == SourceKind::event || source.kind == SourceKind::hidden_act;
  return of_talks ? event_leak(source) : sheet_leak(source);
}

std::vector<Leak> LeakCheck::leaks(const LabelledDocument& document) const {
  std::vector<Use> uses;
  for (const SourceRef& source : document.title.label().sources())
    uses.push_back({source, of_title});
  for (std::uint32_t at = 0; at < document.statements.size(); ++at)
    for (const SourceRef& source : document.statements[at].label().sources())
      uses.push_back({source, at});
  std::sort(uses.begin(), uses.end());
  std::vector<Leak> found;
  for (auto use = uses.begin(); use != uses.end();) {
    auto leak = leak_of(use->source);
    const SourceRef source = use->source;
    for (; use != uses.end() && use->source == source; ++use) {
      if (!leak) continue;
      if (use->statement == of_title)
        leak->in_title = true;
      else
        leak->statements.push_back(use->statement);
    }
    if (leak) found.push_back(std::move(*leak));
  }
  std::stable_sort(found.begin(), found.end(), [](const Leak& a, const Leak& b) {
    const auto order = [](const Leak& leak) {
      const bool of_talks =
          leak.source.kind == SourceKind::event || leak.source.kind == SourceKind::hidden_act;
      return std::pair(!of_talks, leak.source.index);
    };
    return order(a) < order(b);
  });
  return found;
}

std::vector<Leak> LeakCheck::leaks(const Label& label) const {
  LabelledDocument document;
  document.statements.emplace_back("", label);
  return leaks(document);
}

Checked<PlainDocument> LeakCheck::release(const LabelledDocument& document) const {
  Checked<PlainDocument> checked{std::nullopt, leaks(document)};
  if (!checked.leaks.empty()) return checked;
  PlainDocument plain{document.title.value_, {}};
  for (const Statement& statement : document.statements)
    plain.statements.push_back(statement.value_);
  checked.given = Releasable<PlainDocument>(std::move(plain), keeper_.party());
  return checked;
}

std::vector<Leak> leaks(const Case& c, const Talks& talks, const LabelledDocument& document,
                        PartyId party) {
  ViewKeeper keeper(c, party);
  keeper.follow(talks);
  if (!talks.events.empty()) keeper.set_day(talks.events.back().said.day());
  return LeakCheck(c, talks, keeper).leaks(document);
}

std::string to_string(const Leak& leak) {
  std::string where = leak.in_title ? "title" : "";
  for (std::uint32_t at : leak.statements)
    where += fmt::format("{}{}", where.empty() ? "statement " : ", ", at + 1);
  const bool reading = leak.why == LeakWhy::reading_of_party;
  const std::string who = (reading ? "reading of " : "") + shown(leak.who);
  return fmt::format("{}{}: {}{}{}", leak.day ? to_string(*leak.day) + " " : "", who,
                     sentence(leak.why), where.empty() ? "" : "; ", where);
}

std::string_view token(LeakWhy why) {
  static constexpr std::array<std::string_view, 6> words{"in_confidence",  "released_weaker",
                                                         "not_attributed", "mediators_own",
                                                         "given_back",     "reading_of_party"};
  return words.at(static_cast<std::size_t>(why));
}

std::string_view sentence(LeakWhy why) {
  static constexpr std::array<std::string_view, 6> sentences{
      "said in confidence, nothing of it released", "released only in a weaker form",
      "released without saying whose it is",        "the mediator's own",
      "read under supervision and given back",      "a reading, which is its writer's alone"};
  return sentences.at(static_cast<std::size_t>(why));
}

}  // namespace caucus
