// How much can fractions of boxes be worth? The linear relaxation of "which boxes pay everybody at
// least so much", whose dual is a direction and a weight per clique: the raw material of a proof.
//
//   maximise t   where   worth_q . x - unit_q t >= need_q   for every party q
//                        sum of x over a clique  <= 1       for every clique;  x >= 0
//
// A primal simplex from x = 0 on a dense table. Doubles only: whoever uses the answer rounds it to
// whole numbers and proves with those (box_search.h), so a wrong digit costs time, never truth.
//
// Complexity: rows times columns per step; as a rule about as many steps as rows.
#pragma once

#include <cstdint>
#include <vector>

namespace caucus {

struct PackingProgram {
  std::size_t vertices = 0;
  std::vector<std::vector<std::uint32_t>> cliques;
  std::vector<std::vector<double>> worth;  // [party][vertex], in units of the party
  std::vector<double> need;                // in units of the party
};

struct PackingDual {
  std::vector<double> direction;  // per party, at least 0, sum 1
  std::vector<double> weights;    // per clique, at least 0
  std::vector<double> fractions;  // per vertex, of the best x
};

PackingDual solve(const PackingProgram& program);

}  // namespace caucus
