// Warnings: what happened and may be regretted. Nothing here refuses.
#include <algorithm>

#include "caucus/base/text.h"
#include "caucus/talks/apply.h"
#include "caucus/talks/direction.h"
#include "caucus/talks/draft_text.h"
#include "caucus/talks/event_parts.h"
#include "caucus/talks/judge.h"
#include "caucus/talks/lookups.h"
#include "caucus/talks/part_names.h"
#include "caucus/talks/permission.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

constexpr EventIndex looked_back_max = 16;  // entries, for words noted twice

// Whether shown() would show something else than the text itself, line ends and backslashes aside.
bool deceives(std::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte < 0x7f) || c == '\n';
  });
  if (plain) return false;
  std::string rest;
  for (char c : text)
    if (c != '\n' && c != '\\') rest += c;
  return shown(rest) != rest;
}

// The issue that a name was probably meant for: by its letters, or else by how it begins.
std::optional<std::string> issue_meant(const Case& c, std::string_view name) {
  std::vector<std::string_view> ids;
  for (const Issue& issue : c.issues)
    ids.push_back(issue.id);
  if (auto meant = did_you_mean(name, ids)) return meant;
  std::size_t longest = 2;
  std::optional<std::string> found;
  for (std::string_view id : ids) {
    const auto ends = std::mismatch(name.begin(), name.end(), id.begin(), id.end());
    const auto alike = static_cast<std::size_t>(ends.first - name.begin());
    if (alike > longest) {
      longest = alike;
      found = id;
    }
  }
  return found;
}

class Warner {
 public:
  Warner(const Case& c, const Talks& talks, const Event& event)
      : case_(c), talks_(talks), event_(event), who_(speaker_of(c, event.who)) {}

  std::vector<Warned> warnings(EventIndex at) {
    if (const auto* offer = std::get_if<OfferEvent>(&event_.body)) put_terms(offer->package);
    last_days();
    if (const auto* answer = std::get_if<AnswerEvent>(&event_.body)) answered(*answer);
    if (const auto* approval = std::get_if<ApprovalEvent>(&event_.body)) approved(*approval);
    if (const auto* hop = std::get_if<HopEvent>(&event_.body)) handed(*hop);
    if (const auto* draft = std::get_if<DraftEvent>(&event_.body)) blanks(*draft);
    if (const auto* step = std::get_if<ShownEvent>(&event_.body)) showing(*step);
    if (const auto* state = std::get_if<TalksStateEvent>(&event_.body)) declared(*state);
    if (at > 0) order(talks_.events[at - 1]);
    if (repeated(at)) add(Warning::repeats);
    if (who_.kind == SpeakerKind::outside) add(Warning::speaker_outside, event_.who);
    for (const std::string& source : event_.sources)
      if (!has_source(source)) add(Warning::source_unknown, source);
    for (std::string_view text : texts_of(event_))
      if (deceives(text)) {
        add(Warning::deceptive_text, text.substr(0, 200));
        break;
      }
    std::sort(found_.begin(), found_.end(),
              [](const Warned& a, const Warned& b) { return a.what < b.what; });
    return std::move(found_);
  }

 private:
  void add(Warning what, std::string_view about = {}) {
    found_.push_back({what, std::string(about)});
  }

  void put_terms(const PartialPackage& terms) {
    lines(terms);
    if (const Rule* rule = broken_rule(case_, terms)) add(Warning::breaks_rule, rule->id);
  }

  void answered(const AnswerEvent& answer) {
    const auto what = talks_.meant(answer.to);
    const TermsLife* life = what ? talks_.life_of(*what) : nullptr;
    if (!life || !who_.party) return;
    if (answer.kind == AnswerKind::counter) put_terms(answer.package);
    if (is_approval_body(case_, *who_.party, event_.who) &&
        case_.parties[*who_.party].delegation != own_part_name(case_, event_.who))
      add(Warning::body_as_delegation, event_.who);
    const Event& item = talks_.effective(*what);
    if (answer.kind == AnswerKind::accept) lines(terms_of(item));
    const PartyLife* party = life->with(*who_.party);
    if (!party || !party->put) add(Warning::put_not_recorded, item.label);
    if (life->revised_by)
      add(Warning::answers_replaced_terms, talks_.events[*life->revised_by].label);
    const auto* proposal = std::get_if<ProposalEvent>(&item.body);
    if (!proposal || proposal->deadline.empty()) return;
    const auto deadline = deadline_of(case_, talks_, proposal->deadline);
    if (deadline && deadline->kind == DeadlineKind::soft && deadline->date &&
        event_.said.day() > *deadline->date)
      add(Warning::after_soft_deadline, proposal->deadline);
  }

