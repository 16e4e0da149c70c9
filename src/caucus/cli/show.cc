// `caucus show`: the case back in words.
#include "caucus/base/text.h"
#include "caucus/cli/opening.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/json.h"
#include "caucus/model/words.h"

namespace caucus {
namespace {

// Collects headings and wrapped items.
class Page {
 public:
  void heading(const std::string& words) { text_ += "\n" + line_of(words); }
  void item(const std::string& words) { text_ += list_item(words); }
  void line(const std::string& words) { text_ += wrap(words, table_columns) + "\n"; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string joined(const Case& c, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const std::string& id : ids)
    names.push_back(c.name_of(id));
  return join_in_words(names);
}

void show_actors(const Case& c, Page& page) {
  page.heading("Who");
  for (const Party& party : c.parties) {
    std::string text = party.name + ": party";
    if (!party.approval.empty()) text += "; must consent: " + joined(c, party.approval);
    if (!party.wings.empty()) text += "; wings: " + joined(c, party.wings);
    page.item(text);
  }
  for (const Actor& actor : c.actors) {
    std::string text = actor.name + ": " + std::string(token(actor.kind));
    for (PartyId ally : actor.ally_of)
      text += ", ally of " + c.parties[ally].name;
    page.item(text);
  }
  for (const Channel& channel : c.channels) {
    std::string text = "Channel " + channel.name + " to " + c.parties[channel.to].name;
    if (!channel.hops.empty()) text += " by " + joined(c, channel.hops);
    for (std::size_t at = 0; at < channel.delay.size(); ++at)
      text += (at == 0 ? "; delay " : " + ") + to_string(channel.delay[at]);
    page.item(text + (channel.lossy ? "; words may get lost" : ""));
  }
}

// The options in order; a long range by its ends.
std::string options_in_words(const Case& c, IssueId id) {
  const Issue& issue = c.issues[id];
  constexpr std::size_t listed = 8;
  if (issue.quantity && issue.options.size() > listed)
    return interval_in_words(
               Interval::between(issue.options.front().value, issue.options.back().value),
               issue.unit) +
           ", " + std::to_string(issue.options.size()) + " options";
  std::vector<std::string> names;
  for (std::size_t at = 0; at < issue.options.size(); ++at)
    names.push_back(option_in_words(c, id, static_cast<OptionIndex>(at)));
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : "; ") + name;
  return text;
}

void show_terms(const Case& c, Page& page) {
  if (!c.phases.empty()) page.heading("Phases");
  for (const Phase& phase : c.phases) {
    std::string text = phase.name;
    if (phase.lasts) text += ", " + to_string(*phase.lasts);
    if (phase.after) text += ", after " + c.phases[*phase.after].name;
    for (const std::string& condition : phase.conditions)
      text += "; when " + condition;
    page.item(text);
  }
  page.heading("What is to be settled");
  for (IssueId id : c.issues.ids()) {
    const Issue& issue = c.issues[id];
    std::string text = issue.name + ": " + options_in_words(c, id);
    if (issue.applies_if_joined)
      text += " (applies if " + in_words(c, *issue.applies_if_joined) + ")";
    page.item(text);
  }
  if (!c.totals.empty()) page.heading("Totals");
  for (const Total& total : c.totals)
    page.item(total.name + " is " + in_words(c, total.is));
  if (!c.rules.empty()) page.heading("Rules");
  for (const Rule& rule : c.rules)
    page.item((rule.norm ? "Norm: " : "") + in_words(c, rule.is) +
              (rule.why.empty() ? "" : "; because " + rule.why));
}

void show_figures(const Case& c, Page& page) {
  if (!c.figures.empty()) page.heading("Figures");
  for (const Figure& figure : c.figures) {
    const Quantity& quantity = c.quantities[figure.of];
    std::string text = quantity.name + ": " + figure_in_words(figure, quantity.unit);
    if (figure.as_of) text += ", as of " + to_string(*figure.as_of);
    if (!figure.scope.empty()) text += ", " + figure.scope;
    if (!figure.said_by.empty()) text += "; said by " + joined(c, figure.said_by);
    page.item(text);
  }
}

void show_sheet(const Case& c, const Sheet& sheet, Page& page) {
  std::string title = "Sheet of " + c.parties[sheet.party].name + ", by " + c.name_of(sheet.by);
  if (!sheet.basis.empty()) title += " (" + sheet.basis + ")";
  page.heading(title);
  for (const Position& position : sheet.positions)
    page.item((position.since ? to_string(*position.since) + " " : "") +
              "wants: " + in_words(c, position.is) + " (" + std::string(token(position.firmness)) +
              ", " + std::string(token(position.audience)) + ")");
  for (const Line& line : sheet.lines) {
    std::string kind(token(line.kind));
    for (char& letter : kind)
      if (letter == '_') letter = ' ';
    page.item(kind + ": " + (line.is ? in_words(c, *line.is) : line.act) + " (" +
              std::string(token(line.sure)) +
              (line.owner.empty() ? "" : ", " + c.name_of(line.owner)) + ")");
  }
  for (const Interest& interest : sheet.interests)
    page.item("interest: " + interest.says);
  for (const OwnOffer& offer : sheet.offers)
    page.item((offer.on ? to_string(*offer.on) + " " : "") +
              "put or accepted: " + in_words(c, offer.package));
  const PreferenceStatements& said = sheet.preferences;
  std::vector<std::string> known{
      "preferences over " + std::to_string(said.preferences.size()) + " of " +
      counted(c.issues.size() + c.totals.size(), c.totals.empty() ? "issue" : "issues and totals",
              c.totals.empty() ? "issues" : "issues and totals")};
  if (!said.priorities.empty())
    known.push_back(counted(said.priorities.size(), "priority", "priorities"));
  if (!said.comparisons.empty()) known.push_back(counted(said.comparisons.size(), "comparison"));
  page.item(join_in_words(known) + (said.no_agreement ? "" : "; worth of no agreement not stated"));
}

std::string in_text(const Case& c) {
  Page page;
  page.line(c.title + (c.as_of ? ", as of " + to_string(*c.as_of) : ""));
  for (const StateChange& state : c.states)
    page.line(to_string(state.on) + (state.expected ? " expected: " : " ") +
              c.name_of(token(state.is)) + (state.because.empty() ? "" : ": " + state.because));
  show_actors(c, page);
  show_terms(c, page);
  show_figures(c, page);
  if (!c.deadlines.empty()) page.heading("Deadlines");
  for (const Deadline& deadline : c.deadlines)
    page.item(to_string(deadline.date) + " " + deadline.name + " (" +
              std::string(token(deadline.kind)) +
              (deadline.held_by.empty() ? "" : ", held by " + joined(c, deadline.held_by)) + ")");
  for (const Sheet& sheet : c.sheets)
    show_sheet(c, sheet, page);
  return page.text();
}

Exit run_show(const Arguments& arguments, Console& console) {
  Exit code = Exit::done;
  const auto c = opened_case(arguments, console, code);
  if (!c) return code;
  if (arguments.has("--toml")) {
    for (const NamedText& file : canonical_files(*c))
      console.answer("# " + file.path + "\n" + file.text + "\n");
    return Exit::done;
  }
  console.answer(arguments.has("--json") ? show_json(*c) : in_text(*c));
  return Exit::done;
}

}  // namespace

Command show_command() {
  return {"show",
          VerbGroup::understand,
          "CASE",
          "print a case back in words",
          "Use it to read a case aloud and to see that the program understood what you wrote.",
          {{"--toml", "", "print the files in canonical form instead"}, json_option, output_option},
          {{"caucus show cases/access/aid-corridor", "What does this case say?"},
           {"caucus show cases/water/river-basin --toml", "In canonical form:"}},
          run_show};
}

}  // namespace caucus
