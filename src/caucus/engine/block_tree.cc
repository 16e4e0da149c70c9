#include "caucus/engine/block_tree.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <thread>
#include <type_traits>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

constexpr std::size_t group = BlockTree::group;
constexpr unsigned narrow_bits_max = 14;                 // differences stay within 16 bits
constexpr std::size_t place_column = corner_stride - 1;  // where vectors keep where they came from

std::size_t blocks_of(std::size_t count) {
  return (count + group - 1) / group;
}

// The largest number of a whole set of keys comes first, and those that come before place `count`
// are larger than the rest. No two are equal. Quickselect (Hoare 1961) whose only unforeseen branch
// is the end of a round.
void select_largest(std::uint64_t* keys, std::size_t size, std::size_t count) {
  constexpr std::size_t few = 24;
  while (size > few) {
    const std::uint64_t a = keys[size / 4], b = keys[size / 2], c = keys[size - size / 4];
    const std::uint64_t pivot = std::max(std::min(a, b), std::min(std::max(a, b), c));
    std::size_t larger = 0;
    for (std::size_t k = 0; k < size; ++k) {
      const std::uint64_t key = keys[k];
      keys[k] = keys[larger];
      keys[larger] = key;
      larger += key >= pivot;
    }
    // The pivot is among the larger ones; so is something less whenever it is not the smallest.
    if (count < larger) {
      if (larger == size) break;
      size = larger;
    } else {
      keys += larger;
      size -= larger;
      count -= larger;
      if (count == 0) return;
    }
  }
  if (count < size)
    std::nth_element(keys, keys + count, keys + size, std::greater<std::uint64_t>());
}

// Orders vectors so that consecutive runs of sixteen, 256, ... are cells of neighbours.
class CellOrder {
 public:
  CellOrder(std::vector<CornerVector>& vectors, std::size_t columns)
      : vectors_(vectors), columns_(columns), keys_(vectors.size()), moved_(vectors.size()) {}

  void arrange(unsigned threads) {
    std::size_t cell = group;
    while (cell < vectors_.size())
      cell *= group;
    constexpr std::size_t worth_a_thread = 1 << 14;
    arrange({0, vectors_.size(), cell}, vectors_.data(), moved_.data(),
            vectors_.size() < worth_a_thread ? 1 : threads);
  }

 private:
  // `cell` is the number of vectors in a full one: a power of two.
  struct Run {
    std::size_t begin, end, cell;
  };

  // Every split moves the vectors from one array to the other; in the end they are in vectors_.
  void arrange(Run run, CornerVector* here, CornerVector* there, unsigned threads) {
    while (run.cell > group && run.end - run.begin > group) {
      run.cell /= 2;
      const std::size_t half = run.begin + run.cell;
      if (run.end <= half) continue;
      split(run, half, here, there);
      std::swap(here, there);
      const Run upper{half, run.end, run.cell};
      run.end = half;
      if (threads > 1) {
        const std::jthread other([=, this] { arrange(upper, here, there, threads / 2); });
        return arrange(run, here, there, threads - threads / 2);
      }
      arrange(upper, here, there, 1);
    }
    if (here != vectors_.data())
      std::copy(here + run.begin, here + run.end, vectors_.data() + run.begin);
  }

  // Of many vectors a few hundred tell.
  std::size_t widest(const Run& run, const CornerVector* vectors) const {
    CornerVector least = vectors[run.begin], most = least;
    const std::size_t stride = 1 + (run.end - run.begin) / 512;
    for (std::size_t k = run.begin; k < run.end; k += stride)
      for (std::size_t q = 0; q < corner_stride; ++q) {
        least[q] = std::min(least[q], vectors[k][q]);
        most[q] = std::max(most[q], vectors[k][q]);
      }
    std::size_t axis = 0;
    for (std::size_t q = 1; q < columns_; ++q)
      if (most[q] - least[q] > most[axis] - least[axis]) axis = q;
    return axis;
  }

  // The larger ones along the widest axis come before `half`.
  void split(const Run& run, std::size_t half, const CornerVector* here, CornerVector* there) {
    const std::size_t axis = widest(run, here);
    for (std::size_t k = run.begin; k < run.end; ++k)
      keys_[k] = std::uint64_t{static_cast<std::uint32_t>(here[k][axis])} << 32 | k;
    select_largest(keys_.data() + run.begin, run.end - run.begin, half - run.begin);
    for (std::size_t k = run.begin; k < run.end; ++k)
      there[k] = here[keys_[k] & 0xFFFFFFFF];
  }