  // Lines of the speaker's sheet that stood then and are at least likely, and those it has set at
  // the talks.
  void lines(const PartialPackage& terms) {
    if (!who_.party || terms.terms.empty()) return;
    if (const Sheet* sheet = case_.sheet_of(*who_.party))
      for (const Line& line : sheet->lines)
        if (line.kind != LineKind::precondition && line.is && line.sure <= Sure::likely &&
            !(line.since && *line.since > event_.said.day()) &&
            truth(case_, *line.is, terms) == Truth::impossible)
          crossed(line.kind, line.id);
    // Of those it has set, the newest that is crossed: a long history may have set thousands.
    for (auto life = talks_.lines.rbegin(); life != talks_.lines.rend(); ++life) {
      if (life->party != *who_.party || life->withdrawn) continue;
      const Event& set = talks_.effective(life->history.back());
      const auto& line = std::get<LineEvent>(set.body);
      if (line.sure > Sure::likely) continue;
      const bool crosses =
          std::any_of(line.requires_.begin(), line.requires_.end(),
                      [&](const Requirement& each) { return breaks(case_, each, terms); });
      if (crosses) return crossed(life->kind, set.label);
    }
  }

  void crossed(LineKind kind, std::string_view line) {
    add(kind == LineKind::red_line ? Warning::crosses_own_red_line
                                   : Warning::crosses_own_bottom_line,
        line);
  }

  void approved(const ApprovalEvent& approval) {
    const auto what = talks_.meant(approval.what);
    if (!what || !who_.party) return;
    const auto asked = [&](const std::vector<BodyLife>& bodies) {
      return std::any_of(bodies.begin(), bodies.end(), [&](const BodyLife& body) {
        return body.body == event_.who || body.body == own_part_name(case_, event_.who);
      });
    };
    bool was_asked = false;
    if (const TermsLife* life = talks_.life_of(*what)) {
      const PartyLife* party = life->with(*who_.party);
      was_asked = party && asked(party->bodies);
    } else if (const DraftLife* draft = talks_.draft_of(*what)) {
      was_asked = asked(draft->bodies);
    }
    if (!was_asked) add(Warning::body_not_asked, event_.who);
  }

  // A last day before the day on which it was said is a slip of the pen more often than not.
  void last_days() {
    const Date said = event_.said.day();
    if (const auto expires = expiry_of(event_); expires && *expires < said)
      add(Warning::expires_before_said, to_string(*expires));
    if (const auto& until = event_.pass_on.until; until && *until < said)
      add(Warning::permission_over, to_string(*until));
  }

  void blanks(const DraftEvent& draft) {
    for (const ClauseText& clause : draft.clauses)
      for (const std::string& name : unknown_blanks(case_, clause.text)) {
        const auto meant = issue_meant(case_, name);
        add(Warning::blank_unknown, meant ? name + " (perhaps " + *meant + ")" : name);
      }
  }

  // What others said in confidence and stands behind a clause: the first of it, for each reader.
  void showing(const ShownEvent& step) {
    const auto what = talks_.meant(step.draft);
    const DraftLife* draft = what ? talks_.draft_of(*what) : nullptr;
    if (!draft || step.step != ShownStep::shown) return;
    std::vector<EventIndex> behind;
    for (const ClauseRef& ref : draft->clauses) {
      const ClauseText& clause = clause_at(talks_, ref);
      for (const auto* sources : {&clause.from, &clause.meets})
        for (const EventId& id : *sources)
          if (const auto source = talks_.meant(id)) behind.push_back(*source);
    }
    for (PartyId reader : parties_of(case_, event_.to))
      for (EventIndex source : behind)
        if (held_from(source, reader)) {
          const std::string& label = talks_.events[source].label;
          add(Warning::shows_what_was_held,
              label.empty() ? "@" + to_string(talks_.events[source].id) : label);
          break;
        }
  }

  // May the party not be given another party's words, not even as the mediator's own idea?
  bool held_from(EventIndex source, PartyId reader) const {
    const Event& said = talks_.effective(source);
    const auto by = caucus_of(case_, said);
    if (!by || *by == reader || said.in_public) return false;
    const std::vector<PartyId> heard = parties_of(case_, said.to);
    if (std::binary_search(heard.begin(), heard.end(), reader)) return false;
    const PassOnForm wanted = PassOnForm::as_mediator_idea;
    if (permits(talks_.permission_of(source), {wanted, case_.parties[reader].id, false},
                event_.said.day()))
      return false;
    const auto [first, last] = talks_.releases.equal_range(source);
    return std::none_of(first, last, [&](const auto& passed_on) {
      const auto& release = std::get<ReleaseEvent>(talks_.effective(passed_on.second).body);
      const std::vector<PartyId> to = parties_of(case_, release.to);
      return release.form <= wanted && std::binary_search(to.begin(), to.end(), reader);
    });
  }

  // A person may say that all is agreed before the consents are noted; it is seldom meant.
  void declared(const TalksStateEvent& state) {
    if (state.to != TalksState::agreed && state.to != TalksState::in_force) return;
    const Date day = event_.said.day();
    const bool terms =
        std::any_of(talks_.terms.rbegin(), talks_.terms.rend(), [&](const TermsLife& life) {
          return accepted_by_all(life) &&
                 status_of(case_, talks_, life, day) == TermsStatus::approved_by_all;
        });
    const auto& drafts = talks_.text.drafts;
    const bool text = std::any_of(drafts.rbegin(), drafts.rend(),
                                  [&](const DraftLife& draft) { return settled(draft); });
    if (!terms && !text) add(Warning::approval_not_recorded);
  }

