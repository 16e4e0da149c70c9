#include "caucus/engine/box_frontier.h"

#include <algorithm>
#include <map>
#include <optional>

#include "caucus/base/assert.h"
#include "caucus/engine/box_graph.h"
#include "caucus/engine/box_mip.h"
#include "caucus/engine/box_search.h"
#include "caucus/engine/lanes_kernel.h"

namespace caucus {
namespace {

// Above this many vertices the table of the linear program no longer fits a cache or a patience.
constexpr std::size_t vertices_max = 3000;

using Row = std::vector<Int128>;

bool covers(const Row& a, const Row& b) {
  for (std::size_t q = 0; q < a.size(); ++q)
    if (a[q] < b[q]) return false;
  return true;
}

struct Reached {
  Choice choice;
  std::uint64_t packages = 0;
};

using Points = std::map<Row, Reached, std::greater<>>;

class FrontierFinder {
 public:
  FrontierFinder(const BoxSpace& space, const BoxFrontierOptions& options,
                 const CancelToken& cancel)
      : space_(space), options_(options), cancel_(cancel) {
    found_.parties = space.parties;
  }

  BoxFrontier find() && {
    if (options_.method == BoxMethod::enumeration ||
        (options_.method == BoxMethod::automatic && packages() <= options_.packages_max))
      enumerate();
    else
      ask_corners();
    if (found_.end == BoxEnd::complete) list_points();
    return std::move(found_);
  }

 private:
  std::uint64_t packages() const {
    std::uint64_t packages = 1;
    for (const std::uint32_t options : space_.options)
      if (__builtin_mul_overflow(packages, options, &packages)) return ~std::uint64_t{0};
    return packages;
  }

  void enumerate() {
    const std::size_t n = space_.options.size();
    found_.proof = BoxProof::exhaustive;
    Choice choice(n, 0);
    Points points;
    for (std::uint64_t seen = 0;; ++seen) {
      if (seen % 1024 == 0 && cancel_.cancelled()) {
        found_.end = BoxEnd::cancelled;
        return;
      }
      const Row row = capped(choice);
      Reached& reached = points[row];
      if (reached.packages++ == 0) reached.choice = choice;
      std::size_t i = n;
      while (i > 0 && ++choice[i - 1] == space_.options[i - 1])
        choice[--i] = 0;
      if (i == 0) break;
    }
    points_ = std::move(points);
  }

  Row capped(const Choice& choice) {
    const Row sums = sums_of(space_, choice);
    Row row = capped_sums_of(space_, choice);
    found_.capped = found_.capped || sums != row;
    return row;
  }

  void ask_corners() {
    const bool search = options_.method != BoxMethod::mip && worths_fit(space_) &&
                        vertices_at_most(space_) <= vertices_max;
    const bool mip = options_.method != BoxMethod::search && mip_can_hold(space_);
    if (!search && !mip) {
      found_.end = BoxEnd::too_large;
      return;
    }
    found_.proof = search ? BoxProof::whole_numbers : BoxProof::mip;
    if (search) {
      graph_ = box_graph(space_);
      search_.emplace(*graph_);
    }
    mip_ = mip;
    corners_ = {least_sums(space_)};
    for (std::size_t q = 0; q < space_.caps.size(); ++q)
      if (space_.caps[q]) corners_[0][q] = std::min(corners_[0][q], *space_.caps[q]);
    while (!corners_.empty() && found_.end == BoxEnd::complete) {
      const Row corner = corners_.back();
      const std::optional<Choice> choice = ask(corner);
      if (found_.end != BoxEnd::complete) break;
      if (!choice) {
        corners_.pop_back();
        closed_.push_back(corner);
        continue;
      }
      const Row row = capped(*choice);
      CAUCUS_ASSERT(covers(row, corner), "a package found in a corner lies in it");
      points_[row].choice = *choice;
      split(row);
      if (points_.size() > options_.points_max) found_.end = BoxEnd::too_many_points;
    }
    if (search_) found_.steps = search_->steps();
  }

