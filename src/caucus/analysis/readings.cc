#include "caucus/analysis/readings.h"

#include <algorithm>
#include <cmath>

#include "caucus/analysis/centroid.h"
#include "caucus/analysis/party_readings.h"
#include "caucus/analysis/reading_sampler.h"
#include "caucus/analysis/worth_tables.h"
#include "caucus/base/random.h"

namespace caucus {
namespace {

constexpr std::size_t readings_of_mean = 1'000;
// Readings of very long sheets are fewer: no more than some hundred megabytes hold, but never under
// ten.
constexpr std::size_t entries_max = 50'000'000;
constexpr std::size_t readings_min = 10;

std::size_t readings_held(std::size_t wanted, std::size_t entries_of_one) {
  const std::size_t held = entries_max / std::max<std::size_t>(entries_of_one, 1);
  return std::min(wanted, std::max(readings_min, held));
}

std::size_t entries_of_all(const Case& c) {
  std::size_t options = 0;
  for (const Issue& issue : c.issues)
    options += issue.options.size();
  return options * c.parties.size();
}

// The numbers from which reservation values are taken: one of 0..1 per reading.
std::vector<double> reservation_draws(const DrawOptions& options) {
  std::vector<double> uniform;
  for (std::size_t i = 0; i < options.count; ++i)
    uniform.push_back(RandomStream(options.seed, options.key, i, 2).uniform());
  return uniform;
}

Rational to_millionths(double number) {
  return {std::llround(number * static_cast<double>(units_of_one)), units_of_one};
}

}  // namespace

Utilities Readings::at(std::size_t reading) const {
  CAUCUS_ASSERT(reading < size_, "a reading is asked for that was drawn");
  Utilities utilities;
  for (const auto& party : drawn_)
    utilities.push_back(party->at(reading));
  return utilities;
}

double Readings::utility(std::size_t i, std::size_t reading, const Package& package) const {
  return drawn_.at(i)->utility(reading, package);
}

double Readings::reservation(std::size_t i, std::size_t reading) const {
  return drawn_.at(i)->reservation(reading).to_double();
}

bool Readings::acceptable(std::size_t i, std::size_t reading, const Package& package) const {
  return drawn_.at(i)->acceptable(reading, package);
}

bool Readings::acceptable_to_all(std::size_t reading, const Package& package) const {
  return std::ranges::all_of(
      drawn_, [&](const auto& party) { return party->acceptable(reading, package); });
}

Readings readings(const Case& c, const ReadingOptions& options, const CancelToken& cancel) {
  Readings result;
  result.seed = options.seed;
  result.size_ = readings_held(options.count, entries_of_all(c));
  for (PartyId party : c.parties.ids()) {
    const Sheet* sheet = c.sheet_of(party);
    if (!sheet || !has_utility(c, *sheet)) continue;
    if (is_exact(c, *sheet)) {
      ReadingDiagnostics diagnostics;
      diagnostics.party = party;
      diagnostics.method = ReadingMethod::exact_sheet;
      diagnostics.draws = result.size_;
      diagnostics.effective_size_min = static_cast<double>(result.size_);
      result.parties.push_back(diagnostics);
      result.drawn_.push_back(std::make_shared<PartyReadings>(c, exact_utility(c, *sheet)));
      continue;
    }
    const VagueSheet vague = vague_sheet(c, *sheet);
    if (!vague.can_be_sampled()) {
      result.complete = false;
      result.size_ = 0;
      return result;
    }
    const ReadingSpace space(vague);
    const DrawOptions how{result.size_, options.seed, draw_key(c, party)};
    const SheetDraws draws = draw_sheet(vague, space, how, cancel);
    result.parties.push_back(draws.diagnostics);
    if (!draws.complete) {
      result.complete = false;
      result.size_ = 0;
      return result;
    }
    if (draws.rows.empty() && result.size_ > 0) {
      result.drawn_.push_back(std::make_shared<PartyReadings>(c, plain_utility(c, vague)));
    } else {
      result.drawn_.push_back(
          std::make_shared<PartyReadings>(c, vague, space, draws.rows, reservation_draws(how)));
    }
  }
  return result;
}

std::optional<SheetWorth> mean_of_readings(const Case& c, const VagueSheet& sheet) {
  if (!sheet.can_be_sampled()) return std::nullopt;
  const ReadingSpace space(sheet);
  const std::size_t width = space.width();
  const std::size_t count = readings_held(readings_of_mean, width);
  const SheetDraws draws = draw_sheet(sheet, space, {count, 1, draw_key(c, sheet.party)}, {});
  if (draws.rows.empty()) return std::nullopt;
  std::vector<double> mean(width);
  std::vector<double> weights(sheet.subjects.size());
  for (std::size_t from = 0; from < draws.rows.size(); from += width) {
    const double* row = draws.rows.data() + from;
    for (std::size_t i = 0; i < width; ++i)
      mean[i] += row[i] / static_cast<double>(count);
    for (std::size_t j = 0; j < weights.size(); ++j) {
      const double* first = row + space.first_of(j);
      const auto [low, high] = std::minmax_element(first, first + sheet.subjects[j].options);
      // Points may start anywhere; everything else starts at 0.
      const bool pointed = sheet.subjects[j].shape == SubjectShape::pointed;
      weights[j] += (*high - (pointed ? *low : 0)) / static_cast<double>(count);
    }
  }
  SheetWorth worth;
  for (std::size_t j = 0; j < weights.size(); ++j) {
    const SheetSubject& subject = sheet.subjects[j];
    worth.weights.push_back(to_millionths(weights[j]));
    if (subject.in_points) worth.range += subject.range_of_points();
    worth.options.emplace_back();
    if (subject.about.issue)
      for (std::size_t i = 0; i < subject.options; ++i)
        worth.options.back().push_back(to_millionths(mean[space.first_of(j) + i]));
  }
  worth.pool = to_millionths(mean[width - 1]);
  return worth;
}

std::string_view token(ReadingMethod method) {
  switch (method) {
    case ReadingMethod::exact_sheet:
      return "exact_sheet";
    case ReadingMethod::direct:
      return "direct";
    case ReadingMethod::rejection:
      return "rejection";
    case ReadingMethod::slice:
      return "slice";
    case ReadingMethod::contradictory:
      return "contradictory";
    case ReadingMethod::not_found:
      return "not_found";
  }
  return "";
}

}  // namespace caucus
