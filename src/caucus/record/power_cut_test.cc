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

TEST_CASE("what is written to several logs at once is there whole or not at all") {
  FaultyDisk disk;
  disk.recording = true;
  RandomStream keys(5);
  const VaultOptions options = LongDay::options(disk, keys);
  NewVault made = Vault::create("/v", "long day", options).value();
  const ChannelId north = made.vault.open_channel("north").value();
  std::vector<Writing> writings;
  for (int turn = 0; turn < 5; ++turn)
    for (const LogClass log_class : {LogClass::on_the_record, LogClass::in_confidence})
      writings.push_back({{north, log_class}, {"one", std::string(9'000, 'x')}});
  disk.mark(1);
  REQUIRE(made.vault.append_all(writings).value().size() == 20);
  disk.mark(2);
  RandomStream dice(6);
  PulledPlug plug(disk.steps());
  int none = 0, whole = 0;
  for (std::size_t moment = 0; moment <= disk.steps().size(); ++moment) {
    plug.advance(moment);
    for (int image = 0; image < 4 && plug.acknowledged() > 0; ++image) {
      FaultyDisk left(plug.image(dice));
      RandomStream other_keys(7);
      const auto vault = Vault::open("/v", {"long day", ""}, LongDay::options(left, other_keys));
      CAPTURE(moment);
      REQUIRE(vault.has_value());
      const Channel found = vault->channels().front();
      const std::uint64_t there = found.on_the_record + found.in_confidence;
      CHECK((there == 0 || there == 20));
      if (plug.acknowledged() == 2) CHECK(there == 20);
      ++(there == 0 ? none : whole);
    }
  }
  CHECK(none > 50);
  CHECK(whole > 0);
}

}  // namespace
}  // namespace caucus::record
