// `approval-tracker`: where terms stand with each party and each body whose consent is needed.
#include "caucus/base/text.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"
#include "caucus/talks/open_items.h"

namespace caucus {
namespace {

const std::string whole(FactBook::whole);

class Tracker {
 public:
  explicit Tracker(const DocumentInputs& inputs) : inputs_(inputs), facts_(book_of(inputs)) {}

  Document write() && {
    Document made = team_document(inputs_, "Approval tracker");
    made.front.push_back(list_of(needed()));
    if (inputs_.talks != nullptr && inputs_.day)
      for (const TermsSummary& terms : terms_summaries(inputs_.of, *inputs_.talks, *inputs_.day))
        made.sections.push_back(section(terms, made.sections.size()));
    add_bodies(made);
    return with_facts(std::move(made), facts_);
  }

 private:
  std::string party(PartyId id) const { return inputs_.of.parties[id].name; }
  Date day_of(EventIndex event) const { return inputs_.talks->effective(event).said.day(); }

  // What still has to be asked for or waited for.
  std::vector<Sentence> needed() const {
    std::vector<Sentence> says;
    if (inputs_.talks != nullptr && inputs_.day)
      for (const ApprovalNeeded& one : approvals_needed(inputs_.of, *inputs_.talks, *inputs_.day)) {
        const std::string body = speaker_in_words(inputs_.of, one.body);
        const std::string what = called_in_words(*inputs_.talks, one.item);
        std::string text = "needed for " + what + ": the consent " + of_whom(body) + " (" +
                           party(one.party) + "), ";
        text +=
            !one.step
                ? "not asked as far as recorded"
                : "asked" +
                      (one.age_days && *one.age_days > 0
                           ? ", " + counted(static_cast<std::size_t>(*one.age_days), "day") + " ago"
                           : std::string());
        says.push_back({as_sentence(text), {event_fact(*inputs_.talks, one.item)}});
      }
    if (says.empty())
      says.push_back(
          {"No terms that a delegation has accepted wait for a body\u2019s consent, as "
           "far as recorded.",
           {whole}});
    return says;
  }

  std::string step_in_words(const TermsLine& line) const {
    if (line.step == "put") return line.body.empty() ? "put, no answer" : "asked, no answer";
    if (line.step == "accepted_if") return "accepted, if";
    if (line.step == "consents_if") return "consents, if";
    if (line.step == "no_answer") return "answer to come";
    return words_of(line.step);
  }

  PageSection section(const TermsSummary& terms, std::size_t at) const {
    const Talks& talks = *inputs_.talks;
    const std::string name = called_in_words(talks, terms.item);
    PageTable table{as_title(name),
                    {"Whose answer", "Body", "Step", "Since", "Days", "What was said"},
                    {},
                    {18, 16, 16, 13, 7, 30}};
    for (const TermsLine& line : terms.lines) {
      Sentence said;
      std::vector<std::string> behind{event_fact(talks, line.event.value_or(terms.item))};
      if (line.event && *line.event != terms.item)
        said = {as_sentence(event_in_words(inputs_.of, talks, *line.event)), behind};
      const std::string who = line.party ? party(*line.party) : "the mediator";
      table.rows.push_back(
          {{{"", {who, line.party ? std::vector<std::string>{facts_.of(*line.party)} : behind}}},
           {{line.body.empty() ? "delegation" : speaker_in_words(inputs_.of, line.body), {}}},
           {{step_in_words(line), {}}},
           {{line.event ? short_date(day_of(*line.event)) : "", {}}},
           {{line.age_days ? std::to_string(*line.age_days) : "", {}}},
           {said.text.empty() ? PageLine{"", {}} : PageLine{"", said}}});
    }
    PageSection made{"terms-" + std::string(at + 1, 'i'), as_title(name), {}};
    made.blocks.push_back(
        paragraph_of({{as_sentence(date_in_words(day_of(terms.item)) + ": " +
                                   event_in_words(inputs_.of, talks, terms.item)),
                       {event_fact(talks, terms.item)}},
                      {as_sentence("where it stands as a whole: " + words_of(token(terms.status))),
                       {event_fact(talks, terms.item)}}}));
    if (!table.rows.empty()) made.blocks.push_back({std::move(table)});
    return made;
  }

  static std::string as_title(std::string name) {
    name = as_sentence(std::move(name));
    if (name.ends_with('.')) name.pop_back();
    return name;
  }

  // Whose consent each party needs, whatever is on the table.
  void add_bodies(Document& made) const {
    std::vector<Sentence> says;
    for (const PartyId id : inputs_.of.parties.ids()) {
      const Party& one = inputs_.of.parties[id];
      std::vector<std::string> bodies;
      for (const std::string& body : one.approval)
        bodies.push_back(speaker_in_words(inputs_.of, body));
      says.push_back({as_sentence(one.name + ": " +
                                  (bodies.empty() ? "no body is recorded whose consent is needed"
                                                  : "consent needed of " + list_in_words(bodies))),
                      {facts_.of(id)}});
    }
    made.sections.push_back({"bodies", "Whose consent is needed", {list_of(says)}});
  }

  const DocumentInputs& inputs_;
  const FactBook facts_;
};

}  // namespace

Document approval_tracker(const DocumentInputs& inputs) {
  return Tracker(inputs).write();
}

}  // namespace caucus
