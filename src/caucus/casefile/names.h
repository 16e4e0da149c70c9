// Which ids does the case define, and does every id that is used lead somewhere?
//
// An id may be known and yet faulty: its own entry was reported, and nobody who uses it is blamed.
// Complexity: constant per look-up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "caucus/casefile/entry.h"
#include "caucus/casefile/fault_log.h"
#include "caucus/casefile/keys.h"

namespace caucus {

// Where ids of a kind are unique.
enum class NameSpace : std::uint8_t {
  party,
  holder,
  actor,  // everybody who may act: parties, other actors, wings, bodies
  role,   // "mediator united_states": one body may have several roles, each once
  channel,
  phase,
  category,
  quantity,
  issue,
  total,
  rule,
  deadline,
  source,
};
inline constexpr std::size_t name_space_count = 13;

class Names {
 public:
  static constexpr std::size_t faulty = static_cast<std::size_t>(-1);
  struct Known {
    std::size_t index = faulty;  // in the list of the case
    Place place = {};
  };

  // False: part of the case could not be read, so that nothing is called unknown.
  bool complete = true;

  // Makes the id known unless it is already.
  void add(NameSpace space, std::string_view id, Known known);
  // Reports an id that is taken in the space (issues and totals share theirs) and says so.
  bool is_taken(NameSpace space, const Entry& entry, FaultLog& log) const;

  // The position in the case's list; nothing if unknown or faulty.
  std::optional<std::size_t> find(NameSpace space, std::string_view id) const;

  // Reports every id in the entry that leads nowhere, as the keys table has it.
  void check_references(const Entry& entry, FaultLog& log) const;

  // How an unknown id is reported.
  Complaint unknown(Refers refers, std::string_view id) const;

 private:
  using Table = std::unordered_map<std::string, Known>;
  const Table& table(NameSpace space) const { return tables_[static_cast<std::size_t>(space)]; }
  const Known* known(NameSpace space, std::string_view id) const;
  bool leads_somewhere(Refers refers, std::string_view id) const;

  std::array<Table, name_space_count> tables_;
  std::array<std::vector<std::string>, name_space_count> in_order_;
};

}  // namespace caucus
