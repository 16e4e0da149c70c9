// How a ledger is read back and judged. The order of the questions is that of format.md.

#include <algorithm>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/bytes.h"
#include "caucus/record/ledger.h"

namespace caucus::record {

// What one reading of everything has found so far.
struct Ledger::Reading {
  Depth depth;
  Verification found;
  std::vector<PlaceClaim> claims;
  // Of the log being read: entries without content, to be explained by erasures.
  std::vector<std::uint64_t> without_content;
  std::vector<std::uint64_t> with_content;
  // Of the log being read: the damage that ended it.
  std::optional<Fault> fault;
};

namespace {

// Parts of a line, between single blanks.
std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t blank = line.find(' ');
    words.push_back(line.substr(0, blank));
    if (blank == std::string_view::npos) return words;
    line.remove_prefix(blank + 1);
  }
}

bool has_fault(const Verification& found, const LogId& log) {
  return std::any_of(found.faults.begin(), found.faults.end(),
                     [&](const Fault& fault) { return fault.log == log; });
}

}  // namespace

Verification Ledger::load(Depth depth) {
  Verification found;
  open_log({vault_, LogClass::register_log}, found);
  if (!found.sound()) return found;
  // The register says which logs there are, so it is read once before the others are opened.
  Reading reading{depth, {}, {}, {}, {}, {}};
  read_log(reading, 0);
  found = reading.found;
  open_logs(found);
  look_for_strangers(found);
  take_back_unfinished(found);
  found = read_everything(depth, std::move(found.faults));
  judge_sizes(found);
  sort_faults(found);
  return found;
}

void Ledger::open_log(const LogId& id, Verification& found) {
  const auto note = [&](Damage what, const std::string& detail) {
    found.faults.push_back({id, 0, what, damage_sentence(name_of(id), 0, what) + "; " + detail});
  };
  if (!world_.disk->exists(path_of(id))) return note(Damage::log_missing, path_of(id));
  Result<LogFile> file = LogFile::open(path_of(id), *world_.disk);
  if (!file) return note(Damage::file_damaged, file.error().message);
  logs_.push_back({id, std::make_unique<LogFile>(*std::move(file)), Chain(id)});
}

void Ledger::open_logs(Verification& found) {
  const std::vector<Channel> channels = channels_;
  for (const Channel& channel : channels)
    for (const LogClass log_class : {LogClass::on_the_record, LogClass::in_confidence})
      open_log({channel.id, log_class}, found);
}

// Logs that the register does not name: empty ones are left from a crash, others are not ours to
// ignore.
void Ledger::look_for_strangers(Verification& found) {
  const Result<std::vector<std::string>> names = world_.disk->list(folder_ + "/logs");
  if (!names) return;
  for (const std::string& name : *names) {
    if (!name.ends_with(".log")) continue;
    const std::string stem = name.substr(0, name.size() - 4);
    const std::size_t dash = stem.find('-');
    const std::optional<ChannelId> channel = channel_from_hex(stem.substr(0, dash));
    const std::optional<LogClass> log_class =
        dash == std::string::npos ? std::nullopt : log_class_from(stem.substr(dash + 1));
    const LogId id{channel.value_or(ChannelId{}), log_class.value_or(LogClass::register_log)};
    if (find(id) != nullptr || has_fault(found, id)) continue;
    Result<LogFile> file = LogFile::open(folder_ + "/logs/" + name, *world_.disk);
    if (!file) continue;  // not finished when the crash came: nothing was ever acknowledged in it
    Result<LogFile::Cursor> rows = file->rows(0);
    Row row;
    if (!rows || !rows->next(row).value_or(false)) continue;
    found.faults.push_back(
        {id, 0, Damage::log_unknown, damage_sentence(name, 0, Damage::log_unknown)});
  }
}

Verification Ledger::check(Depth depth) {
  Verification found = read_everything(depth, {});
  sort_faults(found);
  return found;
}

