// A profile of a GENIUS scenario: which kind it is, its reservation and its discount.
#include <algorithm>
#include <string>

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
