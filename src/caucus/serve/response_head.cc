#include "caucus/serve/response_head.h"

#include <algorithm>
#include <array>

namespace caucus::serve {
namespace {

constexpr std::string_view no_rights =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
constexpr std::string_view shell_rights =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
// A document's style and pictures stand in the document itself.
constexpr std::string_view document_rights =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

std::string_view rights(ResponseKind kind) {
  // A script run as a worker has the rights that came with it, not those of its page.
  if (kind == ResponseKind::shell || kind == ResponseKind::asset) return shell_rights;
  if (kind == ResponseKind::document) return document_rights;
  return no_rights;
}

}  // namespace

std::string_view reason_of(unsigned status) {
  struct Reason {
    unsigned status;
    std::string_view words;
  };
  static constexpr std::array reasons{
      Reason{200, "OK"},
      Reason{304, "Not Modified"},
      Reason{400, "Bad Request"},
      Reason{401, "Unauthorized"},
      Reason{403, "Forbidden"},
      Reason{404, "Not Found"},
      Reason{405, "Method Not Allowed"},
      Reason{408, "Request Timeout"},
      Reason{409, "Conflict"},
      Reason{410, "Gone"},
      Reason{411, "Length Required"},
      Reason{413, "Content Too Large"},
      Reason{414, "URI Too Long"},
      Reason{415, "Unsupported Media Type"},
      Reason{421, "Misdirected Request"},
      Reason{431, "Request Header Fields Too Large"},
      Reason{500, "Internal Server Error"},
      Reason{503, "Service Unavailable"},
      Reason{505, "HTTP Version Not Supported"},
  };
  const auto* const at = std::find_if(reasons.begin(), reasons.end(),
                                      [&](const Reason& r) { return r.status == status; });
  return at == reasons.end() ? "Answer" : at->words;
}

std::string head_text(const ResponseHead& head) {
  std::string text =
      "HTTP/1.1 " + std::to_string(head.status) + " " + std::string(reason_of(head.status));
  const auto line = [&text](std::string_view name, std::string_view value) {
    text.append("\r\n").append(name).append(": ").append(value);
  };
  if (!head.type.empty()) line("Content-Type", head.type);
  if (head.kind != ResponseKind::events && head.status != 304)
    line("Content-Length", std::to_string(head.size));
  line("Cache-Control",
       head.kind == ResponseKind::asset ? "private, max-age=31536000, immutable" : "no-store");
  line("Content-Security-Policy", rights(head.kind));
  line("X-Content-Type-Options", "nosniff");
  line("X-Frame-Options", "DENY");
  line("Referrer-Policy", "no-referrer");
  line("Cross-Origin-Opener-Policy", "same-origin");
  line("Cross-Origin-Resource-Policy", "same-origin");
  line("Cross-Origin-Embedder-Policy", "require-corp");
  line("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  for (const auto& [name, value] : head.lines)
    line(name, value);
  line("Connection", head.keep_alive ? "keep-alive" : "close");
  return text + "\r\n\r\n";
}

std::string attachment_name(std::string_view wanted) {
  std::string name;
  for (const char c : wanted) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || (c == '.' && !name.empty());
    name += plain ? c : '_';
  }
  return name.empty() ? "document" : name.substr(0, 100);
}

}  // namespace caucus::serve
