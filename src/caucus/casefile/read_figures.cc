// Quantities, their figures, and what rules take a quantity for when its figures disagree.
#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/reading.h"

namespace caucus {
namespace {

// A unit is that of the category itself or of the nearest one it is part of.
std::string unit_of(const Reading& reading, std::string_view id) {
  while (true) {
    if (const auto at = reading.names.find(NameSpace::category, id))
      if (const std::string& unit = reading.c.categories[*at].unit; !unit.empty()) return unit;
    const std::size_t dot = id.rfind('.');
    if (dot == std::string_view::npos) return {};
    id = id.substr(0, dot);
  }
}

void add_quantity(Reading& reading, const std::string& id) {
  if (id.empty() || reading.names.find(NameSpace::quantity, id)) return;
  Quantity quantity;
  quantity.id = id;
  const auto category = reading.names.find(NameSpace::category, id);
  quantity.name = category ? reading.c.categories[*category].name : reading.printed(id, "");
  quantity.unit = unit_of(reading, id);
  const QuantityId at = reading.c.quantities.push_back(std::move(quantity));
  reading.names.add(NameSpace::quantity, id, {at.index()});
}

// The quantity an entry is about, if it is one that may be.
std::optional<QuantityId> quantity_of(const Reading& reading, const Entry& entry) {
  const auto at = reading.names.find(NameSpace::quantity, entry.text("of"));
  return at ? std::optional(QuantityId(*at)) : std::nullopt;
}

Interval interval_of(const Rational& value, Bound bound, const Rational& share) {
  switch (bound) {
    case Bound::exactly:
      return Interval::exactly(value);
    case Bound::about:
      return Interval::about(value, share);
    case Bound::at_least:
      return Interval::at_least(value);
    case Bound::more_than:
      return Interval::more_than(value);
    case Bound::at_most:
      return Interval::at_most(value);
    case Bound::less_than:
      return Interval::less_than(value);
  }
  return {};
}

void read_figure(Reading& reading, const Entry& entry) {
  if (!entry.need_exactly_one({"value", "range"}, reading.log)) return;
  const std::string_view key = entry.has("value") ? "value" : "range";
  const auto written = entry.range(key);
  const auto quantity = quantity_of(reading, entry);
  const auto bound = entry.word("bound", Bound::exactly);
  if (written && key == "range" && bound != Bound::exactly) {
    reading.fault(entry.place("bound"), FaultKind::bad_value,
                  "a figure with a `range` has no `bound`", "leave one of them out");
    return;
  }
  if (!written || !quantity) return;
  Figure figure{*quantity, written->low, std::nullopt, bound, {}, {}, {}, {}, {}};
  if (key == "range") figure.value_to = written->high;
  try {
    figure.interval = key == "range" ? Interval::between(written->low.value, written->high.value)
                                     : interval_of(written->low.value, bound,
                                                   reading.c.about_percent * Rational(1, 100));
  } catch (const NumberOverflow&) {
    figure.interval = {};
    reading.fault(entry.place(key), FaultKind::number_too_large,
                  "the figure has too many digits for exact arithmetic", "write fewer digits");
    return;
  }
  if (!magnitude_of(figure.interval)) {
    reading.fault(entry.place(key), FaultKind::number_too_large,
                  "the figure has too many digits for exact arithmetic", "write fewer digits");
    return;
  }
  figure.as_of = entry.date("as_of");
  figure.scope = entry.text("scope");
  figure.said_by = entry.texts("said_by");
  figure.origin = reading.origin_of(entry);
  const FigureId at = reading.c.figures.push_back(std::move(figure));
  reading.c.quantities[*quantity].figures.push_back(at);
}

void read_resolution(Reading& reading, const Entry& entry) {
  const auto quantity = quantity_of(reading, entry);
  const auto by = entry.word("by", ResolutionWord::range);
  const bool by_source = by == ResolutionWord::prioritise_source;
  if (entry.get("by") != nullptr && by_source != entry.has("source")) {
    reading.fault(entry.place(by_source ? "by" : "source"),
                  by_source ? FaultKind::missing_key : FaultKind::bad_value,
                  by_source ? "`prioritise_source` needs a `source`"
                            : "`source` goes with `prioritise_source` only",
                  by_source ? "add source = \"id\"" : "leave it out");
    return;
  }
  if (!quantity || entry.get("by") == nullptr) return;
  Quantity& of = reading.c.quantities[*quantity];
  if (of.resolution) {
    reading.fault(entry.place(), FaultKind::duplicate_id,
                  fmt::format("{} already has a [[resolution]] at line {}", in_quotes(of.id),
                              of.resolution->origin.place.line),
                  "keep one of them");
    return;
  }
  Resolution resolution{*quantity, by, std::nullopt, reading.origin_of(entry)};
  if (by_source) {
    const auto source = reading.names.find(NameSpace::source, entry.text("source"));
    if (!source) return;
    resolution.source = SourceId(*source);
    const auto cites = [&](FigureId id) {
      const auto& sources = reading.c.figures[id].origin.sources;
      return std::find(sources.begin(), sources.end(), SourceId(*source)) != sources.end();
    };
    if (std::none_of(of.figures.begin(), of.figures.end(), cites)) {
      reading.fault(entry.place("source"), FaultKind::unknown_source,
                    fmt::format("no figure of {} is from {}", in_quotes(of.id),
                                in_quotes(entry.text("source"))),
                    "name a source of one of its figures");
      return;
    }
  }
  of.resolution = std::move(resolution);
}

// Who says it: the sources and whom they name. Two speakers in one report are two voices.
std::string voice_of(const Figure& figure) {
  std::string voice;
  for (const SourceId id : figure.origin.sources)
    voice += std::to_string(id.index()) + ",";
  voice += ":";
  for (const std::string& speaker : figure.said_by)
    voice += speaker + "\n";
  return voice;
}

// The latest figure of each voice, in the order of the file; undated ones are the oldest, and of
// two of one day the later in the file counts.
std::vector<FigureId> latest_of_each(const Case& c, const std::vector<FigureId>& figures) {
  std::unordered_map<std::string, FigureId> latest;
  for (const FigureId id : figures) {
    const auto [found, added] = latest.try_emplace(voice_of(c.figures[id]), id);
    if (!added && !(c.figures[id].as_of < c.figures[found->second].as_of)) found->second = id;
  }
  std::vector<FigureId> used;
  for (const auto& [voice, id] : latest)
    used.push_back(id);
  std::sort(used.begin(), used.end());
  return used;
}

void resolve(Case& c, Quantity& quantity) {
  std::vector<FigureId> figures = quantity.figures;
  if (quantity.resolution && quantity.resolution->source) {
    std::erase_if(figures, [&](FigureId id) {
      const auto& sources = c.figures[id].origin.sources;
      return std::find(sources.begin(), sources.end(), *quantity.resolution->source) ==
             sources.end();
    });
    // All that it says on its latest day: its speakers may disagree.
    figures = latest_of_each(c, figures);
    std::optional<Date> latest;
    for (const FigureId id : figures)
      latest = std::max(latest, c.figures[id].as_of);
    std::erase_if(figures, [&](FigureId id) { return c.figures[id].as_of != latest; });
  } else {
    figures = latest_of_each(c, figures);
  }
  if (figures.empty()) return;
  quantity.resolved = c.figures[figures.front()].interval;
  for (const FigureId id : figures) {
    const Interval& interval = c.figures[id].interval;
    quantity.disagree = quantity.disagree || interval != c.figures[figures.front()].interval;
    quantity.resolved = hull(quantity.resolved, interval);
  }
}

}  // namespace

void read_figures(Reading& reading, const FileEntries& frame) {
  for (const Category& category : reading.c.categories)
    add_quantity(reading, category.id);
  for (const std::string_view kind : {"figure", "resolution"})
    for (const Entry& entry : frame.of(kind)) {
      const std::string id = entry.text("of");
      const bool may_be =
          id.find('.') != std::string::npos || reading.names.find(NameSpace::category, id);
      if (may_be) add_quantity(reading, id);
    }
  for (const Entry& entry : frame.of("figure"))
    read_figure(reading, entry);
  for (const Entry& entry : frame.of("resolution"))
    read_resolution(reading, entry);
  for (Quantity& quantity : reading.c.quantities)
    resolve(reading.c, quantity);
}

}  // namespace caucus
