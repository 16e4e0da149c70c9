#include "caucus/model/words.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "caucus/base/assert.h"
#include "caucus/base/text.h"

namespace caucus {
namespace {

// The decimal text of a number that has one of at most 9 places; otherwise its fraction.
std::string number_in_words(const Rational& number) {
  if (number.is_whole()) return grouped(to_string(number));
  for (int places = 1; places <= 9; ++places) {
    const std::string text = number.to_decimal(places);
    const auto back = Rational::parse(text);
    if (back && *back == number) return grouped(text);
  }
  return to_string(number);
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
    return std::islower(static_cast<unsigned char>(letter)) != 0;
  });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}

// "day" -> "days", "delivery" -> "deliveries". Symbols and abbreviations have no plural ("MCM",
// "kg", "ha"), nor have numerals ("billion dollars") and what ends in -cent or -s.
std::string plural_of_word(std::string_view word) {
  static constexpr std::array<std::string_view, 4> numerals{"hundred", "thousand", "million",
                                                            "billion"};
  constexpr std::string_view vowels = "aeiou";
  const bool abbreviated =
      word.size() < 3 || word.find_first_of("aeiouy") == std::string_view::npos;
  if (!is_word(word) || abbreviated || ends_with_any(word, {"s", "cent"}) ||
      std::find(numerals.begin(), numerals.end(), word) != numerals.end())
    return std::string(word);
  if (word == "person") return "people";
  if (ends_with_any(word, {"x", "ch", "sh"})) return std::string(word) + "es";
  if (word.ends_with('y') && vowels.find(word[word.size() - 2]) == std::string_view::npos)
    return std::string(word.substr(0, word.size() - 1)) + "ies";
  return std::string(word) + "s";
}

// Only the first word changes: "day per person" -> "days per person".
std::string plural(std::string_view unit) {
  const std::size_t first_end = std::min(unit.find(' '), unit.size());
  return plural_of_word(unit.substr(0, first_end)) + std::string(unit.substr(first_end));
}

