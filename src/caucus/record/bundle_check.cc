// How a bundle is checked, without a vault. format.md says the same in words, verify_record.py in
// Python.

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/record/bundle_found.h"
#include "caucus/record/bytes.h"
#include "caucus/record/chain.h"
#include "caucus/record/checkpoint.h"
#include "caucus/record/tree.h"

namespace caucus::record {

namespace {

// What ends the check of a bundle: it is thrown away line by line, so the first damage counts.
struct Stop {
  std::uint64_t sequence;
  Damage what;
};
using Check = std::optional<Stop>;

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t blank = line.find(' ');
    words.push_back(line.substr(0, blank));
    if (blank == std::string_view::npos) return words;
    line.remove_prefix(blank + 1);
  }
}

std::optional<std::vector<Digest>> hashes_from(std::span<const std::string_view> words) {
  std::vector<Digest> hashes;
  if (words.size() == 1 && words[0] == "-") return hashes;
  for (const std::string_view word : words) {
    const std::optional<Digest> hash = digest_from_hex(word);
    if (!hash) return std::nullopt;
    hashes.push_back(*hash);
  }
  if (hashes.empty()) return std::nullopt;
  return hashes;
}

class BundleCheck {
 public:
  BundleCheck(std::string_view bundle, const BundleTrust& trust) : trust_(trust), rest_(bundle) {}

  BundleFound run() {
    Check stop = form();
    if (!stop) stop = head();
    if (!stop) stop = keys();
    while (!stop && word() == "log")
      stop = log();
    if (!stop && (rest_ != "end\n" || found_.logs == 0)) stop = damaged();
    if (!stop) stop = unmet_checkpoints();
    if (stop) {
      const LogId at = chain_ ? chain_->log() : LogId{channel_, LogClass::on_the_record};
      found_.faults.push_back(
          {at, stop->sequence, stop->what,
           damage_sentence(std::string(to_string(at.log_class)), stop->sequence, stop->what)});
    }
    return {found_, {of_log(LogClass::on_the_record), of_log(LogClass::in_confidence)}};
  }

 private:
  [[nodiscard]] Check stop(Damage what) const { return Stop{chain_ ? position_ : 0, what}; }
  [[nodiscard]] Check damaged() const { return stop(Damage::file_damaged); }

  // The next line, not taken yet; empty at the end.
  [[nodiscard]] std::string_view peek() const {
    const std::size_t end = rest_.find('\n');
    return end == std::string_view::npos ? std::string_view() : rest_.substr(0, end);
  }
  [[nodiscard]] std::string_view word() const { return split(peek())[0]; }
  std::string_view take() {
    const std::string_view line = peek();
    rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
    return line;
  }

  // What holds for every line, so that no name and no line end can be another to another reader.
  [[nodiscard]] Check form() const {
    if (invalid_utf8_at(rest_) || !rest_.ends_with('\n')) return damaged();
    return std::nullopt;
  }

  [[nodiscard]] BundleLog of_log(LogClass log_class) const {
    for (const BundleLog& log : logs_)
      if (log.log_class == log_class) return log;
    BundleLog missing;
    missing.log_class = log_class;
    return missing;
  }

  Check head() {
    if (take() != "caucus-bundle 1") return damaged();
    const auto words = split(take());
    const std::optional<ChannelId> channel =
        words.size() == 2 && words[0] == "channel" ? channel_from_hex(words[1]) : std::nullopt;
    if (!channel) return damaged();
    channel_ = *channel;
    return std::nullopt;
  }

  // The founder first; every other key with what somebody before it signed.
  Check keys() {
    while (word() == "key") {
      const auto words = split(take());
      const std::optional<Digest> key =
          words.size() >= 3 ? digest_from_hex(words[1]) : std::nullopt;
      if (!key || keys_.contains(key_id(*key))) return damaged();
      if (keys_.empty()) {
        if (words.size() != 3 || words[2] != "founder") return damaged();
        if (trust_.founder && *trust_.founder != *key) return stop(Damage::author_unknown);
      } else {
        const std::optional<KeyId> by = key_from_hex(words[2]);
        const std::optional<std::string> signature =
            words.size() == 4 ? bytes_from_hex(words[3]) : std::nullopt;
        if (!by || !signature) return damaged();
        const auto voucher = keys_.find(*by);
        if (voucher == keys_.end()) return stop(Damage::author_unknown);
        if (!signed_by(voucher->second, pre_authentication("caucus/member/1", as_text(*key)),
                       *signature))
          return stop(Damage::author_unknown);
      }
      keys_.emplace(key_id(*key), *key);
    }
    return keys_.empty() ? damaged() : std::nullopt;
  }

