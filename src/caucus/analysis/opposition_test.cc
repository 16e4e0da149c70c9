// The nearest is the nearest even where doubles cannot tell.
#include "caucus/analysis/opposition.h"

#include <doctest/doctest.h>

namespace caucus {
namespace {

constexpr std::int64_t scale = 1'000'000'000'000'000;

NearestToAll two_parties() {
  Problem problem;
  problem.parties.resize(2);
  problem.parties[0].scale = problem.parties[1].scale = scale;
  return NearestToAll(problem);
}

void consider(NearestToAll& nearest, std::int64_t short_of_a, std::int64_t short_of_b) {
  const std::int64_t sums[] = {scale - short_of_a, scale - short_of_b};
  nearest.consider(sums);
}

TEST_CASE("a difference of one unit in thirty digits decides, in either order") {
  const std::int64_t unit = scale / 10;
  const Rational quarter(1, 4);  // three tenths and four tenths short, or five and nothing
  NearestToAll further_first = two_parties();
  consider(further_first, 5 * unit, 1);
  CHECK(further_first.squared() == quarter + Rational(1, Int128{scale} * scale));
  consider(further_first, 3 * unit, 4 * unit);
  CHECK(further_first.squared() == quarter);
  NearestToAll nearer_first = two_parties();
  consider(nearer_first, 3 * unit, 4 * unit);
  consider(nearer_first, 5 * unit, 1);
  CHECK(nearer_first.squared() == quarter);
  further_first.merge(nearer_first);
  CHECK(further_first.squared() == quarter);
}

TEST_CASE("nothing at or below a corner that is too far can be nearer") {
  NearestToAll nearest = two_parties();
  const std::int64_t corner[] = {scale, 0};
  CHECK(nearest.may_be_nearer(corner));
  consider(nearest, scale / 2, scale / 2);
  CHECK_FALSE(nearest.may_be_nearer(corner));
  const std::int64_t beyond[] = {2 * scale, scale / 2};
  CHECK(nearest.may_be_nearer(beyond));
}

TEST_CASE("where the exact form is too long it is rounded to the nearest part of 2^62") {
  Problem problem;
  problem.parties.resize(2);
  problem.parties[0].scale = 4'611'686'018'427'387'847;  // a prime below 2^62
  problem.parties[1].scale = 3;
  NearestToAll nearest(problem);
  const std::int64_t sums[] = {1, 1};
  nearest.consider(sums);
  CHECK(nearest.squared().denominator() <= Int128{1} << 62);
  CHECK(nearest.squared().to_double() == doctest::Approx(1.0 + 4.0 / 9));
}

}  // namespace
}  // namespace caucus
