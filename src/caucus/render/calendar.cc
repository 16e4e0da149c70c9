#include "caucus/render/calendar.h"

#include <algorithm>

#include "caucus/base/hash.h"
#include "caucus/base/text_decode.h"
#include "caucus/brief/escape.h"

namespace caucus {
namespace {

constexpr std::size_t line_bytes_max = 75;
constexpr std::size_t uid_bytes = 16;

// "20240310".
std::string plain_date(Date day) {
  std::string date = to_string(day);
  std::erase(date, '-');
  return date;
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char letter : one_line(text)) {
    if (letter == '\\' || letter == ',' || letter == ';') safe += '\\';
    safe += letter;
  }
  return safe;
}

}  // namespace

std::string folded_line(std::string_view line) {
  std::string folded;
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = decode_character(line, at).length;
    if (used + length > line_bytes_max) {
      folded += "\r\n ";
      used = 1;
    }
    folded += line.substr(at, length);
    used += length;
    at += length;
  }
  return folded + "\r\n";
}

Result<std::string> to_calendar(const Document& document) {
  if (document.calendar.empty())
    return fail(ErrorKind::unsupported, "there is no deadline in this document for a calendar");
  const std::string stamp = plain_date(document.day.value_or(Date::from_days(0))) + "T000000Z";
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Caucus//Caucus//EN\r\n";
  text += folded_line("X-WR-CALNAME:" + escaped(document.title));
  for (const CalendarDay& day : document.calendar) {
    const std::string uid = to_hex(sha256(document.title + "\n" + document.marking + "\n" + day.id))
                                .substr(0, 2 * uid_bytes);
    text += "BEGIN:VEVENT\r\n";
    text += folded_line("UID:" + uid + "@caucus");
    text += folded_line("DTSTAMP:" + stamp);
    text += folded_line("DTSTART;VALUE=DATE:" + plain_date(day.day));
    text += folded_line("DTEND;VALUE=DATE:" + plain_date(day.day.plus_days(1)));
    text += folded_line("SUMMARY:" + escaped(day.title));
    text += folded_line("DESCRIPTION:" +
                        escaped(day.note + (day.note.empty() ? "" : "; ") + document.marking));
    text += "CLASS:CONFIDENTIAL\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
  }
  return text + "END:VCALENDAR\r\n";
}

}  // namespace caucus
