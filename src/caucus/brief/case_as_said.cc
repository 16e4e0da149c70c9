#include "caucus/brief/case_as_said.h"

#include <algorithm>
#include <utility>

#include "caucus/brief/event_words.h"
#include "caucus/brief/say.h"
#include "caucus/talks/requirement.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

ExpressionNode node(Operator op, std::size_t subject = 0) {
  ExpressionNode made;
  made.op = op;
  made.subject = static_cast<std::uint16_t>(subject);
  return made;
}

std::uint32_t last(const Expression& is) {
  return static_cast<std::uint32_t>(is.nodes.size() - 1);
}

// Adds "the amount <op> bound" and returns where it stands.
std::uint32_t add_bound(Expression& is, ExpressionNode amount, Operator op, const Rational& bound) {
  is.nodes.push_back(std::move(amount));
  is.nodes.push_back(node(Operator::number));
  is.nodes.back().number = bound;
  ExpressionNode compared = node(op);
  compared.left = last(is) - 1;
  compared.right = last(is);
  is.nodes.push_back(compared);
  return last(is);
}

void add_interval(Expression& is, TotalId total, const Interval& amount) {
  const ExpressionNode of = node(Operator::amount_of_total, total.index());
  std::vector<std::uint32_t> bounds;
  if (amount.lo())
    bounds.push_back(
        add_bound(is, of, amount.lo_open() ? Operator::more : Operator::at_least, *amount.lo()));
  if (amount.hi())
    bounds.push_back(
        add_bound(is, of, amount.hi_open() ? Operator::less : Operator::at_most, *amount.hi()));
  if (bounds.size() == 2) {
    ExpressionNode both = node(Operator::and_);
    both.left = bounds[0];
    both.right = bounds[1];
    is.nodes.push_back(both);
  } else if (bounds.empty()) {
    is.nodes.push_back(node(Operator::constant));
    is.nodes.back().number = 1;
  }
}

void add_listed(Expression& is, IssueId issue, std::vector<OptionIndex> options) {
  is.nodes.push_back(
      node(options.size() == 1 ? Operator::issue_is : Operator::issue_in, issue.index()));
  is.nodes.back().options = std::move(options);
}

// As a sheet would hold it: `!=a` is "not a" there, and `>=28` a bound of the amount.
void add_issue(Expression& is, const Case& c, const Requirement& wants) {
  const IssueId issue = *wants.about.issue;
  const std::vector<Option>& options = c.issues[issue].options;
  if (wants.options.empty()) {
    is.nodes.push_back(node(Operator::constant));
  } else if (wants.written.starts_with("!=")) {
    std::vector<OptionIndex> others;
    for (std::size_t at = 0; at < options.size(); ++at)
      if (!std::ranges::binary_search(wants.options, static_cast<OptionIndex>(at)))
        others.push_back(static_cast<OptionIndex>(at));
    add_listed(is, issue, std::move(others));
    ExpressionNode not_so = node(Operator::not_);
    not_so.left = last(is);
    is.nodes.push_back(not_so);
  } else if (wants.written.starts_with('<') || wants.written.starts_with('>')) {
    const auto by_value = [&](OptionIndex a, OptionIndex b) {
      return options[a].value < options[b].value;
    };
    const auto [least, most] = std::ranges::minmax_element(wants.options, by_value);
    const bool above = wants.written.starts_with('>');
    add_bound(is, node(Operator::amount_of_issue, issue.index()),
              above ? Operator::at_least : Operator::at_most,
              options[above ? *least : *most].value);
  } else {
    add_listed(is, issue, wants.options);
  }
}

Expression statement_of(const Case& c, const Requirement& wants) {
  Expression is;
  is.text = to_string(c, wants);
  if (wants.about.issue)
    add_issue(is, c, wants);
  else
    add_interval(is, *wants.about.total, wants.amount.value_or(Interval()));
  return is;
}

std::optional<Expression> all_of(const Case& c, const std::vector<Requirement>& wanted) {
  std::optional<Expression> all;
  for (const Requirement& one : wanted)
    all = all ? conjunction(*all, statement_of(c, one)) : statement_of(c, one);
  return all;
}

