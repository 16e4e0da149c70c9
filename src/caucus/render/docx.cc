#include "caucus/render/docx.h"

#include "caucus/base/file.h"
#include "caucus/brief/html.h"
#include "caucus/render/tool.h"

namespace caucus {
namespace {

constexpr std::size_t bytes_max = 256U << 20U;
constexpr std::int64_t seconds_of_a_day = 86'400;

}  // namespace

Result<std::string> to_docx(const Document& document, const CancelToken& cancel) {
  Result<WorkFolder> folder = WorkFolder::make();
  if (!folder) return fail(folder.error());
  const std::string& path = folder->path();
  const std::string head =
      document.title + " \u00B7 " + document.subtitle + " \u00B7 " + document.marking;
  for (const auto& [name, bytes] :
       {std::pair<std::string, std::string>{"/document.html",
                                            to_html(document, HtmlFor::word_processor)},
        {"/styles.docx", docx_styles(head, document.landscape)}}) {
    const auto written = write_file_atomically(path + name, bytes);
    if (!written) return fail(written.error());
  }
  const Date day = document.day.value_or(Date::from_calendar(2000, 1, 1).value());
  const ToolCall call{
      {"pandoc"},
      "pandoc",
      {"--from=html+native_divs+native_spans-auto_identifiers", "--to=docx",
       "--reference-doc=styles.docx", "--data-dir=" + path, "--output=document.docx",
       "document.html"},
      path,
      {"SOURCE_DATE_EPOCH=" + std::to_string(day.days_since_1970() * seconds_of_a_day)}};
  const auto ran = run_tool(call, cancel);
  if (!ran) return fail(ran.error());
  Result<std::string> docx = read_file(path + "/document.docx", bytes_max);
  if (!docx || !docx->starts_with("PK"))
    return fail(ErrorKind::unreadable, "`pandoc` ended and made no file");
  return docx;
}

}  // namespace caucus
