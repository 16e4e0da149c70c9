// The JSON twins of the answers about the record, field by field in docs/reference/json.md.
//
// Like json.h. Errors: none.
#pragma once

#include <string>
#include <vector>

#include "caucus/desk/record_desk.h"

namespace caucus {

std::string verification_json(const record::Verification& found);  // caucus.verification/1
std::string entries_json(const std::vector<ShownEntry>& entries);  // caucus.entries/1
std::string erasure_json(const ErasurePlan& plan);                 // caucus.erasure/1
std::string restore_json(const RestoreAnswer& answer);             // caucus.restore/1
std::string keys_json(const KeysAnswer& keys);                     // caucus.keys/1

}  // namespace caucus