// Written as a name of the case file is: "billion_dollars".
std::string unit_in_words(std::string_view unit) {
  std::string words(unit);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string quoted_if_negative(const std::string& name) {
  const bool negative = name.starts_with("not ") || name.starts_with("no ") || name == "none";
  return negative ? "'" + name + "'" : name;
}

// How tightly an operator binds, so that only needed brackets are printed.
int strength(Operator op) {
  switch (op) {
    case Operator::implies:
      return 1;
    case Operator::or_:
      return 2;
    case Operator::and_:
      return 3;
    case Operator::not_:
      return 4;
    case Operator::add:
    case Operator::subtract:
      return 6;
    case Operator::multiply:
      return 7;
    case Operator::negate:
      return 8;
    default:
      return op >= Operator::constant ? 5 : 9;
  }
}

std::string_view comparison_words(Operator op) {
  switch (op) {
    case Operator::equal:
      return " is ";
    case Operator::not_equal:
      return " is not ";
    case Operator::less:
      return " is less than ";
    case Operator::at_most:
      return " is at most ";
    case Operator::more:
      return " is more than ";
    case Operator::at_least:
      return " is at least ";
    default:
      CAUCUS_ASSERT(false, "a comparison has words");
  }
  return {};
}

// Writes one expression out.
class Speaker {
 public:
  Speaker(const Case& c, const Expression& e) : case_(c), expression_(e) {}

  // What is said of one issue alone is set as a term, "settlements: stay", which reads well of one
  // thing and of many; in a longer statement it is "settlements is stay".
  std::string say() const {
    std::size_t at = expression_.nodes.size() - 1;
    bool negated = false;
    for (; node(at).op == Operator::not_; at = node(at).left)
      negated = !negated;
    const bool term = node(at).op == Operator::issue_is || node(at).op == Operator::issue_in;
    return term ? say_options(node(at), negated, ": ") : say(at, negated);
  }

 private:
  const ExpressionNode& node(std::size_t at) const { return expression_.nodes[at]; }

  // `negated`: say the opposite, where that reads better than "it is not so that".
  std::string say(std::size_t at, bool negated) const {
    const ExpressionNode& n = node(at);
    switch (n.op) {
      case Operator::not_:
        return say(n.left, !negated);
      case Operator::issue_is:
      case Operator::issue_in:
        return say_options(n, negated, " is ");
      case Operator::in_numbers:
        return say_numbers(n, negated);
      case Operator::constant:
        return (n.number != Rational(0)) != negated ? "always" : "never";
      case Operator::implies:
        if (negated) return "it is not so that " + say(at, false);
        return "if " + say(n.left, false) + ", then " + say(n.right, false);
      case Operator::and_:
      case Operator::or_:
        return say_joined(n, negated);
      default:
        return n.op >= Operator::constant ? say_comparison(n, negated) : say_amount(at);
    }
  }

  std::string say_joined(const ExpressionNode& n, bool negated) const {
    const bool is_and = (n.op == Operator::and_) != negated;  // De Morgan
    const auto part = [&](std::size_t at) {
      const std::string text = say(at, negated);
      return strength(node(at).op) < strength(n.op) ? "(" + text + ")" : text;
    };
    return part(n.left) + (is_and ? ", and " : ", or ") + part(n.right);
  }

  // `is`: what stands between the issue and its options.
  std::string say_options(const ExpressionNode& n, bool negated, std::string_view is) const {
    const IssueId issue(n.subject);
    // Of several, names are quoted so that each can be told from the next, and after "not" so that
    // it is seen how far it reaches; amounts need not be.
    const bool quoted = (negated || n.options.size() > 1) && !case_.issues[issue].quantity;
    std::vector<std::string> names;
    for (OptionIndex option : n.options) {
      const std::string name = option_in_words(case_, issue, option);
      names.push_back(quoted ? "'" + name + "'" : quoted_if_negative(name));
    }
    const std::string subject = case_.issues[issue].name + std::string(is);
    if (names.size() == 1) return subject + (negated ? "not " : "") + names.front();
    return subject + (negated ? "none of " : "") + in_words_or(names);
  }

  std::string say_numbers(const ExpressionNode& n, bool negated) const {
    std::vector<std::string> numbers;
    for (const Rational& number : n.numbers)
      numbers.push_back(amount_in_words(number, unit_of(n.left)));
    return say_amount(n.left) + (negated ? " is none of " : " is ") + in_words_or(numbers);
  }

  static std::string in_words_or(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t at = 0; at < parts.size(); ++at) {
      if (at > 0) text += at + 1 == parts.size() ? " or " : ", ";
      text += parts[at];
    }
    return text;
  }

  static Operator opposite(Operator op) {
    switch (op) {
      case Operator::equal:
        return Operator::not_equal;
      case Operator::not_equal:
        return Operator::equal;
      case Operator::less:
        return Operator::at_least;
      case Operator::at_most:
        return Operator::more;
      case Operator::more:
        return Operator::at_most;
      default:
        return Operator::less;
    }
  }

  std::string say_comparison(const ExpressionNode& n, bool negated) const {
    const Operator op = negated ? opposite(n.op) : n.op;
    const auto side = [&](std::uint32_t at, std::uint32_t other) {
      return node(at).op == Operator::number ? amount_in_words(node(at).number, unit_of(other))
                                             : say_amount(at);
    };
    return side(n.left, n.right) + std::string(comparison_words(op)) + side(n.right, n.left);
  }

  // The unit of an amount, where one of its parts that is added has one.
  std::string unit_of(std::size_t at) const {
    const ExpressionNode& n = node(at);
    switch (n.op) {
      case Operator::amount_of_issue:
        return case_.issues[IssueId(n.subject)].unit;
      case Operator::amount_of_total:
        return case_.totals[TotalId(n.subject)].unit;
      case Operator::amount_of_figure:
        return case_.quantities[QuantityId(n.subject)].unit;
      case Operator::negate:
        return unit_of(n.left);
      case Operator::add:
      case Operator::subtract: {
        const std::string unit = unit_of(n.left);
        return unit.empty() ? unit_of(n.right) : unit;
      }
      default:
        return {};
    }
  }

  std::string say_amount(std::size_t at) const {
    const ExpressionNode& n = node(at);
    const auto part = [&](std::size_t child) {
      const std::string text = say_amount(child);
      return strength(node(child).op) < strength(n.op) ? "(" + text + ")" : text;
    };
    switch (n.op) {
      case Operator::number:
        return number_in_words(n.number);
      case Operator::amount_of_issue:
        return case_.issues[IssueId(n.subject)].name;
      case Operator::amount_of_total:
        return case_.totals[TotalId(n.subject)].name;
      case Operator::amount_of_figure:
        return "the number of " + case_.quantities[QuantityId(n.subject)].name;
      case Operator::negate:
        return "minus " + part(n.left);
      case Operator::add:
        return part(n.left) + " plus " + part(n.right);
      case Operator::subtract:
        return part(n.left) + " minus " + part(n.right);
      default:
        return part(n.left) + " times " + part(n.right);
    }
  }

  const Case& case_;
  const Expression& expression_;
};

}  // namespace

