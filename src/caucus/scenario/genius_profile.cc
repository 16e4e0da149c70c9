// A profile of a GENIUS scenario: which kind it is, its reservation and its discount.
#include <algorithm>
#include <map>
#include <string>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/scenario/exact_number.h"
#include "caucus/scenario/genius.h"
#include "caucus/scenario/genius_additive.h"
#include "caucus/scenario/genius_boxes.h"
#include "caucus/scenario/genius_tree.h"

namespace caucus {
namespace {

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

void read_reservation(const XmlElement& root, ScenarioProfile& profile, FindingLog& log) {
  const XmlElement* element = root.below("reservation");
  if (element == nullptr) return;
  profile.reservation = number_of(*element, "value", FindingToken::bad_number, log);
  if (profile.reservation &&
      (*profile.reservation < Rational(0) || *profile.reservation > Rational(1)))
    log.add(FindingToken::reservation_out_of_range, place_of(*element, "value"),
            "the reservation value is outside 0..1");
}

void read_discount(const XmlElement& root, ScenarioProfile& profile, FindingLog& log) {
  const XmlElement* element = root.below("discount_factor");
  if (element == nullptr) return;
  const auto discount = number_of(*element, "value", FindingToken::bad_number, log);
  if (!discount) return;
  if (*discount <= Rational(0) || *discount > Rational(1))
    log.add(FindingToken::discount_ignored, place_of(*element, "value"),
            "a discount factor is above 0 and at most 1; read as 1");
  else
    profile.discount = discount;
}

// The kinds of constraint that are met, for the one who has to know what is not read.
void refuse_constraints(const XmlElement& root, FindingLog& log) {
  const XmlElement* list = root.below("constraints");
  if (list == nullptr || list->children.empty())
    return log.add(FindingToken::unsupported_constraint, root.offset,
                   "profiles with constraints are not read");
  for (const XmlElement& constraint : list->children) {
    const XmlAttribute* type = constraint.attribute("type");
    log.add(FindingToken::unsupported_constraint, constraint.offset,
            "constraints of the kind " +
                in_quotes(type == nullptr ? constraint.name : type->value) + " are not read");
  }
}

// Issues go by their index. Their names tell whether the profile was written for this domain: where
// fewer than half are the domain's it was not, and its numbers would be read as something else.
bool names_agree(const XmlElement& objective, const GeniusDomain& domain, FindingLog& log) {
  std::map<std::int64_t, const XmlAttribute*> names;
  for (const PlacedIssue& placed : issues_in_order(objective, false, log))
    names.emplace(placed.index, placed.issue->attribute("name"));
  std::size_t named = 0;
  std::vector<std::pair<const XmlAttribute*, const std::string*>> others;
  for (const GeniusIssue& issue : domain.issues) {
    const auto found = names.find(*issue.issue.index);
    if (found == names.end() || found->second == nullptr) continue;
    ++named;
    if (found->second->value != issue.issue.name)
      others.emplace_back(found->second, &issue.issue.name);
  }
  if (2 * others.size() > named) {
    log.add(FindingToken::issues_differ, others.front().first->offset,
            fmt::format("this profile is for another domain: {} of {} issues have another name "
                        "there, {} stands where the domain has {}",
                        others.size(), named, in_quotes(others.front().first->value),
                        in_quotes(*others.front().second)));
    return false;
  }
  for (const auto& [written, name] : others)
    log.add(FindingToken::name_differs, written->offset,
            in_quotes(written->value) + " is called " + in_quotes(*name) +
                " in the domain; the index counts");
  return true;
}

}  // namespace

std::optional<ScenarioProfile> read_genius_profile(const XmlElement& root,
                                                   const GeniusDomain& domain,
                                                   ScenarioFamily semantics, FindingLog& log) {
  const XmlElement* objective = root.child("objective");
  const XmlAttribute* type = root.attribute("type");
  const std::string kind = type == nullptr ? "linear" : lower_case(type->value);
  if (kind == "constraint") {
    refuse_constraints(root, log);
    return std::nullopt;
  }
  const bool additive = kind == "linear" || kind == "uncertain";
  if (!additive && kind != "nonlinear") {
    log.add(FindingToken::unknown_space_type, type->offset,
            "no kind of profile is called " + in_quotes(type->value));
    return std::nullopt;
  }
  const XmlElement* utility = root.below("utility");
  if (additive ? objective == nullptr : utility == nullptr) {
    log.add(FindingToken::not_a_profile, root.offset,
            additive ? "there is no <objective> in it" : "there is no <utility> in it");
    return std::nullopt;
  }
  if (objective != nullptr && !names_agree(*objective, domain, log)) return std::nullopt;
  ScenarioProfile profile;
  read_reservation(root, profile, log);
  read_discount(root, profile, log);
  if (semantics == ScenarioFamily::genius) profile.cap = Rational(1);
  if (additive) {
    if (auto worth = read_additive(*objective, domain, semantics, log))
      profile.worth = std::move(*worth);
  } else if (auto worth = read_boxes(*utility, domain, semantics, log)) {
    profile.worth = std::move(*worth);
  }
  if (log.refused()) return std::nullopt;
  if (const auto needed = bits_beyond_range(profile)) {
    log.add(FindingToken::beyond_exact_range, root.offset,
            "the utilities of the profile need " + in_words(*needed) + "; exact numbers have 127");
    return std::nullopt;
  }
  return profile;
}

}  // namespace caucus