  std::vector<CornerVector>& vectors_;
  std::size_t columns_;
  std::vector<std::uint64_t> keys_;
  std::vector<CornerVector> moved_;
};

}  // namespace

template <class Number>
BlockTree::Table<Number>::Table(const std::vector<CornerVector>& vectors, std::size_t columns)
    : kernel(&corner_kernel(columns, Number{})) {
  std::vector<Number> least(vectors.size() * corner_stride), most;
  for (std::size_t k = 0; k < vectors.size(); ++k)
    for (std::size_t q = 0; q < columns; ++q)
      least[k * corner_stride + q] = static_cast<Number>(vectors[k][q]);
  most = least;
  // What a block holds are the corners of what is one level down; at first these are vectors.
  for (std::size_t count = vectors.size(); levels.size() < 2 || count > 1;) {
    const std::size_t blocks = blocks_of(count);
    Level level;
    level.blocks.assign(blocks * columns * group, corner_filler<Number>);
    level.least.resize(blocks * corner_stride);
    level.most.resize(blocks * corner_stride);
    for (std::size_t k = 0; k < count; ++k)
      for (std::size_t q = 0; q < columns; ++q) {
        const Number low = least[k * corner_stride + q], high = most[k * corner_stride + q];
        level.blocks[(k / group * columns + q) * group + k % group] = high;
        Number& lowest = level.least[k / group * corner_stride + q];
        Number& highest = level.most[k / group * corner_stride + q];
        lowest = k % group == 0 ? low : std::min(lowest, low);
        highest = k % group == 0 ? high : std::max(highest, high);
      }
    least = level.least;
    most = level.most;
    count = blocks;
    levels.push_back(std::move(level));
  }
}

template <class Number>
std::array<Number, corner_stride> BlockTree::Table<Number>::fitted(const CornerVector& vector) {
  std::array<Number, corner_stride> fitted;
  for (std::size_t q = 0; q < corner_stride; ++q)
    fitted[q] = static_cast<Number>(
        std::clamp<std::int32_t>(vector[q], -1, std::numeric_limits<Number>::max()));
  return fitted;
}

BlockTree::BlockTree(const std::vector<CornerVector>& vectors, std::size_t columns, unsigned bits,
                     unsigned threads)
    : columns_(columns) {
  CAUCUS_ASSERT(columns >= 1 && columns < corner_stride, "one to seven columns");
  CAUCUS_ASSERT(bits <= corner_bits_max, "differences of sums stay within 32 bits");
  if (bits > narrow_bits_max) table_ = Many();
  if (vectors.empty()) return;
  std::vector<CornerVector> sorted = vectors;
  for (std::size_t k = 0; k < sorted.size(); ++k)
    sorted[k][place_column] = static_cast<std::int32_t>(k);
  CellOrder(sorted, columns).arrange(threads);
  order_.reserve(sorted.size());
  for (const CornerVector& vector : sorted)
    order_.push_back(static_cast<std::uint32_t>(vector[place_column]));
  std::visit([&](auto& table) { table = std::remove_cvref_t<decltype(table)>(sorted, columns); },
             table_);
}

std::uint32_t BlockTree::at_least(std::uint32_t leaf, const CornerVector& vector) const {
  return std::visit(
      [&](const auto& table) {
        return table.kernel->at_least(table.levels[0].blocks.data() + leaf * columns_ * group,
                                      table.fitted(vector).data());
      },
      table_);
}

std::uint32_t BlockTree::at_most(std::uint32_t leaf, const CornerVector& vector) const {
  return std::visit(
      [&](const auto& table) {
        return table.kernel->at_most(table.levels[0].blocks.data() + leaf * columns_ * group,
                                     table.fitted(vector).data());
      },
      table_);
}

CornerVector BlockTree::vector(std::uint32_t position) const {
  CornerVector vector{};
  const std::size_t at = position / group * columns_ * group + position % group;
  std::visit(
      [&](const auto& table) {
        for (std::size_t q = 0; q < columns_; ++q)
          vector[q] = table.levels[0].blocks[at + q * group];
      },
      table_);
  return vector;
}

