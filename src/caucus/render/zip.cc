#include "caucus/render/zip.h"

#include <array>
#include <cstdint>

#include "caucus/base/assert.h"

namespace caucus {
namespace {

constexpr std::uint32_t day_1980 = (1U << 5U) | 1U;  // 1 January 1980, the first day of the format
constexpr std::uint32_t needed_version = 20;
constexpr std::uint32_t utf8_names = 1U << 11U;

std::array<std::uint32_t, 256> crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit)
      rest = (rest & 1U) != 0 ? 0xEDB8'8320U ^ (rest >> 1U) : rest >> 1U;
    table.at(byte) = rest;
  }
  return table;
}

std::uint32_t crc32(const std::string& bytes) {
  static const auto table = crc_table();
  std::uint32_t sum = 0xFFFF'FFFFU;
  for (const char byte : bytes)
    sum = table.at((sum ^ static_cast<unsigned char>(byte)) & 0xFFU) ^ (sum >> 8U);
  return sum ^ 0xFFFF'FFFFU;
}

void put(std::string& out, std::uint32_t number, int bytes) {
  for (int at = 0; at < bytes; ++at)
    out += static_cast<char>((number >> (8 * at)) & 0xFFU);
}

std::uint32_t size32(std::size_t size) {
  CAUCUS_ASSERT(size <= 0xFFFF'FFFFU, "a document is smaller than 4 GiB");
  return static_cast<std::uint32_t>(size);
}

// What a member's own head and the list at the end have in common.
void put_member(std::string& out, const ZipMember& member) {
  put(out, needed_version, 2);
  put(out, utf8_names, 2);
  put(out, 0, 2);  // stored
  put(out, 0, 2);  // midnight
  put(out, day_1980, 2);
  put(out, crc32(member.bytes), 4);
  put(out, size32(member.bytes.size()), 4);
  put(out, size32(member.bytes.size()), 4);
  put(out, size32(member.name.size()), 2);
  put(out, 0, 2);  // no extra fields
}

}  // namespace

std::string zip_of(const std::vector<ZipMember>& members) {
  CAUCUS_ASSERT(members.size() < 0xFFFF, "an archive of a document has few members");
  std::string archive;
  std::string list;
  for (const ZipMember& member : members) {
    const std::uint32_t begins = size32(archive.size());
    put(archive, 0x0403'4B50U, 4);
    put_member(archive, member);
    archive += member.name + member.bytes;
    put(list, 0x0201'4B50U, 4);
    put(list, needed_version, 2);
    put_member(list, member);
    put(list, 0, 2);  // no comment
    put(list, 0, 2);  // the only disk
    put(list, 0, 2);
    put(list, 0, 4);
    put(list, begins, 4);
    list += member.name;
  }
  const std::uint32_t list_begins = size32(archive.size());
  archive += list;
  put(archive, 0x0605'4B50U, 4);
  put(archive, 0, 4);
  put(archive, static_cast<std::uint32_t>(members.size()), 2);
  put(archive, static_cast<std::uint32_t>(members.size()), 2);
  put(archive, size32(list.size()), 4);
  put(archive, list_begins, 4);
  put(archive, 0, 2);
  return archive;
}

}  // namespace caucus
