// What does an XML file say, as a tree of elements with their places?
//
// The readers of GENIUS files see this tree and never the parser: elements in order, their
// attributes, their text, and the byte of the file at which each stands. Names and values are
// plain text; the five entities and character references are resolved, nothing else ever is.
//
// Limits: depth, number of elements and attributes (finding_log.h). Errors: findings in the log.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/scenario/finding_log.h"

namespace caucus {

struct XmlAttribute {
  std::string name;
  std::string value;
  std::string written;     // the value as in the file, where it contains `&`; else empty
  std::size_t offset = 0;  // of its name, in the file
};

struct XmlElement {
  std::string name;
  std::vector<XmlAttribute> attributes;
  std::vector<XmlElement> children;
  std::string text;        // of the element itself, without that of its children
  std::size_t offset = 0;  // of its name, in the file

  // The attribute of that name, or null.
  [[nodiscard]] const XmlAttribute* attribute(std::string_view wanted) const;
  // The first child of that name, or null.
  [[nodiscard]] const XmlElement* child(std::string_view wanted) const;
  // The first of that name below this element at any depth, in document order, or null.
  [[nodiscard]] const XmlElement* below(std::string_view wanted) const;
};

// The root element; nothing when there is no markup or something is refused, as the log says.
std::optional<XmlElement> read_xml(std::string_view file, FindingLog& log);

}  // namespace caucus
