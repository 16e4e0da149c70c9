// Which entries were begun and not recorded? What a window takes up again.
#include "caucus/desk/unfinished.h"

#include <nlohmann/json.hpp>

#include "caucus/pages/page.h"

namespace caucus::pages {

void unfinished_page(Asked& asked, Json& body) {
  const record::Vault* vault = asked.desk->vault();
  body["kept"] = vault != nullptr;
  body["entries"] = Json::array();
  body["problem"] = nullptr;
  if (!vault) return;
  const Result<std::vector<Unfinished>> entries = unfinished_entries(*vault);
  if (!entries) {
    body["problem"] = entries.error().message;
    return;
  }
  for (const Unfinished& entry : *entries)
    body["entries"].push_back({{"name", entry.name},
                               {"at", to_string(entry.at)},
                               {"mark", mark_of(entry.text)},
                               {"text", entry.text}});
}

}  // namespace caucus::pages
