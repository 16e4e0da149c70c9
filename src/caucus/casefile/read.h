// Which negotiation does this folder describe? Reads case.toml and views/*.toml into a Case, or
// says everything that is wrong with them.
//
// Meaning of every key: docs/reference/case-language.md. A Case comes out only if there is no fault
// (warnings do not prevent it).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/result.h"
#include "caucus/casefile/fault.h"
#include "caucus/model/case.h"

namespace caucus {

inline constexpr std::size_t case_file_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t issues_max = 512;
inline constexpr std::size_t options_max = 4096;
inline constexpr std::size_t parties_max = 16;
inline constexpr std::size_t sheets_max = 64;

// One file of a case, already in memory.
struct CaseText {
  std::string path;  // for messages
  std::string text;
  bool sheet = false;  // views/<party>.toml
};

struct CaseReading {
  std::optional<Case> value;    // absent if there is any fault
  std::vector<Fault> faults;    // sorted, each once
  std::vector<Fault> warnings;  // sorted; only those that need no analysis
};

// Pure: the first text is case.toml, the others are sheets. Never throws, never hangs: linear in
// the size of the texts and of what they describe.
CaseReading read_case_texts(std::span<const CaseText> texts);

// Reads a case folder, or the case.toml in it. An Error only if case.toml itself cannot be opened
// (not there, a directory without case.toml, no permission); everything else is a fault.
Result<CaseReading> read_case(const std::string& path);

}  // namespace caucus