// The options that a statement about one issue alone leaves; nothing for any other statement.
struct Left {
  IssueId issue;
  std::vector<OptionIndex> options;
};
std::optional<Left> left_by(const Case& c, const Expression& is) {
  const std::vector<IssueId> named = named_issues(c, is);
  if (named.size() != 1) return std::nullopt;
  Left left{named.front(), {}};
  for (std::size_t at = 0; at < c.issues[left.issue].options.size(); ++at) {
    const auto option = static_cast<OptionIndex>(at);
    if (truth(c, is, PartialPackage{{{left.issue, option}}}) == Truth::certain)
      left.options.push_back(option);
  }
  return left;
}

// Whether one of two statements about the same issue leaves no more room than the other.
bool is_one_bound(const Case& c, const Line& a, const Line& b) {
  if (a.kind != b.kind || !a.is || !b.is) return false;
  const auto one = left_by(c, *a.is);
  const auto other = left_by(c, *b.is);
  return one && other && one->issue == other->issue &&
         (std::ranges::includes(one->options, other->options) ||
          std::ranges::includes(other->options, one->options));
}

bool says_the_same(const Case& c, const Line& a, const Line& b) {
  return a.sure == b.sure && left_by(c, *a.is)->options == left_by(c, *b.is)->options;
}

// The same words, read once into a sheet and once into the talks: of one day and one speaker, and
// one reading is within the other.
bool is_same(const Position& sheets, const Position& said) {
  if (sheets.about != said.about || sheets.since != said.since || sheets.wing != said.wing)
    return false;
  if (said.about->total)
    return sheets.amount && said.amount && intersect(*sheets.amount, *said.amount).has_value();
  std::vector<OptionIndex> wants = sheets.wants;
  std::ranges::sort(wants);
  return std::ranges::includes(wants, said.wants) || std::ranges::includes(said.wants, wants);
}

class Merger {
 public:
  Merger(const Case& c, const Talks& talks) : talks_(talks), made_{c, {}, {}, {}} {}

  CaseAsSaid merge() && {
    for (const PositionLife& life : talks_.positions)
      for (const EventIndex at : life.history)
        if (counts(at)) add_position(life.party, at);
    for (const LineLife& life : talks_.lines)
      if (!life.withdrawn && counts(life.history.back())) add_line(life);
    for (const PreconditionLife& life : talks_.preconditions)
      if (life.step != PreconditionStep::dropped && counts(life.set)) add_act(life);
    for (const DeadlineLife& life : talks_.deadlines)
      add_deadline(life);
    return std::move(made_);
  }

 private:
  bool counts(EventIndex at) const {
    return !talks_.is_taken_out(at) && !talks_.withdrawn.contains(at);
  }

  void rests_on(EventIndex at) {
    const auto corrected = talks_.corrected_by.find(at);
    made_.from.push_back({at, corrected == talks_.corrected_by.end() ? at : corrected->second});
  }

  Date day(EventIndex at) const { return talks_.effective(at).said.day(); }

  Origin origin(EventIndex at) const {
    Origin origin;
    origin.place = {said_file, at + 1, 0};
    for (const SourceId source : made_.of.sources.ids())
      if (std::ranges::find(talks_.effective(at).sources, made_.of.sources[source].id) !=
          talks_.effective(at).sources.end())
        origin.sources.push_back(source);
    return origin;
  }

  Sheet& sheet_of(PartyId party) {
    std::vector<Sheet>& sheets = made_.of.sheets;
    const auto after =
        std::ranges::find_if(sheets, [&](const Sheet& one) { return !(one.party < party); });
    if (after != sheets.end() && after->party == party) return *after;
    Sheet written{party, "mediator", "what was said at the talks", {}, {}, {}, {}, {}, {}, {}};
    return *sheets.insert(after, std::move(written));
  }

  // What its delegation or principal says is said for the whole party.
  std::string wing_of(PartyId party, const std::string& who) const {
    const Party& whole = made_.of.parties[party];
    return who == whole.id || who == whole.delegation || who == whole.principal ? "" : who;
  }

