// `caucus document`: every document of the desk, in every format it can be had in.
#include <unistd.h>

#include "caucus/base/text.h"
#include "caucus/cli/open_case.h"
#include "caucus/cli/tables.h"
#include "caucus/cli/verbs.h"
#include "caucus/desk/documents.h"

namespace caucus {
namespace {

// All documents, what each answers, for whom, and in which formats.
Exit list(Console& console) {
  for (const DocumentListing& one : document_listings(nullptr)) {
    std::string formats;
    for (const std::string& format : one.formats)
      formats += (formats.empty() ? "" : ", ") + format;
    const std::string whom = !one.for_party ? "for the team"
                             : one.for_team ? "for the team, or for a party with --to"
                                            : "for a party, with --to";
    console.answer(one.name + "\n");
    console.answer(wrap(one.says + "; " + whom, table_columns, 2) + "\n");
    console.answer(wrap(formats, table_columns, 2) + "\n");
  }
  return Exit::done;
}

// By word, else by the ending of the file, else Markdown.
const Format* format_asked(const Arguments& arguments, const Console& console) {
  if (arguments.has("--json")) return find_format("json");
  const auto word = arguments.value("--format");
  const std::string file = arguments.value("-o").value_or("");
  const Format* format = word ? find_format(*word) : format_of_file(file);
  if (format == nullptr && !word) format = find_format("markdown");
  if (format != nullptr) return format;
  std::vector<std::string> names;
  for (const Format& one : formats())
    names.emplace_back(one.name);
  console.note("caucus: `--format` is " + join_in_words(names, "or") + ", not " + in_quotes(*word));
  return nullptr;
}

const DocumentKind* kind_asked(const std::string& name, const Console& console) {
  if (const DocumentKind* kind = find_document(name)) return kind;
  std::vector<std::string_view> names;
  for (const DocumentKind& kind : document_kinds())
    names.push_back(kind.name);
  const auto meant = did_you_mean(name, names);
  console.note("caucus: no document is called " + in_quotes(name) +
               (meant ? " (did you mean `" + *meant + "`?)" : "") +
               "; `caucus document --list` has them all");
  return nullptr;
}

// Whether the format can be had of the document, and may go where it would go.
bool may_write(const DocumentKind& kind, const Format& format, const Arguments& arguments,
               const Console& console) {
  if (!format.fits(kind)) {
    std::vector<std::string> names;
    for (const Format& one : formats())
      if (one.fits(kind)) names.emplace_back(one.name);
    console.note("caucus: the document " + in_quotes(kind.name) + " is not made as " +
                 std::string(format.name) + "; there is " + join_in_words(names, "and"));
    return false;
  }
  const std::string file = arguments.value("-o").value_or("-");
  if (!format.text && file == "-" && ::isatty(STDOUT_FILENO) != 0) {
    console.note("caucus: " + std::string(format.name) +
                 " is not for a screen; say where it goes with `-o FILE" +
                 std::string(format.extension) + "`");
    return false;
  }
  return true;
}

// The request, but for the case; nothing after a complaint.
std::optional<DocumentRequest> request_of(const Arguments& arguments, const Case& c,
                                          const Console& console) {
  const auto analysis = analysis_of(arguments, c, console);
  if (!analysis) return std::nullopt;
  DocumentRequest request;
  request.analysis = *analysis;
  request.version = console.version();
  request.terms = arguments.value("--terms").value_or("");
  request.draft = arguments.value("--draft").value_or("");
  request.against = arguments.value("--against").value_or("");
  if (const auto name = arguments.value("--to")) {
    request.to = party_option(c, *name, "--to", console);
    if (!request.to) return std::nullopt;
  }
  if (const auto word = arguments.value("--form")) {
    const auto form = draft_form(*word);
    if (!form) {
      console.note("caucus: `--form` is clean, bracketed or redline, not " + in_quotes(*word));
      return std::nullopt;
    }
    request.form = *form;
  }
  if (!date_option(arguments, "--since", console, request.since)) return std::nullopt;
  return request;
}

Exit write(const DocumentKind& kind, const Format& format, const MadeDocument& made,
           Console& console) {
  if (!made.document) {
    console.note("caucus: nothing was written: " + made.refused);
    if (!made.for_you.empty()) console.note("  for you alone: " + made.for_you);
    if (!made.leaks.empty()) console.note("  for you alone: it would give away");
    for (const Leak& leak : made.leaks)
      console.note("    " + to_string(leak));
    return Exit::no;
  }
  const auto bytes = document_bytes(kind.name, *made.document, format.name,
                                    made.complete ? console.cancel() : CancelToken());
  if (!bytes) {
    if (bytes.error().kind == ErrorKind::cancelled) {
      console.note("caucus: " + bytes.error().message);
      return Exit::interrupted;
    }
    if (bytes.error().kind != ErrorKind::unsupported) return console.failed(bytes.error());
    console.note("caucus: nothing was written: " + bytes.error().message);
    return Exit::no;
  }
  console.answer(*bytes);
  return exit_of(console, true);
}

Exit run_document(const Arguments& asked, Console& console) {
  if (asked.has("--list")) return list(console);
  if (asked.words.size() < 2) {
    console.note("caucus: `document` needs NAME CASE; `caucus document --list` has the names");
    return Exit::usage;
  }
  const DocumentKind* kind = kind_asked(asked.words.front(), console);
  const Format* format = format_asked(asked, console);
  if (!kind || !format || !may_write(*kind, *format, asked, console)) return Exit::usage;
  if (kind->for_team == nullptr && !asked.has("--to")) {
    console.note("caucus: for whom? `--to PARTY`");
    return Exit::usage;
  }
  Arguments arguments = asked;
  arguments.words.erase(arguments.words.begin());
  Exit code = Exit::done;
  const auto open = opened_with_talks(arguments, console, code);
  if (!open) return code;
  auto request = request_of(arguments, *open->of, console);
  if (!request) return Exit::usage;
  request->name = kind->name;
  request->talks = open->talks();
  if (arguments.has(now_option.name)) {
    const auto now = now_of(arguments, console);
    if (!now) return Exit::usage;
    request->day = now->day();
  }
  const Progress progress("writing the document");
  return write(*kind, *format, made_document(*open->of, *request, console.cancel()), console);
}

}  // namespace

Command document_command() {
  return {
      "document",
      VerbGroup::understand,
      "[NAME] [CASE]",
      "write a document of the desk: matrix, register, options, term sheet, draft",
      "Every sentence links to the event, position or figure behind it. A document for a party "
      "(--to) is checked before it is written: if it would give somebody away, what it rests on is "
      "listed and nothing is written (exit code 1). The day is that of the case or of the last "
      "entry, never today, so the same case gives the same bytes.",
      analysis_options(access_options(
          {{"--list", "", "show all documents and the formats of each"},
           {"--to", "PARTY", "for whom; without it, for the mediator's team"},
           {"--format", "WORD",
            "html, markdown, json, docx, pdf, xlsx, csv, ics or svg (default: by the ending of "
            "-o)"},
           {"--form", "WORD", "of a draft: clean, bracketed or redline"},
           {"--draft", "NAME", "which draft, by label or number (default: the last)"},
           {"--against", "NAME", "the earlier draft of a redline (default: the one before)"},
           {"--terms", "NAME", "which terms a term sheet is about (default: the last)"},
           {"--since", "DATE", "the brief shows what changed after that day, YYYY-MM-DD"},
           without_talks_option,
           page_now_option})),
      {{"caucus document --list", "Which documents are there?"},
       {"caucus document positions-matrix cases/labour/port-contract -o matrix.html",
        "A table to print:"},
       {"caucus document red-line-register cases/labour/port-contract -o lines.xlsx",
        "The same in a workbook:"}},
      run_document};
}

}  // namespace caucus
