// What would this document give away to that party, and who said it, on which day?
//
// A document is a list of statements, each with its label. The check looks at every source of every
// statement and lists those the party may not see in the form in which the statement repeats them.
// An empty list is the only way to a Releasable<T>: LeakCheck is the one class that can make one,
// and it makes one only then.
//
// A party may see: its own words, what was said to it or in public, terms put to it and drafts
// shown to it, releases to it, and another's words in the form released to it or a weaker one. Of
// sheets it may see those it wrote itself, and positions and lines of any sheet that are public.
//
// Errors: none; a label must be of this case and these talks. Complexity: constant per source.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caucus/talks/compartment.h"
#include "caucus/talks/label.h"
#include "caucus/talks/view_for.h"

namespace caucus {

// Text with what it rests on.
using Statement = Labelled<std::string>;

// What is about to be given out. The title is a statement like any other: it may hold a count.
struct LabelledDocument {
  Statement title{"", Label()};
  std::vector<Statement> statements;
};

// A document without its labels.
struct PlainDocument {
  std::string title;
  std::vector<std::string> statements;

  friend bool operator==(const PlainDocument&, const PlainDocument&) = default;
};

// Why may the party not see the source?
enum class LeakWhy : std::uint8_t {
  in_confidence,     // another party said it, and nothing of it was released
  released_weaker,   // it was released, but not in so strong a form
  not_attributed,    // it was released without saying whose it is
  mediators_own,     // the mediator's own, or an outsider's words to the mediator
  given_back,        // a draft that was read under supervision and returned
  reading_of_party,  // a sheet
};

struct Leak {
  SourceRef source;
  std::vector<std::uint32_t> statements;  // that rest on it, from 0, sorted; `title` counts apart
  bool in_title = false;
  LeakWhy why = LeakWhy::in_confidence;
  std::optional<Date> day;  // of the entry; nothing for a sheet without a date
  std::string who;          // who said it; of a sheet the party that is read
  // What its speaker permits the mediator to do with it today, towards this party; `hold`: nothing.
  PassOnForm permitted = PassOnForm::hold;

  friend bool operator==(const Leak&, const Leak&) = default;
};

// Either the value, for that party alone, or what it would have given away.
template <class T>
struct Checked {
  std::optional<Releasable<T>> given;
  std::vector<Leak> leaks;  // empty exactly when given
};

// Looks at one party's view as it is now. The case, talks and view must outlive it.
class LeakCheck {
 public:
  // The keeper has followed the talks.
  LeakCheck(const Case& c, const Talks& talks, const ViewKeeper& keeper)
      : case_(c), talks_(talks), keeper_(keeper) {}

  // Everything that may not be seen, in the order of the record, sheets last; each source once.
  std::vector<Leak> leaks(const LabelledDocument& document) const;
  std::vector<Leak> leaks(const Label& label) const;

  // The only maker of Releasable values.
  template <class T>
  Checked<T> release(Labelled<T> value) const {
    Checked<T> checked{std::nullopt, leaks(value.label_)};
    if (checked.leaks.empty())
      checked.given = Releasable<T>(std::move(value.value_), keeper_.party());
    return checked;
  }
  Checked<PlainDocument> release(const LabelledDocument& document) const;

 private:
  std::optional<Leak> leak_of(const SourceRef& source) const;
  std::optional<Leak> event_leak(const SourceRef& source) const;
  std::optional<Leak> sheet_leak(const SourceRef& source) const;

  const Case& case_;
  const Talks& talks_;
  const ViewKeeper& keeper_;
};

// The same without keeping a view: linear in the history.
std::vector<Leak> leaks(const Case& c, const Talks& talks, const LabelledDocument& document,
                        PartyId party);

// "2024-03-08 hamas: said in confidence; statement 3", for the mediator.
std::string to_string(const Leak& leak);
std::string_view token(LeakWhy why);
// "said in confidence, nothing of it released".
std::string_view sentence(LeakWhy why);

}  // namespace caucus
