// Packages side by side: what they settle alike, and where they differ.
#include <algorithm>

#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"
#include "caucus/model/words.h"

namespace caucus {

TermsTable terms_table(const Material& m, std::vector<std::string> names,
                       const std::vector<Package>& packages) {
  TermsTable table;
  table.names = std::move(names);
  if (packages.empty()) return table;
  for (IssueId issue : m.c.issues.ids()) {
    const std::vector<std::string> fact{m.facts.of(issue)};
    const OptionIndex first = packages.front()[issue];
    const bool alike = std::all_of(packages.begin(), packages.end(),
                                   [&](const Package& package) { return package[issue] == first; });
    if (alike) {
      if (first != void_option)
        table.in_common.push_back(
            {m.c.issues[issue].name + ": " + option_in_words(m.c, issue, first), fact});
      continue;
    }
    TermRow row{{m.c.issues[issue].name, fact}, {}};
    for (const Package& package : packages)
      row.settled.push_back({option_in_words(m.c, issue, package[issue]), fact});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace caucus
