#include "caucus/engine/box_mip.h"

#include <algorithm>
#include <memory>

#include <coin/Cbc_C_Interface.h>

namespace caucus {
namespace {

// Rows and columns as they come; CBC wants them by column.
class Program {
 public:
  int add_column(double gain) {
    gains_.push_back(gain);
    columns_.emplace_back();
    return static_cast<int>(gains_.size() - 1);
  }
  int add_row(double least, double most) {
    least_.push_back(least);
    most_.push_back(most);
    return static_cast<int>(least_.size() - 1);
  }
  void put(int row, int column, double factor) {
    if (factor != 0) columns_[static_cast<std::size_t>(column)].push_back({row, factor});
  }

  // The values of the columns in the best solution; nothing of `none`, which is proven, or of an
  // undecided question.
  std::vector<double> solve(const BoxMipOptions& options, bool& decided) const {
    const std::unique_ptr<Cbc_Model, void (*)(Cbc_Model*)> model(Cbc_newModel(), Cbc_deleteModel);
    std::vector<CoinBigIndex> starts{0};
    std::vector<int> rows;
    std::vector<double> factors;
    for (const auto& column : columns_) {
      for (const auto& [row, factor] : column) {
        rows.push_back(row);
        factors.push_back(factor);
      }
      starts.push_back(static_cast<CoinBigIndex>(rows.size()));
    }
    const auto n = static_cast<int>(columns_.size());
    const std::vector<double> zero(columns_.size(), 0), one(columns_.size(), 1);
    Cbc_loadProblem(model.get(), n, static_cast<int>(least_.size()), starts.data(), rows.data(),
                    factors.data(), zero.data(), one.data(), gains_.data(), least_.data(),
                    most_.data());
    for (int column = 0; column < n; ++column)
      Cbc_setInteger(model.get(), column);
    Cbc_setObjSense(model.get(), -1);
    Cbc_setLogLevel(model.get(), 0);
    Cbc_setParameter(model.get(), "presolve", "off");  // of CoinUtils 2.11, which leaks memory
    Cbc_setMaximumSeconds(model.get(), options.seconds_max);
    Cbc_setMaximumNodes(model.get(), options.nodes_max);
    Cbc_solve(model.get());
    const double* best = Cbc_bestSolution(model.get());
    const bool optimal = Cbc_isProvenOptimal(model.get()) != 0 && best != nullptr;
    decided = optimal || Cbc_isProvenInfeasible(model.get()) != 0;
    return optimal ? std::vector<double>(best, best + n) : std::vector<double>{};
  }

 private:
  std::vector<double> gains_, least_, most_;
  std::vector<std::vector<std::pair<int, double>>> columns_;
};

constexpr double open_end = 1e30;

class Formulation {
 public:
  Formulation(const BoxSpace& space, const std::vector<Int128>& least)
      : starts_(option_classes(space)) {
    for (const auto& starts : starts_) {
      const int row = program_.add_row(1, 1);
      std::vector<int>& columns = options_.emplace_back();
      for (std::size_t k = 0; k < starts.size(); ++k) {
        columns.push_back(program_.add_column(0));
        program_.put(row, columns.back(), 1);
      }
    }
    std::vector<double> unit(space.parties, 1);
    for (const SpaceBox& box : space.boxes)
      unit[box.party] += std::abs(static_cast<double>(box.worth));
    for (std::size_t q = 0; q < space.parties; ++q) {
      double need = static_cast<double>(least[q]);
      for (const SpaceBox& box : space.boxes)
        if (box.party == q && box.bounds.empty()) need -= static_cast<double>(box.worth);
      needs_.push_back(program_.add_row(need, open_end));
    }
    for (const SpaceBox& box : space.boxes)
      if (!box.bounds.empty() && box.worth != 0) add(box, 1e4 / unit[box.party]);
  }

