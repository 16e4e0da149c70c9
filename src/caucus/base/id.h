// Id and IdVector: which party, which issue, which rule?
//
// A case keeps its nouns in vectors and refers to them by position. Id<Tag> is such a position with
// a type, so that an issue's number cannot be used where a party's is wanted, and IdVector<Id, T>
// is a vector that accepts only its own ids:
//
//     using IssueId = Id<struct IssueTag>;
//     IdVector<IssueId, Issue> issues;
//     for (IssueId id : issues.ids()) use(issues[id]);
//
// Range: 0..65,535 (two bytes: ids fill large tables). Errors: BrokenInvariant for an index out of
// range. Complexity: that of std::size_t and std::vector.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <utility>
#include <vector>

#include "caucus/base/assert.h"

namespace caucus {

// A position with a type. There is no default id: an id that points nowhere is a std::optional.
template <class Tag>
class Id {
 public:
  // The largest index an id can hold.
  static constexpr std::size_t max_index = 65'535;

  // BrokenInvariant past max_index; readers of files check their limits before.
  constexpr explicit Id(std::size_t index) : value_(static_cast<std::uint16_t>(index)) {
    CAUCUS_ASSERT(index <= max_index, "an id fits in two bytes");
  }

  // For arrays that are not IdVectors.
  [[nodiscard]] constexpr std::size_t index() const { return value_; }

  // In order of position, which is the order of the case file.
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint16_t value_;
};

// The ids 0 .. count-1 in order, for range-for. It holds a number, not the ids, and stays good when
// the vector it came from is gone or has grown.
template <class IdT>
class IdRange {
 public:
  // Goes forward only. The id is made when it is looked at, so an empty range needs none.
  class iterator {
   public:
    using value_type = IdT;
    using difference_type = std::ptrdiff_t;

    constexpr iterator() = default;
    constexpr explicit iterator(std::size_t at) : at_(at) {}
    constexpr IdT operator*() const { return IdT(at_); }
    constexpr iterator& operator++() {
      ++at_;
      return *this;
    }
    constexpr iterator operator++(int) { return iterator(at_++); }
    friend constexpr bool operator==(iterator, iterator) = default;

   private:
    std::size_t at_ = 0;
  };

  constexpr explicit IdRange(std::size_t count) : count_(count) {}
  [[nodiscard]] constexpr iterator begin() const { return iterator(0); }
  [[nodiscard]] constexpr iterator end() const { return iterator(count_); }
  [[nodiscard]] constexpr std::size_t size() const { return count_; }
  [[nodiscard]] constexpr bool empty() const { return count_ == 0; }

 private:
  std::size_t count_;
};

// A vector of T that is indexed by IdT alone. Items are added, never removed, so an id stays good
// for as long as its vector lives.
template <class IdT, class T>
class IdVector {
 public:
  // The standard's names. For T = bool a reference is std::vector's proxy.
  using value_type = T;
  using reference = typename std::vector<T>::reference;
  using const_reference = typename std::vector<T>::const_reference;

  IdVector() = default;
  IdVector(std::initializer_list<T> items) : items_(items) {}
  // One item per id of another vector: IdVector<IssueId, int>(issues.size(), 0).
  IdVector(std::size_t count, const T& item) : items_(count, item) {}
  explicit IdVector(std::vector<T> items) : items_(std::move(items)) {}

  // The item of an id; BrokenInvariant when the id belongs to a longer vector.
  reference operator[](IdT id) {
    CAUCUS_ASSERT(id.index() < items_.size(), "an id is used with the vector it came from");
    return items_[id.index()];
  }
  const_reference operator[](IdT id) const {
    CAUCUS_ASSERT(id.index() < items_.size(), "an id is used with the vector it came from");
    return items_[id.index()];
  }

  // Whether the id points at an item.
  [[nodiscard]] bool contains(IdT id) const { return id.index() < items_.size(); }
  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  // Room for that many items in all, so that adding them moves nothing.
  void reserve(std::size_t count) { items_.reserve(count); }

  // Appends and returns the id of what was appended.
  IdT push_back(T item) {
    const IdT id(items_.size());
    items_.push_back(std::move(item));
    return id;
  }

  // Over the items; see ids() for their ids.
  [[nodiscard]] auto begin() { return items_.begin(); }
  [[nodiscard]] auto end() { return items_.end(); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }

  // The ids of all items in order, for range-for.
  [[nodiscard]] IdRange<IdT> ids() const { return IdRange<IdT>(items_.size()); }
  // The items without their ids, in the same order.
  [[nodiscard]] const std::vector<T>& items() const { return items_; }

  // Equal when their items are, in the same order.
  friend bool operator==(const IdVector&, const IdVector&) = default;

 private:
  std::vector<T> items_;
};

}  // namespace caucus

// Ids as keys of unordered containers, where their order must never reach an output.
template <class Tag>
struct std::hash<caucus::Id<Tag>> {
  std::size_t operator()(caucus::Id<Tag> id) const noexcept { return id.index(); }
};
