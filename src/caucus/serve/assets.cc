#include "caucus/serve/assets.h"

#include <algorithm>

#include "caucus/serve/request_guard.h"

namespace caucus::serve {

const Asset* find_asset(Assets assets, std::string_view path) {
  const auto at = std::find_if(assets.begin(), assets.end(),
                               [&](const Asset& asset) { return asset.path == path; });
  return at == assets.end() ? nullptr : &*at;
}

bool takes_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const std::size_t end = std::min(accept_encoding.find(','), accept_encoding.size());
    std::string_view coding = accept_encoding.substr(0, end);
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    while (coding.starts_with(' '))
      coding.remove_prefix(1);
    // A coding with a weight (gzip;q=0) is not looked into: plain bytes are always right.
    if (same_ignoring_case(coding, "gzip")) return true;
  }
  return false;
}

}  // namespace caucus::serve
