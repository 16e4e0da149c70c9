#include "caucus/analysis/same_effect.h"

#include <map>
#include <string>

#include <fmt/format.h>

namespace caucus {
namespace {

// Equal for constraints that every package meets, may meet or misses alike.
std::string effect_of(const Constraint& constraint, const Demand& demand) {
  if (constraint.form == ConstraintForm::wide) return "wide:" + demand.in_words;
  std::string text;
  for (const std::uint16_t depth : constraint.depths)
    text += fmt::format("{},", depth);
  if (constraint.form == ConstraintForm::window) {
    const Window& window = constraint.window;
    for (const auto& amounts : window.amounts)
      for (const std::int64_t amount : amounts)
        text += fmt::format("{} ", amount);
    return text + fmt::format("{} {} {} {}", window.possible_low, window.possible_high,
                              window.certain_low, window.certain_high);
  }
  if (constraint.table.empty()) return text;
  for (const Truth truth : constraint.table.back())
    text += static_cast<char>('0' + static_cast<int>(truth));
  return text;
}

}  // namespace

std::vector<std::size_t> same_effect_as(const PackageSpace& space) {
  std::vector<std::string> effects(space.demands.size());
  for (const Constraint& constraint : space.constraints)
    if (constraint.kind == ConstraintKind::demand)
      effects[constraint.subject] += effect_of(constraint, space.demands[constraint.subject]) + ';';
  std::map<std::pair<std::size_t, std::string>, std::size_t> first;
  std::vector<std::size_t> same(effects.size());
  for (std::size_t d = 0; d < same.size(); ++d) {
    same[d] = d;
    if (space.demands[d].is)
      same[d] = first.try_emplace({space.demands[d].party.index(), effects[d]}, d).first->second;
  }
  return same;
}

}  // namespace caucus
