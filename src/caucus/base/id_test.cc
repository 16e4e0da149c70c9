#include "caucus/base/id.h"

#include <string>
#include <type_traits>
#include <unordered_set>

#include <doctest/doctest.h>

namespace caucus {
namespace {

using PenId = Id<struct PenTag>;
using CupId = Id<struct CupTag>;

static_assert(sizeof(PenId) == 2);
static_assert(!std::is_convertible_v<std::size_t, PenId>, "a number is no id by accident");
static_assert(!std::is_constructible_v<PenId, CupId>, "one kind of id is never another");
static_assert(!std::is_default_constructible_v<PenId>);

TEST_CASE("an id is its index, in order") {
  CHECK(PenId(7).index() == 7);
  CHECK(PenId(3) == PenId(3));
  CHECK(PenId(3) < PenId(4));
  CHECK(std::unordered_set<PenId>{PenId(1), PenId(1), PenId(2)}.size() == 2);
}

TEST_CASE("an id out of range is our mistake") {
  CHECK(PenId(65'535).index() == 65'535);
  CHECK_THROWS_AS(PenId(65'536), BrokenInvariant);
  CHECK_THROWS_AS(PenId(static_cast<std::size_t>(-1)), BrokenInvariant);
}

TEST_CASE("a vector is indexed by its own ids") {
  IdVector<PenId, std::string> pens;
  CHECK(pens.empty());
  const PenId red = pens.push_back("red");
  const PenId blue = pens.push_back("blue");
  CHECK(red.index() == 0);
  CHECK(pens[blue] == "blue");
  pens[blue] = "navy";
  CHECK(pens[blue] == "navy");
  CHECK(pens.contains(blue));
  CHECK_FALSE(pens.contains(PenId(2)));
  CHECK_THROWS_AS((void)pens[PenId(2)], BrokenInvariant);
  static_assert(
      !std::is_invocable_v<decltype([](auto& v, auto id) -> decltype(v[id]) { return v[id]; }),
                           decltype(pens)&, CupId>);

  std::string seen;
  for (const PenId id : pens.ids())
    seen += std::to_string(id.index()) + pens[id] + " ";
  CHECK(seen == "0red 1navy ");
  std::size_t letters = 0;
  for (const auto& pen : pens)
    letters += pen.size();
  CHECK(letters == 7);
}

TEST_CASE("one item per id of another vector") {
  const IdVector<PenId, int> zeros(3, 0);
  CHECK(zeros.size() == 3);
  CHECK(zeros == IdVector<PenId, int>{0, 0, 0});
  CHECK(IdVector<PenId, int>().ids().empty());
  IdVector<PenId, bool> flags(2, false);
  flags[PenId(1)] = true;
  CHECK(flags[PenId(1)]);
  CHECK_FALSE(flags[PenId(0)]);
}

}  // namespace
}  // namespace caucus
