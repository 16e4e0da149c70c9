#include "caucus/talks/seen_words.h"

#include <span>

#include <fmt/format.h>

#include "caucus/base/hash.h"

namespace caucus {
namespace {

// Copies what may be seen; each operator() is one kind of event.
class Copy {
 public:
  Seen of(const Event& event) {
    seen_.kind = kind_of(event);
    std::visit([this](const auto& body) { (*this)(body); }, event.body);
    return std::move(seen_);
  }

  void operator()(const MessageEvent& e) {
    seen_.word = token(e.kind);
    seen_.text = e.text;
    seen_.name = e.binding ? "binding" : "";
    seen_.issues = e.issues;
    seen_.terms = e.package;
  }
  void operator()(const OfferEvent& e) {
    seen_.terms = e.package;
    seen_.date = e.expires;
    seen_.more = e.conditions;
  }
  void operator()(const ProposalEvent& e) {
    seen_.terms = e.package;
    seen_.date = e.expires;
    seen_.text = e.text;
  }
  void operator()(const AnswerEvent& e) {
    seen_.word = token(e.kind);
    seen_.terms = e.package;
    seen_.text = e.text;
  }
  void operator()(const WithdrawEvent& e) { seen_.more = e.because; }
  void operator()(const PositionEvent& e) {
    seen_.requirements = {e.wants};
    seen_.text = e.text;
  }
  void operator()(const LineEvent& e) {
    seen_.word = token(e.kind);
    seen_.requirements = e.requires_;
    seen_.text = e.text;
    seen_.name = e.owner;
  }
  void operator()(const PreconditionEvent& e) {
    seen_.word = token(e.step);
    seen_.requirements = e.requires_;
    seen_.text = e.text;
    seen_.name = e.before;
  }
  void operator()(const UnderstandingEvent& e) {
    seen_.text = e.text;
    seen_.issues = e.issues;
    seen_.terms = e.package;
    for (const std::string& name : e.between)
      seen_.name += (seen_.name.empty() ? "" : ", ") + name;
  }
  void operator()(const ReadBackEvent& e) {
    seen_.word = e.confirmed ? "confirmed" : "differs";
    seen_.text = e.text;
  }
  void operator()(const ShownEvent& e) {
    seen_.word = token(e.step);
    seen_.name = e.supervised ? "supervised" : "";
  }
  void operator()(const CritiqueEvent& e) {
    seen_.word = token(e.severity);
    seen_.name = e.clause;
    seen_.text = e.concern;
    seen_.more = e.interest;
  }
  void operator()(const FinalAnswerEvent& e) {
    seen_.word = token(e.kind);
    seen_.text = e.text;
  }
  void operator()(const PutToEvent& e) { seen_.name = e.body; }
  void operator()(const ApprovalEvent& e) {
    seen_.word = e.consents ? "consents" : "refuses";
    seen_.text = e.text;
  }
  void operator()(const HopEvent& e) {
    seen_.word = token(e.state);
    seen_.name = e.to;
  }
  void operator()(const DeadlineEvent& e) {
    seen_.word = token(e.step);
    seen_.name = e.id;
    seen_.date = e.date;
    if (e.step == DeadlineStep::set) seen_.more = token(e.kind);
  }
  void operator()(const AttendanceEvent& e) {
    seen_.word = e.present ? "present" : "absent";
    seen_.name = e.meeting;
    seen_.more = e.because;
  }
  void operator()(const PressureEvent& e) {
    seen_.name = e.on;
    if (e.issue) seen_.issues = {*e.issue};
    seen_.text = e.says;
    seen_.more = e.held_by;
  }
  void operator()(const TalksStateEvent& e) {
    seen_.word = token(e.to);
    seen_.more = e.because;
  }
  void operator()(const ExpectedEvent& e) {
    seen_.text = e.text;
    if (e.state) seen_.word = token(*e.state);
    seen_.date = e.on;
  }
  void operator()(const ChannelEvent& e) {
    seen_.word = e.open ? "open" : "closed";
    seen_.name = e.channel;
    seen_.more = e.because;
  }
  // No words of their own that anybody but the mediator sees.
  void operator()(const DraftEvent&) {}
  void operator()(const FinalQuestionEvent&) {}
  void operator()(const ReleaseEvent&) {}
  void operator()(const PermissionEvent&) {}
  void operator()(const NoteEvent&) {}
  void operator()(const OffTheRecordEvent&) {}

 private:
  Seen seen_;
};

// Feeds fields with their lengths, so that no two different entries feed the same bytes.
class Fingerprint {
 public:
  Fingerprint& add(std::string_view field) {
    const std::string length = fmt::format("{}:", field.size());
    hash_.update(length).update(field);
    return *this;
  }
  template <class Items, class Name>
  Fingerprint& add_all(const Items& items, Name name) {
    add(std::to_string(items.size()));
    for (const auto& item : items)
      add(name(item));
    return *this;
  }
  std::string finish() {
    const Digest digest = hash_.finish();
    return to_hex(std::span(digest).first(16));
  }

 private:
  Sha256 hash_;
};

std::string subject_id(const Case& c, const Subject& subject) {
  return subject.issue ? c.issues[*subject.issue].id : c.totals[*subject.total].id;
}

}  // namespace

Seen words_of(const Event& event) {
  return Copy().of(event);
}

std::vector<EventId> seen_references(const Event& event) {
  // Why a draft says what it says is the mediator's own.
  if (kind_of(event) == EventKind::draft) return {};
  return references(event);
}

std::string SeenIds::next(const Case& c, const PartyView& view, const Seen& seen) {
  Fingerprint print;
  print.add("caucus view 1").add(c.parties[view.party].id);
  print.add(token(seen.as)).add(token(seen.form)).add(to_string(seen.when));
  print.add(seen.who).add(seen.by).add(token(seen.kind)).add(seen.word);
  print.add(seen.text).add(seen.more).add(seen.name);
  print.add_all(seen.terms.terms, [&](const Term& term) {
    return c.issues[term.issue].id + "=" + c.issues[term.issue].options[term.option].id;
  });
  print.add_all(seen.requirements, [&](const Requirement& requirement) {
    return subject_id(c, requirement.about) + requirement.written;
  });
  print.add_all(seen.issues, [&](IssueId issue) { return c.issues[issue].id; });
  print.add(seen.date ? to_string(*seen.date) : "");
  print.add_all(seen.about, [&](SeenNumber number) { return view.at(number).id; });
  const std::string words = print.finish();
  const std::uint32_t among_equals = ++equal_[words];
  if (among_equals == 1) return words;
  return Fingerprint().add(words).add(std::to_string(among_equals)).finish();
}

}  // namespace caucus
