// Whatever becomes of the bytes of a vault, anywhere in its folder: it is named, or the vault is
// refused with a reason, or nothing is lost by it. Never a crash, never silently something else.

#include <algorithm>
#include <array>
#include <functional>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "caucus/base/nightly_for_tests.h"
#include "caucus/record/faulty_disk_for_tests.h"
#include "caucus/record/long_day_for_tests.h"
#include "caucus/record/vault.h"

namespace caucus::record {
namespace {

// What a vault says of itself: its register, and every entry in the order of the vault.
struct Told {
  std::string register_lines;
  std::vector<std::string> entries;

  friend bool operator==(const Told&, const Told&) = default;
};

Result<Told> told_by(Vault& vault) {
  Told told;
  for (const Member& each : vault.members())
    told.register_lines += fmt::format("{} {} {}\n", to_string(each.key), each.name, each.removed);
  for (const Channel& each : vault.channels())
    told.register_lines += fmt::format("{} {}\n", to_string(each.id), each.name);
  const Result<void> done = vault.for_each_in_order([&](const Record& record) {
    told.entries.push_back(encode_header(record.entry) + record.content.value_or("(erased)"));
    return true;
  });
  if (!done) return fail(done.error());
  return told;
}

// A vault as it was found, and what it has to tell.
struct Found {
  std::string name;
  DiskImage image;
  Told told;
  // Entries that a closed or newly opened vault had noted. Those after them are in WALs, where
  // damaged bytes cannot be told from what a power cut did not let be written: they may be missing
  // from the end on, as entries that were never acknowledged would be.
  std::size_t noted = 0;
  // The entries of an import that was being written, with all before them. Where somebody removes
  // the note that it is unfinished, some of it stays: said by the team, never acknowledged.
  std::vector<std::string> begun{};
};

class Makers {
 public:
  VaultOptions options(FaultyDisk& disk) { return LongDay::options(disk, keys_); }
  Result<Vault> open(FaultyDisk& disk) { return Vault::open("/v", {"word", ""}, options(disk)); }

  // The same day as it was left: closed, killed after it, and killed within an import.
  std::vector<Found> days() {
    std::vector<Found> found;
    FaultyDisk disk;
    found_a_team(disk);
    {
      Result<Vault> vault = open(disk);
      REQUIRE(vault.has_value());
      write(*vault, 0);
      REQUIRE(vault->erase({vault->channels()[0].id, LogClass::on_the_record}, {1}).has_value());
    }
    const std::size_t noted = read(disk.image()).entries.size();
    found.push_back({"closed", disk.image(), read(disk.image()), noted, {}});
    Result<Vault> vault = open(disk);
    REQUIRE(vault.has_value());
    write(*vault, 100);
    found.push_back({"killed", disk.image(), read(disk.image()), noted, {}});
    DiskImage within;
    int syncs = 0;
    disk.decide = [&](DiskCall call) {
      if (call == DiskCall::sync && ++syncs == 5) within = disk.image();
      return false;
    };
    REQUIRE(vault->append_all(import(*vault)).has_value());
    disk.decide = nullptr;  // the vault still writes when it is closed
    REQUIRE(within.contains("/v/unfinished.toml"));
    found.push_back(
        {"killed within an import", within, read(within), noted, read(disk.image()).entries});
    CHECK(found[1].told == found[2].told);
    return found;
  }

