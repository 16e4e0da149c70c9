// What a sheet says about preferences, as it was said.
#include "caucus/casefile/write_entries.h"

namespace caucus {
namespace {

using Kind = TomlValue::Kind;

// Places from best to worst; a place with several members becomes an inner list.
template <class Places, class Write>
TomlValue places_value(const Places& places, const Write& write) {
  std::vector<TomlValue> items;
  for (const auto& place : places) {
    std::vector<TomlValue> members;
    for (const auto& member : place)
      members.push_back(write(member));
    items.push_back(members.size() == 1 ? members.front() : TomlValue::list(std::move(members)));
  }
  return TomlValue::list(std::move(items));
}

// Writes the value under its key, whichever alternative it is.
class PreferenceWriter {
 public:
  PreferenceWriter(EntryWriter& writer, const Subject& about) : writer_(writer), about_(about) {}

  void operator()(const Monotone& says) { writer_.word("better", says.more ? "more" : "less"); }

  void operator()(const OptionOrder& says) {
    writer_.file().add("order", places_value(says.places, [&](OptionIndex option) {
                         return writer_.option(*about_.issue, option);
                       }));
  }

  void operator()(const OptionPoints& says) {
    const Issue& issue = writer_.of_case().issues[*about_.issue];
    TomlValue table{Kind::table, {}, {}, {}};
    for (std::size_t at = 0; at < says.points.size(); ++at)
      table.fields.push_back({issue.options[at].id, range_value(says.points[at])});
    writer_.file().add("points", std::move(table));
    weight(says.weight);
  }

  void operator()(const PointsPerUnit& says) {
    writer_.file().add("points_per_unit", TomlValue::number(says.per_unit));
    if (says.at_zero != Rational(0))
      writer_.file().add("points_at_zero", TomlValue::number(says.at_zero));
    weight(says.weight);
  }

  void operator()(const Indifferent&) {
    writer_.file().add("indifferent", TomlValue::literal("true"));
  }

 private:
  void weight(const Rational& weight) {
    if (weight != Rational(1)) writer_.file().add("weight", TomlValue::number(weight));
  }

  EntryWriter& writer_;
  const Subject& about_;
};

TomlValue words_value(const EntryWriter& writer, const PriorityOrder& order) {
  TomlValue table{Kind::table, {}, {}, {}};
  for (std::size_t at = 0; at < order.places.size(); ++at) {
    // Without the words themselves, the strongest ones say the same order.
    const auto word = at < order.words.size() ? order.words[at] : static_cast<Importance>(at);
    for (const Subject& subject : order.places[at])
      table.fields.push_back({writer.id_of(subject), TomlValue::text_of(token(word))});
  }
  return table;
}

void write_priority(EntryWriter& writer, const Priority& priority) {
  writer.begin("priority", priority.origin);
  if (const auto* order = std::get_if<PriorityOrder>(&priority.says)) {
    if (priority.words)
      writer.file().add("words", words_value(writer, *order));
    else
      writer.file().add("order", places_value(order->places, [&](const Subject& subject) {
                          return TomlValue::text_of(writer.id_of(subject));
                        }));
  } else {
    TomlValue table{Kind::table, {}, {}, {}};
    for (const WeightRange& weight : std::get<std::vector<WeightRange>>(priority.says))
      table.fields.push_back({writer.id_of(weight.of), range_value(weight.share)});
    writer.file().add("weights", std::move(table));
  }
  writer.end(priority.origin);
}

void write_no_agreement(EntryWriter& writer, const NoAgreement& no_agreement) {
  writer.file().begin("[no_agreement]", no_agreement.origin.comment);
  if (const auto* points = std::get_if<NoAgreementPoints>(&no_agreement.says))
    writer.file().add("points", TomlValue::number(points->points));
  else if (const auto* worth = std::get_if<NoAgreementWorth>(&no_agreement.says))
    writer.file().add("worth", range_value(worth->worth));
  else
    writer.package("as_good_as", std::get<AsGoodAs>(no_agreement.says).package);
  writer.end(no_agreement.origin);
}

}  // namespace

void write_preferences(EntryWriter& writer, const PreferenceStatements& says) {
  for (const Preference& preference : says.preferences) {
    writer.begin("preference", preference.origin);
    writer.word("issue", writer.id_of(preference.about));
    std::visit(PreferenceWriter(writer, preference.about), preference.says);
    writer.end(preference.origin);
  }
  for (const Priority& priority : says.priorities)
    write_priority(writer, priority);
  for (const TermPoints& term : says.terms) {
    writer.begin("term", term.origin);
    writer.rule("when", term.when);
    writer.file().add("points", TomlValue::number(term.points));
    writer.end(term.origin);
  }
  for (const Comparison& compare : says.comparisons) {
    writer.begin("compare", compare.origin);
    writer.package("prefers", compare.prefers);
    writer.package("to", compare.to);
    writer.word("sure", token(compare.sure));
    writer.end(compare.origin);
  }
  if (says.no_agreement) write_no_agreement(writer, *says.no_agreement);
}

}  // namespace caucus
