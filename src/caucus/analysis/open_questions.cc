// Questions for the next meeting, those first whose answer would tell most: what decides whether
// there is room, then what decides which options are acceptable, then what nobody has said yet.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "caucus/analysis/find_package.h"
#include "caucus/analysis/option_effects.h"
#include "caucus/analysis/options_note.h"
#include "caucus/analysis/stuck_words.h"
#include "caucus/analysis/weight_splits.h"
#include "caucus/analysis/wishes.h"
#include "caucus/base/text.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

constexpr std::uint64_t steps_max = 500'000;
constexpr std::size_t questions_max = 10;
constexpr std::size_t ways_tested = 3;

// In the order of how much an answer tells where nothing else decides.
enum class QuestionKind {
  unsure_line,
  blocking_line,
  weights,
  no_agreement,
  preferences,
  figure,
  exchange,
  moved,
  verifier,
  position,
  act,
  approval,
};
constexpr std::array<std::size_t, 12> most_of_kind{3, 3, 2, 2, 2, 2, 3, 2, 1, 2, 2, 1};

struct RankedQuestion {
  QuestionKind kind;
  double tells;  // larger is first; of no meaning beyond the order
  OpenQuestion question;
};

class QuestionFinder {
 public:
  QuestionFinder(const Case& c, const OptionInputs& in, const std::vector<OptionNote>& options,
                 const CancelToken& cancel)
      : case_(c), in_(in), options_(options), cancel_(cancel) {}

  std::vector<OpenQuestion> find() {
    unsure_lines();
    blocking_lines();
    weights_and_reservations();
    figures();
    exchanges();
    moved_positions();
    verifiers();
    unknown_positions();
    acts();
    approvals();
    std::stable_sort(found_.begin(), found_.end(),
                     [](const auto& a, const auto& b) { return a.tells > b.tells; });
    std::vector<OpenQuestion> first;
    std::array<std::size_t, most_of_kind.size()> of_kind{};
    for (RankedQuestion& ranked : found_) {
      const auto kind = static_cast<std::size_t>(ranked.kind);
      if (first.size() == questions_max || of_kind[kind] == most_of_kind[kind]) continue;
      ++of_kind[kind];
      first.push_back(std::move(ranked.question));
    }
    return first;
  }

 private:
  void ask(QuestionKind kind, double tells, OpenQuestion question) {
    found_.push_back({kind, tells, std::move(question)});
  }

  const Party& party(PartyId id) const { return case_.parties[id]; }

  static std::string fact_of(std::string_view kind, std::string_view id) {
    return fmt::format("{}.{}", kind, id);
  }

  // Lines too unsure to stand: would they close the zone, or what the relaxations open?
  void unsure_lines() {
    std::vector<Demand> all;
    for (const Demand& demand : in_.stuck.demands)
      if (demand.kind != DemandKind::position) all.push_back(demand);
    const std::size_t standing = all.size();
    std::vector<const Line*> lines;
    for (PartyId id : case_.parties.ids()) {
      const Sheet* sheet = case_.sheet_of(id);
      if (!sheet) continue;
      for (const Line& line : sheet->lines) {
        const bool stands = std::any_of(all.begin(), all.end(),
                                        [&](const Demand& demand) { return demand.id == line.id; });
        if (!line.is || line.met || stands || line.sure < Sure::possible) continue;
        lines.push_back(&line);
        all.push_back({line.id, DemandKind::red_line, id, line.owner, line.is, line.sure,
                       Firmness::fixed, "", &line.origin});
      }
    }
    if (lines.empty() || in_.stuck.rules_leave_nothing) return;
    const Problem exact = problem(case_, in_.central, all);
    const std::vector<DemandMask> open = open_masks(exact.space->demands, standing);
    for (std::size_t k = 0; k < lines.size(); ++k)
      ask_about_unsure(exact, open, standing + k, *lines[k]);
  }

  // The demands that leave room: all that stand, or all but one of the cheapest relaxations.
  std::vector<DemandMask> open_masks(const std::vector<Demand>& all, std::size_t standing) const {
    DemandMask mask(all.size(), false);
    for (std::size_t d = 0; d < standing; ++d)
      mask[d] = true;
    if (in_.stuck.package) return {mask};
    std::vector<DemandMask> masks;
    for (const Relaxation& relaxation : in_.stuck.relaxations) {
      if (masks.size() == ways_tested) break;
      masks.push_back(mask);
      for (std::size_t d = 0; d < standing; ++d)
        for (std::size_t lifted : relaxation.demands)
          if (in_.stuck.demands[lifted].id == all[d].id) masks.back()[d] = false;
    }
    return masks;
  }

