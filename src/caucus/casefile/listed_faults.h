// For tests: what does the reader say of a text? Everything it finds, as a person would see it.
//
// The texts of tests are short and begin on the line after R"(, so that their first line is line 1
// of the file. Longer lists stand in tests/faults/, one small case in each file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caucus/casefile/read.h"

namespace caucus {

// A frame that has what every frame needs, before the text: 2 lines.
inline std::string with_head(std::string_view text) {
  return "caucus = 1\ntitle = \"Talks\"\n" + std::string(text.substr(text.starts_with('\n')));
}

// A whole case, read: a frame without its head, and the sheets with theirs, which are called
// views/1.toml and so on.
inline CaseReading reading_of(std::string_view frame, std::vector<std::string> sheets = {}) {
  std::vector<CaseText> texts{{"case.toml", with_head(frame), false}};
  for (std::string& sheet : sheets) {
    if (sheet.starts_with('\n')) sheet.erase(0, 1);
    texts.push_back({"views/" + std::to_string(texts.size()) + ".toml", sheet, true});
  }
  return read_case_texts(texts);
}

// One line per fault, each after a line feed, so that tests can begin their list on a new line.
inline std::string listed(const std::vector<Fault>& faults) {
  std::string list = "\n";
  for (const Fault& fault : faults)
    list += to_string(fault) + "\n";
  return list;
}

inline std::string faults_of(std::string_view frame, std::vector<std::string> sheets = {}) {
  return listed(reading_of(frame, std::move(sheets)).faults);
}

// The warnings; the faults instead where there are any.
inline std::string warnings_of(std::string_view frame, std::vector<std::string> sheets = {}) {
  const CaseReading reading = reading_of(frame, std::move(sheets));
  return listed(reading.faults.empty() ? reading.warnings : reading.faults);
}

}  // namespace caucus
