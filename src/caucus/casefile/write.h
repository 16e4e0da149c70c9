// How is a case written down? The writer gives the text of case.toml and of each sheet in one
// canonical form: read -> write -> read gives the same case. Comments directly above an entry are
// kept.
#pragma once

#include <string>
#include <vector>

#include "caucus/casefile/read.h"
#include "caucus/model/case.h"

namespace caucus {

std::string write_case_toml(const Case& c);
std::string write_sheet_toml(const Case& c, const Sheet& sheet);

// All files of a case with paths relative to its folder, case.toml first.
std::vector<CaseText> write_case(const Case& c);

// A commented skeleton for a new case, as `caucus new` writes it; it passes `check`.
std::vector<CaseText> case_skeleton(const std::string& title);

// JSON Schemas (draft 2020-12) of both files, for editors.
std::string case_schema_json();
std::string sheet_schema_json();

// The reference page of all keys, in Markdown.
std::string case_keys_page();

}  // namespace caucus
