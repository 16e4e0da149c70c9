// What one sheet says about preferences: single issues, priorities, combinations, comparisons and
// the worth of no agreement.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/reading.h"

namespace caucus {
namespace {

using Kind = TomlNode::Kind;

constexpr std::array<std::string_view, 4> degrees_of_importance{"vital", "high", "medium", "low"};

std::string some_of(std::vector<std::string> items) {
  constexpr std::size_t shown_max = 5;
  if (items.size() > shown_max) {
    const std::size_t more = items.size() - shown_max;
    items.resize(shown_max);
    items.push_back(fmt::format("{} more", more));
  }
  return join_in_words(items);
}

// An order as it is written: each item of the list is a place of its own, those of an inner list
// share one. `add` reads one of them into the last place.
template <class Order, class Add>
void fill_places(const TomlNode& list, Order& order, const Add& add) {
  for (const TomlNode& item : list.items) {
    order.places.emplace_back();
    if (item.kind != Kind::list) {
      add(item);
      continue;
    }
    for (const TomlNode& tied : item.items)
      add(tied);
  }
  std::erase_if(order.places, [](const auto& place) { return place.empty(); });
}

class PreferenceReader {
 public:
  PreferenceReader(Reading& reading, const FileEntries& entries, Sheet& sheet)
      : reading_(reading), entries_(entries), says_(sheet.preferences) {}

  void read() {
    reading_.worth_sizes->begin_sheet();
    each("preference", [this](const Entry& entry, std::string id) { preference(entry, id); });
    each("priority", [this](const Entry& entry, std::string id) { priority(entry, id); });
    each("term", [this](const Entry& entry, std::string id) { term(entry, id); });
    each("compare", [this](const Entry& entry, std::string id) { comparison(entry, id); });
    for (const Entry& entry : entries_.of("no_agreement"))
      no_agreement(entry);
    if (const auto at = reading_.worth_sizes->too_tied()) fault_of_ties(*at);
  }

 private:
  template <class Read>
  void each(std::string_view kind, const Read& read) {
    std::size_t number = 0;
    const std::string party = entries_.top().text("party");
    for (const Entry& entry : entries_.of(kind))
      read(entry, fmt::format("{}.{}.{}", party, kind, ++number));
  }

  void fault(Place place, FaultKind kind, std::string sentence, std::string hint = {}) {
    reading_.fault(place, kind, std::move(sentence), std::move(hint));
  }

  // Counts what the sheet's points can add up to, and reports once when that is too much.
  void add_worth(Place place, const std::optional<Magnitude>& worth) {
    if (!worth_) return;
    worth_ = worth ? sum(*worth_, *worth) : std::nullopt;
    if (!worth_)
      fault(place, FaultKind::number_too_large,
            "with this the points of the sheet need more digits than exact arithmetic has (18)",
            "use fewer decimal places, or smaller points and weights");
  }

  // A statement that was made, at its place; reports what it takes too much to work out.
  void add_size(Place place, std::optional<Complaint> finding) {
    tables_.push_back(place);
    if (finding) reading_.log.add(place, *std::move(finding));
  }

  void add_size(const Entry& entry, const Preference& made) {
    if (std::holds_alternative<Indifferent>(made.says)) return;
    if (made.about.issue) return reading_.worth_sizes->add_issue(*made.about.issue);
    const Expression& is = reading_.c.totals[*made.about.total].is;
    add_size(entry.place("issue"), reading_.worth_sizes->add_total(is));
  }

  void fault_of_ties(std::size_t at) {
    const bool of_table = at < tables_.size();
    fault(of_table ? tables_[at] : entries_.top().place(), FaultKind::too_many,
          of_table
              ? "with this the terms and totals of the sheet tie too many issues to each other "
                "to find its best package"
              : "which issues apply depends on too many issues to find the best package of "
                "the sheet",
          of_table ? "use fewer of them, or let them share fewer issues"
                   : "let fewer issues decide whether others apply");
  }

  // ------------------------------------------------------------------------ single preferences

