// What can somebody with some of the keys do to a record without being noticed? Each attack is
// judged by verify_bundle and by verify_record.py, which have to agree on what is wrong and where.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "caucus/base/folder_for_tests.h"
#include "caucus/record/bundle_found.h"
#include "caucus/record/forger_for_tests.h"

namespace caucus::record {
namespace {

const ChannelId north{{std::byte{0x11}, std::byte{0x22}}};
const ChannelId south{{std::byte{0x33}, std::byte{0x44}}};

struct Attack {
  std::string name;
  std::string bundle;
  BundleTrust trust;
  std::optional<Damage> expected;  // nothing: it is sound
};

// The people: Ines founded the vault, Omar is staff, Eve is neither.
struct Cast {
  SigningKey ines = person('i'), omar = person('o'), eve = person('e');

  [[nodiscard]] Forgery honest(ChannelId channel = north) const {
    Forgery log;
    log.log = {channel, LogClass::on_the_record};
    log.keys = {&ines, &omar};
    log.checkpoint_signer = &ines;
    log.say(ines, "offer: truce_days=42");
    log.say(omar, "answer: north asks for 60");
    log.say(ines, "offer: truce_days=50");
    log.say(ines, "said by mistake");
    log.erase(ines, 3);
    log.say(omar, "answer: accepted");
    return log;
  }
  [[nodiscard]] Forgery confidence() const {
    Forgery log;
    log.log = {north, LogClass::in_confidence};
    log.confidence.fill(std::byte{0x5a});
    log.keys = {&ines};
    log.checkpoint_signer = &ines;
    log.say(ines, "the bottom line is 45");
    log.say(ines, "it may move after Friday");
    return log;
  }
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

// The lines that begin with a word, e.g. all "entry" lines.
std::vector<std::string> lines_with(const std::string& text, const std::string& word) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at + 1);
    if (line.starts_with(word + " ")) lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

std::string flipped(std::string text, std::size_t at) {
  text[at] = text[at] == '0' ? '1' : '0';
  return text;
}

using Attacks = std::vector<Attack>;

void add_moved(const Cast& cast, Attacks& out) {
  const Forgery honest = cast.honest();
  const std::string good = honest.bundle();
  const std::vector<std::string> entries = lines_with(good, "entry");
  const std::vector<std::string> opened = lines_with(good, "opened");
  const std::vector<std::string> stored = honest.chained();
  out.push_back({"honest", good, {}, {}});
  out.push_back(
      {"drop an entry", replaced(good, entries[1] + opened[1], ""), {}, Damage::sequence_wrong});
  out.push_back({"drop the last entry",
                 replaced(good, entries[5] + opened[3], ""),
                 {},
                 Damage::sequence_wrong});
  out.push_back(
      {"drop the last and say so",
       replaced(replaced(good, entries[5] + opened[3], ""), "record 6 whole", "record 5 whole"),
       {},
       Damage::checkpoint_wrong});
  auto swapped = stored;
  std::swap(swapped[1], swapped[2]);
  out.push_back({"swap two entries", honest.bundle_of(swapped), {}, Damage::sequence_wrong});
  auto doubled = stored;
  doubled.insert(doubled.begin() + 2, doubled[1]);
  out.push_back({"double an entry", honest.bundle_of(doubled), {}, Damage::sequence_wrong});
  const auto other = cast.honest(south).chained();
  auto replay = stored;
  replay[2] = other[2];
  out.push_back({"replay from another channel", honest.bundle_of(replay), {}, Damage::log_wrong});
  replay[2] = cast.confidence().chained()[1];
  out.push_back({"a confidence on the record", honest.bundle_of(replay), {}, Damage::log_wrong});
  out.push_back({"another channel's name",
                 replaced(good, to_string(north), to_string(south)),
                 {},
                 Damage::checkpoint_wrong});
  out.push_back({"one log twice",
                 replaced(good, "end\n", good.substr(good.find("log "))),
                 {},
                 Damage::file_damaged});
}

void add_contents(const Cast& cast, Attacks& out) {
  const std::string good = cast.honest().bundle();
  const std::vector<std::string> opened = lines_with(good, "opened");
  const std::vector<std::string> entries = lines_with(good, "entry");
  out.push_back({"other content",
                 replaced(good, opened[0], flipped(opened[0], 75)),
                 {},
                 Damage::content_wrong});
  out.push_back(
      {"other salt", replaced(good, opened[0], flipped(opened[0], 10)), {}, Damage::content_wrong});
  out.push_back({"content of another entry",
                 replaced(good, opened[0], opened[1]),
                 {},
                 Damage::content_wrong});
  out.push_back({"no content where there was some",
                 replaced(good, opened[0], opened[0].substr(0, 72) + "-\n"),
                 {},
                 Damage::content_wrong});
  out.push_back({"made-up content for what was erased",
                 replaced(good, entries[3], entries[3] + opened[0]),
                 {},
                 Damage::content_wrong});
  out.push_back({"content for an erasure",
                 replaced(good, entries[4], entries[4] + opened[0]),
                 {},
                 Damage::content_wrong});
  out.push_back({"capitals",
                 replaced(good, entries[0].substr(6, 60), "ABCDEF" + entries[0].substr(12, 54)),
                 {},
                 Damage::file_damaged});
  out.push_back({"something after the end", good + "end\n", {}, Damage::file_damaged});
  out.push_back({"no end", good.substr(0, good.size() - 4), {}, Damage::file_damaged});
  out.push_back({"nothing", "", {}, Damage::file_damaged});
}

void add_signatures(const Cast& cast, Attacks& out) {
  Forgery log = cast.honest();
  std::vector<std::string> stored = log.chained();
  const auto with = [&](std::size_t at, const std::string& bytes) {
    std::vector<std::string> changed = stored;
    changed[at] = bytes;
    return log.bundle_of(changed);
  };
  std::string bytes = stored[2];
  bytes[150] = static_cast<char>(bytes[150] ^ 1);
  out.push_back({"a bit of a signature", with(2, bytes), {}, Damage::signature_wrong});
  bytes = stored[2];
  bytes[79] = static_cast<char>(bytes[79] + 1);
  out.push_back({"postdate unsigned", with(2, bytes), {}, Damage::signature_wrong});
  bytes = stored[2];
  bytes[79] = static_cast<char>(bytes[79] - 9);
  out.push_back({"backdate unsigned", with(2, bytes), {}, Damage::hour_wrong});
  bytes = stored[2];
  bytes[1] = 3;
  out.push_back({"a later version", with(2, bytes), {}, Damage::entry_malformed});
  bytes = stored[2];
  bytes[80] = 1;
  out.push_back({"flags that mean nothing", with(2, bytes), {}, Damage::entry_malformed});
  out.push_back({"cut short", with(2, stored[2].substr(0, 189)), {}, Damage::entry_malformed});

  Entry entry = *read_entry(stored[2]);
  out.push_back({"staff sign for a colleague",
                 with(2, log.bytes(entry, cast.omar)),
                 {},
                 Damage::signature_wrong});
  entry.author = key_id(cast.omar.public_key());
  out.push_back(
      {"staff take over an entry", with(2, log.bytes(entry, cast.omar)), {}, Damage::prev_wrong});
  entry.author = key_id(cast.eve.public_key());
  out.push_back(
      {"a stranger writes", with(2, log.bytes(entry, cast.eve)), {}, Damage::author_unknown});

  // The same signature in a second form: its second half plus the order of the group.
  const std::string order =
      *bytes_from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
  bytes = stored[2];
  unsigned carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    const unsigned sum =
        static_cast<unsigned char>(bytes[156 + i]) + static_cast<unsigned char>(order[i]) + carry;
    bytes[156 + i] = static_cast<char>(sum & 0xff);
    carry = sum >> 8;
  }
  out.push_back({"a signature in a second form", with(2, bytes), {}, Damage::signature_wrong});
  log.entries[2].entry.hour -= 9;
  out.push_back({"the author backdates", log.bundle(), {}, Damage::hour_wrong});
}

// Attacks on what ties an entry to the one signature of its batch. Where the bytes after the header
// change, so does the leaf, and the checkpoint is made anew as by somebody who has that key too.
void add_batches(const Cast& cast, Attacks& out) {
  Forgery log;
  log.log = {north, LogClass::on_the_record};
  log.keys = {&cast.ines, &cast.omar};
  log.checkpoint_signer = &cast.ines;
  for (int i = 0; i < 9; ++i)
    log.say(cast.ines, fmt::format("clause {}", i + 1));
  log.batches = {5, 3};
  const std::vector<std::string> stored = log.chained();
  const auto proof = [&](std::size_t at) { return stored[at].substr(header_bytes); };
  const auto with = [&](std::size_t at, const std::string& changed) {
    std::vector<std::string> all = stored;
    all[at] = stored[at].substr(0, header_bytes) + changed;
    return log.bundle_of(all);
  };
  const auto attack = [&](const std::string& name, std::size_t at, const std::string& changed,
                          Damage expected) {
    out.push_back({"batch: " + name, with(at, changed), {}, expected});
  };
  const std::string hash(32, 'h');
  REQUIRE(proof(1).size() == 66 + 3 * 32);
  REQUIRE(proof(4).size() == 66 + 32);
  out.push_back({"honest batches", log.bundle(), {}, {}});
  std::string changed = proof(1);
  changed[70] = static_cast<char>(changed[70] ^ 1);
  attack("another path", 1, changed, Damage::signature_wrong);
  attack("path of another entry", 1, proof(2), Damage::signature_wrong);
  attack("path of another entry, own position", 1, proof(1).substr(0, 66) + proof(2).substr(66),
         Damage::signature_wrong);
  attack("path turned round", 1,
         proof(1).substr(0, 66) + proof(1).substr(98) + proof(1).substr(66, 32),
         Damage::signature_wrong);
  attack("path too long", 1, proof(1) + hash, Damage::entry_malformed);
  attack("path too short", 1, proof(1).substr(0, proof(1).size() - 32), Damage::entry_malformed);
  attack("path of a single entry too long", 8, proof(8) + hash, Damage::entry_malformed);
  attack("signature of another batch", 1, proof(5).substr(0, 64) + proof(1).substr(64),
         Damage::signature_wrong);
  attack("signature of a single entry", 1, proof(8), Damage::signature_wrong);
  changed = proof(1);
  changed[65] = 0;
  attack("another position", 1, changed, Damage::signature_wrong);
  changed[65] = 5;
  attack("a position outside", 1, changed, Damage::entry_malformed);
  changed = proof(1);
  changed[64] = 6;
  attack("another size", 1, changed, Damage::signature_wrong);
  changed = proof(8);
  changed[64] = 0;
  attack("of nothing", 8, changed, Damage::entry_malformed);
  changed[64] = 65;
  attack("larger than may be", 8, changed + std::string(7 * 32, 'h'), Damage::entry_malformed);

  // A colleague's words among what somebody signs: the author named has not signed them.
  Forgery smuggled = log;
  smuggled.entries[3].entry.author = key_id(cast.omar.public_key());
  out.push_back({"batch: words of another", smuggled.bundle(), {}, Damage::signature_wrong});

  // Each entry of a batch stands alone in a part.
  Forgery part = log;
  part.only = std::vector<std::uint64_t>{1, 6};
  const std::string good = part.bundle();
  out.push_back({"honest part of batches", good, {}, {}});
  std::string wrong = stored[6];
  wrong[header_bytes + 70] = static_cast<char>(wrong[header_bytes + 70] ^ 1);
  std::vector<std::string> all = stored;
  all[6] = wrong;
  out.push_back(
      {"batch: another path in a part", part.bundle_of(all), {}, Damage::signature_wrong});
}

void add_keys(const Cast& cast, Attacks& out) {
  const Forgery honest = cast.honest();
  const std::string good = honest.bundle();
  const std::vector<std::string> keys = lines_with(good, "key");
  Forgery eves = honest;
  eves.keys = {&cast.eve};
  eves.checkpoint_signer = &cast.eve;
  for (Forged& each : eves.entries) {
    each.signer = &cast.eve;
    each.entry.author = key_id(cast.eve.public_key());
  }
  BundleTrust knows_founder;
  knows_founder.founder = cast.ines.public_key();
  out.push_back({"honest, founder known", good, knows_founder, {}});
  out.push_back(
      {"a whole record of somebody else", eves.bundle(), knows_founder, Damage::author_unknown});
  Forgery uninvited = honest;
  uninvited.keys = {&cast.ines, &cast.omar, &cast.eve};
  uninvited.say(cast.eve, "and more");
  const std::string certificate =
      cast.eve.sign(pre_authentication("caucus/member/1", as_text(cast.eve.public_key())));
  const std::string vouched = lines_with(uninvited.bundle(), "key")[2];
  out.push_back({"a stranger vouches for herself",
                 replaced(uninvited.bundle(), vouched,
                          fmt::format("key {} {} {}\n", to_hex(cast.eve.public_key()),
                                      to_string(key_id(cast.ines.public_key())),
                                      to_hex(as_bytes(certificate)))),
                 {},
                 Damage::author_unknown});
  out.push_back({"a key without a voucher", replaced(good, keys[0], ""), {}, Damage::file_damaged});
  out.push_back({"no keys", replaced(good, keys[0] + keys[1], ""), {}, Damage::file_damaged});
  out.push_back(
      {"the author's key left out", replaced(good, keys[1], ""), {}, Damage::author_unknown});
  // The neutral point as a key: under a careless check it signs everything.
  const std::string neutral = "01" + std::string(62, '0');
  out.push_back({"a key of small order",
                 replaced(good, to_hex(cast.ines.public_key()), neutral),
                 {},
                 Damage::author_unknown});
}

void add_histories(const Cast& cast, Attacks& out) {
  const Forgery honest = cast.honest();
  BundleTrust saw;
  saw.earlier_checkpoints = {honest.note()};
  Forgery longer = honest;
  longer.say(cast.ines, "one more");
  out.push_back({"honest, continued", longer.bundle(), saw, {}});

  Forgery rewritten = longer;
  for (Forged& each : rewritten.entries) {
    each.signer = &cast.omar;
    each.entry.author = key_id(cast.omar.public_key());
  }
  rewritten.checkpoint_signer = &cast.omar;
  out.push_back(
      {"staff rewrite everything as theirs", rewritten.bundle(), saw, Damage::history_changed});
  Forgery backdated = longer;
  for (Forged& each : backdated.entries)
    each.entry.hour -= 48;
  out.push_back(
      {"all backdated by their authors", backdated.bundle(), saw, Damage::history_changed});
  Forgery other_words = honest;
  other_words.entries[5].content = "answer: refused";
  out.push_back({"split view", other_words.bundle(), saw, Damage::history_changed});
  Forgery old = honest;
  old.entries.pop_back();
  out.push_back({"an old copy", old.bundle(), saw, Damage::history_changed});
  BundleTrust forged_note;
  Forgery by_eve = honest;
  by_eve.checkpoint_signer = &cast.eve;
  forged_note.earlier_checkpoints = {by_eve.note()};
  out.push_back({"an earlier checkpoint of a stranger", honest.bundle(), forged_note,
                 Damage::checkpoint_wrong});
  out.push_back({"checkpoint of a stranger", by_eve.bundle(), {}, Damage::checkpoint_wrong});
  BundleTrust elsewhere;
  elsewhere.earlier_checkpoints = {cast.honest(south).note()};
  out.push_back({"checkpoint of another log", honest.bundle(), elsewhere, Damage::history_changed});
  out.push_back({"an older checkpoint in a newer bundle",
                 replaced(longer.bundle(), longer.note(), honest.note()),
                 {},
                 Damage::checkpoint_wrong});
  Forgery false_root = honest;
  out.push_back({"a checkpoint of other entries",
                 replaced(honest.bundle(), honest.note(), other_words.note()),
                 {},
                 Damage::checkpoint_wrong});
  Forgery twice = honest;
  twice.erase(cast.ines, 3);
  out.push_back({"erased twice", twice.bundle(), {}, Damage::erasure_wrong});
  Forgery ahead = honest;
  ahead.entries[4].entry.subject = 9;
  out.push_back({"erases what is to come", ahead.bundle(), {}, Damage::entry_malformed});
  Forgery undone = honest;
  undone.erase(cast.ines, 4);
  out.push_back({"erases an erasure", undone.bundle(), {}, Damage::erasure_wrong});
}

void add_parts(const Cast& cast, Attacks& out) {
  Forgery part = cast.honest();
  part.only = std::vector<std::uint64_t>{1, 5};
  part.known_sizes = {2, 4};
  const std::string good = part.bundle();
  const std::vector<std::string> proofs = lines_with(good, "proof");
  const std::vector<std::string> consistency = lines_with(good, "consistency");
  Forgery early = cast.honest();
  early.entries.resize(4);
  BundleTrust saw;
  saw.earlier_checkpoints = {early.note()};
  out.push_back({"honest part", good, saw, {}});
  out.push_back(
      {"proof of another entry", replaced(good, proofs[0], proofs[1]), {}, Damage::proof_wrong});
  out.push_back({"proof cut short",
                 replaced(good, proofs[0], proofs[0].substr(0, proofs[0].size() - 66) + "\n"),
                 {},
                 Damage::proof_wrong});
  out.push_back({"no proof", replaced(good, proofs[0], ""), {}, Damage::file_damaged});
  // Whoever has a whole log can make parts of it without any key; these are none.
  const std::vector<std::string> entries = lines_with(good, "entry");
  const std::vector<std::string> opened = lines_with(good, "opened");
  REQUIRE(entries.size() == 2);
  const std::size_t first = good.find(entries[0]);
  const std::size_t second = good.find(entries[1]);
  const std::size_t after = good.find(proofs[1]) + proofs[1].size();
  const std::string one = good.substr(first, second - first);
  const std::string other = good.substr(second, after - second);
  const auto holding = [&](const std::string& lines) {
    return good.substr(0, first) + lines + good.substr(after);
  };
  out.push_back({"part with its first alone", holding(one), saw, {}});
  out.push_back({"part with an entry twice", holding(one + one), {}, Damage::sequence_wrong});
  out.push_back({"part in another order", holding(other + one), {}, Damage::sequence_wrong});
  out.push_back({"part with nothing in it", holding(""), {}, Damage::sequence_wrong});
  out.push_back({"other earlier root",
                 replaced(good, consistency[0], flipped(consistency[0], 20)),
                 {},
                 Damage::proof_wrong});
  out.push_back(
      {"consistency left out", replaced(good, consistency[1], ""), saw, Damage::history_changed});
  early.entries[1].content = "something else";
  saw.earlier_checkpoints = {early.note()};
  out.push_back({"part of a changed history", good, saw, Damage::history_changed});
}

void add_confidences(const Cast& cast, Attacks& out) {
  const Forgery honest = cast.confidence();
  BundleTrust reader;
  reader.confidence_key = honest.confidence;
  out.push_back({"honest confidences", honest.bundle(), reader, {}});
  out.push_back({"confidences without the key", honest.bundle(), {}, {}});
  // Bytes that nobody has the key to check must not carry a message of their own.
  const std::string bundle = honest.bundle();
  const std::string name = "caucus.confidence/";
  out.push_back({"a name of one's own in a confidence",
                 replaced(bundle, name, "hidden words of another/"),
                 {},
                 Damage::checkpoint_wrong});
  const std::size_t hint = bundle.find(name) + name.size() + 33;
  out.push_back({"another hint in a confidence",
                 std::string(bundle).replace(hint, 2, bundle[hint] == 'A' ? "BB" : "AA"),
                 {},
                 Damage::checkpoint_wrong});
  out.push_back({"no UTF-8", replaced(bundle, name, "caucus.\xff\xfe/"), {}, Damage::file_damaged});
  Forgery outsider = honest;
  outsider.confidence.fill(std::byte{1});
  out.push_back({"an outsider's confidences", outsider.bundle(), reader, Damage::checkpoint_wrong});
  auto stored = honest.chained();
  stored[1] = outsider.bytes(*read_entry(stored[1]), cast.ines);
  out.push_back(
      {"a confidence without the key", honest.bundle_of(stored), reader, Damage::mac_wrong});
  // Whoever has the key can write a perfect transcript: a leaked copy proves nothing.
  Forgery invented = honest;
  invented.entries[0].content = "the bottom line is 99";
  out.push_back({"deniable: invented by a reader", invented.bundle(), reader, {}});
}

// Writes all attacks for verify_record.py and asks it.
void ask_python(const Attacks& attacks) {
  const for_tests::TestFolder folder;
  std::ofstream list(folder / "list");
  for (std::size_t i = 0; i < attacks.size(); ++i) {
    const Attack& each = attacks[i];
    const Verification found = verify_bundle(each.bundle, each.trust);
    const auto hex = [](const std::optional<Digest>& key) { return key ? to_hex(*key) : "-"; };
    list << each.name << '\t' << (each.expected ? to_string(*each.expected) : "sound") << '\t'
         << (found.sound() ? "-" : std::to_string(found.faults.front().sequence)) << '\t' << i
         << '\t' << hex(each.trust.founder) << '\t' << hex(each.trust.confidence_key);
    std::ofstream(folder / std::to_string(i)) << each.bundle;
    for (std::size_t k = 0; k < each.trust.earlier_checkpoints.size(); ++k) {
      const std::string note = std::to_string(i) + "-" + std::to_string(k);
      std::ofstream(folder / note) << each.trust.earlier_checkpoints[k];
      list << '\t' << note;
    }
    list << '\n';
  }
  list.close();
  const std::string command = "python3 -B tests/record_attacks.py " + folder.path();
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("attacks on a record are found, by us and by the independent verifier") {
  const Cast cast;
  Attacks attacks;
  add_moved(cast, attacks);
  add_contents(cast, attacks);
  add_signatures(cast, attacks);
  add_batches(cast, attacks);
  add_keys(cast, attacks);
  add_histories(cast, attacks);
  add_parts(cast, attacks);
  add_confidences(cast, attacks);
  int wrong = 0;
  for (const Attack& each : attacks) {
    CAPTURE(each.name);
    const Verification found = verify_bundle(each.bundle, each.trust);
    wrong += each.expected ? 1 : 0;
    if (!each.expected) {
      CHECK_MESSAGE(found.sound(), (found.sound() ? "" : found.faults.front().sentence));
    } else {
      const std::string_view token = found.sound() ? "sound" : to_string(found.faults.front().what);
      CHECK(token == to_string(*each.expected));
    }
  }
  CHECK(wrong >= 40);
  ask_python(attacks);
}

TEST_CASE("what was not checked is said and not counted") {
  const Cast cast;
  // Anybody can put made-up confidences beside a genuine log, and leave out what they like.
  Forgery invented = cast.confidence();
  invented.confidence.fill(std::byte{9});
  const std::string genuine = cast.honest().bundle();
  const std::string made_up = invented.bundle();
  const std::string both = replaced(genuine, "end\n", made_up.substr(made_up.find("log ")));
  BundleFound found = examine_bundle(both, {});
  CHECK(found.verification.sound());
  CHECK(found.verification.entries == 6);
  REQUIRE(found.logs.size() == 2);
  CHECK(sentence_of(found.logs[0]) == "on_the_record: whole, 6 entries");
  CHECK(sentence_of(found.logs[1]) ==
        "in_confidence: whole, 2 entries; who wrote it was not checked, which takes the channel's "
        "key");
  Forgery part = cast.honest();
  part.only = std::vector<std::uint64_t>{1, 5};
  found = examine_bundle(part.bundle(), {});
  CHECK(sentence_of(found.logs[0]) == "on_the_record: part, 2 of 6 entries");
  CHECK(sentence_of(found.logs[1]) == "in_confidence: not in this bundle");
  BundleTrust reader;
  reader.confidence_key = cast.confidence().confidence;
  found = examine_bundle(cast.confidence().bundle(), reader);
  CHECK(found.verification.entries == 2);
  CHECK(sentence_of(found.logs[0]) == "on_the_record: not in this bundle");
  CHECK(sentence_of(found.logs[1]) == "in_confidence: whole, 2 entries");
}

}  // namespace
}  // namespace caucus::record
