#include "caucus/casefile/read.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "caucus/base/file.h"
#include "caucus/base/text.h"
#include "caucus/casefile/reading.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

// Files that are not read and what is to be said of them.
struct Remark {
  std::string path;
  Complaint finding;
};

void check_every_reference(Reading& reading, const FileEntries& entries,
                           std::span<const EntrySpec> specs) {
  reading.names.check_references(entries.top(), reading.log);
  for (const EntrySpec& spec : specs)
    for (const Entry& entry : entries.of(spec.entry))
      reading.names.check_references(entry, reading.log);
}

void read_top(Reading& reading, const FileEntries& frame) {
  const Entry& top = frame.top();
  Case& c = reading.c;
  c.title = top.text("title");
  c.field = top.text("field");
  c.as_of = top.date("as_of");
  c.note = top.text("note");
  if (const auto percent = top.number("about_percent")) {
    c.about_percent = percent->value;
    if (percent->value.sign() < 0 || percent->value > Rational(100)) {
      reading.fault(top.place("about_percent"), FaultKind::bad_range,
                    "`about_percent` lies between 0 and 100", "10 is usual");
      c.about_percent = Rational(10);
    }
  }
  const TomlDocument& document = frame.document();
  c.trailing_comment = trailing_comment(document.source);
  c.leading_comment = leading_comment(document.source);
  if (const TomlNode* names = frame.free_table("names")) {
    c.names_comment = comment_above(document.source, names->place.line);
    for (const FlatField& field : flat_fields(*names)) {
      if (!is_dotted_id(field.key))
        reading.fault(field.place, FaultKind::bad_id,
                      "a key of [names] is an id: letters, digits and _, beginning with a letter");
      else if (check_value({field.key, ValueType::name, false, ""}, *field.value, reading.log)) {
        c.names.emplace_back(field.key, field.value->text);
        reading.printed_names.try_emplace(field.key, field.value->text);
      }
    }
  }
}

void read_frame(Reading& reading, const FileEntries& frame) {
  read_top(reading, frame);
  read_sources(reading, frame);
  reading.c.cited = reading.sources_of(frame.top());
  read_actors(reading, frame);
  read_categories(reading, frame);
  read_figures(reading, frame);
  read_phases(reading, frame);
  read_issues(reading, frame);
  read_totals(reading, frame);
  read_rules(reading, frame);
  read_surroundings(reading, frame);
  check_every_reference(reading, frame, case_entries());
}

// The text of each file; one that is over the limit counts as empty.
std::vector<TomlDocument> parse_all(std::span<const CaseText> texts, FaultLog& log) {
  std::vector<TomlDocument> documents;
  documents.reserve(texts.size());
  for (std::size_t at = 0; at < texts.size(); ++at) {
    const auto file = static_cast<std::uint16_t>(at);
    const bool large = texts[at].text.size() > case_file_bytes_max;
    if (large)
      log.add({file, 0, 0},
              {FaultKind::too_large,
               fmt::format("the file is larger than {} MiB", case_file_bytes_max / (1024 * 1024)),
               "a case is text: does something else belong elsewhere?"});
    documents.push_back(read_toml(large ? std::string() : texts[at].text, file, log));
    if (large) documents.back().complete = documents.back().root_complete = false;
  }
  return documents;
}

CaseReading read_all(std::span<const CaseText> texts, std::span<const Remark> remarks) {
  std::vector<std::string> files;
  for (const CaseText& text : texts)
    files.push_back(text.path);
  // Remarks have places of their own, behind those of the files that are read.
  std::vector<std::string> places = files;
  for (const Remark& remark : remarks)
    places.push_back(remark.path);
  // On the heap: entries and names point into it, so it stays where it is.
  const auto reading = std::make_unique<Reading>(std::move(files), std::move(places));
  for (std::size_t at = 0; at < remarks.size(); ++at)
    reading->log.add({static_cast<std::uint16_t>(texts.size() + at), 0, 0}, remarks[at].finding);

  reading->documents = parse_all(texts, reading->log);
  const FileEntries frame(reading->documents.front(), case_entries(), reading->log);
  reading->names.complete = reading->documents.front().complete && frame.right_version();
  read_frame(*reading, frame);
  for (std::size_t at = 1; at < texts.size(); ++at) {
    const FileEntries sheet(reading->documents[at], sheet_entries(), reading->log);
    check_every_reference(*reading, sheet, sheet_entries());
    read_sheet(*reading, sheet);
  }
  std::stable_sort(reading->c.sheets.begin(), reading->c.sheets.end(),
                   [](const Sheet& a, const Sheet& b) { return a.party < b.party; });
  CaseReading result;
  if (reading->log.fault_count() == 0) {
    add_warnings(*reading);
    result.value = std::move(reading->c);
  }
  result.faults = reading->log.faults();
  result.warnings = reading->log.warnings();
  return result;
}

