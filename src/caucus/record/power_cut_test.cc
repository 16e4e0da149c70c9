// The plug is pulled at a random moment; nothing acknowledged may be gone. The same harness has to
// report losses when commits do not wait for the disk, or it would prove nothing.

#include <algorithm>

#include <doctest/doctest.h>

#include "caucus/base/nightly_for_tests.h"
#include "caucus/record/long_day_for_tests.h"

namespace caucus::record {
namespace {

struct Losses {
  int images = 0;
  int lossy = 0;
  std::string first;
};

// A day, and what is left of it when the plug is pulled at random moments.
Losses pull_plugs(bool commits_wait, int images) {
  constexpr int images_per_day = 100;
  Losses losses;
  for (std::uint64_t seed = 1; losses.images < images; ++seed) {
    FaultyDisk disk;
    disk.waits = commits_wait;
    disk.recording = true;
    LongDay day(disk, seed);
    day.run(40);
    REQUIRE_FALSE(day.ended().has_value());
    RandomStream dice(seed, 77);
    std::vector<std::size_t> moments;
    for (int i = 0; i < images_per_day; ++i)
      moments.push_back(dice.below(disk.steps().size() + 1));
    std::sort(moments.begin(), moments.end());
    PulledPlug plug(disk.steps());
    for (const std::size_t moment : moments) {
      plug.advance(moment);
      ++losses.images;
      FaultyDisk left(plug.image(dice));
      // Before the first acknowledgement there may be no vault.
      if (plug.acknowledged() == 0) continue;
      const std::string missing = day.missing(left, plug.acknowledged());
      if (missing.empty()) continue;
      if (losses.lossy++ == 0) losses.first = missing;
    }
  }
  return losses;
}

TEST_CASE("no power cut loses what was acknowledged") {
  const Losses losses = pull_plugs(true, for_tests::day_or_night(2'000, 200'000));
  CAPTURE(losses.first);
  CHECK(losses.images >= 2'000);
  CHECK(losses.lossy == 0);
  MESSAGE(losses.images, " images of power cuts, ", losses.lossy, " with losses");
}

TEST_CASE("the same power cuts are noticed when commits do not wait for the disk") {
  const Losses losses = pull_plugs(false, 300);
  CHECK(losses.lossy > 30);
  MESSAGE(losses.images, " images without waiting, ", losses.lossy, " with losses");
}

}  // namespace
}  // namespace caucus::record
