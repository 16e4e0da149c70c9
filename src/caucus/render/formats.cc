#include "caucus/render/formats.h"

#include <array>

#include "caucus/brief/html.h"
#include "caucus/brief/markdown.h"
#include "caucus/render/calendar.h"
#include "caucus/render/csv.h"
#include "caucus/render/document_json.h"
#include "caucus/render/docx.h"
#include "caucus/render/pdf.h"
#include "caucus/render/picture_file.h"
#include "caucus/render/xlsx.h"

namespace caucus {
namespace {

bool every(const DocumentKind&) {
  return true;
}

constexpr std::array<Format, 9> table{{
    {.name = "html",
     .media_type = "text/html; charset=utf-8",
     .extension = ".html",
     .says = "one page that prints on A4 and reads on a phone",
     .fits = every,
     .write = [](const DocumentFile& file) -> Result<std::string> {
       return to_html(file.document);
     }},
    {.name = "markdown",
     .media_type = "text/markdown; charset=utf-8",
     .extension = ".md",
     .says = "text that reads well as it is",
     .fits = every,
     .write = [](const DocumentFile& file) -> Result<std::string> {
       return to_markdown(file.document);
     }},
    {.name = "json",
     .media_type = "application/json",
     .extension = ".json",
     .says = "for programs: every sentence with the facts behind it",
     .fits = every,
     .write = [](const DocumentFile& file) -> Result<std::string> {
       return to_json(file.name, file.document);
     }},
    {.name = "docx",
     .media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     .extension = ".docx",
     .says = "for a word processor; pictures are told in words",
     .text = false,
     .package = "pandoc",
     .fits = every,
     .write = [](const DocumentFile& file) { return to_docx(file.document, file.cancel); }},
    {.name = "pdf",
     .media_type = "application/pdf",
     .extension = ".pdf",
     .says = "pages to print",
     .text = false,
     .package = "chromium",
     .fits = every,
     .write = [](const DocumentFile& file) { return to_pdf(file.document, file.cancel); }},
    {.name = "xlsx",
     .media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     .extension = ".xlsx",
     .says = "a workbook with a sheet for each table",
     .text = false,
     .fits = [](const DocumentKind& kind) { return kind.tables != DocumentTables::none; },
     .write = [](const DocumentFile& file) -> Result<std::string> {
       return to_xlsx(file.document);
     }},
    {.name = "csv",
     .media_type = "text/csv; charset=utf-8",
     .extension = ".csv",
     .says = "the tables as one list of rows",
     .fits = [](const DocumentKind& kind) { return kind.tables == DocumentTables::alike; },
     .write = [](const DocumentFile& file) { return to_csv(file.document); }},
    {.name = "ics",
     .media_type = "text/calendar; charset=utf-8",
     .extension = ".ics",
     .says = "the deadlines for a calendar",
     .fits = [](const DocumentKind& kind) { return kind.calendar; },
     .write = [](const DocumentFile& file) { return to_calendar(file.document); }},
    {.name = "svg",
     .media_type = "image/svg+xml",
     .extension = ".svg",
     .says = "the pictures, one under the other",
     .fits = [](const DocumentKind& kind) { return kind.pictures; },
     .write = [](const DocumentFile& file) { return to_svg(file.document); }},
}};

}  // namespace

std::span<const Format> formats() {
  return table;
}

const Format* find_format(std::string_view name) {
  for (const Format& format : formats())
    if (format.name == name) return &format;
  return nullptr;
}

const Format* format_of_file(std::string_view path) {
  for (const Format& format : formats())
    if (path.ends_with(format.extension)) return &format;
  if (path.ends_with(".htm")) return find_format("html");
  if (path.ends_with(".markdown")) return find_format("markdown");
  return nullptr;
}

}  // namespace caucus
