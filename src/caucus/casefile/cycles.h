// In which order can things be worked out that need each other, and what needs itself?
//
// Complexity: linear in things and needs; no recursion. Source: Tarjan, Depth-first search and
// linear graph algorithms (1972).
#pragma once

#include <cstddef>
#include <vector>

namespace caucus {

// needs[i] lists what i needs, by position.
using Needs = std::vector<std::vector<std::size_t>>;

// Groups of things that need each other, most of them of one; each group after all it needs, its
// members ascending.
std::vector<std::vector<std::size_t>> groups_in_order(const Needs& needs);

// More than one member, or one that needs itself.
bool is_cycle(const Needs& needs, const std::vector<std::size_t>& group);

}  // namespace caucus
