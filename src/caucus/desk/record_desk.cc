#include "caucus/desk/record_desk.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/desk/entry_content.h"
#include "caucus/desk/given.h"

namespace caucus {
namespace {

std::map<record::ChannelId, std::string> channel_names(const record::Vault& vault) {
  std::map<record::ChannelId, std::string> names;
  for (const record::Channel& channel : vault.channels())
    names.emplace(channel.id, channel.name);
  return names;
}

std::string name_of(const std::map<record::ChannelId, std::string>& names,
                    const record::EntryId& id) {
  const auto found = names.find(id.log.channel);
  return fmt::format("{}/{}/{}", found == names.end() ? "?" : found->second,
                     to_string(id.log.log_class), id.sequence);
}

Unexpected no_vault() {
  return fail(ErrorKind::not_found,
              "the case has no vault; `caucus open CASE --recovery FILE` makes one");
}

Result<std::optional<record::ChannelId>> channel_named(const record::Vault& vault,
                                                       const std::string& name) {
  if (name.empty()) return std::optional<record::ChannelId>();
  std::vector<std::string> known;
  for (const record::Channel& channel : vault.channels()) {
    if (channel.name == name) return std::optional(channel.id);
    known.push_back(shown(channel.name));
  }
  return fail(ErrorKind::not_found, fmt::format("the record has no channel {}; there is {}",
                                                in_quotes(name), join_in_words(known)));
}

}  // namespace

Result<std::vector<ShownEntry>> entries_of(TalksDesk& desk, const std::string& channel) {
  record::Vault* vault = desk.vault();
  if (vault == nullptr) return no_vault();
  const auto only = channel_named(*vault, channel);
  if (!only) return fail(only.error());
  const auto names = channel_names(*vault);
  std::map<record::KeyId, std::string> authors;
  for (const record::Member& member : vault->members())
    authors.emplace(member.key, member.name);
  std::vector<ShownEntry> entries;
  const auto read = vault->for_each_in_order([&](const record::Record& record) {
    const record::EntryId& id = record.entry.id;
    if (!*only || **only == id.log.channel)
      entries.push_back({name_of(names, id), record, authors[record.entry.author]});
    return true;
  });
  if (!read) return fail(read.error());
  return entries;
}

Result<ExportAnswer> export_channel(TalksDesk& desk, const ExportOptions& options) {
  record::Vault* vault = desk.vault();
  if (vault == nullptr) return no_vault();
  const auto channel = channel_named(*vault, options.channel);
  if (!channel) return fail(channel.error());
  if (!*channel) return fail(ErrorKind::not_found, "which channel? `--channel NAME`");
  ExportAnswer answer;
  record::BundleChoice choice;
  choice.logs = options.classes;
  choice.opened = [&](const record::Entry&) { return options.with_content; };
  for (const record::LogClass log_class : options.classes) {
    const auto counted =
        vault->for_each({**channel, log_class}, 0, [&](const record::Record& record) {
          ++answer.entries;
          if (options.with_content && record.content) ++answer.opened;
          return true;
        });
    if (!counted) return fail(counted.error());
  }
  Result<std::string> bundle = vault->export_bundle(**channel, choice);
  if (!bundle) return fail(bundle.error());
  answer.bundle = *std::move(bundle);
  answer.founder = to_hex(vault->members().front().public_key);
  return answer;
}

namespace {

// The place of the event that a label, `@id` or the name of its entry names.
std::optional<EventIndex> event_named(const TalksDesk& desk, const std::string& name,
                                      const std::map<record::ChannelId, std::string>& channels) {
  if (const auto labelled = desk.talks().find_label(name)) return labelled;
  if (name.starts_with('@'))
    if (const auto id = event_id_from(std::string_view(name).substr(1)))
      return desk.talks().find(*id);
  for (std::size_t at = 0; at < desk.notings().size(); ++at)
    if (name_of(channels, desk.notings()[at].entry) == name) return static_cast<EventIndex>(at);
  return std::nullopt;
}

// The entries in the parties' channels that hold what these events gave.
Result<std::vector<record::EntryId>> given_entries(TalksDesk& desk,
                                                   const std::set<EventIndex>& events) {
  std::set<std::string> ids;
  for (const PartyId party : desk.the_case().parties.ids()) {
    // The day counts for ages alone, which no entry has.
    const ViewKeeper& keeper = desk.view_of(party, Date::from_days(0));
    for (const Seen& seen : keeper.view().entries) {
      const SeenSource source = keeper.source_of(seen.number);
      if (events.contains(source.source) || events.contains(source.brought)) ids.insert(seen.id);
    }
  }
  std::vector<record::EntryId> entries;
  const auto read = desk.vault()->for_each_in_order([&](const record::Record& record) {
    if (!record.content) return true;
    const Content content = read_content(*record.content);
    if (content.type == ContentType::given && ids.contains(std::string(id_of_given(content.line))))
      entries.push_back(record.entry.id);
    return true;
  });
  if (!read) return fail(read.error());
  return entries;
}

}  // namespace

namespace {

struct Groundless {
  EventIndex at = 0;
  Refused why;
};
// The first entry that could not have happened without those that are gone.
std::optional<Groundless> first_without_ground(const TalksDesk& desk,
                                               const std::set<EventIndex>& gone) {
  std::vector<Event> left;
  std::vector<EventIndex> places;
  for (EventIndex at = 0; at < desk.talks().events.size(); ++at) {
    if (gone.contains(at)) continue;
    left.push_back(desk.talks().events[at]);
    places.push_back(at);
  }
  const Replayed again = replayed(desk.the_case(), std::move(left));
  if (!again.refused) return std::nullopt;
  return Groundless{places[again.refused_at], *again.refused};
}

}  // namespace

Result<ErasurePlan> plan_erasure(TalksDesk& desk, const std::vector<std::string>& names) {
  if (desk.vault() == nullptr) return no_vault();
  const auto channels = channel_names(*desk.vault());
  ErasurePlan plan;
  std::set<EventIndex> chosen;
  for (const std::string& name : names) {
    if (const auto at = event_named(desk, name, channels))
      chosen.insert(*at);
    else
      plan.unknown.push_back(name);
  }
  if (!plan.unknown.empty()) return plan;
  constexpr std::size_t needed_max = 100;  // each costs a replay
  std::set<EventIndex> gone = chosen;
  while (const auto first = first_without_ground(desk, gone)) {
    if (!plan.refused) plan.refused = first->why;
    const Event& event = desk.talks().events[first->at];
    plan.needed.push_back(event.label.empty() ? name_of(channels, desk.notings()[first->at].entry)
                                              : event.label);
    gone.insert(first->at);
    if (plan.needed.size() == needed_max) break;
  }
  if (plan.refused) return plan;
  Result<std::vector<record::EntryId>> entries = given_entries(desk, chosen);
  if (!entries) return fail(entries.error());
  plan.entries = *std::move(entries);
  for (const EventIndex at : chosen)
    plan.entries.push_back(desk.notings()[at].entry);
  for (const record::EntryId& entry : plan.entries)
    plan.names.push_back(name_of(channels, entry));
  return plan;
}

Result<void> erase_entries(TalksDesk& desk, const ErasurePlan& plan) {
  if (desk.vault() == nullptr) return no_vault();
  // Runs of one log, in the order of the plan.
  for (std::size_t at = 0; at < plan.entries.size();) {
    const record::LogId log = plan.entries[at].log;
    std::vector<std::uint64_t> sequences;
    for (; at < plan.entries.size() && plan.entries[at].log == log; ++at)
      sequences.push_back(plan.entries[at].sequence);
    const auto erased = desk.vault()->erase(log, sequences);
    if (!erased) return fail(erased.error());
  }
  return {};
}

}  // namespace caucus