Verification Ledger::read_everything(Depth depth, std::vector<Fault> known) {
  Reading reading{depth, {}, {}, {}, {}, {}};
  reading.found.faults = std::move(known);
  members_.clear();
  certificates_.clear();
  removed_.clear();
  channels_.clear();
  for (std::size_t i = 0; i < logs_.size(); ++i)
    read_log(reading, i);
  judge_places(reading);
  return reading.found;
}

// The register first, then channels in the order of opening.
void Ledger::sort_faults(Verification& found) const {
  const auto rank = [this](const LogId& log) {
    if (log.channel == vault_) return std::size_t{0};
    std::size_t at = 1;
    for (const Channel& channel : channels_) {
      if (channel.id == log.channel) break;
      ++at;
    }
    return 4 * at + static_cast<std::size_t>(log.log_class);
  };
  std::stable_sort(found.faults.begin(), found.faults.end(),
                   [&](const Fault& a, const Fault& b) { return rank(a.log) < rank(b.log); });
}

void Ledger::read_log(Reading& reading, std::size_t index) {
  OpenLog& log = logs_[index];
  log.chain = Chain(log.id);
  reading.without_content.clear();
  reading.with_content.clear();
  reading.fault.reset();
  ++reading.found.logs;
  const auto note = [&](Damage what) {
    const std::uint64_t at = log.chain.size();
    reading.fault = Fault{log.id, at, what, damage_sentence(name_of(log.id), at, what)};
  };
  Result<LogFile::Cursor> rows = log.file->rows(0);
  if (!rows) note(Damage::file_damaged);
  Row row;
  while (!reading.fault) {
    const Result<bool> more = rows->next(row);
    if (!more) note(Damage::file_damaged);
    if (!more || !*more) break;
    if (!read_row(reading, log, row)) break;
    const std::uint64_t last = reading.claims.empty() ? 0 : reading.claims.back().place;
    if (log.chain.size() > 1 && row.place <= last) {
      note(Damage::place_wrong);
      break;
    }
    reading.claims.push_back({row.place, index, row.sequence, row.before});
  }
  judge_contents(reading, log);
  reading.found.entries += log.chain.size();
  reading.found.erased += log.chain.erasures().size();
  reading.found.newest = std::max(reading.found.newest, log.chain.hour());
  if (reading.fault && !has_fault(reading.found, log.id))
    reading.found.faults.push_back(*reading.fault);
}

// Whether the row is good; otherwise reading.fault says why.
bool Ledger::read_row(Reading& reading, OpenLog& log, const Row& row) {
  const std::uint64_t at = log.chain.size();
  const auto bad = [&](Damage what) {
    reading.fault = Fault{log.id, at, what, damage_sentence(name_of(log.id), at, what)};
    return false;
  };
  if (row.sequence != at) return bad(Damage::sequence_wrong);
  const Result<Entry> entry = read_entry(row.bytes);
  if (!entry) return bad(Damage::entry_malformed);
  const bool is_register = log.id.log_class == LogClass::register_log;
  std::optional<std::string> content;
  if (is_register || reading.depth == Depth::everything) content = content_of(row, *entry);
  const bool authenticate = reading.depth == Depth::everything;
  // The first line of the register introduces its own author.
  if (is_register && at == 0 && content) learn(*entry, *content, authenticate);

  ChainKeys keys;
  Passing<32> confidence;
  keys.authentication = authenticate;
  keys.author = [this](const KeyId& key) -> const Digest* {
    const Member* author = member(key);
    return author == nullptr ? nullptr : &author->public_key;
  };
  if (authenticate && log.id.log_class == LogClass::in_confidence) {
    confidence.bytes = confidence_key_of(vault_keys_, log.id.channel);
    keys.confidence = &confidence.bytes;
  }
  if (const auto gone = removed_.find(entry->author); gone != removed_.end())
    if (row.place > gone->second) return bad(Damage::author_unknown);
  if (std::optional<Damage> wrong = log.chain.add(row.bytes, keys)) return bad(*wrong);
  const Digest mac = place_mac(row, log.id, log.chain.last_leaf());
  if (!same_secret(as_text(mac), as_text(row.place_mac))) return bad(Damage::place_wrong);

  if (entry->kind == EntryKind::erasure) {
    if (row.sealed || row.wrapped) return bad(Damage::content_back);
    return true;
  }
  if (!row.sealed && !row.wrapped) {
    reading.without_content.push_back(at);
  } else if (!row.sealed || !row.wrapped) {
    return bad(Damage::content_missing);
  } else {
    reading.with_content.push_back(at);
    if ((is_register || authenticate) && !content) return bad(Damage::content_wrong);
  }
  if (is_register && at > 0 &&
      !(content && (learn(*entry, *content, authenticate) || learn_removal(*content, row.place))))
    return bad(Damage::content_wrong);
  return true;
}