  // One look at most terms, of which there may be thousands. Approval needs it.
  bool accepted_by_all(const TermsLife& life) const {
    return life.parties.size() + 1 >= case_.parties.size() &&
           std::all_of(life.parties.begin(), life.parties.end(), [&](const PartyLife& with) {
             return with.step == PartyStep::accepted || life.by == with.party;
           });
  }

  // Every party has said yes to the draft, and every body that has to consent does.
  bool settled(const DraftLife& draft) const {
    const auto says_yes = [&](PartyId party) {
      return std::any_of(draft.final_answers.begin(), draft.final_answers.end(),
                         [&](const FinalAnswerGiven& given) {
                           const Event& answer = talks_.effective(given.answer);
                           return given.party == party &&
                                  std::get<FinalAnswerEvent>(answer.body).kind ==
                                      FinalAnswerKind::yes;
                         });
    };
    const auto consents = [&](const std::string& name) {
      return std::any_of(draft.bodies.begin(), draft.bodies.end(), [&](const BodyLife& body) {
        return body.body == name && body.step == BodyStep::consents;
      });
    };
    const auto parties = case_.parties.ids();
    return std::all_of(parties.begin(), parties.end(), [&](PartyId party) {
      const std::vector<std::string>& bodies = case_.parties[party].approval;
      return says_yes(party) && std::all_of(bodies.begin(), bodies.end(), consents);
    });
  }

  void handed(const HopEvent& hop) {
    if (hop.state != HopState::handed) return;
    const auto channel =
        std::find_if(case_.channels.begin(), case_.channels.end(),
                     [&](const Channel& each) { return each.id == event_.channel; });
    const bool by_channel = channel != case_.channels.end();
    passed(hop, by_channel ? std::optional(channel->to) : std::nullopt);
    if (!by_channel) return;
    const auto& hops = channel->hops;
    const auto to = std::find(hops.begin(), hops.end(), hop.to);
    if (to == hops.end()) return;  // to the party as a whole
    const auto from = std::find(hops.begin(), hops.end(), hop.from.empty() ? event_.who : hop.from);
    const auto next = from == hops.end() ? hops.begin() : from + 1;
    if (to != next) add(Warning::hop_skipped, hop.to);
  }

  // A party's words under way to somebody else need its permission to be repeated as they are, as a
  // verbatim release does; without it the view of who gets them does not show them either.
  void passed(const HopEvent& hop, std::optional<PartyId> channel_to) {
    const auto what = talks_.meant(hop.what);
    if (!what) return;
    const Event& source = talks_.effective(*what);
    const Speaker by = speaker_of(case_, source.who);
    const Speaker to = speaker_of(case_, hop.to);
    if (source.in_public || by.mediates() || to.mediates()) return;
    const std::optional<PartyId> receiver = to.party ? to.party : channel_to;
    if (receiver && receiver == by.party) return;
    const std::vector<PartyId> heard = parties_of(case_, source.to);
    if (receiver && std::find(heard.begin(), heard.end(), *receiver) != heard.end()) return;
    const PassOn& permission = talks_.permission_of(*what);
    const auto may = [&](const std::string& name) {
      return permits(permission, {PassOnForm::verbatim, name, true}, event_.said.day());
    };
    if (may(hop.to) || (receiver && may(case_.parties[*receiver].id))) return;
    add(Warning::passes_what_was_held, hop.to);
  }

  void order(const Event& before) {
    if (event_.said < before.said && !event_.noted) add(Warning::out_of_order);
    if (event_.noted && before.noted && *event_.noted < *before.noted)
      add(Warning::clock_backwards);
  }

  bool repeated(EventIndex at) const {
    if (kind_of(event_) == EventKind::off_the_record) return false;
    const auto end = talks_.events.begin() + static_cast<std::ptrdiff_t>(at);
    return std::any_of(end - static_cast<std::ptrdiff_t>(std::min(at, looked_back_max)), end,
                       [&](const Event& earlier) {
                         return earlier.who == event_.who && earlier.said == event_.said &&
                                earlier.body == event_.body;
                       });
  }

  bool has_source(std::string_view id) const {
    return std::any_of(case_.sources.begin(), case_.sources.end(),
                       [&](const Source& source) { return source.id == id; });
  }

  const Case& case_;
  const Talks& talks_;
  const Event& event_;
  Speaker who_;
  std::vector<Warned> found_;
};

}  // namespace

std::vector<Warned> warnings_of(const Case& c, const Talks& talks, const Event& event,
                                EventIndex at) {
  return Warner(c, talks, event).warnings(at);
}

}  // namespace caucus
