// Files of a case: new ones from the skeleton, existing ones in canonical form, and what may stand
// in them.
#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/casefile/write.h"
#include "caucus/desk/desk.h"
#include "caucus/desk/new_folder.h"

namespace caucus {
namespace {

// What the language asks of a title, before it is written anywhere.
Result<void> check_title(const std::string& title) {
  constexpr std::size_t title_bytes_max = 200;
  if (invalid_utf8_at(title)) return fail(ErrorKind::malformed, "the title is not UTF-8 text");
  if (title.size() > title_bytes_max)
    return fail(ErrorKind::malformed,
                fmt::format("the title is longer than {} bytes", title_bytes_max));
  if (trimmed(title).empty() || shown(title).find("\\u{") != std::string::npos)
    return fail(ErrorKind::malformed, "a title is one line of visible text");
  return {};
}

}  // namespace

Result<std::vector<std::string>> new_case(const std::string& folder, const std::string& title) {
  if (folder.empty()) return fail(ErrorKind::not_found, "a new case needs the name of a folder");
  if (auto sound = check_title(title); !sound) return fail(sound.error());
  std::vector<NamedText> files;
  for (CaseText& text : case_skeleton(title))
    files.push_back({std::move(text.path), std::move(text.text)});
  return write_new_folder(folder, files);
}

std::vector<NamedText> canonical_files(const Case& c) {
  std::vector<NamedText> files;
  for (CaseText& text : write_case(c))
    files.push_back({std::move(text.path), std::move(text.text)});
  return files;
}

std::string case_schema() {
  return case_schema_json();
}

std::string sheet_schema() {
  return sheet_schema_json();
}

std::string case_keys() {
  return case_keys_page();
}

}  // namespace caucus
