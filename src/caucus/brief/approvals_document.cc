// `approval-tracker`: where terms and drafts stand with each party and each body whose consent is
// needed.
#include "caucus/base/text.h"
#include "caucus/brief/documents.h"
#include "caucus/brief/draft_name.h"
#include "caucus/brief/event_words.h"
#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"
#include "caucus/talks/open_items.h"
#include "caucus/talks/speaker.h"

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
    if (inputs_.talks != nullptr)
      for (auto at = static_cast<std::uint32_t>(inputs_.talks->text.drafts.size()); at-- > 0;)
        add_draft(made, at);
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
    if (inputs_.talks != nullptr)
      for (std::uint32_t at = 0; at < inputs_.talks->text.drafts.size(); ++at)
        add_awaited(says, at);
    if (says.empty())
      says.push_back(
          {"Nothing that was accepted or asked waits for a consent or a final answer, "
           "as far as recorded.",
           {whole}});
    return says;
  }

  // Final answers that were asked for, and bodies that the draft was put before.
  void add_awaited(std::vector<Sentence>& says, std::uint32_t at) const {
    const DraftLife& life = inputs_.talks->text.drafts[at];
    const auto add = [&](const std::string& whose, EventIndex asked) {
      says.push_back({as_sentence("awaited for " + name_of_draft(*inputs_.talks, at) + ": " +
                                  whose + ", asked on " + date_in_words(day_of(asked))),
                      {event_fact(*inputs_.talks, asked)}});
    };
    for (const PartyId id : life.final_asked)
      if (answer_of(life, id) == nullptr)
        add("the final answer of " + party(id), *life.final_question);
    for (const BodyLife& body : life.bodies)
      if (body.step == BodyStep::put && body.put)
        add("the consent " + of_whom(speaker_in_words(inputs_.of, body.body)), *body.put);
  }

  static const FinalAnswerGiven* answer_of(const DraftLife& life, PartyId id) {
    for (const FinalAnswerGiven& given : life.final_answers)
      if (given.party == id) return &given;
    return nullptr;
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
    PageTable table = table_of(as_title(name));
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

  static PageTable table_of(std::string caption) {
    return {std::move(caption),
            {"Whose answer", "Body", "Step", "Since", "Days", "What was said"},
            {},
            {18, 16, 16, 13, 7, 30}};
  }

  // A step of one whose answer to a draft was asked for: what was asked, and what was answered.
  struct DraftStep {
    std::optional<PartyId> of;
    std::string body;  // "delegation", or a body in words
    std::string step;
    std::optional<EventIndex> asked;
    std::optional<EventIndex> answer;
  };

  std::vector<PageCell> draft_row(const DraftStep& one) const {
    const Talks& talks = *inputs_.talks;
    const EventIndex last = one.answer ? *one.answer : *one.asked;
    PageCell said;
    if (one.asked && one.answer)
      said.push_back(
          {"",
           {"Asked on " + short_date(day_of(*one.asked)) + ".", {event_fact(talks, *one.asked)}}});
    said.push_back(
        {"", {as_sentence(event_in_words(inputs_.of, talks, last)), {event_fact(talks, last)}}});
    const std::string fact = one.of ? facts_.of(*one.of) : event_fact(talks, last);
    const std::int64_t days = inputs_.day ? *inputs_.day - day_of(last) : 0;
    return {{{"", {one.of ? party(*one.of) : one.body, {fact}}}},
            {{one.body, {}}},
            {{one.step, {}}},
            {{short_date(day_of(last)), {}}},
            {{inputs_.day ? std::to_string(days) : "", {}}},
            std::move(said)};
  }

  static std::string answer_in_words(FinalAnswerKind kind) {
    return kind == FinalAnswerKind::yes_if ? "yes, if" : std::string(token(kind));
  }

  // Final answers, and the bodies that the draft was put before; nothing where nobody was asked.
  void add_draft(Document& made, std::uint32_t at) const {
    const Talks& talks = *inputs_.talks;
    const DraftLife& life = talks.text.drafts[at];
    const std::string title = as_title(name_of_draft(talks, at));
    PageTable table = table_of(title);
    for (const PartyId id : life.final_asked)
      if (answer_of(life, id) == nullptr)
        table.rows.push_back(
            draft_row({id, "delegation", "asked, no answer", life.final_question, {}}));
    for (const FinalAnswerGiven& given : life.final_answers) {
      const auto& said = std::get<FinalAnswerEvent>(talks.effective(given.answer).body);
      table.rows.push_back(draft_row({given.party, "delegation", answer_in_words(said.kind),
                                      life.final_question, given.answer}));
    }
    for (const BodyLife& body : life.bodies) {
      TermsLine step;
      step.body = body.body;
      step.step = token(body.step);
      table.rows.push_back(draft_row({speaker_of(inputs_.of, body.body).party,
                                      speaker_in_words(inputs_.of, body.body), step_in_words(step),
                                      body.put, body.answer}));
    }
    if (table.rows.empty()) return;
    made.sections.push_back({"draft-" + std::string(at + 1, 'i'), title, {{std::move(table)}}});
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
