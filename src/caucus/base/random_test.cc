#include "caucus/base/random.h"

#include <array>
#include <cmath>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

TEST_CASE("the published vectors of Threefry4x64 with 20 rounds") {
  CHECK(
      random_block({0, 0, 0, 0}, {0, 0, 0, 0}) ==
      RandomBlock{0x09218ebde6c85537, 0x55941f5266d86105, 0x4bd25e16282434dc, 0xee29ec846bd2e40b});
  const std::uint64_t ones = ~std::uint64_t{0};
  CHECK(
      random_block({ones, ones, ones, ones}, {ones, ones, ones, ones}) ==
      RandomBlock{0x29c24097942bba1b, 0x0371bbfb0f6f4e11, 0x3c231ffa33f83a1c, 0xcd29113fde32d168});
  CHECK(
      random_block(
          {0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
          {0x452821e638d01377, 0xbe5466cf34e90c6c, 0xbe5466cf34e90c6c, 0xc0ac29b7c97c50dd}) ==
      RandomBlock{0xa7e8fde591651bd9, 0xbaafd0c30138319b, 0x84a5c1a729e685b9, 0x901d406ccebc1ba4});
}

TEST_CASE("a stream is the blocks of its key in order") {
  RandomStream stream(1, 2, 3, 4);
  for (std::uint64_t block = 0; block < 3; ++block)
    for (const std::uint64_t word : random_block({block, 0, 0, 0}, {1, 2, 3, 4}))
      CHECK(stream.next_u64() == word);
}

TEST_CASE("each key makes another stream, and the same key the same one") {
  const auto first_of = [](std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
    return RandomStream(a, b, c, d).next_u64();
  };
  std::set<std::uint64_t> firsts;
  for (std::uint64_t a = 0; a < 3; ++a)
    for (std::uint64_t b = 0; b < 3; ++b)
      for (std::uint64_t c = 0; c < 3; ++c)
        for (std::uint64_t d = 0; d < 3; ++d) {
          firsts.insert(first_of(a, b, c, d));
          CHECK(first_of(a, b, c, d) == first_of(a, b, c, d));
        }
  CHECK(firsts.size() == 81);
  CHECK(RandomStream(5).next_u64() == RandomStream(5, 0, 0, 0).next_u64());
}

// The streams are fixed, so the bounds below hold or fail on every run alike. They lie five
// standard errors away from the expected value.
TEST_CASE("uniform numbers are strictly inside and evenly spread") {
  RandomStream stream(2024, 1);
  constexpr int count = 100'000;
  std::array<int, 10> tenths{};
  double sum = 0;
  for (int i = 0; i < count; ++i) {
    const double u = stream.uniform();
    REQUIRE(u > 0.0);
    REQUIRE(u < 1.0);
    REQUIRE(std::fmod(u * 0x1p53, 2.0) == 1.0);  // an odd multiple of 2^-53
    ++tenths[static_cast<std::size_t>(u * 10)];
    sum += u;
  }
  CHECK(std::fabs(sum / count - 0.5) < 5 * std::sqrt(1.0 / 12 / count));
  for (const int in_tenth : tenths)
    CHECK(std::abs(in_tenth - count / 10) < 5 * std::sqrt(count * 0.1 * 0.9));
}

TEST_CASE("whole numbers below a bound, every one as likely") {
  RandomStream stream(2024, 2);
  constexpr int count = 70'000;
  std::array<int, 7> seen{};
  for (int i = 0; i < count; ++i)
    ++seen.at(stream.below(7));
  for (const int times : seen)
    CHECK(std::abs(times - count / 7) < 5 * std::sqrt(count / 7.0));
  CHECK(stream.below(1) == 0);
  CHECK_THROWS_AS(stream.below(0), BrokenInvariant);
}

TEST_CASE("a bound that does not divide 2^64 well is still fair") {
  // Of 3 * 2^62 numbers, plain scaling would make every third twice as likely as the others.
  RandomStream stream(2024, 3);
  const std::uint64_t n = std::uint64_t{3} << 62;
  constexpr int count = 60'000;
  std::array<int, 3> by_rest{};
  for (int i = 0; i < count; ++i) {
    const std::uint64_t drawn = stream.below(n);
    REQUIRE(drawn < n);
    ++by_rest.at(drawn % 3);
  }
  for (const int times : by_rest)
    CHECK(std::abs(times - count / 3) < 5 * std::sqrt(count / 3.0));
}

TEST_CASE("exponential and normal numbers have the moments they should") {
  RandomStream stream(2024, 4);
  constexpr int count = 100'000;
  double sum = 0, normal_sum = 0, squares = 0, fourths = 0;
  for (int i = 0; i < count; ++i) {
    const double waited = stream.exponential();
    REQUIRE(waited > 0);
    REQUIRE(waited < 37);  // -ln(2^-53)
    sum += waited;
    const double z = stream.normal();
    normal_sum += z;
    squares += z * z;
    fourths += z * z * z * z;
  }
  const double root = std::sqrt(count);
  CHECK(std::fabs(sum / count - 1) < 5 / root);
  CHECK(std::fabs(normal_sum / count) < 5 / root);
  CHECK(std::fabs(squares / count - 1) < 5 * std::sqrt(2.0) / root);
  CHECK(std::fabs(fourths / count - 3) < 5 * std::sqrt(96.0) / root);
}

}  // namespace
}  // namespace caucus