  void preference(const Entry& entry, const std::string& id) {
    const std::optional<Subject> about = reading_.subject_of(entry.text("issue"));
    if (about) {
      const auto [first, added] = places_.try_emplace(reading_.id_of(*about), entry.place());
      if (!added)
        return fault(entry.place("issue"), FaultKind::duplicate_id,
                     fmt::format("{} already has a [[preference]] at line {}",
                                 in_quotes(entry.text("issue")), first->second.line),
                     "keep one of them");
    }
    const bool one = entry.need_exactly_one(
        {"better", "order", "points", "points_per_unit", "indifferent"}, reading_.log);
    const std::optional<Rational> weight = weight_of(entry);
    if (!one || !about || !weight) return;
    if (about->issue && !reading_.is_sound(*about->issue)) return;
    Preference made{id, *about, Indifferent{}, reading_.origin_of(entry)};
    const bool sound = entry.has("points")        ? points(entry, made, *weight)
                       : entry.has("order")       ? order(entry, made)
                       : entry.has("better")      ? better(entry, made)
                       : entry.has("indifferent") ? indifferent(entry)
                                                  : per_unit(entry, made, *weight);
    if (!sound) return;
    add_size(entry, made);
    says_.preferences.push_back(std::move(made));
  }

  std::optional<Rational> weight_of(const Entry& entry) {
    const bool pointed = entry.has("points") || entry.has("points_per_unit");
    if (entry.has("weight") && !pointed)
      fault(entry.place("weight"), FaultKind::bad_value, "`weight` goes with points only",
            "say how much an issue matters in a [[priority]]");
    if (entry.has("points_at_zero") && !entry.has("points_per_unit"))
      fault(entry.place("points_at_zero"), FaultKind::bad_value,
            "`points_at_zero` goes with `points_per_unit` only", "leave it out");
    if (!entry.has("weight")) return Rational(1);
    const auto weight = entry.number("weight");
    if (!weight) return std::nullopt;
    if (weight->value.sign() < 0) {
      fault(entry.place("weight"), FaultKind::bad_value, "a weight cannot be below 0",
            "write the points the other way round");
      return std::nullopt;
    }
    return weight->value;
  }

  bool is_quantity(const Subject& about) const {
    return about.total || reading_.c.issues[*about.issue].quantity;
  }

  bool need_quantity(const Entry& entry, const Preference& made, std::string_view key) {
    if (is_quantity(made.about)) return true;
    fault(entry.place(key), FaultKind::type_mismatch,
          fmt::format("`{}` needs a quantity, and the options of {} are not numbers", key,
                      in_quotes(entry.text("issue"))),
          "write an `order` or `points` of its options");
    return false;
  }

  bool need_issue(const Entry& entry, const Preference& made, std::string_view key) {
    if (made.about.issue) return true;
    fault(entry.place(key), FaultKind::type_mismatch,
          fmt::format("`{}` needs an issue with options, and {} is a total", key,
                      in_quotes(entry.text("issue"))),
          "write `better` or `points_per_unit`");
    return false;
  }

  bool better(const Entry& entry, Preference& made) {
    if (entry.get("better") == nullptr || !need_quantity(entry, made, "better")) return false;
    made.says = Monotone{entry.text("better") == "more"};
    return true;
  }

  bool indifferent(const Entry& entry) {
    if (entry.get("indifferent") == nullptr) return false;
    if (entry.truth("indifferent")) return true;
    fault(entry.place("indifferent"), FaultKind::bad_value, "`indifferent` can only be true",
          "leave the entry out");
    return false;
  }

  bool per_unit(const Entry& entry, Preference& made, const Rational& weight) {
    const auto unit = entry.number("points_per_unit");
    if (!unit || !need_quantity(entry, made, "points_per_unit")) return false;
    const auto zero = entry.number("points_at_zero");
    if (entry.has("points_at_zero") && !zero) return false;
    const PointsPerUnit points{unit->value, zero ? zero->value : Rational(), weight};
    const auto& amount = made.about.issue ? reading_.magnitudes->of_issue(*made.about.issue)
                                          : reading_.magnitudes->of_total(*made.about.total);
    const auto times = [](const std::optional<Magnitude>& a, const std::optional<Magnitude>& b) {
      return a && b ? product(*a, *b) : std::nullopt;
    };
    const auto grown = times(magnitude_of(points.per_unit), amount);
    const auto at_zero = magnitude_of(points.at_zero);
    const auto worth = grown && at_zero ? sum(*grown, *at_zero) : std::nullopt;
    add_worth(entry.place(), times(worth, magnitude_of(weight)));
    made.says = points;
    return true;
  }

  // Reports the options that are named in none of the places, or twice.
  bool every_option_once(const Entry& entry, const Preference& made, std::string_view key,
                         const std::vector<std::size_t>& times) {
    const Issue& issue = reading_.c.issues[*made.about.issue];
    std::vector<std::string> missing;
    for (std::size_t at = 0; at < times.size(); ++at)
      if (times[at] == 0) missing.push_back(in_quotes(issue.options[at].id));
    if (missing.empty()) return true;
    fault(entry.place(key), FaultKind::incomplete_order,
          fmt::format("`{}` of {} does not name {}", key, in_quotes(issue.id),
                      some_of(std::move(missing))),
          "name every option once");
    return false;
  }

