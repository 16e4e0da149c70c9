// Which entries were begun and not recorded? Kept for the member who writes them, until they are.
//
// A browser that is closed in the middle, or a machine that loses its power, shall cost nobody what
// was typed; and what was typed shall not lie on the disk in clear. So it stays in the member's
// notebook of the vault (record/vault.h): sealed, no part of the record, in no export and no
// backup.
//
// What an unfinished entry says is the affair of the form that writes it. Errors: kinds of
// record/vault.h; too_large over a limit below; malformed for a name. Complexity: linear in what is
// kept; keeping costs one sync.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/record/vault.h"
#include "caucus/talks/moment.h"

namespace caucus {

inline constexpr std::size_t unfinished_bytes_max = std::size_t{64} << 10;  // of one entry
inline constexpr std::size_t unfinished_max = 32;                           // of one member
inline constexpr std::size_t unfinished_name_bytes_max = 40;

struct Unfinished {
  std::string name;  // letters a to z, digits and `-`
  std::string text;  // UTF-8
  Moment at;         // when it was last written
};

// Those of the member who opened the vault, the latest last.
Result<std::vector<Unfinished>> unfinished_entries(const record::Vault& vault);

// Tells texts apart without repeating them: 16 hexadecimal digits; nothing for an empty text.
std::string mark_of(const std::string& text);

// Keeps an entry in the place of the one of its name; an empty text discards that. `was` is the
// mark of what the writer last knew under the name: where something else is kept, or nothing any
// more, somebody else wrote, recorded or discarded it meanwhile: conflict, and nothing is changed.
Result<void> keep_unfinished(record::Vault& vault, const Unfinished& entry,
                             const std::optional<std::string>& was = std::nullopt);

}  // namespace caucus
