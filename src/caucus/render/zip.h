// How are several files put into one? An archive in the ZIP format, its members as they are.
//
// For files of office programs that are archives of XML. Members are stored without compression, in
// the order given and with one fixed date, so that the same members give the same bytes. Names are
// UTF-8. Source: PKWARE, .ZIP File Format Specification, version 6.3.3, sections 4.3 and 4.4.
//
// Errors: BrokenInvariant for more than 65,535 members or 4 GiB, which no document has.
// Complexity: linear.
#pragma once

#include <string>
#include <vector>

namespace caucus {

struct ZipMember {
  std::string name;  // "xl/workbook.xml"
  std::string bytes;
};

std::string zip_of(const std::vector<ZipMember>& members);

}  // namespace caucus