template <class Number>
std::uint32_t BlockTree::Table<Number>::next(Walk& walk, std::size_t columns) const {
  const auto query = fitted(walk.query_);
  while (walk.left_ == 0) {
    if (walk.waiting_ == 0) return none;
    const Walk::Visit visit = walk.stack_[--walk.waiting_];
    std::uint32_t covering = kernel->at_least(
        levels[visit.level].blocks.data() + visit.block * columns * group, query.data());
    if (visit.level == 0) {
      walk.leaf_ = visit.block;
      walk.left_ = covering;
      continue;
    }
    for (; covering != 0; covering &= covering - 1)
      walk.stack_[walk.waiting_++] = {visit.level - 1,
                                      visit.block * static_cast<std::uint32_t>(group) +
                                          static_cast<std::uint32_t>(std::countr_zero(covering))};
  }
  const auto child = static_cast<std::uint32_t>(std::countr_zero(walk.left_));
  walk.left_ &= walk.left_ - 1;
  return walk.leaf_ * static_cast<std::uint32_t>(group) + child;
}

std::uint32_t BlockTree::next(Walk& walk) const {
  if (order_.empty()) return none;
  return std::visit(
      [&](const auto& table) {
        if (!walk.begun_)
          walk.stack_[walk.waiting_++] = {static_cast<std::uint32_t>(table.top()), 0};
        walk.begun_ = true;
        return table.next(walk, columns_);
      },
      table_);
}

CellSearch::CellSearch(const BlockTree& asking, const BlockTree& asked,
                       const CornerVector& difference)
    : asking_(asking), asked_(asked), difference_(difference) {
  CAUCUS_ASSERT(asking.columns_ == asked.columns_, "vectors of the same columns");
  CAUCUS_ASSERT(asking.table_.index() == asked.table_.index(), "numbers of the same size");
  std::visit([&](const auto& table) { levels_.resize(table.levels.size()); }, asked.table_);
}

// Of the level of `block`, what blocks of the other tree cover its smallest corner.
template <class Number>
const CellSearch::Cells& CellSearch::cells(const BlockTree::Table<Number>& asking,
                                           const BlockTree::Table<Number>& asked, std::size_t level,
                                           std::uint32_t block) {
  Cells& here = levels_[level];
  if (here.of == block) return here;
  here.of = block;
  if (level == asked.top()) {
    here.blocks.assign(1, 0);
    here.count = 1;
    return here;
  }
  const Cells& above = cells(asking, asked, level + 1, block / static_cast<std::uint32_t>(group));
  const std::size_t own_level = std::min(level, asking.top());
  const Number* corner = asking.levels[own_level].least.data() + block * corner_stride;
  CornerVector least{};
  for (std::size_t q = 0; q < asking_.columns_; ++q)
    least[q] = corner[q] + difference_[q];
  if (here.blocks.size() < above.count * group) here.blocks.resize(above.count * group + group);
  here.count = asked.kernel->descend(asked.levels[level + 1].blocks.data(), above.blocks.data(),
                                     above.count, asked.fitted(least).data(), here.blocks.data());
  return here;
}

template <class Number>
std::uint32_t CellSearch::find_in(const BlockTree::Table<Number>& asking,
                                  const BlockTree::Table<Number>& asked, std::uint32_t leaf,
                                  std::uint32_t wanted, Found& found) {
  const Number* corner = asking.levels[0].least.data() + leaf * corner_stride;
  std::array<Number, corner_stride> difference{};
  CornerVector least{};
  for (std::size_t q = 0; q < asking_.columns_; ++q) {
    difference[q] = static_cast<Number>(difference_[q]);
    least[q] = corner[q] + difference_[q];
  }
  const auto fitted = asked.fitted(least);
  const Cells& in = cells(asking, asked, 1, leaf / static_cast<std::uint32_t>(group));
  return asked.kernel->find(
      {asking.levels[0].blocks.data() + leaf * asking_.columns_ * group, difference.data(),
       fitted.data(), asked.levels[0].blocks.data(), asked.levels[0].most.data(),
       asked.levels[1].blocks.data(), asked.levels[1].most.data(), in.blocks.data(), in.count},
      wanted, found.data());
}

std::uint32_t CellSearch::find(std::uint32_t leaf, std::uint32_t wanted, Found& found) {
  if (wanted == 0 || levels_.empty()) return wanted;
  return std::visit(
      [&](const auto& asking) {
        using Table = std::remove_cvref_t<decltype(asking)>;
        return find_in(asking, std::get<Table>(asked_.table_), leaf, wanted, found);
      },
      asking_.table_);
}

}  // namespace caucus
