#include "caucus/talks/view_for.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "caucus/base/assert.h"
#include "caucus/talks/drafts_then.h"
#include "caucus/talks/seen_words.h"
#include "caucus/talks/speaker.h"
#include "caucus/talks/view_effects.h"

namespace caucus {

// Everything but the view itself knows places of the record, so it stays in here.
class ViewKeeper::Work {
 public:
  Work(const Case& c, PartyId party) : case_(&c) { begin(party); }

  void follow(const Talks& talks) {
    talks_ = &talks;
    const auto size = static_cast<EventIndex>(talks.events.size());
    bool anew = size < next_;
    for (EventIndex at = next_; at < size && !anew; ++at)
      anew = talks.is_correction(at);
    if (anew) {
      const Date day = view_.day;
      begin(view_.party);
      view_.day = day;
      drafts_then_.begin(talks);
    }
    grants_.resize(size);
    known_.resize(size);
    for (; next_ < size; ++next_)
      if (!talks.is_correction(next_)) see(next_);
    talks_ = nullptr;
  }

  PartyView& view() { return view_; }
  SeenSource source_of(SeenNumber entry) const { return sources_.at(entry - 1); }
  std::optional<Grant> grant_of(EventIndex event) const {
    if (event >= grants_.size() || grants_[event].form == PassOnForm::hold) return std::nullopt;
    return grants_[event];
  }

 private:
  // Where an entry comes from, and how.
  struct Coming {
    SeenAs as = SeenAs::own;
    EventIndex source = 0;
    EventIndex brought = 0;
    EventIndex words = 0;    // the place of the words, which may be a correction of the source
    SeenNumber earlier = 0;  // the entry with the words as they were before; 0: none
  };

  // How something comes before the party.
  struct Bringing {
    EventIndex act = 0;   // the event that brings it
    EventIndex then = 0;  // the one since which its words are on their way
    const std::string& receiver;
    bool anew = false;  // whether it may come once more, when its words were corrected in between
  };

  void begin(PartyId party) {
    view_ = PartyView{};
    view_.party = party;
    for (const Deadline& deadline : case_->deadlines)
      view_.deadlines.push_back(
          {deadline.id, deadline.date, deadline.kind, std::nullopt, std::nullopt});
    ids_ = SeenIds();
    sources_.clear();
    grants_.clear();
    known_.clear();
    permission_at_.clear();
    handed_at_.clear();
    draft_numbers_.clear();
    next_ = 0;
  }

  const Speaker& speaker(const std::string& name) {
    const auto found = speakers_.find(name);
    if (found != speakers_.end()) return found->second;
    return speakers_.emplace(name, speaker_of(*case_, name)).first->second;
  }
  bool of_party(const std::string& name) { return speaker(name).party == view_.party; }
  bool among(const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [this](const std::string& name) { return of_party(name); });
  }

  EventIndex standing_now(EventIndex at) const { return standing_then(*talks_, at, no_place); }

  void see(EventIndex at) {
    const EventIndex act = standing_now(at);
    const Event& event = talks_->events[act];
    const bool own = of_party(event.who);
    switch (kind_of(event)) {
      case EventKind::note:
      case EventKind::off_the_record:
      case EventKind::draft:
        return;
      case EventKind::release:
        if (among(std::get<ReleaseEvent>(event.body).to)) released(at, event);
        return;
      case EventKind::permission:
        return permission(at, event, own);
      case EventKind::hop:
        if (own) add(event, {SeenAs::own, at, at, act});
        return hop(at, event);
      case EventKind::shown:
        return shown(at, event, own);
      default:
        break;
    }
    if (own) {
      evidence(at, event);
      add(event, {SeenAs::own, at, at, act});
    } else if (among(event.to)) {
      add(event, {SeenAs::said_to_it, at, at, act});
    } else if (event.in_public) {
      add(event, {SeenAs::in_public, at, at, act});
    }
  }

  void permission(EventIndex at, const Event& event, bool own) {
    const auto what = talks_->meant(std::get<PermissionEvent>(event.body).what);
    if (what) permission_at_[*what] = at;
    if (own) add(event, {SeenAs::own, at, at, standing_now(at)});
  }

  // What is received is what was handed over, however long it was on its way.
  void hop(EventIndex at, const Event& event) {
    const auto& leg = std::get<HopEvent>(event.body);
    const auto what = talks_->meant(leg.what);
    if (!what) return;
    if (leg.state == HopState::handed) {
      if (!of_party(leg.to)) return;
      handed_at_[*what] = at;
      if (event.channel.empty()) bring(*what, {at, at, leg.to, true});
    } else if (leg.state != HopState::lost && of_party(event.who)) {
      const auto handed = handed_at_.find(*what);
      const bool known = handed != handed_at_.end();
      bring(*what, {at, known ? handed->second : at, event.who, known});
    }
  }

  // An act that shows that the party has had what it is about.
  void evidence(EventIndex at, const Event& event) {
    const EventKind kind = kind_of(event);
    const bool tells = kind == EventKind::answer || kind == EventKind::put_to ||
                       kind == EventKind::approval || kind == EventKind::read_back;
    if (!tells) return;
    for (const EventId& id : seen_references(event)) {
      const auto what = talks_->meant(id);
      if (what && speaker(words_then(*what, at).who).mediates())
        bring(*what, {at, at, event.who, false});
    }
  }

