#include "caucus/serve/answers.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include "caucus/base/hash.h"

namespace caucus::serve {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string page(std::string_view head, std::string_view title, std::string_view body) {
  std::string text = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n";
  text += "<meta name=\"viewport\" content=\"width=device-width\">\n";
  text += head;
  text += "<title>" + std::string(title) + "</title>\n<h1>" + std::string(title) + "</h1>\n";
  text += body;
  return text + "\n</html>\n";
}

}  // namespace

GivenAnswer given(Answer answer) {
  Given whole{std::move(answer), {}};
  whole.etag = "\"" + to_hex(sha256(whole.answer.bytes)).substr(0, 32) + "\"";
  return std::make_shared<const Given>(std::move(whole));
}

std::string json_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      out += "\\u00";
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    } else {
      out += c;
    }
  }
  return out + "\"";
}

Answer error_answer(const Refusal& refusal) {
  Answer answer;
  answer.status = refusal.status;
  answer.bytes = "{\"format\":\"caucus.error/1\",\"token\":" + json_text(refusal.token) +
                 ",\"about\":\"\",\"sentence\":" + json_text(refusal.sentence) +
                 ",\"hint\":\"\"}\n";
  answer.settled = false;
  return answer;
}

Answer error_page(const Refusal& refusal) {
  Answer answer;
  answer.status = refusal.status;
  answer.type = "text/html; charset=utf-8";
  answer.bytes = page("", "Caucus", "<p>" + escaped(refusal.sentence) + ".</p>");
  answer.settled = false;
  return answer;
}

Answer entry_page(std::string_view path) {
  // A redirection would still count as coming from wherever the link was opened, and a browser
  // keeps a strict cookie back from such a request. A page of our own that goes on does not.
  const std::string to = escaped(path);
  Answer answer;
  answer.type = "text/html; charset=utf-8";
  answer.bytes = page("<meta http-equiv=\"refresh\" content=\"0; url=" + to + "\">\n", "Caucus",
                      "<p><a href=\"" + to + "\">Open the desk</a></p>");
  answer.settled = false;
  return answer;
}

Error port_error(std::uint16_t port, int code) {
  const std::string name = "port " + std::to_string(port);
  if (code == EADDRINUSE)
    return {ErrorKind::conflict, name +
                                     " of this machine is taken, perhaps by another desk; end "
                                     "that one, or give --port 0 for any that is free"};
  if (code == EACCES)
    return {ErrorKind::conflict,
            name + " is reserved for the system; give --port 0 for any that is free"};
  return {ErrorKind::unreachable,
          "the desk cannot listen on " + name + ": " + std::generic_category().message(code)};
}

}  // namespace caucus::serve
