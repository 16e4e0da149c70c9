#include "caucus/analysis/option_effects.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "caucus/analysis/linear_amount.h"
#include "caucus/analysis/stuck_words.h"
#include "caucus/analysis/wishes.h"
#include "caucus/analysis/worth_tables.h"
#include "caucus/base/text.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

bool meets(const Case& c, const Expression& is, const Package& package) {
  return truth(c, is, package) != Truth::impossible;
}

std::string joined_or(const std::vector<std::string>& items) {
  return join_in_words(items, "or");
}

std::string wanted_in_words(const Case& c, const Position& position) {
  if (position.about && position.about->issue && !position.wants.empty()) {
    std::vector<std::string> names;
    for (OptionIndex option : position.wants)
      names.push_back(option_in_words(c, *position.about->issue, option));
    return joined_or(names);
  }
  if (position.amount && position.about) {
    const std::string& unit = position.about->issue ? c.issues[*position.about->issue].unit
                                                    : c.totals[*position.about->total].unit;
    return interval_in_words(*position.amount, unit);
  }
  return in_words(c, position.is);
}

std::string subject_amount(const Case& c, const Subject& about, const Package& package) {
  if (about.issue)
    return c.issues[*about.issue].name + ": " +
           option_in_words(c, *about.issue, package[*about.issue]);
  const Total& total = c.totals[*about.total];
  return total.name + ": " + interval_in_words(amount(c, total.is, package), total.unit);
}

class EffectWriter {
 public:
  EffectWriter(const Case& c, const Utilities& central, PartyId party, const Package& package)
      : case_(c), central_(central), party_(party), package_(package) {}

  GainsAndGives write() {
    for (const Position* position : positions_now(case_, party_))
      by_position(*position);
    for (IssueId issue : case_.issues.ids())
      if (package_.applies(issue) && !said(Subject{issue, {}})) by_order(issue);
    if (const Sheet* sheet = case_.sheet_of(party_))
      for (const Preference& preference : sheet->preferences.preferences)
        if (preference.about.total && !said(preference.about)) by_total(preference);
    return std::move(found_);
  }

 private:
  bool said(const Subject& about) const {
    return std::find(said_.begin(), said_.end(), about) != said_.end();
  }

  void by_position(const Position& position) {
    const bool met = meets(case_, position.is, package_);
    const std::string wing = position.wing.empty() ? "it" : "its " + case_.name_of(position.wing);
    const std::string asks = position.wing.empty() ? "asks" : "ask";
    if (position.about) {
      said_.push_back(*position.about);
      const std::string term = subject_amount(case_, *position.about, package_);
      if (met)
        by_met(position, term, wing + " " + asks);
      else if (better_than_asked(case_, central_, party_, position, package_))
        found_.gains.push_back(fmt::format("{}, better for it than the {} {} {} for", term,
                                           wanted_in_words(case_, position), wing, asks));
      else
        found_.gives.push_back(fmt::format("{}, where {} {} for {}", term, wing, asks,
                                           wanted_in_words(case_, position)));
    } else if (met) {
      found_.gains.push_back(
          fmt::format("*{}*, as {} {}", in_words(case_, position.is), wing, asks));
    } else {
      found_.gives.push_back(
          fmt::format("not *{}*, which {} {} for", in_words(case_, position.is), wing, asks));
    }
  }

  // What it asks for may hold more and less wished for options: then that is said, and in the last
  // third of its own order the term is no gain.
  void by_met(const Position& position, const std::string& term, const std::string& it_asks) {
    const std::optional<std::vector<std::size_t>> places =
        position.about->issue ? places_of_options(case_, party_, *position.about->issue)
                              : std::nullopt;
    const std::size_t last = places ? *std::max_element(places->begin(), places->end()) : 0;
    const std::size_t place = last > 0 ? (*places)[package_[*position.about->issue]] : 0;
    if (place == 0) {
      found_.gains.push_back(fmt::format("{}, as {}", term, it_asks));
      return;
    }
    const std::string within = fmt::format("{}, within what {} for; its sheet puts {} first", term,
                                           it_asks, first_choice(*position.about->issue, *places));
    (3 * place >= 2 * last ? found_.gives : found_.gains).push_back(within);
  }

  // Near: in the first third of its places. Away: in the last third.
  void by_order(IssueId issue) {
    const auto places = places_of_options(case_, party_, issue);
    if (!places) return;
    const std::size_t last = *std::max_element(places->begin(), places->end());
    if (last == 0) return;
    const std::size_t place = (*places)[package_[issue]];
    const std::string term = subject_amount(case_, Subject{issue, {}}, package_);
    if (place == 0) {
      found_.gains.push_back(term + ", what its sheet puts first");
    } else if (3 * place <= last) {
      found_.gains.push_back(term + ", near what its sheet puts first");
    } else if (3 * place >= 2 * last) {
      found_.gives.push_back(
          fmt::format("{}, where its sheet puts {} first", term, first_choice(issue, *places)));
    }
  }

