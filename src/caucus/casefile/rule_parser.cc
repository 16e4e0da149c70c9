#include "caucus/casefile/rule_parser.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/rule_lexer.h"
#include "caucus/casefile/rule_tree.h"
#include "caucus/casefile/values.h"

namespace caucus {
namespace {

// What a part of the rule turned out to be.
struct Operand {
  enum class Is : std::uint8_t {
    faulty,     // reported, or it uses a faulty name: nothing more is said of it
    statement,  // true or false
    amount,     // a number
    choice,     // an issue, standing alone, whose options are not numbers
  };
  Is is = Is::faulty;
  std::size_t begin = 0;
  RuleTree::Index node = 0;
  std::string unit = {};
  std::optional<IssueId> issue = {};     // an issue standing alone
  std::optional<Rational> literal = {};  // a number standing alone

  bool sound() const { return is != Is::faulty; }
};

bool is_comparison(Sign sign) {
  return sign >= Sign::equal && sign <= Sign::at_least;
}

Operator operator_of(Sign sign) {
  switch (sign) {
    case Sign::equal:
      return Operator::equal;
    case Sign::not_equal:
      return Operator::not_equal;
    case Sign::less:
      return Operator::less;
    case Sign::at_most:
      return Operator::at_most;
    case Sign::more:
      return Operator::more;
    default:
      return Operator::at_least;
  }
}

class RuleParser {
 public:
  RuleParser(const RuleNames& names, std::string_view text)
      : names_(names), case_(names.of_case()), text_(text), tokens_(lex_rule(text)) {}

  ParsedRule parse(RuleShape shape) && {
    Operand all = implication();
    if (!stopped_ && token().sign != Sign::end) unexpected();
    const auto wanted =
        shape == RuleShape::statement ? Operand::Is::statement : Operand::Is::amount;
    if (shape == RuleShape::statement)
      need_statement(all);
    else
      need_amount(all);
    ParsedRule parsed;
    if (faults_.empty() && all.is == wanted) {
      parsed.expression = tree_.finish(all.node);
      parsed.expression->text = folded(text_);
      parsed.expression->unit = all.unit;
    }
    std::stable_sort(faults_.begin(), faults_.end(),
                     [](const RuleFault& a, const RuleFault& b) { return a.offset < b.offset; });
    for (RuleFault& fault : faults_)
      fault.offset = characters_before(text_, fault.offset);
    parsed.faults = std::move(faults_);
    return parsed;
  }

 private:
  using Is = Operand::Is;

  // ------------------------------------------------------------------------- tokens and faults

  const Token& token() const { return tokens_[at_]; }
  const Token& following() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool is_word(std::string_view word) const {
    return token().sign == Sign::word && token().text == word;
  }
  void advance() {
    if (at_ + 1 < tokens_.size()) ++at_;
  }
  bool take(Sign sign) {
    if (token().sign != sign) return false;
    advance();
    return true;
  }
  bool take_word(std::string_view word) {
    if (!is_word(word)) return false;
    advance();
    return true;
  }

  void fault(FaultKind kind, std::size_t offset, std::string sentence, std::string hint = {}) {
    if (!stopped_) faults_.push_back({kind, offset, std::move(sentence), std::move(hint)});
  }

  // A fault of grammar: what follows cannot be judged.
  Operand stop(std::size_t offset, std::string sentence, std::string hint = {},
               FaultKind kind = FaultKind::rule_syntax) {
    fault(kind, offset, std::move(sentence), std::move(hint));
    stopped_ = true;
    at_ = tokens_.size() - 1;
    return {};
  }

  Operand unexpected(std::string_view wanted = {}) {
    const Token& odd = token();
    if (odd.sign == Sign::end && wanted.empty()) return stop(odd.begin, "the rule ends too early");
    if (odd.sign == Sign::end)
      return stop(odd.begin, fmt::format("the rule ends where {} is wanted", wanted));
    std::string hint(odd.hint);
    if (wanted.empty() && is_comparison(odd.sign))
      hint = "compare two things at a time: `a < b and b < c`";
    else if (wanted.empty() && odd.sign == Sign::close)
      hint = "there is no ( that it closes";
    else if (wanted.empty() && (odd.sign == Sign::word || odd.sign == Sign::number))
      hint = "is there an `and`, an operator or a pair of double quotes missing before it?";
    const std::string what = in_quotes(odd.text);
    return stop(odd.begin,
                wanted.empty() ? fmt::format("{} is not expected here", what)
                               : fmt::format("{} stands where {} is wanted", what, wanted),
                std::move(hint));
  }

