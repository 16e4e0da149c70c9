// Which of these vectors of small whole numbers is at least this one everywhere? A tree of upper
// corners, sixteen children a node, compared sixteen at a time; and the same question for a whole
// set of vectors at once.
//
// Sixteen vectors that lie close together make a leaf, sixteen leaves a block of the next level,
// and so on; each block knows the largest and the smallest value per column inside. Columns of
// sixteen numbers stand together, so a block is compared by a few instructions (corner_kernel.h).
//
// Numbers: 0 to 2^30 - 1; those below 2^14 take half the space. Asking only reads, so threads may
// share a tree. Memory: the vectors, and a fifteenth of that three times.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

#include "caucus/engine/aligned_vector.h"
#include "caucus/engine/corner_kernel.h"

namespace caucus {

inline constexpr unsigned corner_bits_max = 30;

// Up to seven columns; what is not used is 0.
using CornerVector = std::array<std::int32_t, corner_stride>;

class BlockTree {
 public:
  static constexpr std::size_t group = 16;
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  BlockTree() = default;

  // Over vectors of `columns` numbers of so many bits. They are cut at medians along the axis of
  // widest spread (Bentley 1975), which takes n log n; `threads` may help, the tree is the same for
  // any number.
  BlockTree(const std::vector<CornerVector>& vectors, std::size_t columns, unsigned bits,
            unsigned threads = 1);

  // Positions are places in the order of the leaves; this is where a position's vector came from.
  const std::vector<std::uint32_t>& order() const { return order_; }
  std::size_t leaves() const { return (order_.size() + group - 1) / group; }

  // What is still to be looked at for one question.
  class Walk;
  // The next vector at least the query everywhere, by position; none at the end.
  std::uint32_t next(Walk& walk) const;

  // Of the sixteen vectors of a leaf, bit by bit: which are at most, which at least that?
  std::uint32_t at_most(std::uint32_t leaf, const CornerVector& vector) const;
  std::uint32_t at_least(std::uint32_t leaf, const CornerVector& vector) const;
  CornerVector vector(std::uint32_t position) const;

 private:
  friend class CellSearch;

  // Numbers of one size: the vectors by sixteen, and the corners of every block.
  template <class Number>
  struct Table {
    struct Level {
      AlignedVector<Number> blocks;  // [(block * columns + column) * 16 + child]
      std::vector<Number> least;     // [block * corner_stride + column]
      std::vector<Number> most;
    };
    std::vector<Level> levels;  // leaves first, one block at the top; at least two, or none
    const CornerKernel<Number>* kernel;

    Table() : kernel(nullptr) {}
    // Of vectors in the order of the leaves, their places in the last column.
    Table(const std::vector<CornerVector>& vectors, std::size_t columns);
    std::size_t top() const { return levels.size() - 1; }
    // The vector in this table's numbers; what does not fit becomes the nearest that does.
    static std::array<Number, corner_stride> fitted(const CornerVector& vector);
    std::uint32_t next(Walk& walk, std::size_t columns) const;
  };
  using Few = Table<std::int16_t>;
  using Many = Table<std::int32_t>;

  std::size_t columns_ = 0;
  std::vector<std::uint32_t> order_;
  std::variant<Few, Many> table_;
};

class BlockTree::Walk {
 public:
  explicit Walk(const CornerVector& query) : query_(query) {}

 private:
  friend class BlockTree;
  struct Visit {
    std::uint32_t level, block;
  };
  CornerVector query_;
  bool begun_ = false;
  std::size_t waiting_ = 0;
  std::array<Visit, 16 * group> stack_;  // at most 15 wait per level, and levels are under 9
  std::uint32_t leaf_ = 0;               // where the last answer came from
  std::uint32_t left_ = 0;               // what else covers there: a bit per child
};

// Which vectors of one tree, with a difference added, are covered by vectors of another? Asked leaf
// by leaf, in order: the cells that can matter to a leaf are found among those that can matter to
// the sixteen times larger cell around it, so that neighbours share all of the way down but the
// last step.
class CellSearch {
 public:
  // Trees of the same columns and bits. A difference of two such vectors.
  CellSearch(const BlockTree& asking, const BlockTree& asked, const CornerVector& difference);

  using Found = std::array<std::uint32_t, BlockTree::group>;
  // For those of these vectors of the asking leaf (a bit each) that a vector of the other tree
  // covers: its position. Leaves others as they are; returns those of `wanted` that none covers.
  std::uint32_t find(std::uint32_t leaf, std::uint32_t wanted, Found& found);

 private:
  struct Cells {
    std::uint32_t of = BlockTree::none;  // the block asking
    std::size_t count = 0;
    std::vector<std::uint32_t> blocks;  // the blocks asked, of the same level; `count` of them
  };
  template <class Number>
  const Cells& cells(const BlockTree::Table<Number>& asking, const BlockTree::Table<Number>& asked,
                     std::size_t level, std::uint32_t block);
  template <class Number>
  std::uint32_t find_in(const BlockTree::Table<Number>& asking,
                        const BlockTree::Table<Number>& asked, std::uint32_t leaf,
                        std::uint32_t wanted, Found& found);

  const BlockTree& asking_;
  const BlockTree& asked_;
  CornerVector difference_;
  std::vector<Cells> levels_;
};

}  // namespace caucus