  // A package in the corner; nothing where there is none, or where `end` says why not.
  std::optional<Choice> ask(const Row& corner) {
    ++found_.questions;
    if (cancel_.cancelled()) {
      found_.end = BoxEnd::cancelled;
      return std::nullopt;
    }
    if (search_) {
      BoxProofTree proof;
      const BoxSearchAnswer answer = search_->at_least(corner, options_.steps_max, cancel_,
                                                       options_.proofs ? &proof : nullptr);
      if (answer.decided && !answer.found) {
        if (options_.proofs) found_.closed.push_back({corner, std::move(proof)});
        return std::nullopt;
      }
      if (answer.decided) return package_of(space_, *graph_, answer.chosen);
      if (cancel_.cancelled()) found_.end = BoxEnd::cancelled;
    }
    if (!mip_ && found_.end == BoxEnd::complete) found_.end = BoxEnd::undecided;
    if (found_.end != BoxEnd::complete) return std::nullopt;
    found_.proof = BoxProof::mip;
    BoxMipOptions how;
    how.seconds_max = options_.mip_seconds_max;
    const BoxMipAnswer answer = mip_at_least(space_, corner, how);
    if (!answer.decided) found_.end = BoxEnd::undecided;
    if (!answer.found) return std::nullopt;
    return answer.choice;
  }

  // Whatever is not covered by the new point has more than it for somebody.
  void split(const Row& row) {
    std::vector<Row> kept, fresh;
    for (Row& corner : corners_)
      (covers(row, corner) ? fresh : kept).push_back(std::move(corner));
    std::vector<Row> parts;
    for (const Row& corner : fresh)
      for (std::size_t q = space_.parties; q-- > 0;) {
        Row part = corner;
        part[q] = row[q] + 1;
        const bool out = !space_.caps.empty() && space_.caps[q] && part[q] > *space_.caps[q];
        if (!out) parts.push_back(std::move(part));
      }
    for (std::size_t k = 0; k < parts.size(); ++k) {
      const auto inside = [&](const Row& other) { return covers(parts[k], other); };
      bool needless = std::any_of(kept.begin(), kept.end(), inside) ||
                      std::any_of(closed_.begin(), closed_.end(), inside);
      for (std::size_t j = 0; j < parts.size() && !needless; ++j)
        needless = j != k && inside(parts[j]) && (parts[j] != parts[k] || j < k);
      if (!needless) fresh_.push_back(parts[k]);
    }
    kept.insert(kept.end(), fresh_.begin(), fresh_.end());
    fresh_.clear();
    corners_ = std::move(kept);
  }

  // Largest first, a point is beaten by an earlier one only; for two parties by the best second.
  void list_points() {
    std::vector<const Row*> kept;
    const bool counted = found_.proof == BoxProof::exhaustive;
    for (auto& [row, reached] : points_) {
      const bool beaten =
          space_.parties <= 2
              ? !kept.empty() && covers(*kept.back(), row)
              : std::any_of(kept.begin(), kept.end(),
                            [&of = row](const Row* other) { return covers(*other, of); });
      if (beaten) continue;
      kept.push_back(&row);
      found_.sums.insert(found_.sums.end(), row.begin(), row.end());
      found_.choices.push_back(std::move(reached.choice));
      if (counted) found_.packages.push_back(reached.packages);
    }
  }

  const BoxSpace& space_;
  const BoxFrontierOptions& options_;
  const CancelToken& cancel_;
  BoxFrontier found_;
  Points points_;
  std::vector<Row> corners_, closed_, fresh_;
  std::optional<BoxGraph> graph_;
  std::optional<BoxSearch> search_;
  bool mip_ = false;
};

}  // namespace

std::string_view token(BoxProof proof) {
  switch (proof) {
    case BoxProof::exhaustive:
      return "exhaustive";
    case BoxProof::whole_numbers:
      return "whole numbers";
    case BoxProof::mip:
      return "mip";
  }
  return "";
}

BoxFrontier box_frontier(const BoxSpace& space, const BoxFrontierOptions& options,
                         const CancelToken& cancel) {
  return FrontierFinder(space, options, cancel).find();
}

}  // namespace caucus