  bool named_again(Place place, const Preference& made, OptionIndex option,
                   std::vector<std::size_t>& times) {
    if (times[option]++ == 0) return false;
    fault(place, FaultKind::repeated,
          fmt::format("the option {} is named twice",
                      in_quotes(reading_.c.issues[*made.about.issue].options[option].id)),
          "name every option once");
    return true;
  }

  bool order(const Entry& entry, Preference& made) {
    const TomlNode* value = entry.get("order");
    if (value == nullptr || !need_issue(entry, made, "order")) return false;
    OptionOrder order;
    std::vector<std::size_t> times(reading_.c.issues[*made.about.issue].options.size(), 0);
    bool sound = true;
    const auto add = [&](const TomlNode& item) {
      const auto option = reading_.option_of(*made.about.issue, item);
      sound = sound && option;
      if (!option) return;
      if (named_again(item.place, made, *option, times))
        sound = false;
      else
        order.places.back().push_back(*option);
    };
    fill_places(*value, order, add);
    if (!sound || !every_option_once(entry, made, "order", times)) return false;
    made.says = std::move(order);
    return true;
  }

  bool points(const Entry& entry, Preference& made, const Rational& weight) {
    const TomlNode* value = entry.get("points");
    if (value == nullptr || !need_issue(entry, made, "points")) return false;
    const std::size_t count = reading_.c.issues[*made.about.issue].options.size();
    OptionPoints says{std::vector<NumberRange>(count), weight};
    std::vector<std::size_t> times(count, 0);
    std::optional<Magnitude> largest = Magnitude{};
    bool sound = true;
    for (const FlatField& field : flat_fields(*value)) {
      const auto option = reading_.option_of_key(*made.about.issue, field);
      const bool is_number =
          check_value({field.key, ValueType::number_range, false, ""}, *field.value, reading_.log);
      sound = sound && option && is_number;
      if (!option || !is_number) continue;
      if (named_again(field.place, made, *option, times)) {
        sound = false;
        continue;
      }
      const NumberRange range = number_range_of(*field.value).value().numbers();
      for (const Rational& end : {range.low, range.high}) {
        const auto next = magnitude_of(end);
        largest = largest && next ? both(*largest, *next) : std::nullopt;
      }
      says.points[*option] = range;
    }
    if (!sound || !every_option_once(entry, made, "points", times)) return false;
    const auto factor = magnitude_of(weight);
    add_worth(entry.place("points"), largest && factor ? product(*largest, *factor) : std::nullopt);
    made.says = std::move(says);
    return true;
  }

  // -------------------------------------------------------------------------------- priorities

  void priority(const Entry& entry, const std::string& id) {
    if (!entry.need_exactly_one({"order", "weights", "words"}, reading_.log)) return;
    Priority made{id, PriorityOrder{}, entry.has("words"), reading_.origin_of(entry)};
    prioritised_.clear();
    std::optional<decltype(made.says)> says;
    if (const TomlNode* order = entry.get("order")) says = priority_order(*order);
    if (const TomlNode* weights = entry.get("weights")) says = priority_weights(*weights);
    if (const TomlNode* words = entry.get("words")) says = priority_words(*words);
    if (!says) return;
    made.says = *std::move(says);
    says_.priorities.push_back(std::move(made));
  }

  // The subject, if it has a preference of its own and was not named before in this entry.
  std::optional<Subject> prioritised(Place place, std::string_view id) {
    const std::optional<Subject> about = reading_.subject_at(place, id);
    if (!about) return std::nullopt;
    if (!prioritised_.try_emplace(std::string(id), place).second) {
      fault(place, FaultKind::repeated, fmt::format("{} is named twice", in_quotes(id)),
            "leave one out");
      return std::nullopt;
    }
    if (places_.contains(std::string(id))) return about;
    fault(place, FaultKind::unknown_issue,
          fmt::format("{} has no [[preference]] in this sheet, so its priority means nothing",
                      in_quotes(id)),
          "add a [[preference]] that says what is better");
    return std::nullopt;
  }

  std::optional<PriorityOrder> priority_order(const TomlNode& value) {
    PriorityOrder order;
    bool sound = true;
    const auto add = [&](const TomlNode& item) {
      if (item.kind != Kind::text) {
        fault(item.place, FaultKind::wrong_type,
              fmt::format("the order of issues cannot hold {}", kind_in_words(item)),
              fmt::format("write {}", described(ValueType::subject_order)));
        sound = false;
        return;
      }
      const auto about = prioritised(item.place, item.text);
      sound = sound && about;
      if (about) order.places.back().push_back(*about);
    };
    fill_places(value, order, add);
    if (!sound) return std::nullopt;
    return order;
  }