  std::string first_choice(IssueId issue, const std::vector<std::size_t>& places) const {
    std::vector<std::string> names;
    for (std::size_t o = 0; o < places.size(); ++o)
      if (places[o] == 0)
        names.push_back(option_in_words(case_, issue, static_cast<OptionIndex>(o)));
    return joined_or(names);
  }

  void by_total(const Preference& preference) {
    Rational direction(0);
    if (const auto* monotone = std::get_if<Monotone>(&preference.says))
      direction = Rational(monotone->more ? 1 : -1);
    if (const auto* unit = std::get_if<PointsPerUnit>(&preference.says))
      direction = unit->per_unit * unit->weight;
    if (direction == Rational(0)) return;
    const Total& total = case_.totals[*preference.about.total];
    const std::vector<WorthTable> tables = amount_tables(case_, total.is);
    const Extremes range = extremes(case_, tables);
    if (range.worst == range.best) return;
    const bool more = direction > Rational(0);
    const Rational reached = centre(amount(case_, total.is, package_));
    Rational away = (range.best - reached) / (range.best - range.worst);
    if (!more) away = Rational(1) - away;
    const std::string term = subject_amount(case_, preference.about, package_);
    if (away * Rational(3) <= Rational(1))
      found_.gains.push_back(fmt::format("{}; it prefers {}", term, more ? "more" : "fewer"));
    else if (away * Rational(3) >= Rational(2))
      found_.gives.push_back(fmt::format("{}, where it prefers {}", term, more ? "more" : "fewer"));
  }

  const Case& case_;
  const Utilities& central_;
  PartyId party_;
  const Package& package_;
  std::vector<Subject> said_;
  GainsAndGives found_;
};

// An option that says none by its id or name.
bool says_none(const Option& option) {
  const auto none = [](std::string_view word) {
    return word == "none" || word == "no" || word == "nothing" || word.starts_with("no_") ||
           word.starts_with("no ") || word.starts_with("not_") || word.starts_with("not ") ||
           word.starts_with("none_") || word == "as_now" || word == "unchanged";
  };
  return none(option.id) || none(option.name);
}

std::string category_root(const std::string& category) {
  return category.substr(0, category.find('.'));
}

class RiskWriter {
 public:
  RiskWriter(const Case& c, const Utilities& central, const OptionNote& note)
      : case_(c), central_(central), note_(note) {}

  std::vector<std::string> write() {
    lines();
    moved_away();
    figures();
    holders();
    verifiers();
    phases();
    deadlines();
    return std::move(risks_);
  }

 private:
  void lines() {
    for (const Line* line : lines_not_met(case_, note_.package)) {
      const std::string owner = owner_of(*line);
      if (line->sure == Sure::certain)
        risks_.push_back(fmt::format("It does not meet {}, which is sure to be a line.", owner));
      else
        risks_.push_back(fmt::format("It does not meet {}, which is read as a line ({}).", owner,
                                     token(line->sure)));
    }
  }

  std::string owner_of(const Line& line) const {
    for (const Sheet& sheet : case_.sheets)
      for (const Line& own : sheet.lines)
        if (&own == &line) {
          const std::string& name = case_.parties[sheet.party].name;
          return fmt::format("{}{} *{}*", name, name.ends_with('s') ? "'" : "'s",
                             in_words(case_, *line.is));
        }
    return {};
  }

  // The package meets what a party asked for before, and not what it asks for now.
  void moved_away() {
    for (PartyId party : case_.parties.ids()) {
      const Sheet* sheet = case_.sheet_of(party);
      if (!sheet) continue;
      for (const Position* now : positions_now(case_, party)) {
        if (!only_met_before(case_, central_, party, *now, note_.package)) continue;
        const Position* before = position_before(*sheet, *now);
        risks_.push_back(fmt::format(
            "{} moved: what it asked for on {}, *{}*, this package has; what it asks for since {}, "
            "*{}*, it has not.",
            case_.parties[party].name, to_string(*before->since), in_words(case_, before->is),
            to_string(*now->since), in_words(case_, now->is)));
      }
    }
  }

  void figures() {
    for (QuantityId id : note_.hangs_on) {
      const Quantity& quantity = case_.quantities[id];
      risks_.push_back(fmt::format("Whether it can be kept hangs on a figure that {}: {}, {}.",
                                   quantity.disagree ? "is disputed" : "is not exact",
                                   quantity.name,
                                   interval_in_words(quantity.resolved, quantity.unit)));
    }
  }

  void holders() {
    std::set<std::string> told;
    for (IssueId issue : note_.to_verify) {
      const Issue& about = case_.issues[issue];
      for (const Actor& actor : case_.actors) {
        if (actor.kind != ActorKind::holder) continue;
        const bool owes = about.debtor == actor.id;
        const bool holds = !actor.of.empty() && !about.category.empty() &&
                           category_root(actor.of) == category_root(about.category);
        if ((!owes && !holds) || !told.insert(actor.id).second) continue;
        const std::string name = sentence_name(actor);
        risks_.push_back(
            owes ? fmt::format("{}, no party to the talks, would have to act on *{}*.", name,
                               about.name)
                 : fmt::format("{}, no party to the talks, may hold part of what is owed under "
                               "*{}*.",
                               name, about.name));
      }
    }
  }

