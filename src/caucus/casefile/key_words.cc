#include "caucus/casefile/key_words.h"

#include <array>
#include <utility>

namespace caucus {
namespace {

struct TypeWords {
  std::string_view name;
  std::string_view example;
};

// In the order of ValueType.
constexpr std::array types{
    TypeWords{"version", "1"},
    TypeWords{"name", "\"Provincial Authority\""},
    TypeWords{"text", "\"as two reports have it\""},
    TypeWords{"id", "\"truce_days\""},
    TypeWords{"dotted_id", "\"held.civilians\""},
    TypeWords{"ids", "[\"first\", \"second\"]"},
    TypeWords{"texts", "[\"The monitors have reported\"]"},
    TypeWords{"number", "42"},
    TypeWords{"number_range", "\"20..40\""},
    TypeWords{"truth", "true"},
    TypeWords{"date", "\"2024-03-28\""},
    TypeWords{"duration", "\"6w\""},
    TypeWords{"duration_ranges", "[\"0d..1d\", \"2d\"]"},
    TypeWords{"word", "\"likely\""},
    TypeWords{"rule", "\"truce_days >= 42\""},
    TypeWords{"arithmetic", "\"2 * civilians + soldiers\""},
    TypeWords{"options", "[\"none\", \"all\"]"},
    TypeWords{"steps", "{\"from\": 7, \"to\": 70, \"step\": 7}"},
    TypeWords{"wants", "\"20..40\""},
    TypeWords{"package", "{\"truce_days\": 42, \"withdrawal\": \"none\"}"},
    TypeWords{"option_order", "[\"a\", [\"b\", \"c\"], \"d\"]"},
    TypeWords{"subject_order", "[\"truce_days\", [\"aid\", \"return\"]]"},
    TypeWords{"points", "{\"none\": 0, \"all\": \"20..40\"}"},
    TypeWords{"weights", "{\"truce_days\": 0.4, \"aid\": \"0.1..0.3\"}"},
    TypeWords{"importance", "{\"truce_days\": \"vital\", \"aid\": \"low\"}"},
    TypeWords{"names", "{\"none\": \"no withdrawal\"}"},
};
static_assert(types.size() == static_cast<std::size_t>(ValueType::names) + 1);

// In the order of Refers.
constexpr std::array references{
    std::string_view{""},
    std::string_view{"the id of a party"},
    std::string_view{"the id of a party or holder"},
    std::string_view{"the id of an actor, or of a body or wing"},
    std::string_view{"the id of an issue"},
    std::string_view{"the id of an issue or total"},
    std::string_view{"the id of a phase"},
    std::string_view{"the id of a phase, or talks"},
    std::string_view{"the id of a category"},
    std::string_view{"the id of a category, or another dotted id"},
    std::string_view{"the id of a source"},
};
static_assert(references.size() == static_cast<std::size_t>(Refers::source) + 1);

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> choices{{
    {"issue", "options range"},
    {"figure", "value range"},
    {"preference", "better order points points_per_unit indifferent"},
    {"priority", "order weights words"},
    {"no_agreement", "points worth as_good_as"},
}};

}  // namespace

std::string_view token(ValueType type) {
  return types[static_cast<std::size_t>(type)].name;
}

std::string_view example(ValueType type) {
  return types[static_cast<std::size_t>(type)].example;
}

std::string_view described(Refers refers) {
  return references[static_cast<std::size_t>(refers)];
}

std::string_view exactly_one_key(std::string_view entry) {
  for (const auto& [name, keys] : choices)
    if (name == entry) return keys;
  return {};
}

}  // namespace caucus