  void ask_about_unsure(const Problem& exact, const std::vector<DemandMask>& open,
                        std::size_t demand, const Line& line) {
    std::size_t closed = 0;
    for (DemandMask mask : open) {
      mask[demand] = true;
      SearchOptions options;
      options.steps_max = steps_max;
      if (find_package(exact, mask, options, cancel_).finding == Finding::none) ++closed;
    }
    if (closed == 0) return;
    asked_.insert({exact.space->demands[demand].party, in_words(case_, *line.is)});
    const Party& owner = party(exact.space->demands[demand].party);
    std::string because = closes_in_words(closed, open.size());
    because += fmt::format(" It is only read as {}.", token(line.sure));
    ask(QuestionKind::unsure_line,
        90 + 10.0 * static_cast<double>(closed) / static_cast<double>(open.size()),
        {owner.id,
         fmt::format("Is *{}* something {} could not agree without, or what it asks for now?",
                     in_words(case_, *line.is), owner.name),
         because,
         {line.id}});
  }

  std::string closes_in_words(std::size_t closed, std::size_t of) const {
    if (in_.stuck.package)
      return "If it is a line, no package meets all demands; if it is not, there is room.";
    if (of == 1) return "If it is a line, the way out that was found no longer makes room.";
    if (closed == of)
      return fmt::format("If it is a line, none of the {} cheapest ways out makes room.",
                         count_word(of));
    return fmt::format("If it is a line, {} of the {} cheapest ways out no longer {} room.",
                       count_word(closed), count_word(of), closed == 1 ? "makes" : "make");
  }

  // The demands in the most sticking points.
  void blocking_lines() {
    const std::size_t points = in_.stuck.sticking_points.size();
    for (std::size_t d = 0; d < in_.stuck.demands.size(); ++d) {
      const Demand& demand = in_.stuck.demands[d];
      std::size_t in = 0;
      for (const StickingPoint& point : in_.stuck.sticking_points)
        if (std::find(point.demands.begin(), point.demands.end(), d) != point.demands.end()) ++in;
      if (in == 0 || !demand.is) continue;
      const bool alone = std::any_of(
          in_.stuck.relaxations.begin(), in_.stuck.relaxations.end(),
          [&](const Relaxation& r) { return r.demands == std::vector<std::size_t>{d}; });
      // One conflict of many that remains whatever is said on it tells little.
      if (points > 1 && in == 1 && !alone) continue;
      if (!asked_.insert({demand.party, in_words(case_, *demand.is)}).second) continue;
      std::string because = points == 1 ? std::string("It is part of the only sticking point")
                                        : fmt::format("It is part of {} of {} sticking points",
                                                      count_word(in), count_word(points));
      because += alone ? ", and movement on it alone would make room." : ".";
      if (demand.kind != DemandKind::position && demand.sure != Sure::certain)
        because += fmt::format(" It is only read as {}.", token(demand.sure));
      ask(QuestionKind::blocking_line,
          80 + 9.0 * static_cast<double>(in) / static_cast<double>(points) + (alone ? 0.5 : 0),
          {party(demand.party).id,
           fmt::format("What would {} need in order to consider anything other than *{}*?",
                       party(demand.party).name, in_words(case_, *demand.is)),
           because,
           {demand.id}});
    }
  }

  std::string option_name(std::size_t at) const {
    return at < 26 ? fmt::format("Option {}", static_cast<char>('A' + at))
                   : fmt::format("Option {}", at + 1);
  }

  void weights_and_reservations() {
    std::vector<Package> packages;
    for (const OptionNote& note : options_)
      packages.push_back(note.package);
    for (PartyId id : case_.parties.ids()) {
      if (const Sheet* sheet = case_.sheet_of(id))
        for (const Comparison& comparison : sheet->preferences.comparisons)
          if (comparison.sure == Sure::doubtful) ask_about_comparison(id, comparison);
      std::size_t i = 0;
      while (i < in_.central.size() && in_.central[i].party != id)
        ++i;
      if (i == in_.central.size()) {
        ask_for_preferences(id);
        continue;
      }
      if (in_.central[i].reservation_assumed) ask_for_no_agreement(id);
      if (in_.central[i].kind == UtilityKind::exact || in_.readings.size() == 0) continue;
      const AcceptanceSplits splits(case_, in_.readings, i, packages);
      if (const auto split = splits.by_weights()) ask_about_weights(id, *split);
      if (in_.central[i].reservation_assumed) continue;
      if (const auto split = splits.by_reservation()) ask_about_worth(id, *split);
    }
  }

