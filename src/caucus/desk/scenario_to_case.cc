// A scenario as a case: the text of its files is put together here and then read as any case is, so
// that what comes out is in order, and in canonical form.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/read.h"
#include "caucus/casefile/write.h"
#include "caucus/desk/scenario.h"
#include "caucus/desk/scenario_basis.h"
#include "caucus/scenario/data_write.h"

namespace caucus {
namespace {

const Rational cut_tolerance(1, 1'000'000'000);

std::string number(const Rational& value) {
  return "\"" + to_string(value) + "\"";
}

// An id made of a name: letters, digits and `_`, a letter first, no word of the rule language, and
// none that is taken.
std::string id_of(std::string_view name, std::string_view otherwise, std::set<std::string>& taken) {
  static constexpr std::array<std::string_view, 8> reserved{"and", "or",   "not",   "implies",
                                                            "in",  "true", "false", "figure"};
  std::string id;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool takes = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (takes)
      id += lower;
    else if (!id.empty() && id.back() != '_')
      id += '_';
  }
  while (!id.empty() && id.back() == '_')
    id.pop_back();
  id = id.substr(0, 60);
  if (id.empty() || id[0] < 'a') id = std::string(otherwise) + (id.empty() ? "" : "_" + id);
  if (std::ranges::find(reserved, id) != reserved.end()) id += "_";
  std::string candidate = id;
  for (int at = 2; !taken.insert(candidate).second; ++at)
    candidate = fmt::format("{}_{}", id, at);
  return candidate;
}

class CaseWriter {
 public:
  CaseWriter(const Scenario& scenario, bool lossy, bool rounding)
      : scenario_(scenario), lossy_(lossy), rounding_(rounding) {
    for (const ScenarioIssue& issue : scenario.issues)
      issue_ids_.push_back(id_of(issue.name, "issue", taken_issues_));
    for (const ScenarioProfile& profile : scenario.profiles)
      party_ids_.push_back(id_of(profile.party, "party", taken_parties_));
  }

  std::vector<CaseText> texts() {
    std::vector<CaseText> texts{{"case.toml", frame(), false}};
    for (std::size_t at = 0; at < scenario_.profiles.size(); ++at)
      texts.push_back({"views/" + party_ids_[at] + ".toml", sheet(at), true});
    return texts;
  }

  std::vector<ScenarioFinding> findings() { return std::move(findings_); }

 private:
  std::string frame() const {
    std::string text = fmt::format("caucus = 1\ntitle = {}\n", escaped_in_quotes(scenario_.name));
    text += fmt::format(
        "note = {}\n",
        escaped_in_quotes("from files of " + std::string(token(scenario_.family)) +
                          ", read by the rules of " + std::string(token(scenario_.semantics))));
    for (std::size_t at = 0; at < party_ids_.size(); ++at)
      text += fmt::format("\n[[party]]\nid = {}\nname = {}\n", escaped_in_quotes(party_ids_[at]),
                          escaped_in_quotes(scenario_.profiles[at].party));
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at) {
      const ScenarioIssue& issue = scenario_.issues[at];
      text += fmt::format("\n[[issue]]\nid = {}\nname = {}\n", escaped_in_quotes(issue_ids_[at]),
                          escaped_in_quotes(issue.name));
      if (issue.kind == ScenarioIssueKind::integer && issue.values.size() > 1) {
        text += fmt::format("range = {{ from = {}, to = {}, step = 1 }}\n",
                            to_string(issue.values.front()), to_string(issue.values.back()));
      } else {
        std::string options;
        for (const std::string& option : issue.options)
          options += (options.empty() ? "" : ", ") +
                     (issue.values.empty() ? escaped_in_quotes(option) : option);
        text += "options = [" + options + "]\n";
      }
      if (issue.index)
        text += fmt::format("note = {}\n", escaped_in_quotes(index_note(*issue.index)));
    }
    return text;
  }

