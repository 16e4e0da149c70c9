#include "caucus/desk/certificate_answer.h"

#include <nlohmann/json.hpp>

#include "caucus/base/file.h"
#include "caucus/base/hash.h"
#include "caucus/desk/scenario_answer.h"

namespace caucus {
namespace {

using Json = nlohmann::ordered_json;

std::string compact(const Json& json) {
  return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

template <class Numbers>
Json whole(const Numbers& numbers) {
  Json list = Json::array();
  for (const auto& number : numbers)
    list.push_back(to_string(Int128{number}));
  return list;
}

Json limit(const auto& number) {
  return number ? Json(to_string(Int128{*number})) : Json(nullptr);
}

std::string_view token(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::frontier:
      return "frontier";
    case ClaimKind::ideal:
      return "ideal";
    case ClaimKind::point:
      return "point";
    case ClaimKind::bound:
      return "bound";
    case ClaimKind::most:
      return "most";
    case ClaimKind::no_room:
      return "no_room";
  }
  return "";
}

class CertificateFile {
 public:
  explicit CertificateFile(const Certificate& certificate) : certificate_(certificate) {}

  // A line per key: long lists stay on theirs.
  std::string text() const {
    const Json parties = parties_json(), issues = issues_json(), space = space_json();
    const std::string subject = compact(Json::array({parties, issues, space}));
    std::string text = "{\"format\":\"caucus.certificate/1\"";
    const auto put = [&text](std::string_view key, const Json& value) {
      text += ",\n\"" + std::string(key) + "\":" + compact(value);
    };
    put("title", certificate_.title);
    put("parties", parties);
    put("issues", issues);
    put("space", space);
    put("space_hash", to_hex(sha256(subject)));
    put("over", certificate_.over_zone ? "zone" : "all");
    put("not_claimed", certificate_.not_claimed);
    Json claims = Json::array();
    for (const Claim& claim : certificate_.claims)
      claims.push_back(claim_json(claim));
    put("claims", claims);
    if (certificate_.boxes) put("vertices", vertices_json());
    if (certificate_.boxes) put("corners", corners_json());
    return text + "}\n";
  }

 private:
  Json parties_json() const {
    Json list = Json::array();
    for (const CertifiedParty& party : certificate_.parties)
      list.push_back({{"party", party.name},
                      {"unit", to_string(party.unit)},
                      {"constant", to_string(party.constant)},
                      {"reservation", to_string(party.reservation)},
                      {"stands", party.stands},
                      {"cap", limit(party.cap)}});
    return list;
  }

  Json issues_json() const {
    Json list = Json::array();
    for (const CertifiedIssue& issue : certificate_.issues)
      list.push_back({{"issue", issue.name}, {"options", issue.options}});
    return list;
  }

  Json rows(const std::vector<Int128>& worth) const {
    const std::size_t p = certificate_.parties.size();
    Json list = Json::array();
    for (std::size_t first = 0; first < worth.size(); first += p)
      list.push_back(whole(std::span(worth).subspan(first, p)));
    return list;
  }

  Json space_json() const {
    Json space = Json::object();
    const LinkedSpace& linked = certificate_.linked;
    for (const auto& worth : linked.space.worth)
      space["worth"].push_back(rows(worth));
    for (const TermTable& table : linked.tables)
      space["terms"].push_back({{"scope", table.scope},
                                {"cells", table.cells},
                                {"worth", rows(table.worth)},
                                {"elsewhere", whole(table.elsewhere)}});
    for (const LinkRule& rule : linked.rules) {
      std::string allowed;
      for (const bool may : rule.allowed)
        allowed += may ? '1' : '0';
      space["rules"].push_back({{"scope", rule.scope}, {"allowed", allowed}});
    }
    for (const SumWindow& window : linked.windows) {
      Json amounts = Json::array();
      for (const auto& of_issue : window.amounts)
        amounts.push_back(whole(of_issue));
      space["windows"].push_back({{"scope", window.scope},
                                  {"amounts", amounts},
                                  {"low", limit(window.low)},
                                  {"high", limit(window.high)}});
    }
    if (certificate_.boxes)
      for (const SpaceBox& box : certificate_.boxes->boxes)
        space["boxes"].push_back({{"party", box.party},
                                  {"worth", to_string(box.worth)},
                                  {"bounds", bounds_json(box.bounds)}});
    return space;
  }

  static Json bounds_json(const std::vector<SpaceBound>& bounds) {
    Json list = Json::array();
    for (const SpaceBound& bound : bounds)
      list.push_back({bound.issue, bound.low, bound.high});
    return list;
  }

  Json claim_json(const Claim& claim) const {
    Json json{{"claim", token(claim.kind)}};
    if (claim.kind == ClaimKind::point || claim.kind == ClaimKind::bound)
      json["rule"] = token(claim.rule);
    if (claim.kind == ClaimKind::ideal) json["party"] = claim.party;
    json["packages"] = Json::array();
    for (const ClaimedPackage& package : claim.packages)
      json["packages"].push_back({{"sums", whole(package.sums)}, {"package", package.choice}});
    if (claim.kind == ClaimKind::point) json["tied"] = claim.tied;
    if (claim.kind == ClaimKind::bound) json["gap"] = std::to_string(claim.gap);
    if (!claim.weights.empty()) {
      json["weights"] = whole(claim.weights);
      json["highest"] = to_string(claim.highest);
    }
    return json;
  }

  Json vertices_json() const {
    Json list = Json::array();
    for (const auto& bounds : certificate_.vertices)
      list.push_back(bounds_json(bounds));
    return list;
  }

  Json corners_json() const {
    Json list = Json::array();
    for (const ClosedCorner& corner : certificate_.corners) {
      Json proof = Json::array();
      for (const BoxProofNode& node : corner.proof) {
        Json json{{"direction", whole(node.direction)},
                  {"cliques", node.cliques},
                  {"weights", whole(node.weights)}};
        if (node.split) json["split"] = *node.split;
        if (node.in) json["in"] = *node.in;
        if (node.out) json["out"] = *node.out;
        proof.push_back(std::move(json));
      }
      list.push_back({{"need", whole(corner.need)}, {"proof", proof}});
    }
    return list;
  }

  const Certificate& certificate_;
};

}  // namespace

std::string certificate_json(const Certificate& certificate) {
  return CertificateFile(certificate).text();
}

Result<void> write_certificate(const Certificate& certificate, const std::string& path) {
  if (!certificate.refusal.empty())
    return fail(ErrorKind::unsupported, "no certificate: " + certificate.refusal);
  return write_file_atomically(path, certificate_json(certificate));
}

}  // namespace caucus
