// How long do exact frontiers of hyper-rectangle utilities take, and what does CBC need?
//
// Random box spaces like the published ones: two parties, ten options per issue, one to four bounds
// per box; 10 issues with 20 boxes each, 30 with 60, 40 with 80; and 10 with 20 for three parties.
//
//   frontier  ours: every point, each proved in whole numbers (box_search.h)
//   CBC       the same by CBC: the whole frontier for 10 issues; for the larger ones "is there
//             anything between these two neighbours?" at three places, ours asked the same
//
// Prints points, seconds of processor time (one thread) and the ratio CBC : ours; both have to give
// the same answers. Fixed seeds.
#include <cstdio>
#include <ctime>
#include <functional>

#include "caucus/engine/box_frontier.h"
#include "caucus/engine/box_graph.h"
#include "caucus/engine/box_mip.h"
#include "caucus/engine/box_search.h"
#include "caucus/engine/random_box_space_for_tests.h"

namespace caucus {
namespace {

struct Size {
  std::size_t parties, issues, boxes;
};

double seconds(const std::function<void()>& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

// The corners between neighbouring points, empty all, at a quarter, a half and three quarters.
std::vector<std::vector<Int128>> gaps(const BoxFrontier& frontier) {
  std::vector<std::vector<Int128>> corners;
  for (std::size_t part = 1; part <= 3 && frontier.size() > 1; ++part) {
    const std::size_t k = part * (frontier.size() - 2) / 4;
    corners.push_back({frontier.row(k + 1)[0] + 1, frontier.row(k)[1] + 1});
  }
  return corners;
}

bool compare_gaps(const BoxSpace& space, const BoxFrontier& frontier) {
  const BoxGraph graph = box_graph(space);
  bool same = true;
  double ours = 0, theirs = 0;
  for (const std::vector<Int128>& corner : gaps(frontier)) {
    BoxSearchAnswer searched;
    BoxMipAnswer solved;
    ours += seconds([&] {
      BoxSearch search(graph);
      searched = search.at_least(corner, 20'000'000, {});
    });
    theirs += seconds([&] { solved = mip_at_least(space, corner); });
    same = same && searched.decided && solved.decided && !searched.found && !solved.found;
  }
  std::printf("    three gaps: ours %.2f s, CBC %.2f s, ratio %.0f\n", ours, theirs, theirs / ours);
  return same;
}

bool compare_frontiers(const BoxSpace& space, const BoxFrontier& frontier, double ours) {
  BoxFrontierOptions how;
  how.method = BoxMethod::mip;
  BoxFrontier found;
  const double theirs = seconds([&] { found = box_frontier(space, how); });
  std::printf("    whole frontier: ours %.3f s, CBC %.2f s, ratio %.0f\n", ours, theirs,
              theirs / ours);
  return found.sums == frontier.sums;
}

bool measure(const Size& size, std::uint64_t seed) {
  RandomStream dice(seed, size.issues, size.parties);
  const BoxSpace space =
      random_wide_box_space(dice, size.parties, size.issues, size.boxes, seed % 2 == 1);
  BoxFrontierOptions how;
  how.method = BoxMethod::search;
  BoxFrontier found;
  const double ours = seconds([&] { found = box_frontier(space, how); });
  std::printf("%zu parties, %zu issues, %zu boxes each: %zu points, %llu questions, %.3f s\n",
              size.parties, size.issues, size.boxes, found.size(),
              static_cast<unsigned long long>(found.questions), ours);
  bool same = found.end == BoxEnd::complete;
  if (same && size.parties == 2)
    same = size.issues <= 10 ? compare_frontiers(space, found, ours) : compare_gaps(space, found);
  if (!same) std::printf("    DIFFERENT OR UNDECIDED\n");
  std::fflush(stdout);
  return same;
}

}  // namespace
}  // namespace caucus

int main() {
  bool same = true;
  for (const caucus::Size& size : {caucus::Size{2, 10, 20}, caucus::Size{2, 30, 60},
                                   caucus::Size{2, 40, 80}, caucus::Size{3, 10, 20}})
    for (const std::uint64_t seed : {1, 2})
      same = caucus::measure(size, seed) && same;
  return same ? 0 : 1;
}
