#include "caucus/engine/block_tree.h"

#include <algorithm>
#include <set>

#include <doctest/doctest.h>

#include "caucus/base/random.h"
#include "caucus/engine/instructions.h"

namespace caucus {
namespace {

constexpr std::size_t group = BlockTree::group;

bool covers(const CornerVector& a, const CornerVector& b) {
  for (std::size_t q = 0; q < a.size(); ++q)
    if (a[q] < b[q]) return false;
  return true;
}

CornerVector sum(const CornerVector& a, const CornerVector& b) {
  CornerVector c;
  for (std::size_t q = 0; q < a.size(); ++q)
    c[q] = a[q] + b[q];
  return c;
}

CornerVector any_vector(std::size_t columns, unsigned bits, RandomStream& dice) {
  CornerVector vector{};
  for (std::size_t q = 0; q < columns; ++q)
    vector[q] = static_cast<std::int32_t>(dice.below(std::uint64_t{1} << bits));
  return vector;
}

std::vector<CornerVector> any_vectors(std::size_t count, std::size_t columns, unsigned bits,
                                      RandomStream& dice) {
  std::vector<CornerVector> vectors;
  for (std::size_t k = 0; k < count; ++k)
    vectors.push_back(any_vector(columns, bits, dice));
  return vectors;
}

const std::size_t sizes[] = {0, 1, 15, 16, 17, 255, 256, 257, 300, 4096, 5000};
const unsigned widths[] = {1, 3, 14, 15, 30};

TEST_CASE("Every vector is in the tree once, and next() finds exactly those that cover") {
  RandomStream dice(1);
  for (const std::size_t size : sizes)
    for (const unsigned bits : widths) {
      const std::size_t columns = 1 + dice.below(7);
      CAPTURE(size);
      CAPTURE(bits);
      CAPTURE(columns);
      const auto vectors = any_vectors(size, columns, bits, dice);
      const BlockTree tree(vectors, columns, bits);
      std::vector<std::uint32_t> places = tree.order();
      std::sort(places.begin(), places.end());
      REQUIRE(places.size() == size);
      for (std::uint32_t k = 0; k < size; ++k) {
        CHECK(places[k] == k);
        CHECK(tree.vector(k) == vectors[tree.order()[k]]);
      }
      for (int turn = 0; turn < 20; ++turn) {
        CornerVector query = any_vector(columns, bits, dice);
        if (turn % 2 == 0)
          for (std::int32_t& number : query)
            number = turn % 4 == 0 ? -number : number / 3;
        std::multiset<std::uint32_t> found, expected;
        BlockTree::Walk walk(query);
        for (std::uint32_t k = tree.next(walk); k != BlockTree::none; k = tree.next(walk))
          found.insert(tree.order()[k]);
        for (std::uint32_t k = 0; k < size; ++k)
          if (covers(vectors[k], query)) expected.insert(k);
        CHECK(found == expected);
      }
    }
}

// Each vector's answer is right: a cover where there is one, none where there is none.
void check_search(const BlockTree& asking, const BlockTree& asked, const CornerVector& difference,
                  std::uint32_t wanted) {
  CellSearch search(asking, asked, difference);
  for (std::uint32_t leaf = 0; leaf < asking.leaves(); ++leaf) {
    const std::size_t size = std::min(group, asking.order().size() - leaf * group);
    const std::uint32_t here = wanted & ((std::uint32_t{1} << size) - 1);
    CellSearch::Found found;
    found.fill(12'345'678);
    const std::uint32_t without = search.find(leaf, here, found);
    for (std::uint32_t k = 0; k < group; ++k) {
      if (((here & ~without) >> k & 1) == 0) CHECK(found[k] == 12'345'678);
      if ((here >> k & 1) == 0) continue;
      const CornerVector query =
          sum(asking.vector(leaf * static_cast<std::uint32_t>(group) + k), difference);
      if ((without >> k & 1) == 0) {
        REQUIRE(found[k] < asked.order().size());
        CHECK(covers(asked.vector(found[k]), query));
        continue;
      }
      BlockTree::Walk walk(query);
      CHECK(asked.next(walk) == BlockTree::none);
    }
  }
}

TEST_CASE("A search of cells agrees with questions one by one, whatever the sizes of the trees") {
  RandomStream dice(2);
  for (const std::size_t size : sizes)
    for (const std::size_t other : sizes)
      for (const unsigned bits : widths) {
        if (dice.below(3) != 0) continue;
        CAPTURE(size);
        CAPTURE(other);
        CAPTURE(bits);
        const std::size_t columns = 1 + dice.below(7);
        const BlockTree asking(any_vectors(size, columns, bits, dice), columns, bits);
        const BlockTree asked(any_vectors(other, columns, bits, dice), columns, bits);
        CornerVector difference{};
        for (std::size_t q = 0; q < columns; ++q)
          difference[q] = any_vector(1, bits, dice)[0] - any_vector(1, bits, dice)[0];
        if (dice.below(4) == 0) difference.fill(0);
        check_search(asking, asked, difference, static_cast<std::uint32_t>(dice.below(0x10000)));
      }
}

TEST_CASE("One, two or eight threads build the same tree") {
  RandomStream dice(3);
  const auto vectors = any_vectors(40'000, 4, 20, dice);
  const BlockTree one(vectors, 4, 20, 1);
  CHECK(BlockTree(vectors, 4, 20, 2).order() == one.order());
  CHECK(BlockTree(vectors, 4, 20, 8).order() == one.order());
}

// A block of sixteen, and a vector near its numbers.
template <class Number>
void check_kernels(const CornerKernel<Number>* kernels, std::int32_t most, RandomStream& dice) {
  if (kernels == nullptr) return;  // not in this build
  const auto number = [&] {
    return static_cast<Number>(dice.below(static_cast<std::uint64_t>(most) + 1));
  };
  for (std::size_t columns = 1; columns < corner_stride; ++columns)
    for (int turn = 0; turn < 200; ++turn) {
      std::vector<Number> block(columns * group), vector(corner_stride);
      for (Number& held : block)
        held = dice.below(9) == 0 ? corner_filler<Number> : number();
      for (std::size_t q = 0; q < columns; ++q)
        vector[q] = turn % 2 == 0 ? block[q * group + dice.below(group)] : number();
      std::uint32_t at_most = 0, at_least = 0;
      for (std::size_t k = 0; k < group; ++k) {
        bool below = true, above = true;
        for (std::size_t q = 0; q < columns; ++q) {
          below = below && block[q * group + k] <= vector[q];
          above = above && block[q * group + k] >= vector[q];
        }
        at_most |= std::uint32_t{below} << k;
        at_least |= std::uint32_t{above} << k;
      }
      const CornerKernel<Number>& kernel = kernels[columns - 1];
      CHECK(kernel.at_most(block.data(), vector.data()) == at_most);
      CHECK(kernel.at_least(block.data(), vector.data()) == at_least);
      const std::uint32_t place = 0;
      std::uint32_t out[group] = {}, named = 0;
      const std::size_t count = kernel.descend(block.data(), &place, 1, vector.data(), out);
      for (std::size_t k = 0; k < count; ++k)
        named |= std::uint32_t{1} << out[k];
      CHECK(named == at_least);
    }
}

// Two cells of sixteen leaves each, and sixteen who ask: the first who covers, in the order given.
template <class Number>
void check_find(const CornerKernel<Number>* kernels, std::int32_t most, RandomStream& dice) {
  if (kernels == nullptr) return;
  constexpr std::size_t cells = 2, leaves = cells * group;
  for (std::size_t columns = 1; columns < corner_stride; ++columns)
    for (int turn = 0; turn < 30; ++turn) {
      const auto number = [&] {
        return static_cast<Number>(dice.below(static_cast<std::uint64_t>(most) + 1));
      };
      std::vector<Number> asking(columns * group), difference(corner_stride), least(corner_stride);
      std::vector<Number> blocks(leaves * columns * group), corners(cells * columns * group);
      std::vector<Number> leaf_most(leaves * corner_stride), cell_most(cells * corner_stride);
      std::generate(asking.begin(), asking.end(), number);
      std::generate(blocks.begin(), blocks.end(), number);
      for (std::size_t q = 0; q < columns; ++q) {
        difference[q] = static_cast<Number>(number() / 8 - number() / 4);
        const auto first = asking.begin() + static_cast<std::ptrdiff_t>(q * group);
        least[q] = static_cast<Number>(*std::min_element(first, first + group) + difference[q]);
        for (std::size_t k = 0; k < leaves * group; ++k) {
          const std::size_t leaf = k / group, cell = leaf / group;
          const Number held = blocks[(leaf * columns + q) * group + k % group];
          Number& highest = leaf_most[leaf * corner_stride + q];
          highest = std::max(highest, held);
          Number& corner = corners[(cell * columns + q) * group + leaf % group];
          corner = std::max(corner, highest);
          Number& top = cell_most[cell * corner_stride + q];
          top = std::max(top, corner);
        }
      }
      const std::uint32_t places[] = {1, 0};
      const auto wanted = static_cast<std::uint32_t>(dice.below(0x10000));
      std::array<std::uint32_t, group> found, expected;
      found.fill(12'345'678);
      expected = found;
      std::uint32_t without = wanted;
      for (const std::uint32_t cell : places)
        for (std::uint32_t k = cell * 256; k < cell * 256 + 256; ++k)
          for (std::size_t who = 0; who < group; ++who) {
            bool covers = (without >> who & 1) != 0;
            for (std::size_t q = 0; q < columns; ++q)
              covers = covers && blocks[(k / group * columns + q) * group + k % group] >=
                                     asking[q * group + who] + difference[q];
            if (covers) expected[who] = k;
            without &= ~(std::uint32_t{covers} << who);
          }
      const std::uint32_t left = kernels[columns - 1].find(
          {asking.data(), difference.data(), least.data(), blocks.data(), leaf_most.data(),
           corners.data(), cell_most.data(), places, cells},
          wanted, found.data());
      CHECK(left == without);
      CHECK(found == expected);
    }
}

template <class Number>
void check_all_kernels(std::int32_t largest, RandomStream& dice) {
  std::vector<const CornerKernel<Number>*> all{corner_kernels_anywhere(Number{})};
  if (processor_has(Instructions::avx2)) all.push_back(corner_kernels_avx2(Number{}));
  if (processor_has(Instructions::avx512)) all.push_back(corner_kernels_avx512(Number{}));
  for (const CornerKernel<Number>* const kernels : all)
    for (const std::int32_t most : {7, largest}) {
      check_kernels(kernels, most, dice);
      check_find(kernels, most, dice);
    }
}

TEST_CASE("The comparisons for any processor and those for this one give the same bits") {
  RandomStream dice(4);
  check_all_kernels<std::int16_t>(16'383, dice);
  check_all_kernels<std::int32_t>(1'073'741'823, dice);
}

}  // namespace
}  // namespace caucus
