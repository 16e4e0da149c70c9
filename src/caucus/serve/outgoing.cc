#include "caucus/serve/outgoing.h"

#include <utility>

namespace caucus::serve {

Outgoing outgoing(const GivenAnswer& given) {
  const Answer& answer = given->answer;
  Outgoing out;
  out.head.status = answer.status;
  out.head.kind = answer.type == "application/json" ? ResponseKind::data : ResponseKind::document;
  out.head.type = answer.type;
  out.head.lines.emplace_back("ETag", given->etag);
  if (!answer.name.empty())
    out.head.lines.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + attachment_name(answer.name) + "\"");
  if (answer.status == 405) out.head.lines.emplace_back("Allow", "GET, HEAD, POST");
  out.body = answer.bytes;
  out.keeps = given;
  return out;
}

Outgoing outgoing(const Asset& asset, bool shell, bool gzip) {
  Outgoing out;
  if (shell) {
    out.head.kind = ResponseKind::shell;
  } else {
    out.head.kind = asset.hashed ? ResponseKind::asset : ResponseKind::data;
  }
  const bool packed = gzip && !asset.gzip.empty();
  out.head.type = asset.type;
  out.head.lines.emplace_back("ETag", asset.etag);
  out.head.lines.emplace_back("Vary", "Accept-Encoding");
  if (packed) out.head.lines.emplace_back("Content-Encoding", "gzip");
  out.body = packed ? asset.gzip : asset.bytes;
  return out;
}

Outgoing unless_known(Outgoing out, std::string_view known) {
  if (out.head.status != 200 || known.empty() || out.head.lines.front().second != known) return out;
  out.head.status = 304;
  out.body = {};
  return out;
}

}  // namespace caucus::serve
