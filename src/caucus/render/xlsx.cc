#include "caucus/render/xlsx.h"

#include <algorithm>
#include <set>

#include "caucus/base/text.h"
#include "caucus/base/text_decode.h"
#include "caucus/brief/escape.h"
#include "caucus/render/table_text.h"
#include "caucus/render/zip.h"

namespace caucus {
namespace {

constexpr std::size_t name_characters_max = 31;
constexpr std::size_t cell_characters_max = 32'000;  // the format ends at 32,767
constexpr int sheet_width = 150;                     // characters, shared out over the columns

// A sheet as texts: the first row has the columns.
struct Tab {
  std::string name;
  std::vector<std::vector<std::string>> rows;
  std::vector<int> widths;  // in characters
};

// The first characters of the text, cut between them.
std::string beginning(const std::string& text, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < characters; ++count)
    at += decode_character(text, at).length;
  return text.substr(0, at);
}

// Names of sheets are short, differ, and have none of the signs that formulas use.
std::string sheet_name(const std::string& wanted, std::set<std::string>& taken) {
  std::string name;
  for (const char letter : one_line(wanted))
    name += std::string_view("[]:*?/\\'").find(letter) != std::string_view::npos ? ' ' : letter;
  std::string tried = beginning(name, name_characters_max);
  for (int again = 2; !taken.insert(tried).second; ++again) {
    const std::string number = " " + std::to_string(again);
    tried = beginning(name, name_characters_max - number.size()) + number;
  }
  return tried;
}

std::vector<int> widths_of(const PageTable& table) {
  std::vector<int> widths;
  for (std::size_t at = 0; at < table.columns.size(); ++at)
    widths.push_back(at < table.widths.size()
                         ? std::max(8, table.widths[at] * sheet_width / 100)
                         : sheet_width / static_cast<int>(table.columns.size()));
  widths.push_back(30);
  return widths;
}

// A sheet has no numbers after its sentences: their facts stand in a column.
std::string for_whom(const Document& document) {
  return document.remark +
         (document.numbered ? " The last column names the facts behind a row." : "");
}

Tab about(const Document& document, std::set<std::string>& taken) {
  Tab sheet{sheet_name("About", taken), {{"What", "Words"}}, {20, 90}};
  const std::vector<std::pair<std::string, std::string>> said{{"Case", document.title},
                                                              {"Document", document.subtitle},
                                                              {"For whom", for_whom(document)},
                                                              {"Written by", document.ending}};
  for (const auto& [what, words] : said)
    sheet.rows.push_back({what, one_line(words)});
  return sheet;
}

Tab sheet_of(const PageTable& table, std::set<std::string>& taken) {
  Tab sheet{sheet_name(table.caption, taken), {table.columns}, widths_of(table)};
  sheet.rows.front().push_back("Facts");
  for (const auto& row : table.rows) {
    std::vector<std::string> texts;
    for (const PageCell& cell : row)
      texts.push_back(cell_text(cell));
    texts.resize(table.columns.size());
    texts.push_back(facts_text(row));
    sheet.rows.push_back(std::move(texts));
  }
  return sheet;
}

Tab facts_of(const Document& document, std::set<std::string>& taken) {
  Tab sheet{sheet_name("Facts", taken),
            {{"Id", "Kind", "Says", "Note", "Place", "Sources"}},
            {24, 20, 70, 40, 28, 24}};
  for (const Fact& fact : document.facts) {
    std::string sources;
    for (const std::string& source : fact.sources)
      sources += (sources.empty() ? "" : "; ") + one_line(source);
    sheet.rows.push_back({one_line(fact.id), one_line(fact.kind), one_line(fact.says),
                          one_line(fact.note), one_line(fact.place), sources});
  }
  return sheet;
}

const std::string xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const std::string main_names = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const std::string relation_names =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const std::string package_names = "http://schemas.openxmlformats.org/package/2006/";

// "A1", "AB12".
std::string reference(std::size_t column, std::size_t row) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters + std::to_string(row + 1);
}

// Lines of a cell are escaped one by one: line feeds stay.
std::string cell_xml(const std::string& text) {
  std::string safe;
  const std::string cut = beginning(text, cell_characters_max);
  for (std::size_t at = 0; at <= cut.size();) {
    const std::size_t end = std::min(cut.find('\n', at), cut.size());
    safe += (at == 0 ? "" : "\n") + html_text(cut.substr(at, end - at));
    at = end + 1;
  }
  return safe;
}

// So many points a row needs for its longest cell; not every program works it out by itself.
std::size_t height_of(const std::vector<std::string>& row, const std::vector<int>& widths) {
  constexpr std::size_t line = 13, points_max = 409;
  std::size_t lines = 1;
  for (std::size_t column = 0; column < row.size(); ++column) {
    const int wide = column < widths.size() ? widths[column] : 8;
    const std::size_t width = static_cast<std::size_t>(std::max(wide, 4));
    const std::string& text = row[column];
    std::size_t here = 0;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      here += 1 + display_width(text.substr(at, end - at)) / (width - 1);
      at = end + 1;
    }
    lines = std::max(lines, here);
  }
  return std::min(lines * line + 2, points_max);
}