// ------------------------------------------------------------------------------------- the folder

// What lies in views/, by name; what is no sheet becomes a remark.
std::vector<fs::path> sheet_files(const fs::path& folder, std::vector<Remark>& remarks) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::not_found && !fs::is_symlink(fs::symlink_status(folder)))
    return {};
  std::vector<fs::path> paths;
  fs::directory_iterator at(folder, error);
  for (; !error && at != fs::directory_iterator(); at.increment(error))
    paths.push_back(at->path());
  if (error) {
    remarks.push_back(
        {folder.string(),
         {FaultKind::unreadable, fmt::format("the folder cannot be read: {}", error.message()),
          "it holds one sheet per party"}});
    return {};
  }
  std::sort(paths.begin(), paths.end());
  std::vector<fs::path> sheets;
  for (fs::path& path : paths) {
    if (path.extension() == ".toml") {
      sheets.push_back(std::move(path));
    } else {
      remarks.push_back({path.string(),
                         {FaultKind::warning_ignored_file, "this is not read",
                          "a sheet is called views/<party>.toml"}});
    }
  }
  if (sheets.size() > sheets_max) {
    remarks.push_back(
        {folder.string(),
         {FaultKind::too_many, fmt::format("there are more than {} sheets", sheets_max),
          "keep one for each party"}});
    sheets.resize(sheets_max);
  }
  return sheets;
}

void add_sheets(const fs::path& folder, std::vector<CaseText>& texts,
                std::vector<Remark>& remarks) {
  for (const fs::path& path : sheet_files(folder / "views", remarks)) {
    std::error_code error;
    // A pipe would be waited for; a folder of that name is as wrong.
    const fs::file_type type = fs::status(path, error).type();
    const bool special =
        !error && type != fs::file_type::regular && type != fs::file_type::not_found;
    Result<std::string> text =
        special ? Result<std::string>(fail(ErrorKind::unreadable, "this is not a regular file"))
                : read_file(path.string(), case_file_bytes_max);
    if (text) {
      texts.push_back({path.string(), *std::move(text), true});
      continue;
    }
    const bool large = text.error().kind == ErrorKind::too_large;
    remarks.push_back(
        {path.string(),
         {large ? FaultKind::too_large : FaultKind::unreadable, text.error().message, ""}});
  }
}

}  // namespace

CaseReading read_case_texts(std::span<const CaseText> texts) {
  static const CaseText nothing{"case.toml", "", false};
  if (texts.empty()) return read_all(std::span(&nothing, 1), {});
  std::vector<Remark> remarks;
  if (texts.size() > sheets_max + 1) {
    remarks.push_back(
        {texts[sheets_max + 1].path,
         {FaultKind::too_many, fmt::format("there are more than {} sheets", sheets_max),
          "keep one for each party"}});
    texts = texts.first(sheets_max + 1);
  }
  return read_all(texts, remarks);
}

namespace {

// The folder of the case that a sheet belongs to, as somebody who names the sheet would write it.
std::string case_folder_of(const fs::path& sheet) {
  const fs::path folder = sheet.parent_path().parent_path();
  if (sheet.parent_path().empty()) return "..";
  return folder.empty() ? "." : folder.string();
}

}  // namespace

Result<CaseReading> read_case(const std::string& path) {
  std::error_code error;
  const fs::path given(path);
  const bool folder = fs::is_directory(given, error);
  if (const fs::path views = fs::absolute(given, error).parent_path();
      !folder && views.filename() == "views" &&
      fs::exists(views.parent_path() / "case.toml", error))
    return fail(ErrorKind::malformed,
                fmt::format("{} is a party's sheet; name the folder of its case, {}",
                            shown(given.string()), shown(case_folder_of(given))));
  const fs::path file = folder ? given / "case.toml" : given;
  Result<std::string> text = read_file(file.string(), case_file_bytes_max);
  std::vector<CaseText> texts;
  std::vector<Remark> remarks;
  if (text) {
    texts.push_back({file.string(), *std::move(text), false});
  } else if (text.error().kind == ErrorKind::too_large) {
    // Over the limit it is a fault like any other, found again by its size.
    texts.push_back({file.string(), std::string(case_file_bytes_max + 1, ' '), false});
  } else if (folder && text.error().kind == ErrorKind::not_found) {
    return fail(ErrorKind::not_found,
                fmt::format("{} is a folder without a case.toml", given.string()));
  } else {
    return fail(text.error());
  }
  add_sheets(file.parent_path(), texts, remarks);
  return read_all(texts, remarks);
}

}  // namespace caucus
