// Any bytes as what a stranger may send: a request target, a header of cookies, a whole head. What
// is let through must be plain, and mean the same when it is written again.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"
#include "caucus/serve/address.h"
#include "caucus/serve/admission.h"
#include "caucus/serve/peer_account.h"
#include "caucus/serve/request_guard.h"

namespace {

using namespace caucus;
using namespace caucus::serve;

void check_target(std::string_view text) {
  const auto target = parsed_target(text);
  if (!target) return;
  CAUCUS_ASSERT(is_plain_path(target->path), "a path is plain");
  CAUCUS_ASSERT(("/" + target->path + "/").find("/../") == std::string::npos,
                "a path does not climb");
  for (const auto& [name, value] : target->query)
    CAUCUS_ASSERT(!invalid_utf8_at(name) && !invalid_utf8_at(value), "a query is UTF-8");
  const std::string key = target->key();
  if (key.size() > target_bytes_max) return;
  const auto again = parsed_target(key);
  CAUCUS_ASSERT(again && again->path == target->path && again->query == target->query,
                "a question written again is the same");
}

void check_head(std::string_view text) {
  RequestHead head{"POST", "/", 11, {{"Host", "127.0.0.1:1"}}};
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t colon = std::min(line.find(':'), line.size());
    head.lines.push_back({line.substr(0, colon), line.substr(std::min(colon + 1, line.size()))});
  }
  if (refusal_of(head, own_names(1, true))) return;
  CAUCUS_ASSERT(head.count("host") == 1 && head.count("transfer-encoding") == 0 &&
                    head.value("x-caucus") == "1" && head.value("content-length").size() < 8,
                "what is let through is in order");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_target(text);
  check_target("/a.json?" + std::string(text));
  check_head(text);
  if (const auto value = cookie_value(text, "a"))
    CAUCUS_ASSERT(value->find(';') == std::string_view::npos, "a cookie ends at its end");
  static_cast<void>(peer_in(text, ends_of_four(1, 2), 1000));
  return 0;
}
