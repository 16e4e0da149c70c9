#include "caucus/desk/unfinished.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "caucus/base/hash.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

using nlohmann::json;

constexpr std::string_view format = "caucus.notebook/1";

Result<void> check(const Unfinished& entry) {
  const bool plain = std::all_of(entry.name.begin(), entry.name.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
  });
  if (!plain || entry.name.empty() || entry.name.size() > unfinished_name_bytes_max)
    return fail(ErrorKind::malformed,
                fmt::format("the name of an unfinished entry has 1 to {} of a-z, 0-9 and -",
                            unfinished_name_bytes_max));
  if (entry.text.size() > unfinished_bytes_max)
    return fail(ErrorKind::too_large,
                fmt::format("an unfinished entry has at most {} KiB", unfinished_bytes_max >> 10));
  return {};
}

}  // namespace

Result<std::vector<Unfinished>> unfinished_entries(const record::Vault& vault) {
  const Result<std::string> text = vault.notebook();
  if (!text) return fail(text.error());
  std::vector<Unfinished> entries;
  if (text->empty()) return entries;
  const json kept = json::parse(*text, nullptr, false);
  if (!kept.is_object() || kept.value("format", "") != format)
    return fail(ErrorKind::unsupported, "unfinished entries were kept by another version");
  for (const json& one : kept.at("entries"))
    if (const auto at = Moment::parse(one.at("at").get<std::string>()))
      entries.push_back({one.at("name"), one.at("text"), *at});
  return entries;
}

std::string mark_of(const std::string& text) {
  if (text.empty()) return {};
  const Digest digest = sha256(text);
  return to_hex(std::span(digest).first(8));
}

Result<void> keep_unfinished(record::Vault& vault, const Unfinished& entry,
                             const std::optional<std::string>& was) {
  if (Result<void> good = check(entry); !good) return good;
  Result<std::vector<Unfinished>> entries = unfinished_entries(vault);
  // What is damaged cannot be lost any more; anything else is left for who can read it.
  if (!entries && entries.error().kind != ErrorKind::corrupt) return fail(entries.error());
  std::vector<Unfinished> now = entries ? *std::move(entries) : std::vector<Unfinished>();
  const auto kept_now = std::find_if(
      now.begin(), now.end(), [&](const Unfinished& other) { return other.name == entry.name; });
  if (was && *was != (kept_now == now.end() ? std::string() : mark_of(kept_now->text)))
    return fail(
        ErrorKind::conflict,
        "another window has changed, recorded or discarded this unfinished entry meanwhile");
  const std::size_t before = now.size();
  std::erase_if(now, [&](const Unfinished& other) { return other.name == entry.name; });
  if (entry.text.empty() && now.size() == before) return {};
  if (!entry.text.empty()) now.push_back(entry);
  if (now.size() > unfinished_max)
    return fail(ErrorKind::too_large,
                fmt::format("there are {} unfinished entries already; record or discard some",
                            unfinished_max));
  if (now.empty()) return vault.write_notebook({});
  json kept{{"format", format}, {"entries", json::array()}};
  for (const Unfinished& one : now)
    kept["entries"].push_back({{"name", one.name}, {"text", one.text}, {"at", to_string(one.at)}});
  return vault.write_notebook(kept.dump());
}

}  // namespace caucus
