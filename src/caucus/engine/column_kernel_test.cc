#include "caucus/engine/column_kernel.h"

#include <doctest/doctest.h>

#include "caucus/engine/random_space_for_tests.h"
#include "caucus/engine/sweep_kernel.h"

namespace caucus {
namespace {

using Lanes = ColumnStep::Lanes;
using Made = Stepped<Lanes::Vector>;

bool same(const Made& a, const Made& b) {
  return a.layer.points == b.layer.points && a.layer.packages == b.layer.packages &&
         a.trace.parent == b.trace.parent && a.trace.option == b.trace.option;
}

// Adds issue after issue by merging; each step by a column too, whether it pays or not.
struct Compared {
  std::size_t steps = 0, paid = 0, cut = 0, longest = 0;

  void compare(const SumSpace& space, const std::array<Int128, 2>& need,
               const WeightedFloor* weighted) {
    const ReducedSpace small = reduced(space);
    const std::vector<Int128> most = sum_range(small.space).most;
    const Lanes lanes(2, std::max(1U, bits_of(std::max(most[0], most[1]))));
    Layer<Lanes::Vector> layer;
    layer.points.push_back({});
    layer.packages.push_back(1);
    History history;
    ColumnRoom room;
    for (std::size_t i = small.space.issues(); i-- > 0;) {
      std::vector<Lanes::Vector> options;
      std::vector<std::uint64_t> members;
      for (std::size_t v = 0; v < small.space.options(i); ++v) {
        options.push_back(lanes.pack(small.space.row(i, v)));
        members.push_back(small.kept[i][v].size());
      }
      Step<Lanes> step{lanes, layer, options, members, {}, {}, history};
      const Int128 least[] = {std::min(need[0], most[0]), std::min(need[1], most[1])};
      if (i <= 1) step.need = lanes.pack(least);
      if (i <= 1 && weighted != nullptr) step.need_weighted = {*weighted};
      ColumnStep column(step, room);
      if (layer.size() == 0) break;
      ++steps;
      if (column.pays()) ++paid;
      const Made merged =
          sweep_step(step, FrontOfTwo<Lanes>(lanes, {}), std::size_t{1} << 30, CancelToken{});
      REQUIRE(same(std::move(column).run(), merged));
      longest = std::max(longest, merged.layer.size());
      if (merged.layer.size() == 0) ++cut;
      layer = merged.layer;
      history.steps.push_back(merged.trace);
    }
  }
};

TEST_CASE("A column has the points, counts and ways of a merge, floors or none") {
  Compared compared;
  for (std::uint64_t seed = 0; seed < test_cases(400); ++seed) {
    CAPTURE(seed);
    RandomStream dice(seed, 8);
    RandomSpaceOptions wanted;
    wanted.issues = 1 + dice.below(12);
    wanted.options = 1 + dice.below(6);
    wanted.scale = 10 + dice.below(500);
    const SumSpace space =
        dice.below(2) == 0
            ? opposed_space({wanted.issues, 2 + wanted.options, 2, wanted.scale}, seed)
            : arbitrary_space(wanted, 1 + dice.below(30), dice);
    const std::array<Int128, 2> need{static_cast<Int128>(dice.below(wanted.scale)),
                                     static_cast<Int128>(dice.below(wanted.scale))};
    const WeightedFloor weighted{{2, 3}, static_cast<Int128>(dice.below(4 * wanted.scale))};
    switch (dice.below(3)) {
      case 0:
        compared.compare(space, {0, 0}, nullptr);
        break;
      case 1:
        compared.compare(space, {0, 0}, &weighted);
        break;
      default:
        compared.compare(space, need, nullptr);
    }
  }
  CHECK(compared.paid > compared.steps / 10);
  CHECK(compared.paid < compared.steps);
  CHECK(compared.cut > 0);
  CHECK(compared.longest > 100);
}

TEST_CASE("Large numbers, and what floors have emptied, are left to a merge") {
  const Lanes wide(2, 31);
  Layer<Lanes::Vector> layer;
  layer.points.push_back({});
  layer.packages.push_back(1);
  const Int128 row[] = {0, 1};
  const std::vector<Lanes::Vector> options{wide.pack(row)};
  const std::vector<std::uint64_t> members{1};
  const History history;
  ColumnRoom room;
  CHECK_FALSE(ColumnStep({wide, layer, options, members, {}, {}, history}, room).pays());
  const Lanes narrow(2, 30);
  CHECK_FALSE(ColumnStep({narrow, {}, options, members, {}, {}, history}, room).pays());
  CHECK(ColumnStep({narrow, layer, options, members, {}, {}, history}, room).pays());
}

}  // namespace
}  // namespace caucus
