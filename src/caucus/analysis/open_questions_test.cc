// A comparison that is read doubtfully is not used, and asked about.
#include <algorithm>

#include <doctest/doctest.h>

#include "caucus/analysis/example_sheets.h"
#include "caucus/analysis/options_note.h"

namespace caucus {
namespace {

std::vector<OpenQuestion> asked_of(const Case& c) {
  const Utilities central = central_utilities(c);
  const Readings drawn = readings(c, {20, 1}, {});
  const Room found = room(c, central, RoomOptions{}, {});
  const Stuck blocked = stuck(c, central, StuckOptions{}, {});
  const OptionInputs in{central, drawn, found, blocked};
  return open_questions(c, in, options_note(c, in, {}), {});
}

TEST_CASE("a doubtful comparison becomes a question, a likely one does not") {
  example::Builder build;
  const IssueId days = build.quantity({7, 14});
  const IssueId releases = build.quantity({10, 20});
  build.party("north");
  build.prefer(days, Monotone{false});
  build.prefer(releases, Monotone{true});
  build.compare({{days, 0}}, {{releases, 1}});
  Case c = build.done();
  const auto asks = [](const std::vector<OpenQuestion>& questions) {
    return std::any_of(questions.begin(), questions.end(), [](const OpenQuestion& q) {
      return q.to == "north" && q.facts == std::vector<std::string>{"north.compare.1"};
    });
  };
  CHECK_FALSE(asks(asked_of(c)));
  c.sheets[0].preferences.comparisons[0].sure = Sure::doubtful;
  CHECK(asks(asked_of(c)));
}

TEST_CASE("a holder that signs nothing is not asked; somebody is asked who could confirm") {
  example::Builder build;
  const IssueId releases = build.quantity({10, 20});
  build.party("north");
  build.prefer(releases, Monotone{true});
  Case c = build.done();
  Quantity held{"held", "people held", "person", {}, {}, Interval::between(5, 15), true};
  const QuantityId quantity = c.quantities.push_back(held);
  Actor holder;
  holder.id = "others";
  holder.kind = ActorKind::holder;
  holder.of = "held";
  Actor mediator;
  mediator.id = "mediator";
  mediator.kind = ActorKind::mediator;
  c.actors = {holder, mediator};
  Expression most = example::amount_of(releases);
  ExpressionNode figure;
  figure.op = Operator::amount_of_figure;
  figure.subject = static_cast<std::uint16_t>(quantity.index());
  Line line;
  line.id = "north.line";
  line.is = example::join(Operator::at_most, most, Expression{{figure}, "", ""});
  c.sheets[0].lines.push_back(line);
  const auto questions = asked_of(c);
  CHECK(std::any_of(questions.begin(), questions.end(), [](const OpenQuestion& q) {
    return q.to == "mediator" &&
           q.question == "Who could confirm the number of people held, as of when?";
  }));
}

}  // namespace
}  // namespace caucus
