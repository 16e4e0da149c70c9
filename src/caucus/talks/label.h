// On whose confidences does a value rest, and who may be given it?
//
// A value worked out from what people said carries the set of all it was worked out from: its
// label. A function of several inputs has the label of all of them. There is no way out by
// accident: a Labelled<T> converts to nothing, prints nowhere and compares with nothing. There are
// two ways on purpose: the mediator's own eyes (mediators_eyes), and Releasable<T> for one party,
// which only the leak check of leaks.h can make.
//
//     Labelled<int> gap = join([](int a, int b) { return a - b; }, of_israel, of_hamas);
//
// Errors: none. Complexity: joining is linear in the labels.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

#include "caucus/base/assert.h"
#include "caucus/model/ids.h"
#include "caucus/talks/permission.h"
#include "caucus/talks/terms_life.h"

namespace caucus {

// What a value may rest on.
enum class SourceKind : std::uint8_t {
  event,       // an entry of the talks
  sheet,       // a whole sheet: somebody's reading of a party
  position,    // one position of a sheet
  line,        // one line of a sheet
  hidden_act,  // that an entry exists at all: a count, an order, an age, a state
};

// One thing a value rests on. For an entry: in which form the value repeats it, and whether it says
// whose it is.
struct SourceRef {
  SourceKind kind = SourceKind::event;
  PassOnForm form = PassOnForm::verbatim;
  bool attributed = true;
  std::uint32_t index = 0;  // place in Talks::events or Case::sheets
  std::uint32_t part = 0;   // place in the sheet's positions or lines

  friend auto operator<=>(const SourceRef&, const SourceRef&) = default;
};

// The set of all a value rests on; empty for what everybody knows (the frame of the case).
class Label {
 public:
  Label() = default;

  // Words of an entry, repeated in that form.
  static Label of_event(EventIndex event, PassOnForm form = PassOnForm::verbatim,
                        bool attributed = true) {
    return Label({SourceKind::event, form, attributed, event, 0});
  }
  // That an entry exists, without its words: counts, order, age.
  static Label of_hidden_act(EventIndex event) {
    return Label({SourceKind::hidden_act, PassOnForm::verbatim, true, event, 0});
  }
  // A sheet of the case, by its place: for everything worked out from what a party wants. Or, where
  // only that was used, one position or line of it.
  static Label of_sheet(std::size_t sheet) { return of_part(SourceKind::sheet, sheet, 0); }
  static Label of_position(std::size_t sheet, std::size_t position) {
    return of_part(SourceKind::position, sheet, position);
  }
  static Label of_line(std::size_t sheet, std::size_t line) {
    return of_part(SourceKind::line, sheet, line);
  }

  // Sorted, each once.
  const std::vector<SourceRef>& sources() const { return sources_; }
  // Whether it rests on the frame of the case alone.
  bool empty() const { return sources_.empty(); }

  // From here on it rests on what the other rests on, too.
  Label& join(const Label& other) {
    std::vector<SourceRef> both;
    both.reserve(sources_.size() + other.sources_.size());
    std::set_union(sources_.begin(), sources_.end(), other.sources_.begin(), other.sources_.end(),
                   std::back_inserter(both));
    sources_ = std::move(both);
    return *this;
  }
  // The label of a value made from many: one sort instead of many joins.
  static Label of_all(std::vector<SourceRef> sources) {
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    Label label;
    label.sources_ = std::move(sources);
    return label;
  }

  friend bool operator==(const Label&, const Label&) = default;

 private:
  explicit Label(const SourceRef& source) : sources_{source} {}
  static Label of_part(SourceKind kind, std::size_t sheet, std::size_t part) {
    return Label({kind, PassOnForm::verbatim, true, static_cast<std::uint32_t>(sheet),
                  static_cast<std::uint32_t>(part)});
  }

  std::vector<SourceRef> sources_;
};

// Says that what is looked at stays with the mediator: pages for the team, never for a party.
// Written out at every such place, so that they can be counted.
struct MediatorsEyes {
  explicit MediatorsEyes() = default;
};
inline constexpr MediatorsEyes mediators_eyes{};

class LeakCheck;

// A value and what it rests on.
template <class T>
class Labelled {
 public:
  Labelled(T value, Label label) : value_(std::move(value)), label_(std::move(label)) {}

  const Label& label() const { return label_; }
  // For pages of the mediator's own team. The argument is there to be written out and searched for.
  const T& seen_by(MediatorsEyes) const { return value_; }

  // f(value), resting on the same. f sees the bare value for the time of the call: what it gives
  // back is labelled, and it must not keep the value elsewhere.
  template <class F>
  auto map(F&& f) const {
    return Labelled<std::remove_cvref_t<std::invoke_result_t<F, const T&>>>(
        std::forward<F>(f)(value_), label_);
  }
  // The same value, resting on more: what decided that it is said at all.
  Labelled because_of(const Label& more) const {
    Labelled same = *this;
    same.label_.join(more);
    return same;
  }

 private:
  friend class LeakCheck;
  template <class F, class... Ts>
  friend auto join(F&& f, const Labelled<Ts>&... inputs);
  template <class U>
  friend Labelled<std::vector<U>> gather(std::vector<Labelled<U>> items);

  T value_;
  Label label_;
};

// f of several values rests on all that any of them rests on: also on those whose part cannot be
// seen in the result, because that it cannot be seen may tell something too.
template <class F, class... Ts>
auto join(F&& f, const Labelled<Ts>&... inputs) {
  Label label;
  (label.join(inputs.label_), ...);
  using Value = std::remove_cvref_t<std::invoke_result_t<F, const Ts&...>>;
  return Labelled<Value>(std::forward<F>(f)(inputs.value_...), std::move(label));
}

// A list rests on all that its items rest on: whoever sees one item sees that there are others.
template <class T>
Labelled<std::vector<T>> gather(std::vector<Labelled<T>> items) {
  std::vector<T> values;
  std::vector<SourceRef> sources;
  for (Labelled<T>& item : items) {
    values.push_back(std::move(item.value_));
    const auto& of_item = item.label_.sources();
    sources.insert(sources.end(), of_item.begin(), of_item.end());
  }
  return Labelled<std::vector<T>>(std::move(values), Label::of_all(std::move(sources)));
}

// A value that was checked against what one party may see. Whatever is written for a party takes
// this type, so that nothing is written for it unchecked.
template <class T>
class Releasable {
 public:
  PartyId to() const { return to_; }
  // BrokenInvariant when it was checked for another party: two parties' pages cannot be swapped.
  const T& value_for(PartyId party) const {
    CAUCUS_ASSERT(party == to_, "what was checked for one party is given to no other");
    return value_;
  }

 private:
  friend class LeakCheck;
  Releasable(T value, PartyId to) : value_(std::move(value)), to_(to) {}

  T value_;
  PartyId to_;
};

}  // namespace caucus