  // Counts a level of nesting for as long as it lives.
  class Level {
   public:
    explicit Level(RuleParser& parser) : parser_(parser) {
      if (++parser_.depth_ > rule_depth_max)
        parser_.stop(parser_.token().begin,
                     fmt::format("the rule is nested more than {} levels deep", rule_depth_max),
                     "make part of it a [[total]] or a rule of its own", FaultKind::too_deep);
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --parser_.depth_; }

   private:
    RuleParser& parser_;
  };

  // -------------------------------------------------------------------------------- statements

  Operand implication() {
    Operand left = alternatives();
    if (!is_word("implies")) return left;
    need_statement(left);
    advance();
    const Level level(*this);
    if (stopped_) return {};
    Operand right = implication();
    need_statement(right);
    if (!left.sound() || !right.sound()) return {};
    return {Is::statement, left.begin, tree_.add(Operator::implies, left.node, right.node)};
  }

  Operand alternatives() {
    return chain("or", Operator::or_, [this] { return conditions(); });
  }
  Operand conditions() {
    return chain("and", Operator::and_, [this] { return negation(); });
  }

  template <class Part>
  Operand chain(std::string_view word, Operator op, const Part& part) {
    Operand first = part();
    if (!is_word(word)) return first;
    need_statement(first);
    bool sound = first.sound();
    std::vector<RuleTree::Index> parts{first.node};
    while (take_word(word)) {
      Operand next = part();
      need_statement(next);
      sound = sound && next.sound();
      parts.push_back(next.node);
    }
    if (!sound) return {};
    return {Is::statement, first.begin, tree_.chain(op, parts)};
  }

  Operand negation() {
    const std::size_t begin = token().begin;
    if (!take_word("not")) return comparison();
    const Level level(*this);
    if (stopped_) return {};
    Operand inner = negation();
    need_statement(inner);
    if (!inner.sound()) return {};
    return {Is::statement, begin, tree_.add(Operator::not_, inner.node)};
  }

  Operand comparison() {
    if (token().sign == Sign::word && is_backwards()) return backwards();
    Operand left = sum();
    if (is_word("in")) return membership(left);
    if (!is_comparison(token().sign)) return left;
    const Sign sign = token().sign;
    const bool equality = sign == Sign::equal || sign == Sign::not_equal;
    advance();
    if (left.is == Is::choice && equality) return option_comparison(left, sign);
    if (equality && !left.sound() && is_lone_name()) {
      advance();  // an option of it, as likely as not
      return {};
    }
    Operand right = sum();
    if (equality && left.issue && right.literal) return number_comparison(left, right, sign);
    if (equality && right.issue && left.literal) return number_comparison(right, left, sign);
    need_amount(left);
    need_amount(right);
    if (!left.sound() || !right.sound() || !same_unit(left, right, "compared")) return {};
    return {Is::statement, left.begin, tree_.add(operator_of(sign), left.node, right.node)};
  }

  bool is_lone_name() const {
    return token().sign == Sign::text ||
           (token().sign == Sign::word && !is_rule_word(token().text) &&
            names_.subject(token().text).kind == RuleNames::Kind::unknown);
  }

  // `promised_now == permanent_ceasefire`: an option before its issue.
  bool is_backwards() const {
    if (names_.subject(token().text).kind != RuleNames::Kind::unknown) return false;
    const Token& sign = following();
    if (sign.sign != Sign::equal && sign.sign != Sign::not_equal) return false;
    const Token& issue = tokens_[std::min(at_ + 2, tokens_.size() - 1)];
    const RuleNames::Meaning meaning = names_.subject(issue.text);
    return issue.sign == Sign::word && meaning.kind == RuleNames::Kind::issue &&
           names_.option(IssueId(meaning.index), token().text).has_value();
  }

  Operand backwards() {
    const Token option = token();
    const Token sign = following();
    advance();
    advance();
    fault(FaultKind::rule_syntax, option.begin,
          fmt::format("the issue comes first, then its option {}", in_quotes(option.text)),
          fmt::format("write `{} {} {}`", token().text, sign.text, option.text));
    advance();
    return {};
  }

  Operand option_comparison(const Operand& left, Sign sign) {
    const std::optional<OptionIndex> option = option_of(*left.issue);
    if (!option) return {};
    RuleTree::Index node = tree_.choice(static_cast<std::uint16_t>(left.issue->index()), {*option});
    if (sign == Sign::not_equal) node = tree_.add(Operator::not_, node);
    return {Is::statement, left.begin, node};
  }

