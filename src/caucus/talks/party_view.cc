#include "caucus/talks/party_view.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {

const TermsSeen* PartyView::terms_of(SeenNumber entry) const {
  const auto found = std::lower_bound(
      terms.begin(), terms.end(), entry,
      [](const TermsSeen& each, SeenNumber number) { return each.entry < number; });
  return found != terms.end() && found->entry == entry ? &*found : nullptr;
}

std::int64_t age_of(const PartyView& view, SeenNumber entry) {
  return std::max<std::int64_t>(0, view.day - view.at(entry).when.day());
}

bool is_open(const PartyView& view, const TermsSeen& terms) {
  if (terms.own || terms.withdrawn || terms.replaced_by) return false;
  if (terms.step != PartyStep::put && terms.step != PartyStep::no_answer) return false;
  const auto& expires = view.at(terms.entry).date;
  return !expires || view.day <= *expires;
}

NamedEntry entry_named(const PartyView& view, std::string_view name) {
  SeenNumber number = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool is_number = read.ec == std::errc() && read.ptr == name.data() + name.size();
  if (is_number && number >= 1 && number <= view.entries.size()) return {number, ""};
  for (const Seen& seen : view.entries)
    if (seen.id == name) return {seen.number, ""};
  return {std::nullopt, fmt::format("{} is not in this view", in_quotes(name))};
}

std::string_view token(SeenAs as) {
  static constexpr std::array<std::string_view, 6> words{"own", "said_to_it", "in_public",
                                                         "put", "released",   "shown"};
  return words.at(static_cast<std::size_t>(as));
}

}  // namespace caucus
