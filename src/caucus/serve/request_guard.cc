#include "caucus/serve/request_guard.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace caucus::serve {
namespace {

using Names = std::vector<std::string>;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_one_of(std::string_view host, const Names& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return same_ignoring_case(name, host); });
}

// "application/json", also with "; charset=utf-8".
bool is_json(std::string_view type) {
  const std::size_t end = std::min(type.find(';'), type.size());
  std::string_view parameters = type.substr(std::min(end + 1, type.size()));
  while (parameters.starts_with(' '))
    parameters.remove_prefix(1);
  return same_ignoring_case(type.substr(0, end), "application/json") &&
         (parameters.empty() || same_ignoring_case(parameters, "charset=utf-8"));
}

std::optional<Refusal> form_refusal(const RequestHead& head) {
  static constexpr std::array once{"host",           "origin",       "cookie",  "content-length",
                                   "sec-fetch-site", "content-type", "x-caucus"};
  if (head.version != 11) return Refusal{505, "version", "only HTTP/1.1 is spoken here"};
  if (head.target.size() > 8192)
    return Refusal{414, "address_too_long", "the address is longer than 8192 bytes"};
  for (const char* name : once)
    if (head.count(name) > 1)
      return Refusal{400, "header_twice", "a header that may stand once stands twice"};
  if (head.count("transfer-encoding") != 0)
    return Refusal{411, "length_missing", "a body says its length; it does not come in chunks"};
  if (head.count("upgrade") != 0) return Refusal{400, "upgrade", "there is nothing to change to"};
  return std::nullopt;
}

std::optional<Refusal> origin_refusal(const RequestHead& head, const Names& names) {
  const std::string_view host = head.value("host");
  if (!is_one_of(host, names))
    return Refusal{421, "host", "this address does not belong to the desk"};
  const std::string_view origin = head.value("origin");
  if (head.count("origin") != 0 &&
      !(origin.starts_with("http://") && same_ignoring_case(origin.substr(7), host)))
    return Refusal{403, "origin", "the request comes from a page that is not the desk's"};
  const std::string_view site = head.value("sec-fetch-site");
  const bool post = head.method == "POST";
  if (head.count("sec-fetch-site") != 0 && site != "same-origin" && (site != "none" || post))
    return Refusal{403, "site", "the request comes from another site"};
  return std::nullopt;
}

std::optional<Refusal> body_refusal(const RequestHead& head) {
  const std::string_view text = head.value("content-length");
  std::uint64_t length = 0;
  if (!text.empty()) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc() || end != text.data() + text.size())
      return Refusal{400, "length", "the length of the body is not a number"};
  }
  if (head.method != "POST") {
    if (length != 0) return Refusal{400, "body", "a question has no body"};
    return std::nullopt;
  }
  if (text.empty()) return Refusal{411, "length_missing", "a body says its length"};
  if (length > body_bytes_max)
    return Refusal{413, "body_too_large", "the body is larger than 2 MiB"};
  if (!is_json(head.value("content-type")))
    return Refusal{415, "content_type", "a body is application/json"};
  if (head.value("x-caucus") != "1")
    return Refusal{403, "x_caucus", "the header X-Caucus: 1 is missing"};
  return std::nullopt;
}

}  // namespace

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view RequestHead::value(std::string_view name) const {
  for (const HeaderLine& line : lines)
    if (same_ignoring_case(line.name, name)) return line.value;
  return {};
}

std::size_t RequestHead::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(lines.begin(), lines.end(),
                    [&](const HeaderLine& line) { return same_ignoring_case(line.name, name); }));
}

std::vector<std::string> own_names(std::uint16_t port, bool six_too) {
  const std::string end = ":" + std::to_string(port);
  std::vector<std::string> names{"127.0.0.1" + end, "localhost" + end};
  if (six_too) names.push_back("[::1]" + end);
  return names;
}

std::optional<Refusal> refusal_of(const RequestHead& head, const std::vector<std::string>& names) {
  if (const auto refusal = form_refusal(head)) return refusal;
  if (const auto refusal = origin_refusal(head, names)) return refusal;
  if (head.method != "GET" && head.method != "HEAD" && head.method != "POST")
    return Refusal{405, "method", "the desk knows GET, HEAD and POST"};
  return body_refusal(head);
}

}  // namespace caucus::serve