  // Takes a token that names an option of the issue.
  std::optional<OptionIndex> option_of(IssueId issue) {
    const Token name = token();
    const Issue& of = case_.issues[issue];
    if (name.sign == Sign::number) {
      fault(FaultKind::type_mismatch, name.begin,
            fmt::format("the options of `{}` are not numbers", of.id),
            names_.option(issue, name.text) ? fmt::format("write \"{}\"", name.text)
                                            : names_.likely_option(issue, name.text));
      advance();
      return std::nullopt;
    }
    const bool reserved = name.sign == Sign::word && is_rule_word(name.text);
    if ((name.sign != Sign::word && name.sign != Sign::text) || reserved) {
      unexpected(fmt::format("an option of `{}`", of.id));
      return std::nullopt;
    }
    advance();
    const std::optional<OptionIndex> option = names_.option(issue, name.text);
    if (!option) unknown_option(issue, name);
    return option;
  }

  void unknown_option(IssueId issue, const Token& name) {
    const std::string& id = case_.issues[issue].id;
    if (const auto other = names_.issue_with_option(name.text)) {
      fault(FaultKind::wrong_issue_option, name.begin,
            fmt::format("{} is an option of `{}`, not of `{}`", in_quotes(name.text),
                        case_.issues[*other].id, id),
            names_.likely_option(issue, name.text));
      return;
    }
    fault(FaultKind::unknown_option, name.begin,
          fmt::format("{} is not an option of `{}`", in_quotes(name.text), id),
          names_.likely_option(issue, name.text));
  }

  // A quantity standing alone against a plain number: an option, so that a void issue is none.
  Operand number_comparison(const Operand& issue, const Operand& number, Sign sign) {
    if (!issue.sound() || !number.sound()) return {};
    const std::optional<OptionIndex> option =
        option_of_amount(*issue.issue, *number.literal, number.begin);
    if (!option) return {};
    RuleTree::Index node =
        tree_.choice(static_cast<std::uint16_t>(issue.issue->index()), {*option});
    if (sign == Sign::not_equal) node = tree_.add(Operator::not_, node);
    return {Is::statement, std::min(issue.begin, number.begin), node};
  }

  std::optional<OptionIndex> option_of_amount(IssueId issue, const Rational& amount,
                                              std::size_t begin) {
    const std::string number = to_string(amount);
    if (!case_.issues[issue].quantity) {
      fault(FaultKind::type_mismatch, begin,
            fmt::format("the options of `{}` are not numbers", case_.issues[issue].id),
            names_.likely_option(issue, number));
      return std::nullopt;
    }
    const std::optional<OptionIndex> option = names_.option(issue, amount);
    if (!option)
      fault(FaultKind::unknown_option, begin,
            fmt::format("`{}` cannot be {}", case_.issues[issue].id, number),
            names_.likely_option(issue, number));
    return option;
  }

  Operand membership(const Operand& left) {
    advance();
    if (!take(Sign::begin)) return unexpected("a set such as {a, b}");
    const bool options = left.issue && left.sound();
    std::vector<OptionIndex> chosen;
    std::vector<Rational> numbers;
    bool sound = left.sound() && left.is != Is::statement;
    if (left.is == Is::statement)
      fault(FaultKind::type_mismatch, left.begin, "a statement cannot be a member of a set",
            "write an issue before `in`");
    do {
      if (left.is == Is::choice) {
        const auto option = option_of(*left.issue);
        sound = sound && option;
        if (option) chosen.push_back(*option);
      } else if (!left.sound()) {
        skip_member();
      } else {
        const std::size_t begin = token().begin;
        const Operand number = factor();
        if (!number.sound()) {
          sound = false;
        } else if (!number.literal) {
          fault(FaultKind::type_mismatch, begin, "a set holds plain numbers or options only");
          sound = false;
        } else if (options) {
          const auto option = option_of_amount(*left.issue, *number.literal, begin);
          sound = sound && option;
          if (option) chosen.push_back(*option);
        } else {
          numbers.push_back(*number.literal);
        }
      }
    } while (take(Sign::comma));
    if (!take(Sign::finish)) return unexpected("a comma or }");
    if (!sound) return {};
    if (options)
      return {Is::statement, left.begin,
              tree_.choice(static_cast<std::uint16_t>(left.issue->index()), std::move(chosen))};
    ExpressionNode node;
    node.op = Operator::in_numbers;
    node.left = left.node;
    node.numbers = std::move(numbers);
    return {Is::statement, left.begin, tree_.add(std::move(node))};
  }

