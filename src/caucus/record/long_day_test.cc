#include <algorithm>
#include <cstring>
#include <new>

#include <doctest/doctest.h>

#include "caucus/record/long_day_for_tests.h"

namespace caucus::record {

VaultOptions LongDay::options(FaultyDisk& disk, RandomStream& keys) {
  VaultOptions options;
  options.member_name = "Ines";
  options.kdf = {8, 1};
  options.world.disk = &disk;
  options.world.clock = [] { return std::int64_t{1'710'000'000}; };
  options.world.random = [&keys](std::span<std::byte> bytes) {
    for (std::byte& byte : bytes)
      byte = static_cast<std::byte>(keys.next_u64());
  };
  return options;
}

void LongDay::done(Act act) {
  acts_.push_back(act);
  disk_->mark(acts_.size());
}

template <class T>
bool LongDay::good(const Result<T>& result) {
  if (result) return true;
  if (vault_ && channels_.empty()) {
    const auto again = vault_->open_channel("channel 0");
    if (again) {
      ++refusals_;
      channels_.push_back(*again);
      done({*again, std::nullopt, std::nullopt});
      return true;
    }
    stayed_stopped_ = again.error() == result.error();
  } else if (vault_) {
    const LogId log{channels_.front(), LogClass::on_the_record};
    const auto again = vault_->append(log, {"after"});
    // Not stopped: the disk was full and the vault goes on.
    if (again.has_value()) {
      ++refusals_;
      done({std::nullopt, again->front(), std::nullopt});
      return true;
    }
    stayed_stopped_ = again.error() == result.error() && !vault_->verify().has_value() &&
                      !vault_->open_channel("never").has_value();
  }
  ended_ = result.error();
  return false;
}

void LongDay::run(int steps) {
  left_ = steps;
  try {
    Result<NewVault> made = Vault::create(folder(), passphrase_, options(*disk_, keys_));
    if (!good(made)) return;
    vault_.emplace(std::move(made->vault));
    if (!open_channel()) return;
    while (left_-- > 0 && one_thing()) {
    }
  } catch (const std::bad_alloc&) {
    ended_ = Error{ErrorKind::unwritable, "memory ran out"};
  }
  vault_.reset();
}

bool LongDay::one_thing() {
  const std::uint64_t what = dice_.below(100);
  if (what < 5 && channels_.size() < 3) return open_channel();
  if (what < 7) return reopen();
  if (what < 15) return erase();
  if (what < 17) return good(vault_->change_passphrase(passphrase_, {8, 1}));
  if (what < 25) return append_to_all();
  return append();
}

// Something to each log in turn, twice: all of it or nothing.
bool LongDay::append_to_all() {
  std::vector<Writing> writings;
  for (int turn = 0; turn < 2; ++turn)
    for (const ChannelId& channel : channels_)
      for (const LogClass log_class : {LogClass::on_the_record, LogClass::in_confidence})
        writings.push_back(
            {{channel, log_class}, {std::string(30, static_cast<char>('A' + dice_.below(26)))}});
  const auto receipts = vault_->append_all(writings);
  if (!receipts) return good(receipts);
  for (const Receipt& receipt : *receipts) {
    erasable_[receipt.id.log].push_back(receipt.id.sequence);
    acts_.push_back({std::nullopt, receipt, std::nullopt});
  }
  disk_->mark(acts_.size());
  return true;
}

bool LongDay::open_channel() {
  const auto channel = vault_->open_channel("channel " + std::to_string(channels_.size()));
  if (!channel) return good(channel);
  channels_.push_back(*channel);
  done({*channel, std::nullopt, std::nullopt});
  return true;
}

bool LongDay::append() {
  const LogId log{channels_[dice_.below(channels_.size())],
                  dice_.below(2) == 0 ? LogClass::on_the_record : LogClass::in_confidence};
  std::vector<std::string> contents(dice_.below(4) == 0 ? 3 : 1);
  for (std::string& content : contents)
    content.assign(dice_.below(8) == 0 ? 5000 : 40, static_cast<char>('a' + dice_.below(26)));
  const auto receipts = vault_->append(log, contents);
  if (!receipts) return good(receipts);
  for (const Receipt& receipt : *receipts)
    erasable_[log].push_back(receipt.id.sequence);
  done({std::nullopt, receipts->back(), std::nullopt});
  return true;
}

bool LongDay::erase() {
  for (auto& [log, sequences] : erasable_) {
    if (sequences.empty()) continue;
    const std::uint64_t sequence = sequences.back();
    const auto receipts = vault_->erase(log, {sequence});
    if (!receipts) return good(receipts);
    sequences.pop_back();
    done({std::nullopt, receipts->back(), EntryId{log, sequence}});
    return true;
  }
  return true;
}

bool LongDay::reopen() {
  vault_.reset();
  Result<Vault> again = Vault::open(folder(), {passphrase_, ""}, options(*disk_, keys_));
  if (!again) return good(again);
  vault_.emplace(*std::move(again));
  return true;
}

std::string LongDay::missing(FaultyDisk& disk, std::uint64_t count) const {
  RandomStream keys(99, count);
  Result<Vault> vault = Vault::open(folder(), {passphrase_, ""}, options(disk, keys));
  if (!vault) return "the vault does not open: " + vault.error().message;
  const std::vector<Channel> channels = vault->channels();
  std::map<LogId, const Receipt*> last;
  for (std::size_t i = 0; i < count; ++i) {
    const Act& act = acts_[i];
    const bool there =
        !act.channel || std::any_of(channels.begin(), channels.end(), [&](const Channel& channel) {
          return channel.id == *act.channel;
        });
    if (!there) return "a channel is gone";
    if (act.receipt) last[act.receipt->id.log] = &*act.receipt;
    if (!act.erased) continue;
    const Result<Record> record = vault->read(*act.erased);
    if (!record || record->content) return "an erasure is undone";
  }
  // Each log is a chain: its last acknowledged entry vouches for those before it.
  for (const auto& [log, receipt] : last) {
    const Result<Record> record = vault->read(receipt->id);
    if (!record) return record.error().message;
    if (record->receipt.leaf != receipt->leaf) return to_string(log) + " has another entry";
  }
  return "";
}

TEST_CASE("a long day on a sound disk loses nothing") {
  FaultyDisk disk;
  LongDay day(disk, 7);
  day.run(200);
  REQUIRE_FALSE(day.ended().has_value());
  CHECK(day.acknowledged() > 150);
  CHECK(day.missing(disk, day.acknowledged()) == "");
  RandomStream keys(3);
  const auto found =
      Vault::inspect(LongDay::folder(), {"long day", ""}, LongDay::options(disk, keys));
  REQUIRE(found.has_value());
  CHECK(found->sound());
  CHECK(found->erased > 5);
}

}  // namespace caucus::record