  std::optional<std::vector<WeightRange>> priority_weights(const TomlNode& value) {
    std::vector<WeightRange> weights;
    bool sound = true;
    for (const FlatField& field : flat_fields(value)) {
      const auto about = prioritised(field.place, field.key);
      const auto share = share_of(*field.value, field.key);
      sound = sound && about && share;
      if (about && share) weights.push_back({*about, *share});
    }
    if (!sound) return std::nullopt;
    return weights;
  }

  // A range within 0 to 1.
  std::optional<NumberRange> share_of(const TomlNode& value, std::string_view key) {
    if (!check_value({key, ValueType::number_range, false, ""}, value, reading_.log))
      return std::nullopt;
    const NumberRange range = number_range_of(value).value().numbers();
    if (range.low.sign() >= 0 && range.high <= Rational(1)) return range;
    fault(value.place, FaultKind::bad_range, "a share lies between 0 and 1",
          "write 0.4 for 40 percent");
    return std::nullopt;
  }

  std::optional<PriorityOrder> priority_words(const TomlNode& value) {
    PriorityOrder order;
    order.places.resize(degrees_of_importance.size());
    bool sound = true;
    for (const FlatField& field : flat_fields(value)) {
      const auto about = prioritised(field.place, field.key);
      const bool is_word =
          check_value({field.key, ValueType::word, false, "", "vital high medium low"},
                      *field.value, reading_.log);
      sound = sound && about && is_word;
      if (!about || !is_word) continue;
      const auto degree =
          std::find(degrees_of_importance.begin(), degrees_of_importance.end(), field.value->text);
      order.places[static_cast<std::size_t>(degree - degrees_of_importance.begin())].push_back(
          *about);
    }
    for (std::size_t at = 0; at < order.places.size(); ++at)
      if (!order.places[at].empty()) order.words.push_back(static_cast<Importance>(at));
    std::erase_if(order.places, [](const auto& place) { return place.empty(); });
    if (!sound) return std::nullopt;
    return order;
  }

  // --------------------------------------------------------------------------------- the others

  void term(const Entry& entry, const std::string& id) {
    std::optional<Expression> when = reading_.rule_of(entry, "when");
    const auto points = entry.number("points");
    if (points) add_worth(entry.place("points"), magnitude_of(points->value));
    if (!when || !points) return;
    add_size(entry.place("when"), reading_.worth_sizes->add_term(*when));
    says_.terms.push_back({id, *std::move(when), points->value, reading_.origin_of(entry)});
  }

  void comparison(const Entry& entry, const std::string& id) {
    auto prefers = reading_.package_of(entry, "prefers");
    auto to = reading_.package_of(entry, "to");
    if (prefers && to)
      says_.comparisons.push_back({id, *std::move(prefers), *std::move(to),
                                   reading_.origin_of(entry), entry.word("sure", Sure::likely)});
  }

  void no_agreement(const Entry& entry) {
    if (!entry.need_exactly_one({"points", "worth", "as_good_as"}, reading_.log)) return;
    NoAgreement made{fmt::format("{}.no_agreement", entries_.top().text("party")),
                     NoAgreementPoints{}, reading_.origin_of(entry)};
    if (const auto points = entry.number("points")) {
      add_worth(entry.place("points"), magnitude_of(points->value));
      made.says = NoAgreementPoints{points->value};
    } else if (const TomlNode* worth = entry.get("worth")) {
      const auto share = share_of(*worth, "worth");
      if (!share) return;
      made.says = NoAgreementWorth{*share};
    } else if (auto package = reading_.package_of(entry, "as_good_as")) {
      made.says = AsGoodAs{*std::move(package)};
    } else {
      return;
    }
    says_.no_agreement = std::move(made);
  }

  Reading& reading_;
  const FileEntries& entries_;
  PreferenceStatements& says_;
  std::map<std::string, Place> places_;       // of the preference of each subject
  std::map<std::string, Place> prioritised_;  // in the present [[priority]]
  std::optional<Magnitude> worth_ = Magnitude{};
  std::vector<Place> tables_;  // of terms and totals with a preference
};

}  // namespace

void read_preferences(Reading& reading, const FileEntries& entries, Sheet& sheet) {
  PreferenceReader(reading, entries, sheet).read();
}

}  // namespace caucus
