// Writes down the case of sample_brief.h.
#include "caucus/brief/sample_brief.h"

#include <doctest/doctest.h>

namespace caucus {
namespace {

Date day(int month, int number) {
  return *Date::from_calendar(2024, month, number);
}

Expression issue_in(IssueId issue, std::vector<OptionIndex> options, const std::string& tail) {
  ExpressionNode node;
  node.op = options.size() == 1 ? Operator::issue_is : Operator::issue_in;
  node.subject = static_cast<std::uint16_t>(issue.index());
  node.options = std::move(options);
  return Expression{{node}, "rule" + tail, ""};
}

// The number of monitors is at most the figure of those there are.
Expression not_more_than_there_are() {
  ExpressionNode left;
  left.op = Operator::amount_of_issue;
  left.subject = 1;
  ExpressionNode right;
  right.op = Operator::amount_of_figure;
  right.subject = 0;
  ExpressionNode both;
  both.op = Operator::at_most;
  both.left = 0;
  both.right = 1;
  return Expression{{left, right, both}, "monitors <= figure(monitors_there)", ""};
}

Expression amount_of(IssueId issue) {
  ExpressionNode node;
  node.op = Operator::amount_of_issue;
  node.subject = static_cast<std::uint16_t>(issue.index());
  return Expression{{node}, "monitors", ""};
}

// Adds entries, each with a place of its own, a source and a remark.
class SampleWriter {
 public:
  explicit SampleWriter(std::string tail) : tail_(std::move(tail)) {}

  Case write() {
    made_.title = say("Talks on the crossing");
    made_.field = "access";
    made_.as_of = day(4, 1);
    made_.note = say("a sample");
    made_.files = {say("cases/sample") + "/case.toml", say("cases/sample") + "/views/north.toml"};
    made_.sources.push_back({"letter", say("Letter of March"), say("letter"), day(3, 1), 'B', {}});
    actors();
    terms();
    figures();
    time();
    north();
    south();
    made_.evaluation_order_ = order_issues(made_).value();
    return std::move(made_);
  }

 private:
  std::string say(const std::string& text) const { return text + tail_; }

  Origin origin(std::uint16_t file = 0) {
    Origin origin;
    origin.place = {file, ++line_, 1};
    origin.sources = {SourceId(0)};
    origin.note = say("a remark");
    return origin;
  }

  void actors() {
    made_.parties.push_back(
        {"north", say("North"), {say("army")}, {say("council")}, "", "", origin()});
    made_.parties.push_back({"south", say("South"), {}, {}, "", "", origin()});
    made_.actors.push_back(
        {ActorKind::mediator, "envoy", say("the envoy"), {PartyId(0)}, "", origin()});
    made_.channels.push_back({"road",
                              say("by the road"),
                              PartyId(1),
                              {"envoy", say("courier")},
                              {*DurationRange::parse("1d..2d"), *DurationRange::parse("0d..3d")},
                              true,
                              origin()});
    made_.pressures.push_back(
        {say("the port"), "north", say("asks for an early end"), IssueId(0), origin()});
  }

  Issue issue(const std::string& id, const std::string& name) {
    Issue made;
    made.id = id;
    made.name = say(name);
    made.origin = origin();
    return made;
  }

  void terms() {
    made_.phases.push_back({"first",
                            say("first phase"),
                            *Duration::parse("6w"),
                            {},
                            {say("The council consents")},
                            {},
                            origin()});
    made_.phases.push_back({"second", say("second phase"), {}, PhaseId(0), {}, {}, origin()});
    Issue crossing = issue("crossing", "the crossing");
    crossing.options = {
        {"shut", say("shut"), 0}, {"by_day", say("open by day"), 0}, {"open", say("open"), 0}};
    crossing.phase = PhaseId(0);
    crossing.debtor = "north";
    made_.issues.push_back(crossing);
    Issue monitors = issue("monitors", "monitors");
    monitors.quantity = true;
    monitors.unit = say("person");
    for (int amount : {0, 10, 20, 30})
      monitors.options.push_back({std::to_string(amount), "", Rational(amount)});
    made_.issues.push_back(monitors);
    Issue report = issue("report", "report");
    report.options = {{"none", say("none"), 0}, {"public", say("public"), 0}};
    made_.issues.push_back(report);
    made_.totals.push_back(
        {"presence", say("presence"), say("person"), amount_of(IssueId(1)), origin()});
    made_.rules.push_back({"enough", false, not_more_than_there_are(),
                           say("nobody can send more than there are"), origin()});
  }

  void figure(int value, Bound bound, std::optional<Date> as_of) {
    Figure figure{
        QuantityId(0),
        *WrittenNumber::parse(std::to_string(value)),
        {},
        bound,
        bound == Bound::about ? Interval::about(value, Rational(1, 10)) : Interval::at_least(value),
        as_of,
        say("ready to go"),
        {say("the ministry")},
        origin()};
    made_.figures.push_back(std::move(figure));
  }

  void figures() {
    made_.categories.push_back(
        {"monitors_there", say("monitors there are"), say("person"), origin()});
    figure(25, Bound::about, day(2, 1));
    figure(18, Bound::at_least, day(3, 20));
    Quantity there{"monitors_there",
                   say("monitors there are"),
                   say("person"),
                   {FigureId(0), FigureId(1)},
                   {},
                   Interval::at_least(18),
                   true};
    there.resolution = Resolution{QuantityId(0), ResolutionWord::range, {}, origin()};
    made_.quantities.push_back(there);
  }

