#include "caucus/scenario/xml_tree.h"

#include <algorithm>
#include <cstring>

#include <pugixml.hpp>

#include "caucus/base/text.h"
#include "caucus/scenario/xml_repair.h"

namespace caucus {
namespace {

// Builds our tree from the parser's. The parser works inside a buffer of ours, so that a name's
// address says where it stood.
class Builder {
 public:
  Builder(std::string_view file, const RepairedXml& repaired, FindingLog& log)
      : file_(file), repaired_(repaired), log_(log), buffer_(repaired.text) {}

  std::optional<XmlElement> run() {
    const unsigned flags =
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_wconv_attribute | pugi::parse_eol;
    const pugi::xml_parse_result result =
        document_.load_buffer_inplace(buffer_.data(), buffer_.size(), flags, pugi::encoding_utf8);
    if (!result) {
      log_.add(FindingToken::not_well_formed,
               repaired_.place_in_file(static_cast<std::size_t>(result.offset)),
               std::string("this is not well-formed XML: ") + result.description());
      return std::nullopt;
    }
    const pugi::xml_node root = document_.document_element();
    if (!root) {
      log_.add(FindingToken::not_well_formed, std::nullopt, "there is no element in it");
      return std::nullopt;
    }
    check_single(root);
    XmlElement element;
    copy(root, element, 1);
    if (refused_) return std::nullopt;
    return element;
  }

 private:
  std::size_t in_buffer(const char* place) const {
    return static_cast<std::size_t>(place - buffer_.data());
  }

  void refuse(FindingToken token, std::size_t offset, std::string sentence) {
    log_.add(token, offset, std::move(sentence));
    refused_ = true;
  }

  void check_single(const pugi::xml_node& root) {
    for (pugi::xml_node next = root.next_sibling(); next; next = next.next_sibling())
      if (next.type() == pugi::node_element)
        return refuse(FindingToken::not_well_formed,
                      repaired_.place_in_file(in_buffer(next.name())),
                      "a second root element begins here");
  }

  // The value as it stands in the file, from its first byte to the closing quote.
  std::string written(const char* value) const {
    const std::size_t begin = in_buffer(value);
    const char quote = repaired_.text[begin - 1];
    const std::size_t end = repaired_.text.find(quote, begin);
    if (std::string_view(repaired_.text).substr(begin, end - begin).find('&') ==
        std::string_view::npos)
      return {};
    const std::size_t from = repaired_.place_in_file(begin);
    return std::string(file_.substr(from, repaired_.place_in_file(end) - from));
  }

  void copy(const pugi::xml_node& node, XmlElement& element, std::size_t depth) {
    element.name = node.name();
    element.offset = repaired_.place_in_file(in_buffer(node.name()));
    if (depth > scenario_depth_max)
      return refuse(FindingToken::too_large, element.offset, "elements are nested over 64 deep");
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::size_t offset = repaired_.place_in_file(in_buffer(attribute.name()));
      if (element.attribute(attribute.name()) != nullptr)
        return refuse(FindingToken::not_well_formed, offset,
                      "the attribute " + in_quotes(attribute.name()) + " stands here twice");
      if (element.attributes.size() == attributes_max)
        return refuse(FindingToken::too_large, offset, "an element has more than 64 attributes");
      element.attributes.push_back({attribute.name(), attribute.value(),
                                    *attribute.value() == '\0' ? "" : written(attribute.value()),
                                    offset});
    }
    for (const pugi::xml_node& child : node.children()) {
      if (refused_) return;
      if (child.type() == pugi::node_element) {
        element.children.emplace_back();
        copy(child, element.children.back(), depth + 1);
      } else if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        element.text += child.value();
      }
    }
  }

  static constexpr std::size_t attributes_max = 64;

  std::string_view file_;
  const RepairedXml& repaired_;
  FindingLog& log_;
  std::string buffer_;
  pugi::xml_document document_;
  bool refused_ = false;
};

}  // namespace

const XmlAttribute* XmlElement::attribute(std::string_view wanted) const {
  const auto found = std::ranges::find(attributes, wanted, &XmlAttribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

const XmlElement* XmlElement::child(std::string_view wanted) const {
  const auto found = std::ranges::find(children, wanted, &XmlElement::name);
  return found == children.end() ? nullptr : &*found;
}

const XmlElement* XmlElement::below(std::string_view wanted) const {
  for (const XmlElement& element : children) {
    if (element.name == wanted) return &element;
    if (const XmlElement* found = element.below(wanted)) return found;
  }
  return nullptr;
}

std::optional<XmlElement> read_xml(std::string_view file, FindingLog& log) {
  const RepairedXml repaired = repair_xml(file, log);
  if (repaired.text.empty()) return std::nullopt;
  return Builder(file, repaired, log).run();
}

}  // namespace caucus