// "removed KEY", of the register.
bool Ledger::learn_removal(std::string_view content, std::uint64_t place) {
  constexpr std::string_view start = "removed ";
  if (!content.starts_with(start) || !content.ends_with('\n')) return false;
  content.remove_prefix(start.size());
  const std::optional<KeyId> key = key_from_hex(content.substr(0, content.size() - 1));
  for (Member& each : members_)
    if (key && each.key == *key) {
      each.removed = true;
      return removed_.emplace(*key, place).second;
    }
  return false;
}

// What is gone has to be explained by an erasure, and what was erased has to be gone. The first
// entry for which it is not so counts, unless something was wrong before it.
void Ledger::judge_contents(Reading& reading, const OpenLog& log) {
  const auto consider = [&](std::uint64_t at, Damage what) {
    if (reading.fault && reading.fault->sequence <= at) return;
    reading.fault = Fault{log.id, at, what, damage_sentence(name_of(log.id), at, what)};
  };
  for (const std::uint64_t at : reading.with_content)
    if (log.chain.erased(at)) {
      consider(at, Damage::content_back);
      break;
    }
  // After other damage the erasures may simply not have been read any more.
  if (reading.fault && reading.fault->what != Damage::content_back) return;
  for (const std::uint64_t at : reading.without_content)
    if (!log.chain.erased(at)) {
      consider(at, Damage::content_missing);
      break;
    }
}

// A line of the register.
bool Ledger::learn(const Entry& entry, std::string_view content, bool check_certificate) {
  if (content.empty() || content.back() != '\n') return false;
  const std::vector<std::string_view> words = words_of(content.substr(0, content.size() - 1));
  if (words.size() == 3 && words[0] == "channel") {
    const std::optional<ChannelId> id = channel_from_hex(words[1]);
    const std::optional<std::string> name = bytes_from_hex(words[2]);
    if (!id || !name) return false;
    channels_.push_back({*id, *name, entry.hour, 0, 0});
    return true;
  }
  if (words.size() != 4 || words[0] != "member") return false;
  const std::optional<Digest> public_key = digest_from_hex(words[1]);
  const std::optional<std::string> name = bytes_from_hex(words[3]);
  if (!public_key || !name) return false;
  Member member{key_id(*public_key), *name, *public_key, std::nullopt};
  std::string certificate;
  if (members_.empty()) {
    if (words[2] != "-" || member.key != entry.author) return false;
  } else {
    const Member* voucher = this->member(entry.author);
    const std::optional<std::string> signature = bytes_from_hex(words[2]);
    if (voucher == nullptr || !signature) return false;
    if (check_certificate &&
        !signed_by(voucher->public_key, pre_authentication("caucus/member/1", as_text(*public_key)),
                   *signature))
      return false;
    member.vouched_by = entry.author;
    certificate = *signature;
  }
  members_.push_back(std::move(member));
  certificates_.push_back(std::move(certificate));
  return true;
}