  Check log() {
    const auto words = split(take());
    const std::optional<LogClass> log_class =
        words.size() == 4 ? log_class_from(words[1]) : std::nullopt;
    const std::optional<std::uint64_t> size = log_class ? number_from(words[2]) : std::nullopt;
    if (!size || *log_class == LogClass::register_log) return damaged();
    if (words[3] != "whole" && words[3] != "part") return damaged();
    whole_ = words[3] == "whole";
    const LogId id{channel_, *log_class};
    if (std::find(seen_.begin(), seen_.end(), id) != seen_.end()) return damaged();
    seen_.push_back(id);
    chain_.emplace(id);
    leaves_.clear();
    continued_.clear();
    position_ = 0;
    next_ = 0;
    ++found_.logs;
    const bool checked = *log_class != LogClass::in_confidence || trust_.confidence_key;
    logs_.push_back({*log_class, true, whole_, 0, *size, checked});
    if (Check stop = checkpoint(*size)) return stop;
    while (word() == "entry")
      if (Check stop = entry()) return stop;
    if (whole_) {
      if (chain_->size() != *size) return stop(Damage::sequence_wrong);
      if (chain_->tree().root() != checkpoint_.root) return stop(Damage::checkpoint_wrong);
      found_.erased += chain_->erasures().size();
    } else if (position_ == 0) {
      return stop(Damage::sequence_wrong);
    }
    while (word() == "consistency")
      if (Check stop = consistency()) return stop;
    return earlier_checkpoints();
  }

  Check checkpoint(std::uint64_t size) {
    if (take() != "checkpoint") return damaged();
    const std::string_view start = rest_;
    std::size_t length = 0;
    for (int line = 0; line < 5; ++line)
      length += take().size() + 1;
    const Result<CheckpointNote> note = read_checkpoint(start.substr(0, length));
    if (!note || note->signatures.size() != 1) return stop(Damage::checkpoint_wrong);
    checkpoint_ = note->checkpoint;
    if (checkpoint_.log != chain_->log() || checkpoint_.size != size || !is_vouched(*note))
      return stop(Damage::checkpoint_wrong);
    return std::nullopt;
  }

  // Signed by somebody known; of confidences, authenticated, where the reader has the key.
  [[nodiscard]] bool is_vouched(const CheckpointNote& note) const {
    if (note.checkpoint.log.log_class == LogClass::in_confidence)
      return trust_.confidence_key ? authenticated_by(note, *trust_.confidence_key)
                                   : is_as_in_confidence(note);
    return std::any_of(keys_.begin(), keys_.end(),
                       [&](const auto& key) { return signed_by(note, key.second); });
  }

  // Whether an entry of a part has stood in it before, or should have.
  [[nodiscard]] bool comes_again(std::string_view stored) const {
    const Result<Entry> entry = read_entry(stored);
    return entry && entry->id.log == chain_->log() && entry->id.sequence < next_;
  }

  Check entry() {
    const auto words = split(take());
    const std::optional<std::string> bytes =
        words.size() == 2 ? bytes_from_hex(words[1]) : std::nullopt;
    if (!bytes) return damaged();
    ChainKeys keys;
    keys.author = [this](const KeyId& id) -> const Digest* {
      const auto found = keys_.find(id);
      return found == keys_.end() ? nullptr : &found->second;
    };
    keys.confidence = trust_.confidence_key ? &*trust_.confidence_key : nullptr;
    if (!whole_ && comes_again(*bytes)) return stop(Damage::sequence_wrong);
    const std::optional<Damage> wrong =
        whole_ ? chain_->add(*bytes, keys) : chain_->look_at(*bytes, keys);
    if (wrong) return stop(*wrong);
    ++logs_.back().shown;
    if (logs_.back().author_checked) ++found_.entries;
    leaves_.push_back(chain_->last_leaf());
    next_ = chain_->last().id.sequence + 1;
    if (word() == "opened")
      if (Check stop = opened()) return stop;
    if (!whole_)
      if (Check stop = proof()) return stop;
    ++position_;
    return std::nullopt;
  }

