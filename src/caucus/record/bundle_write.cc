// How a bundle and a checkpoint are made from an open vault.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/bytes.h"
#include "caucus/record/checkpoint.h"
#include "caucus/record/vault.h"
#include "caucus/record/vault_state.h"

namespace caucus::record {

namespace {

std::string hashes(const std::vector<Digest>& proof) {
  if (proof.empty()) return " -";
  std::string out;
  for (const Digest& hash : proof)
    out += " " + to_hex(hash);
  return out;
}

std::string note_for(const Ledger& ledger, const OpenLog& log) {
  const Checkpoint checkpoint{log.id, log.chain.size(), log.chain.tree().root()};
  if (log.id.log_class != LogClass::in_confidence)
    return signed_checkpoint(checkpoint, ledger.keys().signing);
  Passing<32> key;
  key.bytes = confidence_key_of(ledger.vault_keys(), log.id.channel);
  return authenticated_checkpoint(checkpoint, key.bytes);
}

// One log as it goes into a bundle, and who wrote in it.
class LogWriter {
 public:
  LogWriter(Ledger& ledger, OpenLog& log, const BundleChoice& choice)
      : ledger_(ledger), log_(log), choice_(choice) {}

  Result<std::string> write(std::set<KeyId>& authors) {
    std::string entries;
    Result<LogFile::Cursor> rows = log_.file->rows(0);
    if (!rows) return fail(rows.error());
    std::vector<std::pair<std::uint64_t, std::string>> shown_entries;
    Row row;
    while (true) {
      const Result<bool> more = rows->next(row);
      if (!more) return fail(more.error());
      if (!*more) break;
      leaves_.push_back(leaf_hash(row.bytes));
      if (choice_.only && !is_chosen(row.sequence)) continue;
      const Result<std::string> lines = lines_of(row, authors);
      if (!lines) return lines;
      shown_entries.emplace_back(row.sequence, *lines);
    }
    const char* extent = choice_.only ? "part" : "whole";
    std::string out = fmt::format("log {} {} {}\ncheckpoint\n{}", to_string(log_.id.log_class),
                                  leaves_.size(), extent, note_for(ledger_, log_));
    for (const auto& shown_entry : shown_entries) {
      out += shown_entry.second;
      if (choice_.only)
        out += fmt::format("proof{}\n", hashes(inclusion_proof(leaves_, shown_entry.first)));
    }
    return add_consistency(std::move(out));
  }

 private:
  [[nodiscard]] bool is_chosen(std::uint64_t sequence) const {
    return std::find(choice_.only->begin(), choice_.only->end(), sequence) != choice_.only->end();
  }

  Result<std::string> lines_of(const Row& row, std::set<KeyId>& authors) {
    const Result<Entry> entry = read_entry(row.bytes);
    if (!entry) return fail(entry.error());
    authors.insert(entry->author);
    std::string out = fmt::format("entry {}\n", to_hex(as_bytes(row.bytes)));
    const bool open = row.sealed && choice_.opened && choice_.opened(*entry);
    if (!open) return out;
    const std::optional<Ledger::Opened> opened = ledger_.open_row(row, *entry);
    if (!opened)
      return fail(ErrorKind::corrupt,
                  damage_sentence(ledger_.name_of(log_.id), row.sequence, Damage::content_wrong));
    out += fmt::format("opened {} {}\n", to_hex(as_bytes(opened->salt)),
                       opened->content.empty() ? "-" : to_hex(as_bytes(opened->content)));
    return out;
  }

  Result<std::string> add_consistency(std::string out) {
    for (const std::uint64_t size : choice_.known_sizes) {
      if (size == 0 || size > leaves_.size())
        return fail(ErrorKind::not_found,
                    fmt::format("{} never had {} entries", ledger_.name_of(log_.id), size));
      out += fmt::format("consistency {} {}{}\n", size,
                         to_hex(root_of(std::span(leaves_).first(size))),
                         hashes(consistency_proof(leaves_, size)));
    }
    return out;
  }

  Ledger& ledger_;
  OpenLog& log_;
  const BundleChoice& choice_;
  std::vector<Digest> leaves_;
};

// The founder, the authors, and whoever vouched between them, in the order of joining.
std::string key_lines(const Ledger& ledger, std::set<KeyId> wanted) {
  const std::vector<Member>& members = ledger.members();
  for (std::size_t i = members.size(); i-- > 0;)
    if (wanted.contains(members[i].key) && members[i].vouched_by)
      wanted.insert(*members[i].vouched_by);
  std::string out;
  for (const Member& member : members) {
    if (!wanted.contains(member.key)) continue;
    out += fmt::format("key {} ", to_hex(member.public_key));
    out += member.vouched_by ? to_string(*member.vouched_by) + " " +
                                   to_hex(as_bytes(ledger.certificate(member.key)))
                             : std::string("founder");
    out += '\n';
  }
  return out;
}

}  // namespace

Result<std::string> Vault::checkpoint(const LogId& id) {
  if (Result<void> good = state_->ready(); !good) return fail(good.error());
  const Result<OpenLog*> log = state_->log_for(id);
  if (!log) return fail(log.error());
  return note_for(state_->ledger, **log);
}

Result<std::string> Vault::export_bundle(const ChannelId& channel, const BundleChoice& choice) {
  if (Result<void> good = state_->ready(); !good) return fail(good.error());
  if (choice.only && choice.logs.size() != 1)
    return fail(ErrorKind::malformed, "single entries are exported from one log at a time");
  if (choice.only && choice.only->empty())
    return fail(ErrorKind::malformed, "a part of a log has at least one entry");
  std::vector<OpenLog*> logs;
  for (const LogClass log_class : choice.logs) {
    const Result<OpenLog*> log = state_->log_for({channel, log_class});
    if (!log) return fail(log.error());
    if (std::find(logs.begin(), logs.end(), *log) != logs.end())
      return fail(ErrorKind::malformed, "a log is named twice");
    logs.push_back(*log);
  }
  for (const std::uint64_t sequence : choice.only.value_or(std::vector<std::uint64_t>{}))
    if (sequence >= logs.front()->chain.size())
      return fail(
          ErrorKind::not_found,
          fmt::format("{} has no entry {}", state_->ledger.name_of(logs.front()->id), sequence));
  return state_->guarded<std::string>([&]() -> Result<std::string> {
    std::set<KeyId> authors{state_->me.key};
    std::string written;
    for (OpenLog* log : logs) {
      Result<std::string> lines = LogWriter(state_->ledger, *log, choice).write(authors);
      if (!lines) return lines;
      written += *lines;
    }
    return fmt::format("caucus-bundle 1\nchannel {}\n{}{}end\n", to_string(channel),
                       key_lines(state_->ledger, authors), written);
  });
}

}  // namespace caucus::record
