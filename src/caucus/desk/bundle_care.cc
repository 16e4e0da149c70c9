#include "caucus/desk/bundle_care.h"

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"
#include "caucus/desk/record_json.h"

namespace caucus {

Result<record::BundleFound> examined_bundle(std::string_view bundle,
                                            const std::optional<std::string>& founder) {
  record::BundleTrust trust;
  if (founder) {
    trust.founder = digest_from_hex(*founder);
    if (!trust.founder)
      return fail(ErrorKind::malformed,
                  "a key is 64 hexadecimal digits, not " + in_quotes(*founder));
  }
  return record::examine_bundle(bundle, trust);
}

std::string bundle_json(const record::BundleFound& found) {
  auto json = nlohmann::ordered_json::parse(verification_json(found.verification));
  auto& logs = json["bundle"] = nlohmann::ordered_json::array();
  for (const record::BundleLog& log : found.logs)
    logs.push_back({{"class", record::to_string(log.log_class)},
                    {"present", log.present},
                    {"whole", log.whole},
                    {"shown", log.shown},
                    {"size", log.size},
                    {"author_checked", log.author_checked}});
  return json.dump(2) + "\n";
}

std::string bundle_text(const record::BundleFound& found) {
  std::string text;
  for (const record::BundleLog& log : found.logs)
    if (found.verification.sound()) text += sentence_of(log) + "\n";
  return text;
}

}  // namespace caucus
