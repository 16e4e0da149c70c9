#include "caucus/desk/record_json.h"

#include <nlohmann/json.hpp>

#include "caucus/base/text.h"

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;

std::string document(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json member_json(const record::Member& member) {
  return {{"name", member.name},
          {"key", to_string(member.key)},
          {"public_key", to_hex(member.public_key)},
          {"removed", member.removed}};
}

}  // namespace

std::string verification_json(const record::Verification& found) {
  Json faults = Json::array();
  for (const record::Fault& fault : found.faults)
    faults.push_back({{"token", record::to_string(fault.what)},
                      {"log", record::to_string(fault.log)},
                      {"sequence", fault.sequence},
                      {"sentence", fault.sentence}});
  return document({{"format", "caucus.verification/1"},
                   {"sound", found.sound()},
                   {"logs", found.logs},
                   {"entries", found.entries},
                   {"erased", found.erased},
                   {"faults", std::move(faults)}});
}

std::string entries_json(const std::vector<ShownEntry>& entries) {
  Json list = Json::array();
  for (const ShownEntry& entry : entries) {
    const record::Record& record = entry.record;
    const bool erasure = record.entry.kind == record::EntryKind::erasure;
    list.push_back(
        {{"name", entry.name},
         {"kind", erasure ? "erasure" : "content"},
         {"hour", record::hour_in_words(record.entry.hour)},
         {"author", entry.author},
         {"leaf", to_hex(record.receipt.leaf)},
         {"content", record.content ? Json(*record.content) : Json()},
         {"erased", record.erased ? Json(record::hour_in_words(*record.erased)) : Json()},
         {"subject", erasure ? Json(record.entry.subject) : Json()}});
  }
  return document({{"format", "caucus.entries/1"}, {"entries", std::move(list)}});
}

std::string erasure_json(const ErasurePlan& plan) {
  return document({{"format", "caucus.erasure/1"}, {"erased", plan.names}});
}

std::string restore_json(const RestoreAnswer& answer) {
  const auto size = [](const record::Verification& of) {
    return Json{{"entries", of.entries}, {"newest", record::hour_in_words(of.newest)}};
  };
  Json losses = Json::array();
  Json backup = size(answer.found), present;
  if (answer.compared) {
    backup = size(answer.compared->kept);
    present = size(answer.compared->present);
    for (const record::Loss& loss : answer.compared->losses)
      losses.push_back({{"channel", loss.channel_name},
                        {"class", record::to_string(loss.log.log_class)},
                        {"entries_lost", loss.entries_lost},
                        {"differs", loss.differs},
                        {"erased_since", loss.erased_since}});
  }
  return document({{"format", "caucus.restore/1"},
                   {"restored", answer.done},
                   {"entries", answer.found.entries},
                   {"moved_to", answer.moved_to},
                   {"backup", std::move(backup)},
                   {"present", std::move(present)},
                   {"losses", std::move(losses)}});
}

std::string keys_json(const KeysAnswer& keys) {
  Json members = Json::array();
  for (const record::Member& member : keys.members)
    members.push_back(member_json(member));
  return document(
      {{"format", "caucus.keys/1"}, {"member", keys.me.name}, {"members", std::move(members)}});
}

}  // namespace caucus
