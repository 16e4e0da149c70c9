#include "caucus/brief/movement.h"

#include <algorithm>
#include <compare>
#include <map>
#include <string>
#include <tuple>

namespace caucus {
namespace {

constexpr std::size_t combinations_max = 4'096;

const Preference* preference_on(const Sheet& sheet, const Subject& subject) {
  for (const Preference& preference : sheet.preferences.preferences)
    if (preference.about == subject) return &preference;
  return nullptr;
}

std::optional<std::vector<Rational>> own_liking(const Issue& issue, const Preference& preference) {
  std::vector<Rational> liked(issue.options.size());
  if (const auto* order = std::get_if<OptionOrder>(&preference.says)) {
    for (std::size_t place = 0; place < order->places.size(); ++place)
      for (OptionIndex option : order->places[place])
        liked[option] = -Rational(static_cast<Int128>(place));
    return liked;
  }
  if (const auto* points = std::get_if<OptionPoints>(&preference.says)) {
    for (std::size_t at = 0; at < liked.size(); ++at) {
      if (!points->points[at].exact()) return std::nullopt;
      liked[at] = points->weight * points->points[at].low;
    }
    return liked;
  }
  Rational sign;
  if (const auto* monotone = std::get_if<Monotone>(&preference.says))
    sign = monotone->more ? 1 : -1;
  else if (const auto* per_unit = std::get_if<PointsPerUnit>(&preference.says))
    sign = (per_unit->per_unit * per_unit->weight).sign();
  else
    return std::nullopt;
  for (std::size_t at = 0; at < liked.size(); ++at)
    liked[at] = sign * issue.options[at].value;
  return liked;
}

// +1 where more is better, -1 where less is, 0 where the preference does not say.
int direction_of(const Preference& preference) {
  if (const auto* monotone = std::get_if<Monotone>(&preference.says))
    return monotone->more ? 1 : -1;
  if (const auto* per_unit = std::get_if<PointsPerUnit>(&preference.says))
    return (per_unit->per_unit * per_unit->weight).sign();
  return 0;
}

// +1 where the total never falls as the issue rises, -1 where it never rises, 0 where it does both,
// neither, rests on figures or has too many parts to look at.
int slope(const Case& c, const Total& total, IssueId issue) {
  const std::vector<IssueId> parts = scope(c, total.is);
  if (std::find(parts.begin(), parts.end(), issue) == parts.end()) return 0;
  std::size_t combinations = 1;
  for (IssueId part : parts) {
    combinations *= c.issues[part].options.size();
    if (combinations > combinations_max) return 0;
  }
  std::vector<OptionIndex> options(c.issues.size(), 0);
  bool rises = false;
  bool falls = false;
  for (std::size_t code = 0; code < combinations; ++code) {
    std::size_t rest = code;
    for (IssueId part : parts) {
      options[part.index()] = static_cast<OptionIndex>(rest % c.issues[part].options.size());
      rest /= c.issues[part].options.size();
    }
    if (options[issue.index()] + std::size_t{1} >= c.issues[issue].options.size()) continue;
    const auto next = static_cast<OptionIndex>(options[issue.index()] + 1);
    const bool upwards =
        c.issues[issue].options[next].value > c.issues[issue].options[options[issue.index()]].value;
    const Package low = c.canonical(Package(options));
    const Interval before = amount(c, total.is, low);
    const Interval after = amount(c, total.is, c.canonical(Package(options).with(issue, next)));
    if (!before.is_exact() || !after.is_exact()) return 0;
    if (*before.lo() == *after.lo()) continue;
    ((*after.lo() > *before.lo()) == upwards ? rises : falls) = true;
  }
  if (rises == falls) return 0;
  return rises ? 1 : -1;
}

Movement step_between(const Rational& worst_before, const Rational& best_before,
                      const Rational& worst_after, const Rational& best_after) {
  const bool more = worst_after > worst_before || best_after > best_before;
  const bool less = worst_after < worst_before || best_after < best_before;
  if (more == less) return more ? Movement::changed : Movement::restated;
  return more ? Movement::away : Movement::towards;
}

Movement amount_step(const Sheet& sheet, const Position& from, const Position& to) {
  const Preference* preference = preference_on(sheet, *to.about);
  const int direction = preference ? direction_of(*preference) : 0;
  if (direction == 0 || !from.amount || !to.amount || !from.amount->is_bounded() ||
      !to.amount->is_bounded())
    return Movement::changed;
  const Rational low = *to.amount->lo() - *from.amount->lo();
  const Rational high = *to.amount->hi() - *from.amount->hi();
  const Rational sign = direction;
  return step_between(0, 0, sign * low, sign * high);
}

bool same_wish(const Position& from, const Position& to) {
  auto before = from.wants;
  auto after = to.wants;
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  return before == after && from.amount == to.amount &&
         (!before.empty() || from.amount || from.is.text == to.is.text);
}

}  // namespace

std::optional<std::vector<Rational>> liking(const Case& c, const Sheet& sheet, IssueId issue) {
  if (const Preference* own = preference_on(sheet, {issue, std::nullopt}))
    return own_liking(c.issues[issue], *own);
  if (!c.issues[issue].quantity) return std::nullopt;
  int direction = 0;
  for (TotalId total : c.totals.ids()) {
    const Preference* preference = preference_on(sheet, {std::nullopt, total});
    if (!preference) continue;
    const int found = direction_of(*preference) * slope(c, c.totals[total], issue);
    if (found == 0) continue;
    if (direction != 0 && found != direction) return std::nullopt;
    direction = found;
  }
  if (direction == 0) return std::nullopt;
  std::vector<Rational> liked;
  for (const Option& option : c.issues[issue].options)
    liked.push_back(Rational(direction) * option.value);
  return liked;
}

Movement step(const Case& c, const Sheet& sheet, const Position& from, const Position& to) {
  if (same_wish(from, to)) return Movement::restated;
  if (!to.about || !to.about->issue)
    return to.about ? amount_step(sheet, from, to) : Movement::changed;
  const auto liked = liking(c, sheet, *to.about->issue);
  if (!liked || from.wants.empty() || to.wants.empty()) return Movement::changed;
  const auto range = [&](const std::vector<OptionIndex>& wants) {
    Rational low = (*liked)[wants.front()];
    Rational high = low;
    for (OptionIndex option : wants) {
      low = std::min(low, (*liked)[option]);
      high = std::max(high, (*liked)[option]);
    }
    return std::pair(low, high);
  };
  const auto [worst_before, best_before] = range(from.wants);
  const auto [worst_after, best_after] = range(to.wants);
  const Movement moved = step_between(worst_before, best_before, worst_after, best_after);
  return moved == Movement::restated ? Movement::changed : moved;
}

std::vector<Movement> movements(const Case& c, const Sheet& sheet,
                                const std::vector<const Position*>& history) {
  std::vector<Movement> moved;
  bool gave = false;  // has it moved towards the others before?
  for (std::size_t at = 0; at < history.size(); ++at) {
    Movement now = at == 0 ? Movement::first : step(c, sheet, *history[at - 1], *history[at]);
    if (now == Movement::away && gave) now = Movement::back;
    gave = gave || now == Movement::towards;
    moved.push_back(now);
  }
  return moved;
}

std::vector<std::vector<const Position*>> histories(const Sheet& sheet) {
  using Key = std::tuple<int, std::size_t, std::string, std::string>;
  std::map<Key, std::vector<const Position*>> found;
  for (const Position& position : sheet.positions) {
    Key key{2, 0, position.is.text, position.wing};
    if (position.about && position.about->issue)
      key = {0, position.about->issue->index(), "", position.wing};
    if (position.about && position.about->total)
      key = {1, position.about->total->index(), "", position.wing};
    auto& history = found[key];
    auto at = history.end();
    // Insert after every one that is not later; an undated one stays where it stands.
    while (at != history.begin() && position.since && (*(at - 1))->since &&
           *(*(at - 1))->since > *position.since)
      --at;
    history.insert(at, &position);
  }
  std::vector<std::vector<const Position*>> all;
  for (auto& [key, history] : found)
    all.push_back(std::move(history));
  return all;
}

}  // namespace caucus
