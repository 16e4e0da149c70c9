#include "caucus/analysis/stuck_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "caucus/base/text.h"

namespace caucus {
namespace {

constexpr std::size_t ways_shown = 3;
constexpr std::size_t items_shown = 60;  // of a list in a sentence

// "a, b and c"; of a very long list the beginning, "and 2988 more".
std::string listed(std::vector<std::string> items) {
  if (items.size() > items_shown) {
    const std::size_t more = items.size() - items_shown;
    items.resize(items_shown);
    items.push_back(fmt::format("{} more", more));
  }
  return join_in_words(items);
}

std::string possessive(const std::string& name) {
  return name + (name.ends_with('s') ? "'" : "'s");
}

// What one party does: "moves from ... to ...", "from ... to ...", "accepts ...". What it moves
// from to the same place on the same issue is said once.
std::vector<std::string> clauses_of(const std::vector<Move>& moves, PartyId owner) {
  struct Step {
    std::vector<std::string> from;
    const Move* to;
  };
  std::vector<Step> steps;
  std::vector<std::string> others;
  for (const Move& move : moves) {
    if (move.owner != owner) continue;
    if (move.from.empty()) {
      others.push_back(move.to);
      continue;
    }
    auto step = std::find_if(steps.begin(), steps.end(), [&](const Step& known) {
      return move.issue && known.to->issue == move.issue && known.to->to == move.to;
    });
    if (step == steps.end()) step = steps.insert(steps.end(), Step{{}, &move});
    if (std::find(step->from.begin(), step->from.end(), move.from) == step->from.end())
      step->from.push_back(move.from);
  }
  std::vector<std::string> clauses;
  for (const Step& step : steps)
    clauses.push_back(fmt::format("{}from {} to {}", clauses.empty() ? "moves " : "",
                                  join_in_words(step.from), step.to->to));
  clauses.insert(clauses.end(), others.begin(), others.end());
  return clauses;
}

}  // namespace

std::string count_word(std::size_t count) {
  static constexpr std::array<std::string_view, 11> words{
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  return count < words.size() ? std::string(words[count]) : std::to_string(count);
}

std::string sentence_of(std::string text) {
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  if (!text.ends_with('.') && !text.ends_with('?')) text += '.';
  return text;
}

std::string owners_in_words(const Case& c, const std::vector<PartyId>& owners) {
  std::vector<std::string> names;
  for (PartyId owner : owners)
    names.push_back(c.parties[owner].name);
  return join_in_words(names);
}

std::string conflict_sentence(const Case& c, const Stuck& stuck, const StickingPoint& point,
                              std::size_t undecided) {
  std::vector<std::string> said;
  for (std::size_t demand : point.demands)
    said.push_back(stuck.demands[demand].in_words);
  const std::size_t count = said.size();
  std::string text;
  if (count == 1) {
    text = fmt::format("No package that keeps the rules meets {}.", said.front());
  } else if (count == 2) {
    text = fmt::format("These two cannot both stand: {} and {}. Either can.", said[0], said[1]);
  } else {
    text = fmt::format("These {} cannot all stand: {}. Any {} can.", count_word(count),
                       listed(std::move(said)), count_word(count - 1));
  }
  if (point.owners.size() == 1 && count > 1)
    text += fmt::format(" This is a contradiction in {} own demands.",
                        possessive(c.parties[point.owners.front()].name));
  if (!point.proven_minimal) {
    // Without proof nothing is said of the smaller sets.
    text = text.substr(0, text.rfind(count == 2 ? " Either" : " Any"));
    text += fmt::format(" We could not show that this set is smallest: {} hit the limit.",
                        counted(undecided, "check"));
  }
  return text;
}

std::string lifting_sentence(const LiftingOutcome& outcome) {
  if (outcome.makes_room) return "Lifting this alone makes room.";
  const std::size_t others = outcome.found - outcome.settled;
  const std::string settles = outcome.settled <= 1
                                  ? std::string("Lifting this settles this conflict")
                                  : fmt::format(
                                        "Lifting this settles {} of {} conflicts, this one among "
                                        "them,",
                                        count_word(outcome.settled), count_word(outcome.found));
  if (others > 0) return fmt::format("{} but not the other {}.", settles, count_word(others));
  return settles + (outcome.settled <= 1 ? ";" : "") +
         " whether another remains was not decided within the limit.";
}

std::string step_in_words(const Case& c, const Move& move) {
  const std::string& owner = c.parties[move.owner].name;
  if (move.from.empty()) return owner + " " + move.to;
  return fmt::format("{} moves from {} to {}", owner, move.from, move.to);
}

std::string relaxation_sentence(const Case& c, const std::vector<Move>& moves) {
  std::vector<PartyId> owners;
  for (const Move& move : moves)
    if (std::find(owners.begin(), owners.end(), move.owner) == owners.end())
      owners.push_back(move.owner);
  std::string text;
  for (std::size_t k = 0; k < owners.size(); ++k) {
    if (k > 0) text += k + 1 == owners.size() ? "; and " : "; ";
    text += c.parties[owners[k]].name + " " + listed(clauses_of(moves, owners[k]));
  }
  return sentence_of(std::move(text));
}

std::string ways_out_sentence(const Stuck& stuck) {
  if (stuck.relaxations.empty()) return {};
  std::vector<const Relaxation*> shown;
  std::vector<std::vector<PartyId>> owners;
  for (const bool other_owner : {true, false}) {
    for (const Relaxation& relaxation : stuck.relaxations) {
      if (shown.size() == ways_shown) break;
      if (std::find(shown.begin(), shown.end(), &relaxation) != shown.end()) continue;
      const bool known = std::find(owners.begin(), owners.end(), relaxation.owners) != owners.end();
      if (other_owner && known) continue;
      shown.push_back(&relaxation);
      owners.push_back(relaxation.owners);
    }
  }
  std::sort(shown.begin(), shown.end());  // as listed: cheapest first
  std::string text = shown.size() == 1 ? "This makes room: " : "Each of these makes room: ";
  for (std::size_t k = 0; k < shown.size(); ++k) {
    if (k > 0) text += "; or ";
    const std::string& sentence = shown[k]->sentence;
    text += sentence.substr(0, sentence.size() - 1);
  }
  return text + ".";
}

}  // namespace caucus