 private:
  void found_a_team(FaultyDisk& disk) {
    Result<NewVault> made = Vault::create("/v", "word", options(disk));
    REQUIRE(made.has_value());
    REQUIRE(made->vault.open_channel("north").has_value());
    REQUIRE(made->vault.open_channel("south").has_value());
    REQUIRE(made->vault.add_member("Omar", "another word", {8, 1}).has_value());
    REQUIRE(made->vault.write_notebook("begun and not recorded").has_value());
  }
  // Short and long, alone and together, on the record and in confidence.
  static void write(Vault& vault, int from) {
    const std::vector<Channel> channels = vault.channels();
    for (int i = from; i < from + 12; ++i) {
      const LogId log{channels[static_cast<std::size_t>(i / 2 % 2)].id,
                      i % 3 == 0 ? LogClass::in_confidence : LogClass::on_the_record};
      const std::string text = fmt::format("said as number {}", i);
      std::vector<std::string> contents(i % 5 == 0 ? 6 : 1, text);
      if (i % 4 == 0) contents.push_back(text + std::string(5'000, '.'));
      REQUIRE(vault.append(log, contents).has_value());
    }
  }
  static std::vector<Writing> import(const Vault& vault) {
    std::vector<Writing> writings;
    for (const Channel& each : vault.channels())
      for (const LogClass which : {LogClass::on_the_record, LogClass::in_confidence})
        writings.push_back({{each.id, which}, {"imported", std::string(900, 'i')}});
    return writings;
  }
  Told read(const DiskImage& image) {
    FaultyDisk disk(image);
    Result<Vault> vault = open(disk);
    REQUIRE(vault.has_value());
    return *told_by(*vault);
  }

  RandomStream keys_{11};
};

// --- what is done to it ---

std::string noise(RandomStream& dice, std::size_t size) {
  std::string bytes(size, '\0');
  for (char& each : bytes)
    each = static_cast<char>(dice.below(256));
  return bytes;
}

const std::string& any_file(const DiskImage& image, RandomStream& dice) {
  return std::next(image.begin(), static_cast<std::ptrdiff_t>(dice.below(image.size())))->first;
}

// Writes over what is there, as far as it goes.
void overwrite(std::string& bytes, std::size_t at, std::string_view with) {
  const std::size_t size = std::min(with.size(), bytes.size() - at);
  bytes.replace(at, size, with.substr(0, size));
}

// One harm to one file, and what it was.
std::string harm(DiskImage& image, RandomStream& dice) {
  const std::string path = any_file(image, dice), other = any_file(image, dice);
  std::string& bytes = image[path];
  if (bytes.empty()) return "nothing to " + path;
  const std::size_t at = dice.below(bytes.size());
  const std::size_t page = at / 4096 * 4096, sector = at / 512 * 512;
  const std::size_t some = 1 + dice.below(64);
  const auto which = dice.below(12);
  switch (which) {
    case 0:
      overwrite(bytes, at, noise(dice, some));
      break;
    case 1:
      overwrite(bytes, sector, std::string(512, '\0'));
      break;
    case 2:
      overwrite(bytes, page, std::string(4096, dice.below(2) == 0 ? '\0' : '\xff'));
      break;
    case 3:  // a page or a sector of this file or another, in the wrong place
      overwrite(bytes, page, std::string(image[other]).substr(0, 4096));
      break;
    case 4:
      overwrite(bytes, sector, bytes.substr(dice.below(bytes.size()) / 512 * 512, 512));
      break;
    case 5:
      bytes.resize(at);
      break;
    case 6:
      bytes += noise(dice, 1 + dice.below(5'000));
      break;
    case 7:
      bytes.erase(at, some);
      break;
    case 8:
      bytes.insert(at, noise(dice, some));
      break;
    case 9:
      image.erase(path);
      break;
    case 10:
      std::swap(bytes, image[other]);
      break;
    default:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice.below(8)));
  }
  return fmt::format("harm {} to {} at {} by {} ({})", which, path, at, some, other);
}

// --- what comes of it ---

enum class Outcome { named, harmless, other_end, silent };

// Whether a vault in which nothing was found to be wrong goes on as one: what is appended is there
// afterwards, with all the rest, or the vault stops with a reason.
bool goes_on(Makers& makers, FaultyDisk& disk, Told told) {
  {
    Result<Vault> vault = makers.open(disk);
    if (!vault) return false;
    const LogId log{vault->channels().front().id, LogClass::on_the_record};
    const Result<std::vector<Receipt>> receipts = vault->append(log, {"one more"});
    if (!receipts) return !receipts.error().message.empty();
    const Result<Record> written = vault->read(receipts->front().id);
    if (!written) return !written.error().message.empty();
    told.entries.push_back(encode_header(written->entry) + "one more");
  }
  Result<Vault> again = makers.open(disk);
  if (!again) return !again.error().message.empty();
  const Result<Verification> found = again->verify();
  if (!found || !found->sound()) return true;
  const Result<Told> now = told_by(*again);
  return now.has_value() && *now == told;
}

Outcome judge(Makers& makers, const Found& day, const DiskImage& image) {
  FaultyDisk looked_at(image), disk(image);
  const Result<Verification> found = Vault::inspect("/v", {"word", ""}, makers.options(looked_at));
  if (!found) return found.error().message.empty() ? Outcome::silent : Outcome::named;
  if (!found->sound()) {
    const std::string& sentence = found->faults.front().sentence;
    return sentence.empty() ? Outcome::silent : Outcome::named;
  }
  Told told;
  {
    Result<Vault> vault = makers.open(disk);
    if (!vault) return Outcome::silent;  // nothing was found, and yet it is refused
    const Result<Told> said = told_by(*vault);
    if (!said) return Outcome::silent;
    told = *said;
  }
  if (!goes_on(makers, disk, told)) return Outcome::silent;
  if (told == day.told) return Outcome::harmless;
  const bool note_is_gone = !day.begun.empty() && !image.contains("/v/unfinished.toml");
  const std::vector<std::string>& furthest = note_is_gone ? day.begun : day.told.entries;
  const std::size_t count = told.entries.size();
  if (told.register_lines != day.told.register_lines || count < day.noted ||
      count > furthest.size() ||
      !std::equal(told.entries.begin(), told.entries.end(), furthest.begin()))
    return Outcome::silent;
  return Outcome::other_end;
}

TEST_CASE("a vault with bytes changed anywhere is named, refused or as it was") {
  Makers makers;
  const std::vector<Found> days = makers.days();
  const int cases = for_tests::day_or_night(100, 10'000);
  for (const Found& day : days) {
    std::array<int, 4> counts{};
    for (int i = 0; i < cases; ++i) {
      RandomStream dice(17, static_cast<std::uint64_t>(i));
      DiskImage image = day.image;
      std::string harms;
      for (auto left = 1 + dice.below(3); left > 0 && !image.empty(); --left)
        harms += harm(image, dice) + "; ";
      CAPTURE(day.name);
      CAPTURE(harms);
      const Outcome outcome = judge(makers, day, image);
      CHECK(outcome != Outcome::silent);
      ++counts[static_cast<std::size_t>(outcome)];
    }
    MESSAGE(cases, " vaults with bytes changed, ", day.name, ": ", counts[0], " named, ", counts[1],
            " as they were, ", counts[2], " ending elsewhere, ", counts[3], " missed");
    CHECK(counts[0] > cases / 4);
    CHECK(counts[1] > 0);
    // Where everything was noted, nothing may be missing.
    if (day.noted == day.told.entries.size()) CHECK(counts[2] == 0);
  }
}

}  // namespace
}  // namespace caucus::record
