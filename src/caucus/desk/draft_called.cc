#include "caucus/desk/draft_called.h"

#include <charconv>

#include "caucus/base/text.h"
#include "caucus/desk/talks_summary.h"

namespace caucus {

std::optional<std::uint32_t> draft_called(const Talks& talks, std::string_view name) {
  const auto& drafts = talks.text.drafts;
  std::uint32_t number = 0;
  const char* end = name.data() + name.size();
  const auto [stopped, error] = std::from_chars(name.data(), end, number);
  if (error == std::errc() && stopped == end && number >= 1 && number <= drafts.size())
    return number - 1;
  const auto at = event_called(talks, name);
  for (std::uint32_t draft = 0; at && draft < drafts.size(); ++draft)
    if (drafts[draft].event == *at) return draft;
  return std::nullopt;
}

std::string no_draft_called(const Talks& talks, std::string_view name) {
  const std::size_t drafts = talks.text.drafts.size();
  return "no draft is called " + in_quotes(name) + "; there " + (drafts == 1 ? "is " : "are ") +
         counted(drafts, "draft");
}

}  // namespace caucus