// Places have to be exactly 1..N, and each entry has to know whose the place before it was.
void Ledger::judge_places(Reading& reading) {
  std::sort(reading.claims.begin(), reading.claims.end(),
            [](const PlaceClaim& a, const PlaceClaim& b) { return a.place < b.place; });
  const auto blame = [&](const LogId& log, std::uint64_t sequence, Damage what) {
    if (has_fault(reading.found, log)) return;
    reading.found.faults.push_back(
        {log, sequence, what, damage_sentence(name_of(log), sequence, what)});
  };
  LogTag before{};
  std::uint64_t expected = 1;
  for (const PlaceClaim& claim : reading.claims) {
    const LogId& log = logs_[claim.log].id;
    if (claim.place < expected) {
      blame(log, claim.sequence, Damage::place_doubled);
    } else if (claim.place > expected) {
      // This entry was written after one that is gone, and says whose it was.
      const LogId lost{{array_at<16>(as_text(claim.before), 0)},
                       static_cast<LogClass>(claim.before.back())};
      const OpenLog* there = find(lost);
      blame(lost, there == nullptr ? 0 : there->chain.size(), Damage::place_missing);
    } else if (claim.before != before) {
      blame(log, claim.sequence, Damage::place_wrong);
    }
    before = tag_of(log);
    expected = claim.place + 1;
  }
  places_ = expected - 1;
  last_tag_ = before;
}

std::optional<std::map<std::string, std::uint64_t>> Ledger::sizes_in(
    const std::string& file, std::string_view format) const {
  const Result<std::string> text = world_.disk->read(folder_ + "/" + file);
  const std::size_t end = text ? text->rfind("mac = \"") : std::string::npos;
  if (end == std::string::npos) return std::nullopt;
  std::string_view noted = std::string_view(*text).substr(0, end);
  const Digest mac = keyed_hash(vault_keys_.places.bytes(), noted);
  if (text->substr(end) != fmt::format("mac = \"{}\"\n", to_hex(mac))) return std::nullopt;
  const std::string first = fmt::format("format = \"{}\"\n", format);
  if (!noted.starts_with(first)) return std::nullopt;
  std::map<std::string, std::uint64_t> sizes;
  for (noted.remove_prefix(first.size()); !noted.empty();) {
    const std::string_view line = noted.substr(0, noted.find('\n'));
    noted.remove_prefix(line.size() + 1);
    const std::size_t equals = line.find("\" = ");
    const std::optional<std::uint64_t> size = number_from(line.substr(equals + 4));
    if (!size) return std::nullopt;
    sizes.emplace(line.substr(1, equals - 1), *size);
  }
  return sizes;
}

// What was being written to several logs when the program was killed, or the power cut, was never
// acknowledged: some of it is here and some is not, and all of it is taken back. An old note put in
// this place would take back more; then the logs are shorter than sizes.toml says, or a place is
// missing.
void Ledger::take_back_unfinished(Verification& found) {
  const std::string note = folder_ + "/unfinished.toml";
  if (!found.sound() || !world_.disk->exists(note)) return;
  const LogId register_log{vault_, LogClass::register_log};
  const auto blame = [&](const LogId& log, const std::string& detail) {
    found.faults.push_back(
        {log, 0, Damage::file_damaged,
         damage_sentence(name_of(log), 0, Damage::file_damaged) + "; " + detail});
  };
  const auto sizes = sizes_in("unfinished.toml", unfinished_format);
  if (!sizes) return blame(register_log, shown(note) + " is not as the program wrote it");
  for (OpenLog& log : logs_) {
    const auto size = sizes->find(to_string(log.id));
    if (size == sizes->end()) continue;
    if (Result<void> cut = log.file->cut(size->second); !cut)
      return blame(log.id, cut.error().message);
  }
  Result<void> removed = world_.disk->remove(note);
  if (removed) removed = world_.disk->sync_folder(folder_);
  if (!removed) blame(register_log, removed.error().message);
}

// The sizes noted when the vault was last closed or opened: no log may be shorter now.
void Ledger::judge_sizes(Verification& found) {
  const LogId register_log{vault_, LogClass::register_log};
  const auto blame = [&](const LogId& log, std::uint64_t at, Damage what) {
    if (!has_fault(found, log))
      found.faults.push_back({log, at, what, damage_sentence(name_of(log), at, what)});
  };
  const auto sizes = sizes_in("sizes.toml", sizes_format);
  if (!sizes) return blame(register_log, 0, Damage::file_damaged);
  for (const OpenLog& log : logs_) {
    const auto size = sizes->find(to_string(log.id));
    if (size != sizes->end() && log.chain.size() < size->second)
      blame(log.id, log.chain.size(), Damage::shorter_than_before);
  }
}

}  // namespace caucus::record