  void ask_for_preferences(PartyId id) {
    ask(QuestionKind::preferences, 60,
        {party(id).id,
         fmt::format("What matters most to {} in these talks, and what least?", party(id).name),
         "Its sheet states no preference, so only its lines and positions enter the analysis.",
         {party(id).id}});
  }

  void ask_for_no_agreement(PartyId id) {
    ask(QuestionKind::no_agreement, 65,
        {party(id).id,
         fmt::format("What does {} expect to happen if there is no agreement?", party(id).name),
         "Its sheet does not say; the analysis assumes that any package is better than none.",
         {party(id).id}});
  }

  void ask_about_comparison(PartyId id, const Comparison& comparison) {
    ask(QuestionKind::preferences, 45,
        {party(id).id,
         fmt::format("Would {} rather have {} than {}?", party(id).name,
                     in_words(case_, comparison.prefers), in_words(case_, comparison.to)),
         "Its sheet says so, but doubtfully, and the analysis does not use it.",
         {comparison.id}});
  }

  std::string split_in_words(PartyId id, const AcceptanceSplit& split,
                             const std::string& where) const {
    return fmt::format(
        "{} {} is no worse than no agreement for {} in {} of {} readings; elsewhere "
        "in {} of {}.",
        where, option_name(split.package), party(id).name, split.where.accepted,
        split.where.readings, split.elsewhere.accepted, split.elsewhere.readings);
  }

  // The total whose preference the issue counts through, where it has none of its own: nobody is
  // asked to weigh a part of what is exchanged.
  Subject weighed(PartyId id, IssueId issue) const {
    const Subject own{issue, {}};
    const Sheet* sheet = case_.sheet_of(id);
    if (!sheet || preference_for(case_, id, own)) return own;
    for (const Preference& preference : sheet->preferences.preferences) {
      if (!preference.about.total) continue;
      const auto parts = scope(case_, case_.totals[*preference.about.total].is);
      if (std::find(parts.begin(), parts.end(), issue) != parts.end()) return preference.about;
    }
    return own;
  }

  std::string fact_of(const Subject& about) const {
    return about.issue ? fact_of("issue", case_.issues[*about.issue].id)
                       : fact_of("total", case_.totals[*about.total].id);
  }

  void ask_about_weights(PartyId id, const WeightSplit& split) {
    const Subject one = weighed(id, split.more);
    const Subject other = weighed(id, split.less);
    if (one == other) return;  // parts of one total: nothing to choose between
    const std::string first = subject_in_words(case_, one);
    ask(QuestionKind::weights, 50 + 30 * split.split.difference(),
        {party(id).id,
         fmt::format("On which would {} rather see movement: {}, or {}?", party(id).name, first,
                     subject_in_words(case_, other)),
         split_in_words(id, split.split, fmt::format("Where {} weighs more,", first)),
         {fact_of(one), fact_of(other)}});
  }

  void ask_about_worth(PartyId id, const AcceptanceSplit& split) {
    ask(QuestionKind::no_agreement, 50 + 30 * split.difference(),
        {party(id).id,
         fmt::format("Would {} rather go on without agreement, or take a package like {}?",
                     party(id).name, option_name(split.package)),
         "What no agreement is worth to it is only known within a range. " +
             split_in_words(id, split, "Where it is worth less,"),
         {party(id).id + ".no_agreement"}});
  }

