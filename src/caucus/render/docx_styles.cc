// The look of a DOCX: a small file of styles, written here, that pandoc takes over.
#include <vector>

#include "caucus/brief/escape.h"
#include "caucus/render/docx.h"
#include "caucus/render/zip.h"

namespace caucus {
namespace {

const std::string xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const std::string names =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const std::string relation_names =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// Sizes in half points, spaces in twentieths of a point.
struct ParagraphStyle {
  std::string id;
  std::string name;
  std::string based_on;
  std::string spacing;    // attributes of w:spacing
  std::string paragraph;  // more of w:pPr
  std::string run;        // of w:rPr
};

std::string fonts(const std::string& name) {
  return "<w:rFonts w:ascii=\"" + name + "\" w:hAnsi=\"" + name + "\" w:cs=\"" + name + "\"/>";
}

std::string size(int half_points) {
  const std::string number = std::to_string(half_points);
  return "<w:sz w:val=\"" + number + "\"/><w:szCs w:val=\"" + number + "\"/>";
}

std::string bold() {
  return "<w:b/><w:bCs/>";
}

std::string colour(const std::string& hex) {
  return "<w:color w:val=\"" + hex + "\"/>";
}

std::string style_xml(const ParagraphStyle& style) {
  std::string xml = "<w:style w:type=\"paragraph\" w:styleId=\"" + style.id + "\"" +
                    (style.id == "Normal" ? " w:default=\"1\"" : "") + "><w:name w:val=\"" +
                    style.name + "\"/>";
  if (!style.based_on.empty()) xml += "<w:basedOn w:val=\"" + style.based_on + "\"/>";
  return xml + "<w:qFormat/><w:pPr>" + style.paragraph + "<w:spacing " + style.spacing +
         "/></w:pPr><w:rPr>" + style.run + "</w:rPr></w:style>";
}

std::string heading_xml(int level, int half_points, int before) {
  const std::string number = std::to_string(level);
  return style_xml(
      {"Heading" + number, "heading " + number, "Normal",
       "w:before=\"" + std::to_string(before) + "\" w:after=\"60\"", "<w:keepNext/><w:keepLines/>",
       fonts("Arial") + bold() + colour(level <= 2 ? "123F55" : "1C1B19") + size(half_points)});
}

std::string character_style(const std::string& id, const std::string& name,
                            const std::string& run) {
  return "<w:style w:type=\"character\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name +
         "\"/><w:rPr>" + run + "</w:rPr></w:style>";
}

// Lines between rows, and the row of columns in bold and on every page.
std::string table_style() {
  return "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"Table\"><w:name "
         "w:val=\"Table\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" "
         "w:color=\"1C1B19\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:color=\"BBBBBB\"/><w:insideH "
         "w:val=\"single\" w:sz=\"4\" w:color=\"BBBBBB\"/></w:tblBorders><w:tblCellMar><w:top "
         "w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/><w:bottom w:w=\"40\" "
         "w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
         "<w:tblStylePr w:type=\"firstRow\"><w:rPr>" +
         bold() +
         "</w:rPr><w:tblPr/><w:trPr><w:tblHeader/></w:trPr><w:tcPr><w:tcBorders><w:bottom "
         "w:val=\"single\" w:sz=\"8\" w:color=\"1C1B19\"/></w:tcBorders></w:tcPr></w:tblStylePr>"
         "</w:style>";
}

std::string styles_xml() {
  const std::string text = "w:before=\"0\" w:after=\"80\" w:line=\"264\" w:lineRule=\"auto\"";
  std::string xml = xml_head + "<w:styles " + names + "><w:docDefaults><w:rPrDefault><w:rPr>" +
                    fonts("Liberation Serif") + size(20) +
                    "<w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault></w:docDefaults>";
  xml += style_xml({"Normal", "Normal", "", text, "<w:widowControl/>", ""});
  xml += style_xml({"BodyText", "Body Text", "Normal", text, "", ""});
  xml += style_xml({"FirstParagraph", "First Paragraph", "BodyText", text, "", ""});
  xml += style_xml({"Compact", "Compact", "BodyText",
                    "w:before=\"20\" w:after=\"20\" w:line=\"252\" w:lineRule=\"auto\"", "",
                    size(18)});
  xml += style_xml({"Title", "Title", "Normal", "w:before=\"0\" w:after=\"40\"", "<w:keepNext/>",
                    fonts("Arial") + bold() + size(36)});
  xml += style_xml({"Subtitle", "Subtitle", "Normal", "w:before=\"0\" w:after=\"80\"",
                    "<w:keepNext/>", fonts("Arial") + colour("444444") + size(24)});
  xml += style_xml({"Remark", "Remark", "Normal", "w:before=\"60\" w:after=\"160\"",
                    "<w:pBdr><w:left w:val=\"single\" w:sz=\"18\" w:space=\"8\" "
                    "w:color=\"123F55\"/></w:pBdr>",
                    fonts("Arial") + colour("444444") + size(17)});
  xml += style_xml({"TableCaption", "Table Caption", "Normal", "w:before=\"160\" w:after=\"60\"",
                    "<w:keepNext/>", fonts("Arial") + bold() + size(19)});
  xml += style_xml({"Header", "header", "Normal", "w:before=\"0\" w:after=\"0\"", "",
                    fonts("Arial") + colour("555555") + size(16)});
  xml += style_xml({"Footer", "footer", "Normal", "w:before=\"0\" w:after=\"0\"",
                    "<w:jc w:val=\"right\"/>", fonts("Arial") + colour("555555") + size(16)});
  xml += heading_xml(1, 32, 320) + heading_xml(2, 26, 300) + heading_xml(3, 21, 220) +
         heading_xml(4, 20, 180) + heading_xml(5, 20, 160);
  xml += character_style("Quiet", "Quiet", fonts("Arial") + colour("444444") + size(16));
  xml += character_style("Hyperlink", "Hyperlink", colour("444444"));
  return xml + table_style() + "</w:styles>";
}

std::string page_xml(bool landscape) {
  const std::string page = landscape ? "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""
                                     : "w:w=\"11906\" w:h=\"16838\"";
  return xml_head + "<w:document " + names +
         "><w:body><w:p/><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/>"
         "<w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz " +
         page +
         "/><w:pgMar w:top=\"1080\" w:right=\"910\" w:bottom=\"960\" w:left=\"910\" "
         "w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
}

std::string header_xml(const std::string& words) {
  return xml_head + "<w:hdr " + names + "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r>" +
         "<w:t xml:space=\"preserve\">" + html_text(words) + "</w:t></w:r></w:p></w:hdr>";
}

std::string footer_xml() {
  const auto field = [](const std::string& name) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
           "xml:space=\"preserve\"> " +
           name +
           " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1"
           "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  };
  return xml_head + "<w:ftr " + names + "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>" +
         field("PAGE") + "<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>" + field("NUMPAGES") +
         "</w:p></w:ftr>";
}

std::string relations_xml(const std::vector<std::pair<std::string, std::string>>& kinds) {
  std::string xml = xml_head +
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
                    "relationships\">";
  for (std::size_t at = 0; at < kinds.size(); ++at)
    xml += "<Relationship Id=\"rId" + std::to_string(at + 1) + "\" Type=\"" + relation_names + "/" +
           kinds[at].first + "\" Target=\"" + kinds[at].second + "\"/>";
  return xml + "</Relationships>";
}

std::string content_types_xml() {
  const std::string kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  std::string xml = xml_head +
                    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-"
                    "package.relationships+xml\"/><Default Extension=\"xml\" "
                    "ContentType=\"application/xml\"/>";
  for (const auto& [part, type] : {std::pair<std::string, std::string>{"document", "document.main"},
                                   {"styles", "styles"},
                                   {"header1", "header"},
                                   {"footer1", "footer"}})
    xml +=
        "<Override PartName=\"/word/" + part + ".xml\" ContentType=\"" + kind + type + "+xml\"/>";
  return xml + "</Types>";
}

}  // namespace

std::string docx_styles(const std::string& running_head, bool landscape) {
  return zip_of({{"[Content_Types].xml", content_types_xml()},
                 {"_rels/.rels", relations_xml({{"officeDocument", "word/document.xml"}})},
                 {"word/document.xml", page_xml(landscape)},
                 {"word/_rels/document.xml.rels", relations_xml({{"styles", "styles.xml"},
                                                                 {"header", "header1.xml"},
                                                                 {"footer", "footer1.xml"}})},
                 {"word/styles.xml", styles_xml()},
                 {"word/header1.xml", header_xml(running_head)},
                 {"word/footer1.xml", footer_xml()}});
}

}  // namespace caucus
