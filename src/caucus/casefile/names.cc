#include "caucus/casefile/names.h"

#include <span>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

// How each kind of reference is looked up and what is said where it leads nowhere.
struct ReferenceRow {
  Refers refers;
  FaultKind kind;
  std::string_view noun;
  std::array<NameSpace, 2> spaces;
  std::string_view remedy;
};

constexpr std::array rows{
    ReferenceRow{Refers::party,
                 FaultKind::unknown_party,
                 "party",
                 {NameSpace::party, NameSpace::party},
                 "add a [[party]] with that id"},
    ReferenceRow{Refers::party_or_holder,
                 FaultKind::unknown_party,
                 "party or holder",
                 {NameSpace::party, NameSpace::holder},
                 "add a [[holder]] with that id"},
    ReferenceRow{Refers::actor,
                 FaultKind::unknown_actor,
                 "party, actor, body or wing",
                 {NameSpace::actor, NameSpace::actor},
                 "add it to `wings` or `approval` of its party, to [names], or as an actor"},
    ReferenceRow{Refers::issue,
                 FaultKind::unknown_issue,
                 "issue",
                 {NameSpace::issue, NameSpace::issue},
                 "add an [[issue]] with that id"},
    ReferenceRow{Refers::subject,
                 FaultKind::unknown_issue,
                 "issue or total",
                 {NameSpace::issue, NameSpace::total},
                 "add an [[issue]] with that id"},
    ReferenceRow{Refers::phase,
                 FaultKind::unknown_phase,
                 "phase",
                 {NameSpace::phase, NameSpace::phase},
                 "add a [[phase]] with that id"},
    ReferenceRow{Refers::phase_or_talks,
                 FaultKind::unknown_phase,
                 "phase",
                 {NameSpace::phase, NameSpace::phase},
                 "or write \"talks\""},
    ReferenceRow{Refers::category,
                 FaultKind::unknown_category,
                 "category",
                 {NameSpace::category, NameSpace::category},
                 "add a [[category]] with that id"},
    ReferenceRow{Refers::quantity,
                 FaultKind::unknown_category,
                 "category",
                 {NameSpace::category, NameSpace::quantity},
                 "add a [[category]], or use an id with a dot"},
    ReferenceRow{Refers::source,
                 FaultKind::unknown_source,
                 "source",
                 {NameSpace::source, NameSpace::source},
                 "add a [[source]] with that id"},
};

const ReferenceRow& row_of(Refers refers) {
  for (const ReferenceRow& row : rows)
    if (row.refers == refers) return row;
  return rows.front();
}

}  // namespace

void Names::add(NameSpace space, std::string_view id, Known known) {
  const auto at = static_cast<std::size_t>(space);
  if (tables_[at].try_emplace(std::string(id), known).second) in_order_[at].emplace_back(id);
}

const Names::Known* Names::known(NameSpace space, std::string_view id) const {
  const auto found = table(space).find(std::string(id));
  return found == table(space).end() ? nullptr : &found->second;
}

std::optional<std::size_t> Names::find(NameSpace space, std::string_view id) const {
  const Known* found = known(space, id);
  return found == nullptr || found->index == faulty ? std::nullopt : std::optional(found->index);
}

bool Names::is_taken(NameSpace space, const Entry& entry, FaultLog& log) const {
  const std::string id = entry.text("id");
  const std::string key =
      space == NameSpace::role ? std::string(entry.spec().entry) + " " + id : id;
  const Known* first = known(space, key);
  if (first == nullptr && space == NameSpace::issue) first = known(NameSpace::total, key);
  if (first == nullptr && space == NameSpace::total) first = known(NameSpace::issue, key);
  if (first == nullptr) return false;
  log.add(entry.place("id"),
          {FaultKind::duplicate_id,
           fmt::format("{} is already defined at line {}", in_quotes(id), first->place.line),
           "give one of them another id"});
  return true;
}

bool Names::leads_somewhere(Refers refers, std::string_view id) const {
  if (refers == Refers::nothing || !complete) return true;
  if (refers == Refers::phase_or_talks && id == "talks") return true;
  if (refers == Refers::quantity && id.find('.') != std::string_view::npos) return true;
  const ReferenceRow& row = row_of(refers);
  return known(row.spaces[0], id) != nullptr || known(row.spaces[1], id) != nullptr;
}

Complaint Names::unknown(Refers refers, std::string_view id) const {
  const ReferenceRow& row = row_of(refers);
  std::vector<std::string> candidates;
  for (const NameSpace space : row.spaces) {
    const auto& ids = in_order_[static_cast<std::size_t>(space)];
    candidates.insert(candidates.end(), ids.begin(), ids.end());
  }
  const auto meant = did_you_mean(id, std::span<const std::string>(candidates));
  return {row.kind, fmt::format("no {} is called {}", row.noun, in_quotes(id)),
          meant ? fmt::format("did you mean `{}`?", *meant) : std::string(row.remedy)};
}

void Names::check_references(const Entry& entry, FaultLog& log) const {
  const auto check = [&](const KeySpec& key) {
    if (key.refers == Refers::nothing) return;
    const TomlNode* value = entry.get(key.key);
    if (value == nullptr) return;
    const auto check_one = [&](const TomlNode& id) {
      if (leads_somewhere(key.refers, id.text)) return;
      log.add(id.place, log.full() ? Complaint{} : unknown(key.refers, id.text));
    };
    if (value->kind == TomlNode::Kind::list) {
      for (const TomlNode& item : value->items)
        check_one(item);
    } else {
      check_one(*value);
    }
  };
  for (const KeySpec& key : entry.spec().keys)
    check(key);
  if (entry.spec().common_keys)
    for (const KeySpec& key : common_keys())
      check(key);
}

}  // namespace caucus
