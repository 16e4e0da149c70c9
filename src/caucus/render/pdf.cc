#include "caucus/render/pdf.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <unistd.h>

#include "caucus/base/file.h"
#include "caucus/brief/html.h"
#include "caucus/render/tool.h"

namespace caucus {
namespace {

constexpr std::size_t bytes_max = 256U << 20U;

bool digit(char byte) {
  return std::isdigit(static_cast<unsigned char>(byte)) != 0;
}

// Each `/CreationDate (D:20240310...` keeps its length: only the digits change.
void fix_dates(std::string& pdf, std::string_view key, const std::string& digits) {
  for (std::size_t at = pdf.find(key); at != std::string::npos; at = pdf.find(key, at + 1)) {
    std::size_t place = pdf.find("D:", at + key.size());
    if (place == std::string::npos || place > at + key.size() + 4) continue;
    place += 2;
    for (std::size_t nth = 0; place < pdf.size() && digit(pdf[place]) && nth < digits.size();
         ++nth, ++place)
      pdf[place] = digits[nth];
  }
}

// `/ID [<0123...> <0123...>]` becomes zeros.
void fix_id(std::string& pdf) {
  for (std::size_t at = pdf.find("/ID"); at != std::string::npos; at = pdf.find("/ID", at + 1)) {
    std::size_t place = at + 3;
    while (place < pdf.size() && pdf[place] == ' ')
      ++place;
    if (place >= pdf.size() || pdf[place] != '[') continue;
    for (; place < pdf.size() && pdf[place] != ']'; ++place)
      if (std::isxdigit(static_cast<unsigned char>(pdf[place])) != 0) pdf[place] = '0';
  }
}

}  // namespace

std::string with_fixed_dates(std::string pdf, Date day) {
  std::string digits = to_string(day) + "000000";
  std::erase(digits, '-');
  for (const std::string_view key : {"/CreationDate", "/ModDate"})
    fix_dates(pdf, key, digits);
  fix_id(pdf);
  return pdf;
}

Result<std::string> to_pdf(const Document& document, const CancelToken& cancel) {
  Result<WorkFolder> folder = WorkFolder::make();
  if (!folder) return fail(folder.error());
  const std::string& path = folder->path();
  const auto written = write_file_atomically(path + "/document.html", to_html(document));
  if (!written) return fail(written.error());
  ToolCall call{{"chromium", "chromium-browser", "google-chrome"},
                "chromium",
                {"--headless",
                 "--disable-gpu",
                 "--disable-dev-shm-usage",
                 "--no-first-run",
                 "--no-default-browser-check",
                 "--disable-extensions",
                 "--disable-sync",
                 "--disable-background-networking",
                 "--disable-component-update",
                 "--disable-breakpad",
                 "--disable-crash-reporter",
                 "--disable-default-apps",
                 "--disable-domain-reliability",
                 "--mute-audio",
                 "--no-pings",
                 "--host-resolver-rules=MAP * ~NOTFOUND",
                 "--proxy-server=127.0.0.1:9",
                 "--force-color-profile=srgb",
                 "--font-render-hinting=none",
                 "--user-data-dir=" + path + "/profile",
                 "--no-pdf-header-footer",
                 "--print-to-pdf=" + path + "/document.pdf"},
                path};
  // Its own sandbox refuses to work for root; the page has no script and loads nothing.
  if (::geteuid() == 0) call.arguments.emplace_back("--no-sandbox");
  call.arguments.push_back("file://" + path + "/document.html");
  const auto ran = run_tool(call, cancel);
  if (!ran) return fail(ran.error());
  Result<std::string> pdf = read_file(path + "/document.pdf", bytes_max);
  if (!pdf || !pdf->starts_with("%PDF-"))
    return fail(ErrorKind::unreadable, "`chromium` ended and made no file of pages");
  return with_fixed_dates(*std::move(pdf), document.day.value_or(Date::from_days(0)));
}

}  // namespace caucus