  Check opened() {
    const auto words = split(take());
    const std::optional<Digest> salt = words.size() == 3 ? digest_from_hex(words[1]) : std::nullopt;
    std::optional<std::string> content;
    if (salt) content = words[2] == "-" ? std::string() : bytes_from_hex(words[2]);
    if (!content || (content->empty() && words[2] != "-")) return damaged();
    const Entry& entry = chain_->last();
    if (entry.kind != EntryKind::content ||
        content_digest(as_text(*salt), *content) != entry.content)
      return stop(Damage::content_wrong);
    return std::nullopt;
  }

  Check proof() {
    const auto words = split(take());
    if (words[0] != "proof") return damaged();
    const auto hashes = hashes_from(std::span(words).subspan(1));
    if (!hashes) return damaged();
    const Inclusion claim{chain_->last_leaf(), chain_->last().id.sequence, checkpoint_.size,
                          checkpoint_.root};
    if (!included(claim, *hashes)) return stop(Damage::proof_wrong);
    return std::nullopt;
  }

  Check consistency() {
    const auto words = split(take());
    const std::optional<std::uint64_t> size =
        words.size() >= 4 ? number_from(words[1]) : std::nullopt;
    const std::optional<Digest> root = size ? digest_from_hex(words[2]) : std::nullopt;
    if (!root) return damaged();
    const auto hashes = hashes_from(std::span(words).subspan(3));
    if (!hashes) return damaged();
    if (!continues({*size, *root, checkpoint_.size, checkpoint_.root}, *hashes))
      return stop(Damage::proof_wrong);
    continued_[*size] = *root;
    return std::nullopt;
  }

  // What the reader was shown before has to be the beginning of what is here.
  Check earlier_checkpoints() {
    for (const std::string& text : trust_.earlier_checkpoints) {
      const Result<CheckpointNote> note = read_checkpoint(text);
      if (!note) return stop(Damage::checkpoint_wrong);
      const Checkpoint& earlier = note->checkpoint;
      if (earlier.log != chain_->log()) continue;
      if (!is_vouched(*note)) return stop(Damage::checkpoint_wrong);
      if (earlier.size > checkpoint_.size) return stop(Damage::history_changed);
      if (whole_)
        continued_[earlier.size] = root_of(std::span(leaves_).first(earlier.size));
      else if (earlier.size == checkpoint_.size)
        continued_[earlier.size] = checkpoint_.root;
      const auto root = continued_.find(earlier.size);
      if (root == continued_.end() || root->second != earlier.root)
        return stop(Damage::history_changed);
      ++met_;
    }
    return std::nullopt;
  }

  // A checkpoint of a log that is not in the bundle cannot have been met.
  Check unmet_checkpoints() {
    return met_ == trust_.earlier_checkpoints.size() ? std::nullopt : stop(Damage::history_changed);
  }

  const BundleTrust& trust_;
  std::string_view rest_;
  ChannelId channel_;
  std::map<KeyId, Digest> keys_;
  std::vector<LogId> seen_;
  std::vector<BundleLog> logs_;
  std::optional<Chain> chain_;
  bool whole_ = true;
  std::uint64_t position_ = 0;
  std::uint64_t next_ = 0;  // the least sequence that may follow in a part
  Checkpoint checkpoint_;
  std::vector<Digest> leaves_;
  std::map<std::uint64_t, Digest> continued_;
  std::size_t met_ = 0;
  Verification found_;
};

}  // namespace

BundleFound examine_bundle(std::string_view bundle, const BundleTrust& trust) {
  return BundleCheck(bundle, trust).run();
}

Verification verify_bundle(std::string_view bundle, const BundleTrust& trust) {
  return examine_bundle(bundle, trust).verification;
}

std::string sentence_of(const BundleLog& log) {
  std::string says(to_string(log.log_class));
  if (!log.present) return says + ": not in this bundle";
  const std::string size = counted(log.size, "entry", "entries");
  says += log.whole ? ": whole, " + size : fmt::format(": part, {} of {}", log.shown, size);
  if (!log.author_checked) says += "; who wrote it was not checked, which takes the channel's key";
  return says;
}

}  // namespace caucus::record
