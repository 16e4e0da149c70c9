#include "caucus/desk/talks_desk.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "caucus/base/file.h"
#include "caucus/base/text.h"
#include "caucus/brief/case_as_said.h"
#include "caucus/desk/clock.h"
#include "caucus/desk/entry_content.h"
#include "caucus/desk/given.h"
#include "caucus/talks/intake.h"

namespace caucus {
namespace {

constexpr std::string_view no_vault =
    "the case has no vault; `caucus open CASE --recovery FILE` makes one";

std::string entry_name(const std::string& channel, const record::EntryId& id) {
  return fmt::format("{}/{}/{}", channel, to_string(id.log.log_class), id.sequence);
}

}  // namespace

Replayed replayed(const Case& c, std::vector<Event> events) {
  return replay(c, std::move(events), Moment::of_day(*Date::from_calendar(9999, 12, 30)));
}

TalksDesk::TalksDesk(Case c, TalksKept kept)
    : case_(std::make_shared<const Case>(std::move(c))), kept_(kept) {
  given_.resize(case_->parties.size());
  watch();
}

// Views of these talks from the beginning.
void TalksDesk::watch() {
  views_.clear();
  for (const PartyId party : case_->parties.ids())
    views_.emplace_back(*case_, party);
}

const ViewKeeper& TalksDesk::view_of(PartyId party, Date day) {
  ViewKeeper& view = views_[party.index()];
  view.set_day(day);
  view.follow(talks_);
  return view;
}

Result<TalksDesk> TalksDesk::open(Case c, const std::string& case_path, const VaultAccess& access,
                                  const Moment& now) {
  TalksDesk desk(std::move(c), talks_kept(case_path));
  if (desk.kept_ == TalksKept::in_script)
    if (auto read = desk.read_script_file(script_file(case_path), now); !read)
      return fail(read.error());
  if (desk.kept_ == TalksKept::in_vault)
    if (auto read = desk.read_vault(vault_folder(case_path), access); !read)
      return fail(read.error());
  return desk;
}

Result<void> TalksDesk::read_script_file(const std::string& path, const Moment& now) {
  const Result<std::string> text = read_file(path, script_bytes_max);
  if (!text) return fail(text.error());
  const ScriptRead read = read_script(*case_, *text);
  std::string wrong;
  const auto add = [&](const std::string& sentence) {
    wrong += (wrong.empty() ? "" : "\n") + sentence;
  };
  for (const ScriptFault& fault : read.faults)
    add(to_string(fault, path));
  if (read.more_faults != 0) add(fmt::format("... and {} more", read.more_faults));
  if (wrong.empty()) {
    const auto due = [](const ScriptLine& line) {
      return line.expected && line.expected->starts_with("refused");
    };
    Intake intake(*case_, std::move(talks_), now);
    std::vector<const ScriptLine*> lines;
    for (const ScriptLine& line : read.script.lines) {
      if (!line.event) continue;
      lines.push_back(&line);
      if (due(line)) intake.settle();
      intake.take(*line.event);
      if (due(line)) intake.settle();
    }
    intake.settle();
    for (const auto& [which, refused] : intake.refused())
      if (wrong.empty() && !due(*lines[which]))
        add(fmt::format("{}:{}: {}", shown(path), lines[which]->line, to_string(refused)));
    talks_ = std::move(intake).finish();
  }
  if (!wrong.empty()) return fail(ErrorKind::malformed, std::move(wrong));
  return {};
}

Result<void> TalksDesk::read_vault(const std::string& folder, const VaultAccess& access) {
  Result<record::Vault> opened =
      record::Vault::open(folder, access.credentials(), access.options());
  if (!opened) return fail(opened.error());
  vault_ = std::move(*opened);
  std::map<record::ChannelId, std::string> channel_names;
  for (const record::Channel& channel : vault_->channels())
    channel_names.emplace(channel.id, channel.name);
  std::map<record::ChannelId, std::size_t> parties;  // whose channel it is
  for (const record::Channel& channel : vault_->channels())
    for (const PartyId party : case_->parties.ids())
      if (case_->parties[party].id == channel.name) parties.emplace(channel.id, party.index());
  std::map<record::KeyId, std::string> names;
  for (const record::Member& member : vault_->members())
    names.emplace(member.key, member.name);

  std::vector<Event> events;
  std::optional<Error> wrong;
  const auto read = vault_->for_each_in_order([&](const record::Record& record) {
    if (record.entry.kind == record::EntryKind::erasure) return true;
    if (!record.content) return ++erased_, true;
    const Content content = read_content(*record.content);
    if (content.type == ContentType::other) return true;
    if (content.type == ContentType::given) {
      const auto to = parties.find(record.entry.id.log.channel);
      if (to != parties.end()) given_[to->second].emplace(id_of_given(content.line));
      return true;
    }
    Result<Event> event = event_of_content(*case_, content.line);
    if (!event) {
      wrong =
          Error{ErrorKind::malformed,
                fmt::format("entry {} does not fit the case as it is now: {}",
                            entry_name(channel_names[record.entry.id.log.channel], record.entry.id),
                            event.error().message)};
      return false;
    }
    events.push_back(*std::move(event));
    notings_.push_back({record.entry.id, names[record.entry.author], record.entry.hour});
    return true;
  });
  if (!read) return fail(read.error());
  if (wrong) return fail(*wrong);
  Replayed again = replayed(*case_, std::move(events));
  if (again.refused) {
    const record::EntryId& id = notings_[again.refused_at].entry;
    return fail(ErrorKind::malformed, fmt::format("entry {} does not fit the case as it is now: {}",
                                                  entry_name(channel_names[id.log.channel], id),
                                                  to_string(*again.refused)));
  }
  talks_ = std::move(again.talks);
  return give();
}

Result<record::ChannelId> TalksDesk::channel(const std::string& name) {
  if (!vault_) return fail(ErrorKind::not_found, std::string(no_vault));
  for (const record::Channel& each : vault_->channels())
    if (each.name == name) return each.id;
  return vault_->open_channel(name);
}

// Appends the events from that place on, all of them or none: a part of a script might be one that
// cannot have happened.
Result<void> TalksDesk::keep(EventIndex from, Giving giving) {
  if (not_given_) return fail(*not_given_);
  const Result<record::ChannelId> own = channel(std::string(own_channel));
  if (!own) return fail(own.error());
  std::vector<record::Writing> writings;
  for (std::size_t at = from; at < talks_.events.size(); ++at) {
    const record::LogId log{*own, class_of(kind_of(talks_.events[at]))};
    if (writings.empty() || writings.back().log != log) writings.push_back({log, {}});
    writings.back().contents.push_back(event_content(*case_, talks_.events[at]));
  }
  const auto receipts = vault_->append_all(writings);
  if (!receipts) return fail(receipts.error());
  for (const record::Receipt& receipt : *receipts)
    notings_.push_back({receipt.id, vault_->me().name, receipt.hour});
  due_ = true;
  return giving == Giving::later ? Result<void>() : give_due();
}

Result<void> TalksDesk::give_due() {
  if (!std::exchange(due_, false)) return {};
  Result<void> given = give();
  if (!given) not_given_ = given.error();
  return given;
}

// Appends to the parties' channels what the parties see and was not given there yet. What reads
// differently after a correction has another id in the view, and so is given too.
Result<void> TalksDesk::give() {
  for (std::size_t at = 0; at < views_.size(); ++at) {
    views_[at].follow(talks_);
    const PartyView& view = views_[at].view();
    std::map<record::LogClass, std::vector<std::string>> due;
    for (const Seen& seen : view.entries)
      if (given_[at].insert(seen.id).second)
        due[class_of(seen)].push_back(given_content(given_line(*case_, view, seen.number)));
    for (const auto& [log_class, contents] : due) {
      const Result<record::ChannelId> to = channel(case_->parties[view.party].id);
      if (!to) return fail(to.error());
      const auto receipts = vault_->append({*to, log_class}, contents);
      if (!receipts) return fail(receipts.error());
    }
  }
  return {};
}

// What could not be written did not happen; of a script that is its end.
void TalksDesk::fall_back() {
  std::vector<Event> events = std::move(talks_.events);
  events.resize(notings_.size());
  talks_ = replayed(*case_, std::move(events)).talks;
  watch();
}

Result<LineAnswer> TalksDesk::check(std::string_view line, const Moment& now) const {
  LineAnswer answer;
  LineRead read = read_event_line(*case_, talks_, line, {now, random_event_id()});
  answer.faults = std::move(read.faults);
  if (!read.event) return answer;
  if (!read.event->noted && read.event->said < now) read.event->noted = now;
  Applied applied = apply(*case_, talks_, *std::move(read.event), now);
  answer.refused = std::move(applied.refused);
  answer.warnings = std::move(applied.warnings);
  if (!answer.refused)
    answer.outcome =
        outcome(*case_, applied.talks, static_cast<EventIndex>(applied.talks.events.size() - 1));
  return answer;
}

std::shared_ptr<const Case> TalksDesk::as_said() const {
  return std::make_shared<const Case>(case_as_said(*case_, talks_).of);
}

Result<LineAnswer> TalksDesk::log(std::string_view line, const Moment& now, Giving giving) {
  if (!vault_) return fail(ErrorKind::not_found, std::string(no_vault));
  LineAnswer answer;
  LineRead read = read_event_line(*case_, talks_, line, {now, random_event_id()});
  answer.faults = std::move(read.faults);
  if (!read.event) return answer;
  if (!read.event->noted && read.event->said < now) read.event->noted = now;
  Applied applied = apply(*case_, std::move(talks_), *std::move(read.event), now);
  talks_ = std::move(applied.talks);
  answer.refused = std::move(applied.refused);
  answer.warnings = std::move(applied.warnings);
  if (answer.refused) return answer;
  const auto at = static_cast<EventIndex>(talks_.events.size() - 1);
  if (auto kept = keep(at, giving); !kept) {
    fall_back();
    return fail(kept.error());
  }
  answer.at = at;
  answer.outcome = outcome(*case_, talks_, at);
  return answer;
}

Result<ImportAnswer> TalksDesk::import(std::string_view script, const Moment& now) {
  if (!vault_) return fail(ErrorKind::not_found, std::string(no_vault));
  ImportAnswer answer;
  ScriptRead read = read_script(*case_, script, &talks_);
  answer.faults = std::move(read.faults);
  answer.more_faults = read.more_faults;
  if (!answer.faults.empty()) return answer;
  // Questions of a script are for its test; here only what happened counts.
  std::erase_if(read.script.lines, [](const ScriptLine& line) { return line.question; });
  // What is there already has led to what it led to.
  for (ScriptLine& line : read.script.lines)
    if (talks_.find(line.event->id)) line.expected.reset();
  const auto from = static_cast<EventIndex>(talks_.events.size());
  ScriptRun run = run_script(*case_, read.script, talks_, now);
  answer.mismatches = std::move(run.mismatches);
  if (!answer.mismatches.empty()) return answer;
  talks_ = std::move(run.talks);
  if (auto kept = keep(from, Giving::at_once); !kept) {
    fall_back();
    return fail(kept.error());
  }
  answer.added = run.applied;
  answer.already_there = run.already_there;
  std::unordered_map<EventId, std::uint32_t> lines;
  for (const ScriptLine& line : read.script.lines)
    lines.emplace(line.event->id, line.line);
  for (const NotedWarning& warning : talks_.warnings)
    if (warning.event >= from)
      answer.warnings.push_back({lines[talks_.events[warning.event].id], warning});
  return answer;
}

}  // namespace caucus