  // The words as they stood when the act passed them on. Nobody told the party of a correction
  // after that, be it of another's words or of the mediator's: it is the party's to see when it is
  // passed on in its turn.
  const Event& words_then(EventIndex what, EventIndex act) const {
    return talks_->events[standing_then(*talks_, what, act)];
  }

  // Something came before the party by way of another event.
  void bring(EventIndex what, const Bringing& way) {
    const Known known = known_[what];
    const EventIndex version = standing_then(*talks_, what, way.then);
    if (known.entry != 0 && (!way.anew || version <= known.words)) return;
    const Event& words = talks_->events[version];
    const bool mediators = speaker(words.who).mediates();
    const EventKind kind = kind_of(words);
    const bool never = kind == EventKind::note || kind == EventKind::off_the_record ||
                       kind == EventKind::draft || kind == EventKind::release ||
                       kind == EventKind::permission || kind == EventKind::hop ||
                       kind == EventKind::shown;
    if (never || of_party(words.who)) return;
    if (!mediators && !repeatable(what, way)) return;
    add(words, {SeenAs::put, what, way.act, version, known.entry});
    if (known.entry != 0) replace(known.entry);
  }

  // The last entry has the words of an earlier one as they have been corrected since.
  void replace(SeenNumber earlier) {
    if (const TermsSeen* terms = view_.terms_of(earlier))
      view_.terms[static_cast<std::size_t>(terms - view_.terms.data())].replaced_by = last();
  }

  // Whether another's words could be repeated as they are when they were handed over.
  bool repeatable(EventIndex what, const Bringing& way) {
    const auto found = permission_at_.find(what);
    const PassOn& permission =
        words_then(found == permission_at_.end() ? what : found->second, way.act).pass_on;
    const Date day = talks_->effective(way.act).said.day();
    const auto to = [&](const std::string& name) {
      return permits(permission, {PassOnForm::verbatim, name, true}, day);
    };
    return to(way.receiver) || to(case_->parties[view_.party].id);
  }

  void released(EventIndex at, const Event& event) {
    const auto& release = std::get<ReleaseEvent>(event.body);
    const auto what = talks_->meant(release.what);
    if (!what || release.form == PassOnForm::hold) return;
    const EventIndex version = standing_then(*talks_, *what, at);
    const Event& words = talks_->events[version];
    const bool verbatim = release.form == PassOnForm::verbatim;
    const bool says_whose = release.attributed && release.form <= PassOnForm::paraphrase;
    // Whose a proposal is, its kind says already.
    const bool names = says_whose || (verbatim && kind_of(words) == EventKind::proposal);
    Seen seen;
    if (verbatim) {
      seen = words_of(words);
    } else {
      seen.kind = EventKind::release;
      seen.text = release.text;
    }
    seen.form = release.form;
    seen.by = event.who;
    if (names) seen.who = words.who;
    seen.when = event.said;
    if (verbatim && names) seen.about = links(words, *what, false);
    note(std::move(seen), {SeenAs::released, *what, at, version});
    if (verbatim) know(*what, names, version);
    give({*what, version}, release.form, names);
    give({at, standing_now(at)}, PassOnForm::verbatim, true);
  }

  void shown(EventIndex at, const Event& event, bool own) {
    const auto& body = std::get<ShownEvent>(event.body);
    const auto what = talks_->meant(body.draft);
    if (!what) return;
    if (own && body.step == ShownStep::returned) {
      add(event, {SeenAs::own, at, at, standing_now(at)});
      const DraftSeen* draft = view_.entries.back().about.empty()
                                   ? nullptr
                                   : draft_shown_by(view_, view_.entries.back().about.front());
      if (draft && draft->supervised)
        for (const EventIndex given : {*what, known_[*what].words})
          grants_[given].given_back = true;
      return;
    }
    if (body.step != ShownStep::shown || !among(event.to)) return;
    const EventIndex version = standing_then(*talks_, *what, at);
    Seen seen = words_of(event);
    seen.who = event.who;
    seen.when = event.said;
    DraftSeen draft = draft_of(*what, at, body.supervised);
    seen.word = "draft " + std::to_string(draft.number);
    seen.text = draft.title;
    for (const ClauseSeen& clause : draft.clauses)
      seen.more += clause.id + " " + clause.text + "\n";
    note(std::move(seen), {SeenAs::shown, *what, at, version});
    // The words stay with the copy, which may be given back.
    view_.entries.back().text.clear();
    view_.entries.back().more.clear();
    draft.entry = last();
    view_.drafts.push_back(std::move(draft));
    known_[*what] = Known{last(), true, version};
    for (const EventIndex given : {*what, version})
      grants_[given] = Grant{PassOnForm::verbatim, PassOnForm::verbatim, false};
  }

