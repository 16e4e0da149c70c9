// case.toml, in the order of the case language.
#include "caucus/casefile/write.h"

#include <algorithm>
#include <set>

#include "caucus/casefile/values.h"
#include "caucus/casefile/write_entries.h"

namespace caucus {
namespace {

class FrameWriter {
 public:
  explicit FrameWriter(const Case& c) : case_(c), writer_(c) {}

  std::string write() && {
    frame();
    names();
    actors();
    surroundings();
    phases();
    categories();
    issues();
    totals();
    rules();
    figures();
    deadlines();
    states();
    sources();
    return std::move(writer_.file()).end(case_.trailing_comment);
  }

 private:
  TomlFile& file() { return writer_.file(); }

  void frame() {
    file().begin("", case_.leading_comment);
    file().add("caucus", TomlValue::literal("1"));
    writer_.word("title", case_.title);
    writer_.text("field", case_.field);
    writer_.date("as_of", case_.as_of);
    if (case_.about_percent != Rational(10))
      file().add("about_percent", TomlValue::number(case_.about_percent));
    writer_.end(case_.cited, case_.note);
  }

  void names() {
    if (case_.names.empty()) return;
    file().begin("[names]", case_.names_comment);
    for (const auto& [id, name] : case_.names)
      file().add(id, TomlValue::text_of(name));
  }

  void actors() {
    for (const Party& party : case_.parties) {
      writer_.begin("party", party.origin);
      writer_.named(party.id, party.name);
      file().add_texts("wings", party.wings);
      file().add_texts("approval", party.approval);
      writer_.text("principal", party.principal);
      writer_.text("delegation", party.delegation);
      writer_.end(party.origin);
    }
    for (const ActorKind kind : {ActorKind::mediator, ActorKind::holder, ActorKind::guarantor,
                                 ActorKind::verifier, ActorKind::intermediary})
      for (const Actor& actor : case_.actors)
        if (actor.kind == kind) write_actor(actor);
  }

  void write_actor(const Actor& actor) {
    writer_.begin(token(actor.kind), actor.origin);
    writer_.named(actor.id, actor.name);
    std::vector<std::string> allies;
    for (const PartyId party : actor.ally_of)
      allies.push_back(case_.parties[party].id);
    file().add_texts("ally_of", allies);
    writer_.text("of", actor.of);
    writer_.end(actor.origin);
  }

  void surroundings() {
    for (const Channel& channel : case_.channels) {
      writer_.begin("channel", channel.origin);
      writer_.named(channel.id, channel.name);
      writer_.word("to", case_.parties[channel.to].id);
      file().add_texts("hops", channel.hops);
      std::vector<std::string> delays;
      for (const DurationRange& delay : channel.delay)
        delays.push_back(to_string(delay));
      file().add_texts("delay", delays);
      if (channel.lossy) file().add("lossy", TomlValue::literal("true"));
      writer_.end(channel.origin);
    }
    for (const Pressure& pressure : case_.pressures) {
      writer_.begin("pressure", pressure.origin);
      writer_.word("by", pressure.by);
      writer_.word("on", pressure.on);
      writer_.word("says", pressure.says);
      if (pressure.issue) writer_.word("issue", case_.issues[*pressure.issue].id);
      writer_.end(pressure.origin);
    }
  }

  void phases() {
    for (const Phase& phase : case_.phases) {
      writer_.begin("phase", phase.origin);
      writer_.named(phase.id, phase.name);
      if (phase.lasts) writer_.word("lasts", phase.lasts->text());
      if (phase.after) writer_.word("after", case_.phases[*phase.after].id);
      file().add_texts("conditions", phase.conditions);
      writer_.rule("applies_if", phase.applies_if);
      writer_.end(phase.origin);
    }
  }

  void categories() {
    for (const Category& category : case_.categories) {
      writer_.begin("category", category.origin);
      writer_.named(category.id, category.name);
      writer_.text("unit", category.unit);
      writer_.end(category.origin);
    }
  }

  void issues() {
    for (const IssueId id : case_.issues.ids()) {
      const Issue& issue = case_.issues[id];
      writer_.begin("issue", issue.origin);
      writer_.named(issue.id, issue.name);
      if (issue.from_range)
        file().add("range", steps(issue));
      else
        file().add("options", options(id));
      writer_.text("unit", issue.unit);
      if (issue.phase) writer_.word("phase", case_.phases[*issue.phase].id);
      writer_.rule("applies_if", issue.applies_if);
      writer_.text("category", issue.category);
      writer_.text("topic", issue.topic);
      writer_.text("debtor", issue.debtor);
      writer_.text("creditor", issue.creditor);
      writer_.text("verifier", issue.verifier);
      writer_.end(issue.origin);
    }
  }