  void time() {
    made_.deadlines.push_back({"harvest",
                               say("Harvest"),
                               day(5, 1),
                               DeadlineKind::hard,
                               {"envoy"},
                               PhaseId(0),
                               origin()});
    made_.deadlines.push_back(
        {"feast", say("Feast"), day(3, 10), DeadlineKind::soft, {}, {}, origin()});
    made_.states.push_back(
        {TalksState::exploring, day(2, 1), say("First contacts"), false, origin()});
    made_.states.push_back(
        {TalksState::stalled, day(3, 20), say("South stayed away"), false, origin()});
    made_.states.push_back(
        {TalksState::resumed, day(4, 8), say("A round is announced"), true, origin()});
  }

  void position(Sheet& sheet, IssueId issue, std::vector<OptionIndex> wants, Date since) {
    Position position;
    position.id =
        made_.parties[sheet.party].id + ".position." + std::to_string(sheet.positions.size() + 1);
    position.about = Subject{issue, std::nullopt};
    position.wants = wants;
    position.is = issue_in(issue, std::move(wants), tail_);
    position.wanted_text = say("wanted");
    position.since = since;
    position.audience = Audience::public_;
    position.origin = origin(1);
    sheet.positions.push_back(std::move(position));
  }

  void order(Sheet& sheet, IssueId issue, std::vector<std::vector<OptionIndex>> places) {
    sheet.preferences.preferences.push_back(
        {made_.parties[sheet.party].id + ".preference." +
             std::to_string(sheet.preferences.preferences.size() + 1),
         Subject{issue, std::nullopt}, OptionOrder{std::move(places)}, origin(1)});
  }

  Sheet sheet_on(PartyId party) {
    return Sheet{party, "mediator", "", {}, {}, {}, {}, {}, {}, origin(1)};
  }

  void north() {
    Sheet sheet = sheet_on(PartyId(0));
    sheet.basis = say("a reading of letters");
    position(sheet, IssueId(0), {0}, day(1, 10));
    position(sheet, IssueId(0), {1}, day(2, 10));
    position(sheet, IssueId(0), {0}, day(3, 15));
    position(sheet, IssueId(1), {0}, day(1, 10));
    position(sheet, IssueId(1), {0, 1}, day(3, 5));
    sheet.interests.push_back({"north.interest.1", say("quiet at night"), {IssueId(0)}, origin(1)});
    Line line;
    line.id = "north_not_open";
    line.is = issue_in(IssueId(0), {0, 1}, tail_);
    line.owner = say("council");
    line.since = day(3, 15);
    line.origin = origin(1);
    sheet.lines.push_back(line);
    order(sheet, IssueId(0), {{0}, {1}, {2}});
    order(sheet, IssueId(1), {{0}, {1}, {2}, {3}});
    sheet.preferences.no_agreement = NoAgreement{
        "north.no_agreement", NoAgreementWorth{{Rational(1, 10), Rational(3, 10)}}, origin(1)};
    sheet.offers.push_back(
        {"north.offer.1", {{{IssueId(0), 1}}}, day(3, 2), Audience::private_, origin(1)});
    made_.sheets.push_back(std::move(sheet));
  }

  void south() {
    Sheet sheet = sheet_on(PartyId(1));
    position(sheet, IssueId(0), {2}, day(3, 1));
    Line line;
    line.id = "south_crossing";
    line.kind = LineKind::bottom_line;
    line.is = issue_in(IssueId(0), {1, 2}, tail_);
    line.sure = Sure::certain;
    line.origin = origin(1);
    sheet.lines.push_back(line);
    line.id = "south.precondition.1";
    line.kind = LineKind::precondition;
    line.is.reset();
    line.act = say("letters are answered");
    line.before = "second";
    line.sure = Sure::possible;
    sheet.lines.push_back(line);
    order(sheet, IssueId(0), {{2}, {1}, {0}});
    made_.sheets.push_back(std::move(sheet));
  }

  std::string tail_;
  std::uint32_t line_ = 0;
  Case made_;
};

}  // namespace

Case sample_case(const std::string& tail) {
  return SampleWriter(tail).write();
}

SampleValues::SampleValues(const std::string& tail) : c(sample_case(tail)) {
  const CancelToken cancel;
  central = central_utilities(c);
  room = caucus::room(c, central, {}, cancel);
  stuck = caucus::stuck(c, central, {}, cancel);
  StuckOptions with_positions;
  with_positions.demands.positions = true;
  stuck_with_positions = caucus::stuck(c, central, with_positions, cancel);
  for (const OptionIndex monitors : {OptionIndex{1}, OptionIndex{0}}) {
    OptionNote note;
    note.package = Package({1, monitors, 1});
    note.reasons = {monitors == 1 ? OptionReason::balanced : OptionReason::smallest_step};
    note.parties.push_back(
        {PartyId(0), {"quiet" + tail}, {"monitors" + tail}, {9, 10}, {"council" + tail}});
    note.parties.push_back({PartyId(1), {}, {}, {10, 10}, {}});
    note.lines_touched = {"north_not_open"};
    note.positions_not_met = {"south.position.1"};
    note.to_verify = {IssueId(0)};
    note.hangs_on = {QuantityId(0)};
    note.risks = {"the road may be closed" + tail};
    note.acceptable_to_all = {9, 10};
    options.push_back(std::move(note));
  }
  questions.push_back({"south",
                       "Would " + std::string("10 monitors do?") + tail,
                       "South has no position on monitors" + tail,
                       {"monitors", "south"}});
}

BriefInputs SampleValues::inputs() const {
  return {c,         room,     stuck,     stuck_with_positions, nullptr, options,
          questions, readings, day(3, 1), "caucus 0.0.0"};
}

}  // namespace caucus