  // A member of a set whose issue is faulty.
  void skip_member() {
    take(Sign::minus);
    if (token().sign == Sign::word || token().sign == Sign::text || token().sign == Sign::number)
      advance();
    else
      unexpected("an option or a number");
  }

  // ----------------------------------------------------------------------------------- amounts

  Operand sum() {
    Operand first = product();
    if (token().sign != Sign::plus && token().sign != Sign::minus) return first;
    bool sound = need_amount(first) && first.sound();
    std::vector<RuleTree::Index> parts{first.node};
    std::vector<bool> minus{false};
    Operand all{Is::amount, first.begin, 0, first.unit};
    while (token().sign == Sign::plus || token().sign == Sign::minus) {
      minus.push_back(token().sign == Sign::minus);
      advance();
      Operand next = product();
      sound = need_amount(next) && next.sound() && sound;
      if (sound && !same_unit(all, next, "added")) sound = false;
      if (all.unit.empty()) all.unit = next.unit;
      parts.push_back(next.node);
    }
    if (!sound) return {};
    all.node = tree_.sum(parts, minus);
    return all;
  }

  Operand product() {
    Operand first = factor();
    if (token().sign != Sign::times) return first;
    bool sound = need_amount(first) && first.sound();
    std::vector<RuleTree::Index> parts{first.node};
    std::string unit = first.unit;
    std::size_t units = first.unit.empty() ? 0 : 1;
    while (take(Sign::times)) {
      Operand next = factor();
      sound = need_amount(next) && next.sound() && sound;
      if (!next.unit.empty() && ++units == 1) unit = next.unit;
      parts.push_back(next.node);
    }
    if (!sound) return {};
    // Persons times days are in neither unit: nothing is known of the product.
    if (units > 1) unit.clear();
    return {Is::amount, first.begin, tree_.chain(Operator::multiply, parts), unit};
  }

  Operand factor() {
    const Token first = token();
    if (first.sign == Sign::minus) {
      advance();
      const Level level(*this);
      if (stopped_) return {};
      return negated(factor(), first.begin);
    }
    if (first.sign == Sign::open) return parentheses();
    if (first.sign == Sign::number) return number();
    if (first.sign == Sign::text) return subject();
    if (first.sign != Sign::word) return unexpected("a name, a number or (");
    if (first.text == "true" || first.text == "false") {
      advance();
      return {Is::statement, first.begin, tree_.constant(first.text == "true")};
    }
    if (first.text == "figure" && following().sign == Sign::open) return figure();
    if (is_rule_word(first.text)) return unexpected("a name, a number or (");
    return subject();
  }

  Operand negated(Operand inner, std::size_t begin) {
    if (!need_amount(inner) || !inner.sound()) return {};
    if (inner.literal)
      return {Is::amount, begin, tree_.number(-*inner.literal), {}, {}, -*inner.literal};
    return {Is::amount, begin, tree_.add(Operator::negate, inner.node), inner.unit};
  }

  Operand parentheses() {
    const std::size_t begin = token().begin;
    advance();
    const Level level(*this);
    if (stopped_) return {};
    Operand inner = implication();
    if (!take(Sign::close)) {
      if (stopped_) return {};
      if (token().sign == Sign::end)
        return stop(begin, "the ( here is never closed", "put a ) where it should end");
      return unexpected();
    }
    inner.begin = begin;
    return inner;
  }

  Operand number() {
    const Token written = token();
    advance();
    const Result<Rational> value = Rational::parse(written.text);
    if (value) return {Is::amount, written.begin, tree_.number(*value), {}, {}, *value};
    fault(value.error().kind == ErrorKind::too_large ? FaultKind::number_too_large
                                                     : FaultKind::bad_number,
          written.begin, value.error().message);
    return {};
  }

  Operand figure() {
    advance();
    advance();
    const Token name = token();
    if (name.sign != Sign::word && name.sign != Sign::text)
      return unexpected("the id of a category");
    advance();
    if (!take(Sign::close)) return unexpected(")");
    const RuleNames::Meaning meaning = names_.quantity(name.text);
    if (meaning.kind == RuleNames::Kind::unknown) {
      fault(FaultKind::unknown_category, name.begin,
            fmt::format("no category and no [[figure]] is called {}", in_quotes(name.text)),
            names_.likely_quantity(name.text));
      return {};
    }
    if (meaning.kind == RuleNames::Kind::faulty) return {};
    return {Is::amount, name.begin, tree_.of_subject(Operator::amount_of_figure, meaning.index),
            case_.quantities[QuantityId(meaning.index)].unit};
  }