  std::string sheet(std::size_t at) {
    const ScenarioProfile& profile = scenario_.profiles[at];
    file_ = "views/" + party_ids_[at] + ".toml";
    choices_.clear();
    std::string text =
        fmt::format("caucus = 1\nparty = {}\nbasis = {}\n", escaped_in_quotes(party_ids_[at]),
                    escaped_in_quotes(basis_of(profile, scenario_.semantics)));
    if (const auto* additive = std::get_if<AdditiveWorth>(&profile.worth))
      text += additive_part(profile, *additive);
    else if (const auto* boxes = std::get_if<BoxWorth>(&profile.worth))
      text += box_part(profile, *boxes);
    else if (const auto* groups = std::get_if<GroupWorth>(&profile.worth))
      text += group_part(*groups);
    else
      text += comparisons(std::get<StatedComparisons>(profile.worth));
    text += no_agreement(profile);
    const std::string error = error_bound(choices_);
    if (error != "0")
      find(FindingToken::rounded, "points are rounded to 12 digits; the largest error is " + error);
    return text;
  }

  void find(FindingToken token, std::string sentence) {
    findings_.push_back({token, file_, 0, 0, std::move(sentence)});
  }

  void drop(std::string what) {
    find(lossy_ ? FindingToken::dropped : FindingToken::cannot_hold, std::move(what));
  }

  // As many points as the utility; rounded where asked.
  std::string points(const Rational& value) {
    const Rational rounded = rounding_ ? rounded_to(value, 12) : value;
    if (!choices_.empty()) choices_.back().emplace_back(rounded, value);
    return number(rounded);
  }

  void check_cap(const ScenarioProfile& profile, const Rational& most) {
    if (!profile.cap || most <= *profile.cap) return;
    if (most > *profile.cap + cut_tolerance)
      drop("a cap that cuts utilities of up to " + most.to_decimal(6));
    else
      find(FindingToken::rounded, "a cap that cuts less than 1e-9 is left out");
  }

  std::string preference(std::size_t issue, const std::vector<Rational>& worth) {
    choices_.emplace_back();
    std::string points_text;
    for (std::size_t option = 0; option < worth.size(); ++option)
      points_text += (option ? ", " : "") +
                     escaped_in_quotes(scenario_.issues[issue].options[option]) + " = " +
                     points(worth[option]);
    return fmt::format("\n[[preference]]\nissue = {}\npoints = {{ {} }}\n",
                       escaped_in_quotes(issue_ids_[issue]), points_text);
  }

  std::string indifferent(std::size_t issue) const {
    return fmt::format("\n[[preference]]\nissue = {}\nindifferent = true\n",
                       escaped_in_quotes(issue_ids_[issue]));
  }

  std::string term(const std::string& when, const Rational& worth) {
    choices_.emplace_back();
    return fmt::format("\n[[term]]\nwhen = {}\npoints = {}\n", escaped_in_quotes(when),
                       points(worth));
  }

  std::string additive_part(const ScenarioProfile& profile, const AdditiveWorth& additive) {
    std::string text;
    Rational most;
    for (std::size_t at = 0; at < additive.worth.size(); ++at) {
      text += preference(at, additive.worth[at]);
      most += std::ranges::max(additive.worth[at]);
    }
    check_cap(profile, most);
    return text;
  }

  // "a >= 3 and a <= 7"; an option of another kind of issue stands for itself.
  std::string bound_text(const BoxBound& bound) const {
    const ScenarioIssue& issue = scenario_.issues[bound.issue.index()];
    const std::string& id = issue_ids_[bound.issue.index()];
    if (bound.low > bound.high) return "false";
    if (!issue.values.empty())
      return fmt::format("{} >= {} and {} <= {}", id, issue.options[bound.low], id,
                         issue.options[bound.high]);
    std::string options;
    for (std::size_t option = bound.low; option <= bound.high; ++option)
      options += (options.empty() ? "" : ", ") + escaped_in_quotes(issue.options[option]);
    return fmt::format("{} in {{{}}}", id, options);
  }

  bool add_boxes(const BoxNode& node, const Rational& factor, std::string& text, Rational& most) {
    if (node.aggregation != Aggregation::sum) return false;
    for (const Box& box : node.boxes) {
      std::string when;
      for (const BoxBound& bound : box.bounds)
        when += (when.empty() ? "" : " and ") + bound_text(bound);
      if (when.empty())
        when = "true";
      else if (box.excludes)
        when = "not (" + when + ")";
      const Rational worth = box.worth * factor;
      most += std::max(worth, Rational(0));
      text += term(when, worth);
    }
    return std::ranges::all_of(node.parts, [&](const BoxNode& part) {
      return add_boxes(part, factor * part.weight, text, most);
    });
  }

