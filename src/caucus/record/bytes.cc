#include "caucus/record/bytes.h"

#include <algorithm>
#include <charconv>

namespace caucus::record {

namespace {

int digit_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> bytes_from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = digit_value(hex[i]);
    const int low = digit_value(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

std::optional<std::uint64_t> number_from(std::string_view digits) {
  if (digits.empty() || digits.size() > 18) return std::nullopt;
  if (digits.size() > 1 && digits.front() == '0') return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = 10 * number + static_cast<std::uint64_t>(digit - '0');
  }
  return number;
}

std::string pre_authentication(std::string_view type, std::string_view body) {
  std::string out = "DSSEv1 ";
  out.reserve(out.size() + type.size() + body.size() + 24);
  out += std::to_string(type.size());
  out += ' ';
  out += type;
  out += ' ';
  out += std::to_string(body.size());
  out += ' ';
  out += body;
  return out;
}

Sha256 encoded_hash(std::string_view type, std::size_t size) {
  std::array<char, 96> start;
  char* end = start.data();
  const auto add = [&end](std::string_view text) {
    end = std::copy(text.begin(), text.end(), end);
  };
  const auto add_number = [&](std::size_t number) {
    end = std::to_chars(end, start.data() + start.size(), number).ptr;
    add(" ");
  };
  CAUCUS_ASSERT(type.size() <= 32, "types are short");
  add("DSSEv1 ");
  add_number(type.size());
  add(type);
  add(" ");
  add_number(size);
  Sha256 hash;
  hash.update(std::string_view(start.data(), static_cast<std::size_t>(end - start.data())));
  return hash;
}

}  // namespace caucus::record