  std::string sentence_name(const Actor& actor) const {
    std::string name = actor.name.empty() ? case_.name_of(actor.id) : actor.name;
    return sentence_of(name).substr(0, name.size());
  }

  void verifiers() {
    std::vector<std::string> unnamed;
    for (IssueId issue : note_.to_verify)
      if (case_.issues[issue].verifier.empty())
        unnamed.push_back("*" + case_.issues[issue].name + "*");
    if (!unnamed.empty())
      risks_.push_back(fmt::format("Nobody is named to verify {}.", join_in_words(unnamed)));
  }

  bool in_force(PhaseId phase) const {
    const auto& applies = case_.phases[phase].applies_if;
    return !applies || truth(case_, *applies, note_.package) != Truth::impossible;
  }

  void phases() {
    std::vector<std::string> bare;
    for (PhaseId phase : case_.phases.ids())
      if (in_force(phase) && case_.phases[phase].conditions.empty())
        bare.push_back(case_.phases[phase].name);
    if (!bare.empty())
      risks_.push_back(fmt::format("No condition is written for what must hold before the {}.",
                                   join_in_words(bare)));
  }

  void deadlines() {
    if (!case_.as_of) return;
    std::vector<std::string> passed;
    for (const Deadline& deadline : case_.deadlines) {
      if (deadline.phase && !in_force(*deadline.phase)) continue;
      const std::string name = deadline.name.empty() ? case_.name_of(deadline.id) : deadline.name;
      const std::int64_t days = deadline.date - *case_.as_of;
      if (days < 0)
        passed.push_back(fmt::format("{} ({})", name, to_string(deadline.date)));
      else if (deadline.kind == DeadlineKind::hard)
        risks_.push_back(fmt::format("A hard deadline, {}, is {} days away ({}).", name, days,
                                     to_string(deadline.date)));
    }
    if (!passed.empty())
      risks_.push_back(fmt::format("{} passed without agreement: {}.",
                                   passed.size() == 1 ? "A deadline has" : "Deadlines have",
                                   join_in_words(passed)));
  }

  const Case& case_;
  const Utilities& central_;
  const OptionNote& note_;
  std::vector<std::string> risks_;
};

}  // namespace

GainsAndGives gains_and_gives(const Case& c, const Utilities& central, PartyId party,
                              const Package& package) {
  return EffectWriter(c, central, party, package).write();
}

std::vector<const Line*> lines_not_met(const Case& c, const Package& package) {
  std::vector<const Line*> found;
  for (PartyId party : c.parties.ids()) {
    const Sheet* sheet = c.sheet_of(party);
    if (!sheet) continue;
    for (const Line& line : sheet->lines)
      if (line.is && !line.met && !meets(c, *line.is, package)) found.push_back(&line);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Line* a, const Line* b) { return a->sure < b->sure; });
  return found;
}

std::vector<std::string> positions_not_met(const Case& c, const Package& package) {
  std::vector<std::string> found;
  for (PartyId party : c.parties.ids())
    for (const Position* position : positions_now(c, party))
      if (!meets(c, position->is, package)) found.push_back(position->id);
  return found;
}

bool obliges(const Case& c, const Package& package, IssueId issue) {
  if (!package.applies(issue)) return false;
  const Issue& about = c.issues[issue];
  const Option& option = about.options[package[issue]];
  return about.quantity ? option.value != Rational(0) : !says_none(option);
}

std::vector<IssueId> issues_to_verify(const Case& c, const Package& package) {
  std::vector<IssueId> found;
  for (IssueId issue : c.issues.ids())
    if (!c.issues[issue].debtor.empty() && obliges(c, package, issue)) found.push_back(issue);
  return found;
}

std::vector<QuantityId> figures_it_hangs_on(const Case& c, const Package& package) {
  std::set<QuantityId> found;
  const auto look_at = [&](const Expression& is) {
    if (truth(c, is, package) != Truth::possible) return;
    for (QuantityId quantity : quantities(c, is))
      found.insert(quantity);
  };
  for (const Rule& rule : c.rules)
    look_at(rule.is);
  for (const Sheet& sheet : c.sheets)
    for (const Line& line : sheet.lines)
      if (line.is && !line.met) look_at(*line.is);
  return {found.begin(), found.end()};
}

std::vector<std::string> risks_of(const Case& c, const Utilities& central, const OptionNote& note) {
  return RiskWriter(c, central, note).write();
}

bool only_met_before(const Case& c, const Utilities& central, PartyId party, const Position& now,
                     const Package& package) {
  const Sheet* sheet = c.sheet_of(party);
  const Position* before = sheet ? position_before(*sheet, now) : nullptr;
  return before && meets(c, before->is, package) && !meets(c, now.is, package) &&
         !better_than_asked(c, central, party, now, package);
}

}  // namespace caucus
