#include "caucus/casefile/positions.h"

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/rule_tree.h"

namespace caucus {
namespace {

using Kind = TomlNode::Kind;

class WantedReader {
 public:
  WantedReader(Reading& reading, const Subject& about) : reading_(reading), about_(about) {}

  std::optional<Wanted> read(const TomlNode& value) {
    wanted_.text = written(value);
    if (about_.issue && !reading_.is_sound(*about_.issue)) return std::nullopt;
    const bool quantity = about_.total || reading_.c.issues[*about_.issue].quantity;
    if (quantity && with_dash(value)) return std::nullopt;
    const bool is_range = value.kind == Kind::text && value.text.find("..") != std::string::npos;
    bool sound = true;
    if (value.kind == Kind::list && value.items.empty()) {
      reading_.fault(value.place, FaultKind::bad_value, "`wants` names no option",
                     "write what satisfies the position");
      return std::nullopt;
    }
    if (quantity && is_range)
      sound = add_range(value);
    else if (value.kind != Kind::list)
      sound = add(value);
    else
      for (const TomlNode& item : value.items)
        sound = add(item) && sound;
    if (!sound) return std::nullopt;
    finish();
    return std::move(wanted_);
  }

 private:
  static std::string written(const TomlNode& value) {
    if (value.kind != Kind::list) return value.text;
    std::string text;
    for (const TomlNode& item : value.items)
      text += (text.empty() ? "" : ", ") + item.text;
    return text;
  }

  // `7-14`, as people write a range elsewhere.
  bool with_dash(const TomlNode& value) {
    if (value.kind != Kind::text) return false;
    const auto digit = [](char each) { return each >= '0' && each <= '9'; };
    for (const std::string_view dash : {"-", "\u2013"}) {
      const std::size_t at = value.text.find(dash);
      if (at == std::string::npos || at == 0) continue;
      const std::string_view low = trimmed(std::string_view(value.text).substr(0, at));
      const std::string_view high = trimmed(std::string_view(value.text).substr(at + dash.size()));
      const bool numbers = !low.empty() && !high.empty() &&
                           std::all_of(low.begin(), low.end(), digit) &&
                           std::all_of(high.begin(), high.end(), digit);
      if (!numbers) continue;
      reading_.fault(value.place, FaultKind::bad_range,
                     fmt::format("{} is no range", in_quotes(value.text)),
                     fmt::format("write \"{}..{}\"", low, high));
      return true;
    }
    return false;
  }

  bool add(const TomlNode& value) {
    if (about_.total) return add_amount(value);
    const std::optional<OptionIndex> option = reading_.option_of(*about_.issue, value);
    if (option) wanted_.options.push_back(*option);
    return option.has_value();
  }

  bool add_amount(const TomlNode& value) {
    const Result<WrittenNumber> number = number_of(value);
    if (number) {
      amounts_.push_back(number->value);
      return true;
    }
    const bool large = number.error().kind == ErrorKind::too_large;
    reading_.fault(value.place, large ? FaultKind::number_too_large : FaultKind::bad_number,
                   number.error().message);
    return false;
  }

  bool add_range(const TomlNode& value) {
    const Result<WrittenRange> range = number_range_of(value);
    if (!range) {
      reading_.fault(value.place, FaultKind::bad_range, range.error().message);
      return false;
    }
    wanted_.amount = Interval::between(range->low.value, range->high.value);
    if (about_.total) return true;
    const Issue& issue = reading_.c.issues[*about_.issue];
    for (std::size_t at = 0; at < issue.options.size(); ++at)
      if (wanted_.amount->contains(issue.options[at].value))
        wanted_.options.push_back(static_cast<OptionIndex>(at));
    if (!wanted_.options.empty()) return true;
    reading_.fault(value.place, FaultKind::unknown_option,
                   fmt::format("no option of `{}` lies in {}", issue.id, in_quotes(value.text)),
                   reading_.rule_names->likely_option(*about_.issue, value.text));
    return false;
  }

  // ------------------------------------------------------------------------------- the statement

  std::string option_word(OptionIndex option) const {
    const Issue& issue = reading_.c.issues[*about_.issue];
    const std::string& id = issue.options[option].id;
    return issue.quantity || (is_id(id) && !is_rule_word(id)) ? id : '"' + id + '"';
  }

  void finish() {
    RuleTree tree;
    RuleTree::Index root;
    std::string text;
    if (about_.issue) {
      root = tree.choice(static_cast<std::uint16_t>(about_.issue->index()), wanted_.options);
      for (const OptionIndex option : wanted_.options)
        text += (text.empty() ? "" : ", ") + option_word(option);
      text = wanted_.options.size() == 1 ? " == " + text : " in {" + text + "}";
    } else if (wanted_.amount) {
      root = between(tree, text);
    } else {
      root = among(tree, text);
    }
    wanted_.is = tree.finish(root);
    wanted_.is.text = reading_.id_of(about_) + text;
  }

  RuleTree::Index total(RuleTree& tree) const {
    return tree.of_subject(Operator::amount_of_total,
                           static_cast<std::uint16_t>(about_.total->index()));
  }

  RuleTree::Index between(RuleTree& tree, std::string& text) const {
    const Rational& low = *wanted_.amount->lo();
    const Rational& high = *wanted_.amount->hi();
    text =
        fmt::format(" >= {} and {} <= {}", to_string(low), reading_.id_of(about_), to_string(high));
    const RuleTree::Index least = tree.add(Operator::at_least, total(tree), tree.number(low));
    const RuleTree::Index most = tree.add(Operator::at_most, total(tree), tree.number(high));
    return tree.add(Operator::and_, least, most);
  }

  RuleTree::Index among(RuleTree& tree, std::string& text) {
    if (amounts_.size() == 1) {
      wanted_.amount = Interval::exactly(amounts_.front());
      text = " == " + to_string(amounts_.front());
      return tree.add(Operator::equal, total(tree), tree.number(amounts_.front()));
    }
    for (const Rational& amount : amounts_)
      text += (text.empty() ? "" : ", ") + to_string(amount);
    text = " in {" + text + "}";
    ExpressionNode node;
    node.op = Operator::in_numbers;
    node.left = total(tree);
    node.numbers = amounts_;
    return tree.add(std::move(node));
  }

  Reading& reading_;
  Subject about_;
  Wanted wanted_;
  std::vector<Rational> amounts_;
};

}  // namespace

std::optional<Wanted> read_wanted(Reading& reading, const Subject& about, const TomlNode& value) {
  std::optional<Wanted> wanted = WantedReader(reading, about).read(value);
  if (!wanted) return std::nullopt;
  if (auto finding = reading.magnitudes->check(wanted->is)) {
    reading.log.add(value.place, *std::move(finding));
    return std::nullopt;
  }
  return wanted;
}

}  // namespace caucus
