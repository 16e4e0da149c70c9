#include "caucus/desk/aspiration_answer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "caucus/base/text.h"

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;

std::string_view answer_of(const AspirationAnswer& answer) {
  if (answer.finding == Finding::package) return "yes";
  return answer.finding == Finding::none ? "no" : "undecided";
}

std::string wish_in_words(const AskedAnswer& asked, std::size_t q) {
  return asked.names[q] + " " + asked.wishes[q]->to_decimal(3);
}

std::string most_in_words(const AskedAnswer& asked, const Most& most) {
  if (!most.utility) return "the most " + asked.names[most.party] + " can have is not known";
  return fmt::format("{} gets {}{}", asked.names[most.party], most.utility->to_decimal(3),
                     most.proven ? " at most" : " in the best package found");
}

}  // namespace

AskedAnswer asked(const Case& c, const Utilities& utilities, const Aspirations& wishes,
                  const RoomOptions& options, const CancelToken& cancel) {
  AskedAnswer asked{c.title, {}, {}, wishes, aspirations(c, utilities, wishes, options, cancel),
                    {}};
  for (const Utility& utility : utilities) {
    asked.ids.push_back(c.parties[utility.party].id);
    asked.names.push_back(c.parties[utility.party].name);
  }
  if (!asked.answer.package) return asked;
  const Package& package = *asked.answer.package;
  for (const IssueId issue : c.issues.ids())
    if (package.applies(issue))
      asked.package.emplace_back(c.issues[issue].id, c.issues[issue].options[package[issue]].id);
  return asked;
}

AskedAnswer asked(const Scenario& scenario, const Aspirations& wishes, const CancelToken& cancel) {
  AskedAnswer asked{scenario.name, {}, {}, wishes, aspirations(scenario, wishes, cancel), {}};
  for (const ScenarioProfile& profile : scenario.profiles)
    asked.ids.push_back(profile.party);
  asked.names = asked.ids;
  for (std::size_t i = 0; i < asked.answer.options.size(); ++i)
    asked.package.emplace_back(scenario.issues[i].name,
                               scenario.issues[i].options[asked.answer.options[i]]);
  return asked;
}

std::string asked_in_words(const AskedAnswer& asked) {
  const AspirationAnswer& answer = asked.answer;
  std::vector<std::string> parts;
  if (!answer.refusal.empty()) return "Not decided: " + answer.refusal + ".";
  if (answer.finding == Finding::undecided) return "Not decided within the limits.";
  if (answer.finding == Finding::package) {
    for (std::size_t q = 0; q < asked.names.size(); ++q)
      parts.push_back(
          asked.names[q] + " gets " + answer.utilities[q].to_decimal(3) +
          (asked.wishes[q] ? fmt::format(" (asked: {})", asked.wishes[q]->to_decimal(3)) : ""));
    return "Yes. In one such package " + join_in_words(parts, "and") + ".";
  }
  if (answer.conflict.empty())
    return "No: there is no room even without these wishes; `caucus stuck` says why.";
  for (const std::size_t q : answer.conflict)
    parts.push_back(wish_in_words(asked, q));
  std::vector<std::string> most;
  for (const Most& of : answer.most)
    most.push_back(most_in_words(asked, of));
  if (answer.conflict.size() == 1)
    return fmt::format("No: no package gives {}, whatever the others get; {}.", parts[0], most[0]);
  return fmt::format("No: {} cannot all be met{}. While the others of these keep theirs, {}.",
                     join_in_words(parts, "and"),
                     answer.proven_minimal ? "; without any one of them the rest can" : "",
                     join_in_words(most, "and"));
}

std::string asked_json(const AskedAnswer& asked) {
  const AspirationAnswer& answer = asked.answer;
  Json json{{"format", "caucus.asked/1"},
            {"title", asked.title},
            {"answer", answer_of(answer)},
            {"note", answer.refusal},
            {"asked", Json::object()}};
  for (std::size_t q = 0; q < asked.ids.size(); ++q)
    if (asked.wishes[q]) json["asked"][asked.ids[q]] = to_string(*asked.wishes[q]);
  json["utilities"] = Json::object();
  for (std::size_t q = 0; q < answer.utilities.size(); ++q)
    json["utilities"][asked.ids[q]] = to_string(answer.utilities[q]);
  json["package"] = answer.finding == Finding::package ? Json(Json::object()) : Json(nullptr);
  for (const auto& [issue, option] : asked.package)
    json["package"][issue] = option;
  json["cannot_all_be_met"] = Json::array();
  for (const std::size_t q : answer.conflict)
    json["cannot_all_be_met"].push_back(asked.ids[q]);
  json["proven_minimal"] = answer.proven_minimal;
  json["most"] = Json::object();
  for (const Most& most : answer.most)
    json["most"][asked.ids[most.party]] = {
        {"utility", most.utility ? Json(to_string(*most.utility)) : Json(nullptr)},
        {"proven", most.proven}};
  json["in_words"] = asked_in_words(asked);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace caucus
