#include "caucus/talks/permission.h"

#include <algorithm>
#include <array>

namespace caucus {
namespace {

constexpr std::array<std::string_view, 5> words{"verbatim", "paraphrase", "as_mediator_idea",
                                                "as_question", "hold"};

}  // namespace

std::string_view token(PassOnForm form) {
  return words.at(static_cast<std::size_t>(form));
}

std::optional<PassOnForm> pass_on_form(std::string_view token) {
  const auto found = std::find(words.begin(), words.end(), token);
  if (found == words.end()) return std::nullopt;
  return static_cast<PassOnForm>(found - words.begin());
}

bool permits(const PassOn& permission, const PassingOn& wanted, Date day) {
  if (permission.form == PassOnForm::hold || wanted.form == PassOnForm::hold) return false;
  if (wanted.form < permission.form) return false;
  if (permission.until && day > *permission.until) return false;
  const auto& to = permission.to;
  if (!to.empty() && std::find(to.begin(), to.end(), wanted.to) == to.end()) return false;
  const bool says_whose = wanted.attributed && wanted.form <= PassOnForm::paraphrase;
  return permission.attributed || !says_whose;
}

}  // namespace caucus
