#include "caucus/desk/scenario_basis.h"

#include <charconv>

#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr std::string_view beginning = "points are utilities by the rules of ";
constexpr std::string_view note_beginning = "index ";
constexpr std::string_view note_end = " in the source file";

// The word of a part "cap 1" of the basis, as a number.
std::optional<Rational> number_after(std::string_view part, std::string_view word) {
  if (!part.starts_with(word)) return std::nullopt;
  const Result<Rational> number = Rational::parse(part.substr(word.size()));
  return number ? std::optional(*number) : std::nullopt;
}

}  // namespace

std::string basis_of(const ScenarioProfile& profile, ScenarioFamily semantics) {
  std::string basis = std::string(beginning) + std::string(token(semantics));
  if (profile.cap) basis += "; cap " + to_string(*profile.cap);
  if (profile.discount) basis += "; discount " + to_string(*profile.discount);
  const std::size_t slash = profile.file.rfind('/');
  // One line of visible text, whatever the file is called.
  return basis + "; file " +
         shown(slash == std::string::npos ? profile.file : profile.file.substr(slash + 1));
}

std::optional<ImportBasis> import_basis(std::string_view basis) {
  if (!basis.starts_with(beginning)) return std::nullopt;
  basis.remove_prefix(beginning.size());
  ImportBasis read;
  bool first = true;
  while (!basis.empty() && !basis.starts_with("file ")) {
    const std::size_t end = basis.find("; ");
    const std::string_view part = basis.substr(0, end);
    basis.remove_prefix(end == std::string_view::npos ? basis.size() : end + 2);
    if (first) {
      bool known = false;
      for (const ScenarioFamily family :
           {ScenarioFamily::genius, ScenarioFamily::geniusweb, ScenarioFamily::negmas})
        if (part == token(family)) {
          read.semantics = family;
          known = true;
        }
      if (!known) return std::nullopt;
      first = false;
    } else if (const auto cap = number_after(part, "cap ")) {
      read.cap = cap;
    } else if (const auto discount = number_after(part, "discount ")) {
      read.discount = discount;
    } else {
      return std::nullopt;
    }
  }
  return read;
}

std::string index_note(std::int64_t index) {
  return std::string(note_beginning) + std::to_string(index) + std::string(note_end);
}

std::optional<std::int64_t> index_in_note(std::string_view note) {
  if (!note.starts_with(note_beginning) || !note.ends_with(note_end)) return std::nullopt;
  note.remove_prefix(note_beginning.size());
  note.remove_suffix(note_end.size());
  std::int64_t index = 0;
  const auto [end, error] = std::from_chars(note.data(), note.data() + note.size(), index);
  if (error != std::errc() || end != note.data() + note.size()) return std::nullopt;
  return index;
}

}  // namespace caucus