  static TomlValue steps(const Issue& issue) {
    const Rational& from = issue.options.front().value;
    const bool several = issue.options.size() > 1;
    const Rational step = several ? issue.options[1].value - from : Rational(1);
    return {TomlValue::Kind::table,
            {},
            {},
            {{"from", TomlValue::number(from)},
             {"to", TomlValue::number(issue.options.back().value)},
             {"step", TomlValue::number(step)}}};
  }

  TomlValue options(IssueId issue) const {
    std::vector<TomlValue> items;
    for (std::size_t at = 0; at < case_.issues[issue].options.size(); ++at)
      items.push_back(writer_.option(issue, static_cast<OptionIndex>(at)));
    return TomlValue::list(std::move(items));
  }

  void totals() {
    for (const Total& total : case_.totals) {
      writer_.begin("total", total.origin);
      writer_.named(total.id, total.name);
      writer_.rule("is", total.is);
      writer_.text("unit", total.unit);
      writer_.end(total.origin);
    }
  }

  void rules() {
    for (const Rule& rule : case_.rules) {
      writer_.begin(rule.norm ? "norm" : "rule", rule.origin);
      if (is_id(rule.id)) writer_.word("id", rule.id);  // otherwise it was counted: rule.3
      writer_.rule("is", rule.is);
      writer_.text("why", rule.why);
      writer_.end(rule.origin);
    }
  }

  void figures() {
    for (const Figure& figure : case_.figures) {
      writer_.begin("figure", figure.origin);
      writer_.word("of", case_.quantities[figure.of].id);
      if (figure.value_to) {
        writer_.word("range", figure.value.text + ".." + figure.value_to->text);
      } else {
        file().add("value", TomlValue::written_number(figure.value.text));
        writer_.word("bound", token(figure.bound));
      }
      writer_.date("as_of", figure.as_of);
      writer_.text("scope", figure.scope);
      file().add_texts("said_by", figure.said_by);
      const bool single = figure.origin.sources.size() == 1;
      if (single) writer_.word("source", case_.sources[figure.origin.sources.front()].id);
      writer_.end(single ? std::vector<SourceId>{} : figure.origin.sources, figure.origin.note);
    }
    for (const Quantity& quantity : case_.quantities) {
      if (!quantity.resolution) continue;
      const Resolution& resolution = *quantity.resolution;
      writer_.begin("resolution", resolution.origin);
      writer_.word("of", quantity.id);
      writer_.word("by", token(resolution.by));
      std::vector<SourceId> sources = resolution.origin.sources;
      if (resolution.source) {
        writer_.word("source", case_.sources[*resolution.source].id);
        std::erase(sources, *resolution.source);
      }
      writer_.end(sources, resolution.origin.note);
    }
  }

  void deadlines() {
    for (const Deadline& deadline : case_.deadlines) {
      writer_.begin("deadline", deadline.origin);
      writer_.named(deadline.id, deadline.name);
      writer_.date("date", deadline.date);
      writer_.word("kind", token(deadline.kind));
      file().add_texts("held_by", deadline.held_by);
      if (deadline.phase) writer_.word("phase", case_.phases[*deadline.phase].id);
      writer_.end(deadline.origin);
    }
  }

  void states() {
    for (const StateChange& state : case_.states) {
      writer_.begin("state", state.origin);
      writer_.word("is", token(state.is));
      writer_.date("on", state.on);
      writer_.text("because", state.because);
      if (state.expected) file().add("expected", TomlValue::literal("true"));
      writer_.end(state.origin);
    }
  }

  void sources() {
    for (const Source& source : case_.sources) {
      writer_.begin("source", source.origin);
      writer_.named(source.id, source.name);
      writer_.text("kind", source.kind);
      writer_.date("date", source.date);
      if (source.reliability != 0) writer_.word("reliability", std::string(1, source.reliability));
      writer_.end(source.origin);
    }
  }

  const Case& case_;
  EntryWriter writer_;
};

// The name the sheet was opened under, or the party's where there is none.
std::string sheet_name(const Case& c, const Sheet& sheet) {
  const std::size_t file = sheet.origin.place.file;
  if (file > 0 && file < c.files.size()) {
    const std::string& path = c.files[file];
    const std::string name = path.substr(path.find_last_of('/') + 1);
    if (name.ends_with(".toml") && name.size() > 5) return name.substr(0, name.size() - 5);
  }
  return c.parties[sheet.party].id;
}

}  // namespace

std::string write_case_toml(const Case& c) {
  return FrameWriter(c).write();
}

std::vector<CaseText> write_case(const Case& c) {
  std::vector<CaseText> texts{{"case.toml", write_case_toml(c), false}};
  std::set<std::string> taken;
  for (const Sheet& sheet : c.sheets) {
    const std::string name = sheet_name(c, sheet);
    std::string free = name;
    for (int number = 2; !taken.insert(free).second; ++number)
      free = name + "_" + std::to_string(number);
    texts.push_back({"views/" + free + ".toml", write_sheet_toml(c, sheet), true});
  }
  return texts;
}

}  // namespace caucus