std::string amount_in_words(const Rational& amount, std::string_view unit) {
  const std::string number = number_in_words(amount);
  if (unit.empty()) return number;
  const std::string words = unit_in_words(unit);
  return number + " " + (amount == Rational(1) ? words : plural(words));
}

std::string interval_in_words(const Interval& interval, std::string_view unit) {
  if (interval.is_exact()) return amount_in_words(*interval.lo(), unit);
  const auto& lo = interval.lo();
  const auto& hi = interval.hi();
  if (lo && hi) {
    const std::string text = number_in_words(*lo) + " to " + amount_in_words(*hi, unit);
    if (interval.lo_open() && interval.hi_open()) return text + " (ends excluded)";
    if (interval.lo_open()) return text + " (lower end excluded)";
    return interval.hi_open() ? text + " (upper end excluded)" : text;
  }
  if (lo) return (interval.lo_open() ? "more than " : "at least ") + amount_in_words(*lo, unit);
  if (hi) return (interval.hi_open() ? "less than " : "at most ") + amount_in_words(*hi, unit);
  return "not known";
}

std::string figure_in_words(const Figure& figure, std::string_view unit) {
  if (figure.value_to)
    return number_in_words(figure.value.value) + " to " +
           amount_in_words(figure.value_to->value, unit);
  const std::string amount = amount_in_words(figure.value.value, unit);
  switch (figure.bound) {
    case Bound::exactly:
      return amount;
    case Bound::about:
      return "about " + amount;
    case Bound::at_least:
      return "at least " + amount;
    case Bound::more_than:
      return "more than " + amount;
    case Bound::at_most:
      return "at most " + amount;
    case Bound::less_than:
      return "less than " + amount;
  }
  return amount;
}

std::string option_in_words(const Case& c, IssueId issue, OptionIndex option) {
  if (option == void_option) return "does not apply";
  const Issue& about = c.issues[issue];
  const Option& chosen = about.options[option];
  if (about.quantity) return amount_in_words(chosen.value, about.unit);
  return chosen.name.empty() ? c.name_of(chosen.id) : chosen.name;
}

std::string subject_in_words(const Case& c, const Subject& subject) {
  return subject.issue ? c.issues[*subject.issue].name : c.totals[*subject.total].name;
}

std::string in_words(const Case& c, const Expression& expression) {
  return Speaker(c, expression).say();
}

std::string in_words(const Case& c, const Package& package) {
  PartialPackage settled;
  for (IssueId issue : c.issues.ids())
    if (package.applies(issue)) settled.terms.push_back({issue, package[issue]});
  return in_words(c, settled);
}

std::string in_words(const Case& c, const PartialPackage& package) {
  std::string text;
  for (const Term& term : package.terms) {
    if (!text.empty()) text += "; ";
    text += c.issues[term.issue].name + ": " + option_in_words(c, term.issue, term.option);
  }
  return text;
}

std::string difference_in_words(const Case& c, const Package& from, const Package& to) {
  std::string text;
  for (IssueId issue : c.issues.ids()) {
    if (from[issue] == to[issue]) continue;
    if (!text.empty()) text += "; ";
    text += c.issues[issue].name + ": " + option_in_words(c, issue, to[issue]) + " instead of " +
            option_in_words(c, issue, from[issue]);
  }
  return text.empty() ? "nothing" : text;
}

}  // namespace caucus