  Operand subject() {
    const Token name = token();
    advance();
    const RuleNames::Meaning meaning = names_.subject(name.text);
    switch (meaning.kind) {
      case RuleNames::Kind::issue: {
        const IssueId id(meaning.index);
        const Issue& issue = case_.issues[id];
        if (!issue.quantity) return {Is::choice, name.begin, 0, {}, id};
        return {Is::amount, name.begin, tree_.of_subject(Operator::amount_of_issue, meaning.index),
                issue.unit, id};
      }
      case RuleNames::Kind::total:
        return {Is::amount, name.begin, tree_.of_subject(Operator::amount_of_total, meaning.index),
                case_.totals[TotalId(meaning.index)].unit};
      case RuleNames::Kind::unknown:
        unknown_subject(name);
        return {};
      default:
        return {};
    }
  }

  void unknown_subject(const Token& name) {
    // Several words in a row are one mistake, reported where the second stands.
    if (token().sign == Sign::word && !is_rule_word(token().text)) return;
    std::string hint = names_.likely_subject(name.text);
    if (names_.quantity(name.text).kind == RuleNames::Kind::quantity)
      hint = fmt::format("for its figure write `figure({})`", name.text);
    else if (const auto issue = names_.issue_with_option(name.text))
      hint = fmt::format("it is an option of `{}`: write `{} == {}`", case_.issues[*issue].id,
                         case_.issues[*issue].id, name.text);
    fault(FaultKind::unknown_issue, name.begin,
          fmt::format("no issue or total is called {}", in_quotes(name.text)), std::move(hint));
  }

  // ------------------------------------------------------------------------------------- types

  void need_statement(Operand& operand) {
    if (operand.is == Is::amount)
      fault(FaultKind::type_mismatch, operand.begin, "a number stands where a statement is wanted",
            "compare it with something, such as `>= 1`");
    else if (operand.is == Is::choice)
      fault(FaultKind::type_mismatch, operand.begin,
            fmt::format("`{}` alone says nothing", case_.issues[*operand.issue].id),
            fmt::format("compare it, for example `{} != {}`", case_.issues[*operand.issue].id,
                        case_.issues[*operand.issue].options.front().id));
    if (operand.is != Is::statement) operand.is = Is::faulty;
  }

  // False if it was reported now.
  bool need_amount(Operand& operand) {
    if (operand.is == Is::amount || operand.is == Is::faulty) return true;
    if (operand.is == Is::choice)
      fault(FaultKind::type_mismatch, operand.begin,
            fmt::format("`{}` is no number: its options are in no order of their own",
                        case_.issues[*operand.issue].id),
            "compare it by == or != with an option, or use `in {...}`");
    else
      fault(FaultKind::type_mismatch, operand.begin, "a statement stands where a number is wanted");
    operand.is = Is::faulty;
    return false;
  }

  bool same_unit(const Operand& left, const Operand& right, std::string_view done) {
    if (left.unit.empty() || right.unit.empty() || left.unit == right.unit) return true;
    fault(FaultKind::unit_mismatch, right.begin,
          fmt::format("{} and {} cannot be {}", in_quotes(left.unit), in_quotes(right.unit), done),
          "both sides need the same `unit`");
    return false;
  }

  const RuleNames& names_;
  const Case& case_;
  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool stopped_ = false;
  RuleTree tree_;
  std::vector<RuleFault> faults_;
};

}  // namespace

ParsedRule parse_rule(const RuleNames& names, std::string_view text, RuleShape shape) {
  const std::string limit = fmt::format("the rule is longer than {} KiB", rule_bytes_max / 1024);
  if (text.size() > rule_bytes_max)
    return {{}, {{FaultKind::too_large, 0, limit, "split it into several rules"}}};
  if (trimmed(text).empty())
    return {{}, {{FaultKind::rule_syntax, 0, "the rule is empty", "write what must hold"}}};
  return RuleParser(names, text).parse(shape);
}

ParsedRule parse_rule(const Case& c, std::string_view text, RuleShape shape) {
  return parse_rule(RuleNames(c), text, shape);
}
}  // namespace caucus
