// In which formats can a document be had? One table, one way to write each.
//
// HTML, Markdown, JSON, CSV, XLSX, ICS and SVG are written by the program itself. DOCX and PDF need
// a program of the system, which is started when they are asked for (tool.h); where it is not there
// the error says which package to install. Every format has the same bytes for the same document.
//
// Errors: those of each format's header. Complexity: linear, beside the tools.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "caucus/base/cancel.h"
#include "caucus/base/result.h"
#include "caucus/brief/catalogue.h"

namespace caucus {

struct DocumentFile {
  std::string_view name;  // of the document in the catalogue
  const Document& document;
  CancelToken cancel = {};
};

struct Format {
  std::string_view name;          // "docx"
  std::string_view media_type;    // "text/html; charset=utf-8"
  std::string_view extension;     // ".docx"
  std::string_view says;          // what it is good for
  bool text = true;               // may be printed on a terminal
  std::string_view package = {};  // of Debian, with the program it needs; empty: it needs nothing
  bool (*fits)(const DocumentKind& kind) = nullptr;
  Result<std::string> (*write)(const DocumentFile& file) = nullptr;
};

// In the order in which they are listed.
std::span<const Format> formats();
// By its name, or by the end of a file's name: ".htm" is html, ".md" markdown.
const Format* find_format(std::string_view name);
const Format* format_of_file(std::string_view path);

}  // namespace caucus