  DraftSeen draft_of(EventIndex what, EventIndex shown, bool supervised) {
    DraftSeen draft;
    const auto next = static_cast<std::uint32_t>(draft_numbers_.size() + 1);
    draft.number = draft_numbers_.try_emplace(what, next).first->second;
    draft.supervised = supervised;
    draft.title = std::get<DraftEvent>(words_then(what, shown).body).title;
    for (const ClauseRef& ref : drafts_then_.clauses(*talks_, what, shown)) {
      const auto& written = std::get<DraftEvent>(talks_->events[ref.draft].body);
      const ClauseText& clause = written.clauses[ref.at];
      draft.clauses.push_back({clause.id, clause.text, clause.issues});
    }
    return draft;
  }

  void add(const Event& words, const Coming& coming) {
    const Event& brought = talks_->effective(coming.brought);
    Seen seen = words_of(words);
    seen.who = words.who;
    seen.when = brought.said;
    if (coming.as == SeenAs::put) seen.by = brought.who;
    if (coming.as == SeenAs::own) seen.permission = words.pass_on;
    seen.about = links(words, coming.source, coming.as == SeenAs::own);
    if (coming.earlier != 0) seen.about.push_back(coming.earlier);
    seen.as = coming.as;
    note(std::move(seen), coming);
    know(coming.source, true, coming.words);
    give({coming.source, coming.words}, PassOnForm::verbatim, true);
  }

  // The entries that the words refer to. Another's reference to words whose source the party was
  // not told would tell it, so such links are left out.
  std::vector<SeenNumber> links(const Event& words, EventIndex at, bool own) const {
    std::vector<SeenNumber> found;
    for (const EventId& id : seen_references(words)) {
      const auto what = talks_->meant(id);
      if (!what || *what == at) continue;
      const Known& known = known_[*what];
      if (known.entry == 0 || !(own || known.attributed)) continue;
      found.push_back(known.entry);
    }
    return found;
  }

  void note(Seen seen, const Coming& coming) {
    seen.as = coming.as;
    seen.number = last() + 1;
    seen.id = ids_.next(*case_, view_, seen);
    const Moment when = seen.when;
    view_.entries.push_back(std::move(seen));
    sources_.push_back({coming.source, coming.brought});
    const auto later = [this](const Moment& moment, SeenNumber number) {
      return moment < view_.at(number).when;
    };
    view_.in_time.insert(std::upper_bound(view_.in_time.begin(), view_.in_time.end(), when, later),
                         last());
    const bool in_full = view_.entries.back().form == PassOnForm::verbatim;
    if (in_full && coming.as != SeenAs::shown) take_effect(view_);
  }

  // The first entry that has the words in full, as corrected last, is the one that is referred to.
  void know(EventIndex event, bool attributed, EventIndex words) {
    Known& known = known_[event];
    if (known.entry == 0 || known.words < words) known = Known{last(), attributed, words};
  }

  // Of an entry, and of the correction whose words they were, if it was not the entry itself.
  void give(const std::array<EventIndex, 2>& events, PassOnForm form, bool attributed) {
    for (const EventIndex event : events) {
      Grant& grant = grants_[event];
      grant.form = std::min(grant.form, form);
      if (attributed) grant.attributed = std::min(grant.attributed, form);
    }
  }

  SeenNumber last() const { return static_cast<SeenNumber>(view_.entries.size()); }

  // Where words are known in full, and whether the party knows whose they are.
  struct Known {
    SeenNumber entry = 0;  // none
    bool attributed = false;
    EventIndex words = 0;  // the place of the words
  };

  const Case* case_;
  const Talks* talks_ = nullptr;  // while following
  PartyView view_;
  SeenIds ids_;
  EventIndex next_ = 0;
  std::deque<SeenSource> sources_;
  // By place in the record. Deques grow without moving, so that no single event waits for that.
  std::deque<Grant> grants_;
  std::deque<Known> known_;
  std::map<EventIndex, EventIndex> permission_at_;
  std::map<EventIndex, EventIndex> handed_at_;  // to the party, the last time
  DraftsThen drafts_then_;
  std::map<EventIndex, std::uint32_t> draft_numbers_;
  std::unordered_map<std::string, Speaker> speakers_;
};

ViewKeeper::ViewKeeper(const Case& c, PartyId party) : work_(std::make_unique<Work>(c, party)) {}
ViewKeeper::ViewKeeper(ViewKeeper&&) noexcept = default;
ViewKeeper& ViewKeeper::operator=(ViewKeeper&&) noexcept = default;
ViewKeeper::~ViewKeeper() = default;

void ViewKeeper::follow(const Talks& talks) {
  work_->follow(talks);
}
void ViewKeeper::set_day(Date day) {
  work_->view().day = day;
}
const PartyView& ViewKeeper::view() const {
  return work_->view();
}
SeenSource ViewKeeper::source_of(SeenNumber entry) const {
  return work_->source_of(entry);
}
std::optional<Grant> ViewKeeper::grant_of(EventIndex event) const {
  return work_->grant_of(event);
}

PartyView view_for(const Case& c, const Talks& talks, PartyId party, Date day) {
  ViewKeeper keeper(c, party);
  keeper.follow(talks);
  keeper.set_day(day);
  return keeper.view();
}

}  // namespace caucus