std::string sheet_xml(const Tab& sheet) {
  std::string xml = xml_head + "<worksheet xmlns=\"" + main_names +
                    "\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView "
                    "workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
                    "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>";
  for (std::size_t at = 0; at < sheet.widths.size(); ++at) {
    const std::string number = std::to_string(at + 1);
    xml += "<col min=\"" + number + "\" max=\"" + number + "\" width=\"" +
           std::to_string(sheet.widths[at]) + "\" customWidth=\"1\"/>";
  }
  xml += "</cols><sheetData>";
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    xml += "<row r=\"" + std::to_string(row + 1) + "\" ht=\"" +
           std::to_string(height_of(sheet.rows[row], sheet.widths)) + "\" customHeight=\"1\">";
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column)
      xml += "<c r=\"" + reference(column, row) + "\" s=\"" + (row == 0 ? "1" : "2") +
             "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" +
             cell_xml(sheet.rows[row][column]) + "</t></is></c>";
    xml += "</row>";
  }
  return xml +
         "</sheetData><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" "
         "header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" "
         "fitToHeight=\"0\"/></worksheet>";
}

// Plain, bold for the heads, and wrapped text for everything else.
std::string styles_xml() {
  return xml_head + "<styleSheet xmlns=\"" + main_names +
         "\"><fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Arial\"/></font><font><b/><sz "
         "val=\"10\"/><name val=\"Arial\"/></font></fonts><fills count=\"3\"><fill><patternFill "
         "patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill>"
         "<patternFill patternType=\"solid\"><fgColor rgb=\"FFEFECE3\"/></patternFill></fill>"
         "</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>"
         "<border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FFCFCABD\"/></bottom>"
         "<diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" "
         "fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" "
         "fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"49\" fontId=\"1\" "
         "fillId=\"2\" borderId=\"1\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" "
         "applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
         "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"1\" xfId=\"0\" "
         "applyBorder=\"1\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment "
         "vertical=\"top\" wrapText=\"1\"/></xf></cellXfs></styleSheet>";
}

std::string workbook_xml(const std::vector<Tab>& sheets) {
  std::string list;
  std::string titles;
  for (std::size_t at = 0; at < sheets.size(); ++at) {
    const std::string number = std::to_string(at + 1);
    const std::string name = html_text(sheets[at].name);
    list += "<sheet name=\"" + name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>";
    titles += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"" + std::to_string(at) +
              "\">&#39;" + name + "&#39;!$1:$1</definedName>";
  }
  return xml_head + "<workbook xmlns=\"" + main_names + "\" xmlns:r=\"" + relation_names +
         "\"><sheets>" + list + "</sheets><definedNames>" + titles + "</definedNames></workbook>";
}

std::string relations_xml(const std::vector<std::pair<std::string, std::string>>& kinds) {
  std::string xml = xml_head + "<Relationships xmlns=\"" + package_names + "relationships\">";
  for (std::size_t at = 0; at < kinds.size(); ++at)
    xml += "<Relationship Id=\"rId" + std::to_string(at + 1) + "\" Type=\"" + relation_names + "/" +
           kinds[at].first + "\" Target=\"" + kinds[at].second + "\"/>";
  return xml + "</Relationships>";
}

std::string content_types_xml(std::size_t sheets) {
  const std::string kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  std::string xml = xml_head + "<Types xmlns=\"" + package_names +
                    "content-types\"><Default Extension=\"rels\" ContentType=\"application/"
                    "vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" "
                    "ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" "
                    "ContentType=\"" +
                    kind +
                    "sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"" +
                    kind + "styles+xml\"/>";
  for (std::size_t at = 1; at <= sheets; ++at)
    xml += "<Override PartName=\"/xl/worksheets/sheet" + std::to_string(at) +
           ".xml\" ContentType=\"" + kind + "worksheet+xml\"/>";
  return xml + "</Types>";
}

}  // namespace

std::string to_xlsx(const Document& document) {
  std::set<std::string> taken;
  std::vector<Tab> sheets{about(document, taken)};
  for (const PageTable* table : tables_of(document))
    sheets.push_back(sheet_of(*table, taken));
  if (!document.facts.empty()) sheets.push_back(facts_of(document, taken));
  std::vector<std::pair<std::string, std::string>> relations;
  for (std::size_t at = 1; at <= sheets.size(); ++at)
    relations.push_back({"worksheet", "worksheets/sheet" + std::to_string(at) + ".xml"});
  relations.push_back({"styles", "styles.xml"});
  std::vector<ZipMember> members{
      {"[Content_Types].xml", content_types_xml(sheets.size())},
      {"_rels/.rels", relations_xml({{"officeDocument", "xl/workbook.xml"}})},
      {"xl/workbook.xml", workbook_xml(sheets)},
      {"xl/_rels/workbook.xml.rels", relations_xml(relations)},
      {"xl/styles.xml", styles_xml()}};
  for (std::size_t at = 0; at < sheets.size(); ++at)
    members.push_back(
        {"xl/worksheets/sheet" + std::to_string(at + 1) + ".xml", sheet_xml(sheets[at])});
  return zip_of(members);
}

}  // namespace caucus
