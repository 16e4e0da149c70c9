// What does a bundle that somebody sent hold, and how far was it checked?
//
// Errors: malformed for a founder's key that is none. Complexity: linear in the bundle.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "caucus/base/result.h"
#include "caucus/record/bundle_found.h"

namespace caucus {

// `founder`: the key by hexadecimal digits, learnt by another way.
Result<record::BundleFound> examined_bundle(std::string_view bundle,
                                            const std::optional<std::string>& founder);

std::string bundle_json(const record::BundleFound& found);  // caucus.verification/1, with its logs
// One line per log, what was not checked included; none where there are faults.
std::string bundle_text(const record::BundleFound& found);

}  // namespace caucus
