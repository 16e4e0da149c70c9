#include "caucus/serve/address.h"

#include <algorithm>

#include "caucus/base/text.h"

namespace caucus::serve {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '~' || c == '-';
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

}  // namespace

std::string Question::key() const {
  std::string text = path;
  char before = '?';
  for (const auto& [name, value] : query) {
    text += before + form_encoded(name) + '=' + form_encoded(value);
    before = '&';
  }
  return text;
}

bool is_plain_path(std::string_view path) {
  if (path.empty() || path.front() != '/') return false;
  if (path == "/") return true;
  std::string_view rest = path.substr(1);
  while (true) {
    const std::size_t end = rest.find('/');
    const std::string_view segment = rest.substr(0, end);
    if (segment.empty() || segment == "." || segment == "..") return false;
    if (!std::all_of(segment.begin(), segment.end(), is_plain)) return false;
    if (end == std::string_view::npos) return true;
    rest.remove_prefix(end + 1);
  }
}

std::optional<std::string> form_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '+') {
      c = ' ';
    } else if (c == '%') {
      if (text.size() - at < 3) return std::nullopt;
      const int high = hexadecimal(text[at + 1]);
      const int low = hexadecimal(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    }
    if (is_control(c)) return std::nullopt;
    decoded += c;
  }
  if (invalid_utf8_at(decoded)) return std::nullopt;
  return decoded;
}

std::string form_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (is_plain(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 15U];
  }
  return encoded;
}

std::optional<Query> parsed_query(std::string_view text) {
  Query query;
  std::size_t parameters = 0;
  while (!text.empty()) {
    if (++parameters > parameters_max) return std::nullopt;
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view parameter = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (parameter.empty()) continue;
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    const auto name = form_decoded(parameter.substr(0, equals));
    const auto value = form_decoded(parameter.substr(std::min(equals + 1, parameter.size())));
    if (!name || !value || name->empty()) return std::nullopt;
    if (!query.emplace(*name, *value).second) return std::nullopt;
  }
  return query;
}

std::optional<Question> parsed_target(std::string_view target) {
  if (target.size() > target_bytes_max) return std::nullopt;
  const std::size_t mark = std::min(target.find('?'), target.size());
  if (!is_plain_path(target.substr(0, mark))) return std::nullopt;
  auto query = parsed_query(target.substr(std::min(mark + 1, target.size())));
  if (!query) return std::nullopt;
  return Question{std::string(target.substr(0, mark)), *std::move(query)};
}

}  // namespace caucus::serve
