// Certificates as files: an answer with all that somebody else needs to check it.
#pragma once

#include <string>

#include "caucus/analysis/certificate.h"
#include "caucus/base/result.h"

namespace caucus {

// caucus.certificate/1, field by field in docs/reference/json.md. Precondition: not refused.
std::string certificate_json(const Certificate& certificate);

// Writes it, whole or not at all. Errors: no certificate (a refusal), or the file cannot be
// written.
Result<void> write_certificate(const Certificate& certificate, const std::string& path);

}  // namespace caucus