  // Figures on which options hang.
  void figures() {
    std::set<QuantityId> asked(in_.room.hangs_on.begin(), in_.room.hangs_on.end());
    for (const OptionNote& note : options_)
      asked.insert(note.hangs_on.begin(), note.hangs_on.end());
    for (QuantityId id : asked) {
      const Quantity& quantity = case_.quantities[id];
      const auto hanging = static_cast<std::size_t>(
          std::count_if(options_.begin(), options_.end(), [&](const OptionNote& note) {
            return std::find(note.hangs_on.begin(), note.hangs_on.end(), id) != note.hangs_on.end();
          }));
      std::string because =
          fmt::format("The figures allow {}", interval_in_words(quantity.resolved, quantity.unit));
      because += hanging == 0
                     ? ", and whether some package of the zone can be kept hangs on it."
                     : fmt::format(", and {} of the {} options {} on it.", count_word(hanging),
                                   count_word(options_.size()), hanging == 1 ? "hangs" : "hang");
      std::vector<std::string> facts;
      for (FigureId figure : quantity.figures)
        facts.push_back(fmt::format("figure.{}", figure.index() + 1));
      const std::string counts = who_counts(id);
      // A holder signs nothing and cannot be asked: who could confirm its number?
      const bool signs = case_.find_party(counts).has_value();
      ask(QuestionKind::figure, 70,
          {signs ? counts : somebody_to_ask(),
           signs ? fmt::format(
                       "Which number does {} have for {}, as of when, and who could confirm it?",
                       name_of_actor(counts), quantity.name)
                 : fmt::format("Who could confirm the number of {}, as of when?", quantity.name),
           because, facts});
    }
  }

  // The first mediator; else the first party.
  std::string somebody_to_ask() const {
    for (const Actor& actor : case_.actors)
      if (actor.kind == ActorKind::mediator) return actor.id;
    return case_.parties.empty() ? "mediator" : party(PartyId(0)).id;
  }

  std::string name_of_actor(const std::string& id) const {
    if (const auto found = case_.find_party(id)) return party(*found).name;
    for (const Actor& actor : case_.actors)
      if (actor.id == id && !actor.name.empty()) return actor.name;
    return case_.name_of(id);
  }

  // Who has to act in a rule that uses the figure; else who holds that category; else anybody.
  std::string who_counts(QuantityId id) const {
    for (const Rule& rule : case_.rules) {
      const std::vector<QuantityId> used = quantities(case_, rule.is);
      if (std::find(used.begin(), used.end(), id) == used.end()) continue;
      for (IssueId issue : scope(case_, rule.is))
        if (!case_.issues[issue].debtor.empty()) return case_.issues[issue].debtor;
    }
    for (const Actor& actor : case_.actors)
      if (actor.of == case_.quantities[id].id) return actor.id;
    return case_.parties.empty() ? "mediator" : party(PartyId(0)).id;
  }

  // The firmest position of each party that no option meets.
  void exchanges() {
    if (options_.empty()) return;
    for (PartyId id : case_.parties.ids()) {
      const Position* firmest = nullptr;
      for (const Position* position : positions_now(case_, id)) {
        const bool met = std::any_of(options_.begin(), options_.end(), [&](const OptionNote& note) {
          return truth(case_, position->is, note.package) != Truth::impossible ||
                 better_than_asked(case_, in_.central, id, *position, note.package);
        });
        if (asked_.contains({id, in_words(case_, position->is)})) continue;
        if (!met && (!firmest || position->firmness > firmest->firmness)) firmest = position;
      }
      if (!firmest) continue;
      ask(QuestionKind::exchange, 56 + static_cast<double>(firmest->firmness),
          {party(id).id,
           fmt::format("What would {} need in exchange for something other than *{}*?",
                       party(id).name, in_words(case_, firmest->is)),
           fmt::format("None of the {} options meets this position, which is held as {}.",
                       count_word(options_.size()), token(firmest->firmness)),
           {firmest->id}});
    }
  }

  // Positions that some option would have met before and does not meet now.
  void moved_positions() {
    for (PartyId id : case_.parties.ids()) {
      const Sheet* sheet = case_.sheet_of(id);
      if (!sheet) continue;
      for (const Position* now : positions_now(case_, id)) {
        const Position* before = position_before(*sheet, *now);
        if (!before) continue;
        const auto lost =
            std::count_if(options_.begin(), options_.end(), [&](const OptionNote& note) {
              return only_met_before(case_, in_.central, id, *now, note.package);
            });
        if (lost == 0) continue;
        ask(QuestionKind::moved, 55 + static_cast<double>(lost),
            {party(id).id,
             fmt::format("What changed for {} between {} and {}, from *{}* to *{}*?",
                         party(id).name, to_string(*before->since), to_string(*now->since),
                         in_words(case_, before->is), in_words(case_, now->is)),
             sentence_of(fmt::format(
                 "{} of the {} options {} what it asked for then and not what it asks for now",
                 count_word(static_cast<std::size_t>(lost)), count_word(options_.size()),
                 lost == 1 ? "has" : "have")),
             {before->id, now->id}});
      }
    }
  }