  void add_position(PartyId party, EventIndex at) {
    const Event& event = talks_.effective(at);
    const auto& said = std::get<PositionEvent>(event.body);
    Position position;
    position.id = event_fact(talks_, at);
    position.about = said.wants.about;
    position.wants = said.wants.options;
    position.amount = said.wants.amount;
    position.is = statement_of(made_.of, said.wants);
    position.wanted_text = said.wants.written;
    position.since = event.said.day();
    position.audience = event.in_public ? Audience::public_ : Audience::private_;
    position.firmness = said.firmness;
    position.wing = wing_of(party, event.who);
    position.origin = origin(at);
    rests_on(at);
    Sheet& sheet = sheet_of(party);
    const auto same = std::ranges::find_if(
        sheet.positions, [&](const Position& other) { return is_same(other, position); });
    if (same != sheet.positions.end())
      made_.said_too[same->id].push_back(at);
    else
      sheet.positions.push_back(std::move(position));
  }

  void add_line(const LineLife& life) {
    const EventIndex at = life.history.back();
    const Event& event = talks_.effective(at);
    const auto& said = std::get<LineEvent>(event.body);
    Line line;
    line.id = event_fact(talks_, at);
    line.kind = life.kind;
    line.is = all_of(made_.of, said.requires_);
    line.act = said.text;
    line.owner = said.owner;
    line.sure = said.sure;
    line.since = event.said.day();
    line.audience = event.in_public ? Audience::public_ : Audience::private_;
    line.origin = origin(at);
    if (!line.is) return;  // in words alone: nothing that a package could be held against
    rests_on(at);
    std::vector<Line>& lines = sheet_of(life.party).lines;
    for (auto other = lines.begin(); other != lines.end();) {
      const bool in_file = !was_said(other->id);
      if (!in_file || !is_one_bound(made_.of, *other, line)) {
        ++other;
      } else if (says_the_same(made_.of, *other, line)) {
        made_.said_too[other->id].push_back(at);
        return;
      } else if (other->since && *other->since > day(at)) {
        return;  // the sheet has a later word
      } else {
        made_.replaced.emplace(other->id, at);
        other = lines.erase(other);
      }
    }
    lines.push_back(std::move(line));
  }

  void add_act(const PreconditionLife& life) {
    const Event& event = talks_.effective(life.set);
    const auto& said = std::get<PreconditionEvent>(event.body);
    const auto party = caucus_of(made_.of, event);
    Line line;
    line.is = all_of(made_.of, said.requires_);
    if (!line.is || !party) return;
    line.id = event_fact(talks_, life.set);
    line.kind = LineKind::precondition;
    line.act = said.text;
    line.before = said.before;
    line.sure = Sure::certain;
    line.since = event.said.day();
    if (life.step == PreconditionStep::met) line.met = day(life.last);
    line.audience = event.in_public ? Audience::public_ : Audience::private_;
    line.origin = origin(life.set);
    rests_on(life.set);
    if (life.last != life.set) rests_on(life.last);
    sheet_of(*party).lines.push_back(std::move(line));
  }

  void add_deadline(const DeadlineLife& life) {
    if (!life.date || life.history.empty()) return;
    const EventIndex at = life.history.back();
    std::vector<Deadline>& deadlines = made_.of.deadlines;
    auto found = std::ranges::find(deadlines, life.id, &Deadline::id);
    if (found == deadlines.end()) {
      deadlines.push_back({life.id, made_.of.name_of(life.id), *life.date, life.kind, {}, {}, {}});
      found = deadlines.end() - 1;
    } else if (found->date == *life.date) {
      return;
    } else {
      found->origin.note = "Moved at the talks; the case file has " + date_in_words(found->date);
    }
    rests_on(at);
    found->date = *life.date;
    found->kind = life.kind;
    const std::string note = std::move(found->origin.note);
    found->origin = origin(at);
    found->origin.note = note;
  }

  const Talks& talks_;
  CaseAsSaid made_;
};

}  // namespace

CaseAsSaid case_as_said(const Case& c, const Talks& talks) {
  return Merger(c, talks).merge();
}

bool was_said(std::string_view id) {
  return id.starts_with("event.");
}

}  // namespace caucus