  BoxMipAnswer solve(const BoxMipOptions& options) const {
    BoxMipAnswer answer;
    const std::vector<double> values = program_.solve(options, answer.decided);
    if (values.empty()) return answer;
    for (std::size_t i = 0; i < options_.size(); ++i) {
      std::size_t best = 0;
      for (std::size_t k = 1; k < options_[i].size(); ++k)
        if (value(values, i, k) > value(values, i, best)) best = k;
      answer.choice.push_back(starts_[i][best]);
    }
    answer.found = true;
    return answer;
  }

 private:
  double value(const std::vector<double>& values, std::size_t issue, std::size_t k) const {
    return values[static_cast<std::size_t>(options_[issue][k])];
  }

  // The box's column is at most, or for negative worths at least, what its bounds let it be.
  void add(const SpaceBox& box, double factor) {
    const auto worth = static_cast<double>(box.worth);
    const int column = program_.add_column(worth * factor);
    program_.put(needs_[box.party], column, worth);
    const bool adds = box.worth > 0;
    const auto bounds = static_cast<double>(box.bounds.size());
    if (adds != box.excludes) {  // one row per bound: x <= in range, or x >= out of range
      for (const SpaceBound& bound : box.bounds) {
        const int row = adds ? program_.add_row(0, open_end) : program_.add_row(-open_end, 0);
        program_.put(row, column, -1);
        put_options(row, bound, !box.excludes);
      }
      return;
    }
    // One row: x <= the number of bounds that fail, or x >= that of bounds that hold, less all but
    // one.
    const int row = adds ? program_.add_row(0, open_end) : program_.add_row(-open_end, bounds - 1);
    program_.put(row, column, -1);
    std::vector<double> sum(starts_.size(), 0);
    put_sums(row, box);
  }

  void put_options(int row, const SpaceBound& bound, bool inside) {
    const auto& starts = starts_[bound.issue];
    for (std::size_t k = 0; k < starts.size(); ++k)
      if ((bound.low <= starts[k] && starts[k] <= bound.high) == inside)
        program_.put(row, options_[bound.issue][k], 1);
  }

  // Bounds of one issue add up in its columns.
  void put_sums(int row, const SpaceBox& box) {
    std::vector<std::vector<double>> sums(starts_.size());
    for (const SpaceBound& bound : box.bounds) {
      const auto& starts = starts_[bound.issue];
      sums[bound.issue].resize(starts.size(), 0);
      for (std::size_t k = 0; k < starts.size(); ++k)
        if ((bound.low <= starts[k] && starts[k] <= bound.high) != box.excludes)
          sums[bound.issue][k] += 1;
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
      for (std::size_t k = 0; k < sums[i].size(); ++k)
        program_.put(row, options_[i][k], sums[i][k]);
  }

  std::vector<std::vector<std::uint16_t>> starts_;
  Program program_;
  std::vector<std::vector<int>> options_;
  std::vector<int> needs_;
};

}  // namespace

bool mip_can_hold(const BoxSpace& space) {
  std::vector<Int128> reach(space.parties, 0);
  for (const SpaceBox& box : space.boxes)
    reach[box.party] += box.worth < 0 ? -box.worth : box.worth;
  std::size_t columns = space.boxes.size();
  for (const auto& starts : option_classes(space))
    columns += starts.size();
  return columns <= 20'000 && std::all_of(reach.begin(), reach.end(),
                                          [](Int128 most) { return most < Int128{1} << 40; });
}

BoxMipAnswer mip_at_least(const BoxSpace& space, const std::vector<Int128>& least,
                          const BoxMipOptions& options) {
  BoxMipAnswer answer = Formulation(space, least).solve(options);
  if (!answer.found) return answer;
  const std::vector<Int128> sums = sums_of(space, answer.choice);
  for (std::size_t q = 0; q < space.parties; ++q)
    if (sums[q] < least[q]) return {};
  return answer;
}

}  // namespace caucus