  void verifiers() {
    std::set<IssueId> unnamed;
    for (const OptionNote& note : options_)
      for (IssueId issue : note.to_verify)
        if (case_.issues[issue].verifier.empty()) unnamed.insert(issue);
    if (unnamed.empty()) return;
    std::vector<std::string> names;
    std::vector<std::string> facts;
    for (IssueId issue : unnamed) {
      names.push_back("*" + case_.issues[issue].name + "*");
      facts.push_back(fact_of("issue", case_.issues[issue].id));
    }
    const Issue& first = case_.issues[*unnamed.begin()];
    const std::string& to = first.creditor.empty() ? first.debtor : first.creditor;
    ask(QuestionKind::verifier, 52,
        {to,
         fmt::format("Whom would {} accept to verify {}?", name_of_actor(to), join_in_words(names)),
         "The options oblige somebody to act there, and nobody is named to verify it.", facts});
  }

  // Issues on which others have said what they want and this party has not.
  void unknown_positions() {
    for (IssueId issue : case_.issues.ids()) {
      std::vector<PartyId> silent;
      std::vector<std::string> facts;
      for (PartyId id : case_.parties.ids()) {
        const std::size_t before = facts.size();
        add_positions_on(id, issue, facts);
        if (facts.size() == before) silent.push_back(id);
      }
      if (facts.empty() || silent.empty()) continue;
      const double varies = options_vary(issue) ? 5 : 0;
      for (PartyId id : silent)
        ask(QuestionKind::position, 40 + varies,
            {party(id).id,
             fmt::format("What does {} ask for on {}?", party(id).name, case_.issues[issue].name),
             varies > 0 ? "No position of its own is recorded, others have one, and the options "
                          "differ there."
                        : "No position of its own is recorded, and others have one.",
             facts});
    }
  }

  void add_positions_on(PartyId id, IssueId issue, std::vector<std::string>& facts) const {
    for (const Position* position : positions_now(case_, id)) {
      const std::vector<IssueId> named = scope(case_, position->is);
      if (std::find(named.begin(), named.end(), issue) != named.end())
        facts.push_back(position->id);
    }
    const Sheet* sheet = case_.sheet_of(id);
    if (!sheet) return;
    for (const Line& line : sheet->lines) {
      if (!line.is) continue;
      const std::vector<IssueId> named = scope(case_, *line.is);
      if (std::find(named.begin(), named.end(), issue) != named.end()) facts.push_back(line.id);
    }
  }

  bool options_vary(IssueId issue) const {
    return std::any_of(options_.begin(), options_.end(), [&](const OptionNote& note) {
      return note.package[issue] != options_.front().package[issue];
    });
  }

  // Preconditions that are acts, neither met nor dropped.
  void acts() {
    for (PartyId id : case_.parties.ids()) {
      const Sheet* sheet = case_.sheet_of(id);
      if (!sheet) continue;
      for (const Line& line : sheet->lines) {
        if (line.kind != LineKind::precondition || line.act.empty() || line.met) continue;
        const std::string before =
            line.before.empty() ? std::string() : " before " + case_.name_of(line.before);
        ask(QuestionKind::act, 35 - 5.0 * static_cast<double>(line.sure),
            {party(id).id,
             fmt::format("Does {} still ask for *{}*{}, and what would show that it was done?",
                         party(id).name, line.act, before),
             fmt::format("It is recorded{} as neither met nor dropped.",
                         line.since ? " since " + to_string(*line.since) : std::string()),
             {line.id}});
      }
    }
  }

  void approvals() {
    for (PartyId id : case_.parties.ids())
      if (party(id).approval.empty())
        ask(QuestionKind::approval, 25,
            {party(id).id,
             fmt::format("Who has to consent before {} can agree?", party(id).name),
             "No approval body is recorded for it.",
             {party(id).id}});
  }

  const Case& case_;
  const OptionInputs& in_;
  const std::vector<OptionNote>& options_;
  CancelToken cancel_;
  std::vector<RankedQuestion> found_;
  std::set<std::pair<PartyId, std::string>> asked_;  // statements already asked about, in words
};

}  // namespace

std::vector<OpenQuestion> open_questions(const Case& c, const OptionInputs& in,
                                         const std::vector<OptionNote>& options,
                                         const CancelToken& cancel) {
  return QuestionFinder(c, in, options, cancel).find();
}

}  // namespace caucus