  std::string box_part(const ScenarioProfile& profile, const BoxWorth& boxes) {
    std::string text;
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at)
      text += indifferent(at);
    Rational most;
    if (!add_boxes(boxes.root, Rational(1) / boxes.divisor, text, most))
      find(FindingToken::cannot_hold, "the smallest or largest of boxes; a case knows sums only");
    check_cap(profile, most);
    return text;
  }

  std::string group_part(const GroupWorth& groups) {
    std::string text;
    for (std::size_t at = 0; at < scenario_.issues.size(); ++at)
      text += indifferent(at);
    for (const GroupTable& group : groups.groups)
      for (const auto& [options, worth] : group.combinations) {
        std::string when;
        for (std::size_t at = 0; at < options.size(); ++at)
          when += (when.empty() ? "" : " and ") + settled(group.issues[at], options[at], " == ");
        text += term(when, worth);
      }
    return text;
  }

  std::string settled(IssueId issue, OptionIndex option, std::string_view sign) const {
    const ScenarioIssue& own = scenario_.issues[issue.index()];
    return issue_ids_[issue.index()] + std::string(sign) +
           (own.values.empty() ? escaped_in_quotes(own.options[option]) : own.options[option]);
  }

  std::string package(const ScenarioPackage& package) const {
    std::string text;
    for (std::size_t at = 0; at < package.size(); ++at)
      if (package[at] != void_option)
        text += (text.empty() ? "" : ", ") + settled(IssueId(at), package[at], " = ");
    return "{ " + text + " }";
  }

  std::string comparisons(const StatedComparisons& stated) const {
    std::string text;
    for (const auto& [better, worse] : stated.better)
      text += fmt::format("\n[[compare]]\nprefers = {}\nto = {}\nsure = \"certain\"\n",
                          package(stated.packages[better]), package(stated.packages[worse]));
    return text;
  }

  std::string no_agreement(const ScenarioProfile& profile) {
    std::optional<Rational> value = reservation_value(profile);
    if (profile.reservation_package && !value)
      return fmt::format("\n[no_agreement]\nas_good_as = {}\n",
                         package(*profile.reservation_package));
    if (profile.reservation_package && value)
      find(FindingToken::reservation_rewritten,
           "the reservation package is written as its utility, " + to_string(*value));
    if (!value && scenario_.semantics == ScenarioFamily::genius) value = Rational(0);
    if (!value) return {};
    return fmt::format("\n[no_agreement]\npoints = {}\n",
                       number(rounding_ ? rounded_to(*value, 12) : *value));
  }

  const Scenario& scenario_;
  bool lossy_;
  bool rounding_;
  std::set<std::string> taken_issues_;
  std::set<std::string> taken_parties_;
  std::vector<std::string> issue_ids_;
  std::vector<std::string> party_ids_;
  std::vector<ScenarioFinding> findings_;
  std::string file_;
  RoundedChoices choices_;
};

}  // namespace

WrittenScenario case_of_scenario(const Scenario& scenario, bool lossy) {
  WrittenScenario written;
  for (const bool rounding : {false, true}) {
    CaseWriter writer(scenario, lossy, rounding);
    const CaseReading reading = read_case_texts(writer.texts());
    written.findings = writer.findings();
    if (reading.value) {
      if (refuses(written.findings)) return written;
      for (CaseText& text : write_case(*reading.value))
        written.files.push_back({std::move(text.path), std::move(text.text)});
      return written;
    }
    const bool too_fine = std::ranges::all_of(reading.faults, [](const Fault& f) {
      return f.kind == FaultKind::number_too_large || f.kind == FaultKind::bad_number;
    });
    if (rounding || !lossy || !too_fine)
      for (const Fault& fault : reading.faults)
        written.findings.push_back(
            {FindingToken::cannot_hold, fault.file, 0, 0,
             fault.sentence + (too_fine && !lossy ? "; --lossy rounds to 12 digits" : "")});
    if (!lossy || !too_fine) break;
  }
  return written;
}

}  // namespace caucus
