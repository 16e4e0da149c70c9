// The worked example of format.md is true, and every byte of a bundle counts.

#include "caucus/record/bundle.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "caucus/base/nightly_for_tests.h"
#include "caucus/base/random.h"
#include "caucus/record/forger_for_tests.h"

namespace caucus::record {
namespace {

std::string file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The example: four things said by two people, the first two together, the third erased.
std::string example() {
  static const SigningKey founder = person('i'), staff = person('o');
  Forgery log;
  for (std::size_t i = 0; i < 16; ++i)
    log.log.channel.bytes[i] = static_cast<std::byte>(0x10 + i);
  log.keys = {&founder, &staff};
  log.checkpoint_signer = &founder;
  log.say(founder, "offer: truce_days=42");
  log.say(founder, "clause 1: no rockets, no strikes");
  log.batches = {2};
  log.say(staff, "said by mistake");
  log.erase(founder, 2);
  return log.bundle();
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char letter) { return letter == ' ' || letter == '\n' || letter == '|'; });
  return text;
}

TEST_CASE("the example is what this program writes, and the page quotes it") {
  const std::string bundle = example();
  const std::string path = "src/caucus/record/example.bundle";
  if (std::getenv("CAUCUS_WRITE_EXAMPLE") != nullptr)
    std::ofstream(path, std::ios::binary) << bundle;
  CHECK(file(path) == bundle);
  CHECK(verify_bundle(bundle, {}).sound());

  const std::string page = without_blanks(file("src/caucus/record/format.md"));
  const std::size_t at = bundle.find("entry ");
  const std::string entry = bundle.substr(at + 6, bundle.find('\n', at) - at - 6);
  CHECK(page.find(entry) != std::string::npos);
  const std::string bytes = *bytes_from_hex(entry);
  const Digest leaf = leaf_hash(bytes);
  CHECK(page.find(to_hex(leaf)) != std::string::npos);
  const Digest genesis = genesis_prev(read_entry(bytes)->id.log);
  CHECK(page.find(to_hex(genesis)) != std::string::npos);
  const std::size_t note = bundle.find("caucus.record/");
  CHECK(page.find(without_blanks(bundle.substr(note, bundle.find("entry ") - note))) !=
        std::string::npos);
}

// A bundle of about 100 kB.
Forgery large(const SigningKey& founder) {
  Forgery log;
  log.log.channel.bytes[3] = std::byte{9};
  log.keys = {&founder};
  log.checkpoint_signer = &founder;
  for (int i = 0; i < 6; ++i)
    log.say(founder, std::string(8'000, static_cast<char>('a' + i)));
  return log;
}

TEST_CASE("every changed byte of a bundle is found") {
  const SigningKey founder = person('i');
  const std::string good = large(founder).bundle();
  REQUIRE(good.size() > 95'000);
  REQUIRE(verify_bundle(good, {}).sound());
  const std::uint64_t stride = for_tests::day_or_night(29, 1);
  RandomStream dice(6);
  std::size_t missed = 0, tried = 0;
  for (std::size_t at = 0; at < good.size();
       at += at < 2'000 ? 1 : 1 + dice.below(2 * stride - 1)) {
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ (1 << dice.below(8)));
    missed += verify_bundle(changed, {}).sound() ? 1 : 0;
    ++tried;
  }
  CHECK(tried > 4'000);
  CHECK(missed == 0);
  MESSAGE(tried, " changed bytes of a bundle, ", missed, " missed");
  for (std::size_t size = 0; size < good.size(); size += 997)
    CHECK_FALSE(verify_bundle(std::string_view(good).substr(0, size), {}).sound());
}

TEST_CASE("bytes that are no bundle are refused, whatever they are") {
  const std::string good = example();
  RandomStream dice(9);
  for (int i = 0; i < 2'000; ++i) {
    std::string text = good;
    for (std::uint64_t edits = 1 + dice.below(4); edits > 0; --edits) {
      const std::size_t at = dice.below(text.size());
      const std::size_t size = std::min<std::size_t>(dice.below(40), text.size() - at);
      if (dice.below(2) == 0)
        text.erase(at, size);
      else
        text.insert(at, text.substr(dice.below(text.size()), size));
    }
    if (text == good) continue;
    CHECK_FALSE(verify_bundle(text, {}).sound());
  }
}

}  // namespace
}  // namespace caucus::record
