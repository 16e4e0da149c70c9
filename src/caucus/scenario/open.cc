// Scenarios on disk: which files belong together. The only source here that opens any.
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "caucus/base/file.h"
#include "caucus/base/text.h"
#include "caucus/scenario/finding_log.h"
#include "caucus/scenario/read.h"

namespace caucus {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view repository_name = "domainrepository.xml";
constexpr std::size_t files_max = 10'000;

bool is_scenario_file(const fs::path& path) {
  const std::string end = path.extension().string();
  return (end == ".xml" || end == ".json" || end == ".yml" || end == ".yaml") &&
         !path.filename().string().starts_with('_');
}

// The files of a folder that may be part of a scenario, in natural order.
Result<std::vector<fs::path>> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (is_scenario_file(at->path()) && at->is_regular_file(ignored)) files.push_back(at->path());
    if (files.size() > files_max)
      return fail(ErrorKind::too_large, in_quotes(folder.string()) + " holds over 10,000 files");
  }
  if (error)
    return fail(ErrorKind::unreadable,
                in_quotes(folder.string()) + " cannot be looked into: " + error.message());
  std::ranges::sort(files, [](const fs::path& a, const fs::path& b) {
    return natural_less(a.filename().string(), b.filename().string());
  });
  return files;
}

// Where a url of the repository leads: its path below the folder, or the end of it. The paths are
// written from the place where the tool was started, which is not here.
std::optional<fs::path> resolved(std::string url, const fs::path& folder) {
  if (url.starts_with("file:")) url.erase(0, 5);
  fs::path rest = fs::path(url).relative_path();
  for (const fs::path& part : rest)
    if (part == "..") return std::nullopt;
  std::error_code ignored;
  while (!rest.empty()) {
    if (fs::is_regular_file(folder / rest, ignored)) return folder / rest;
    fs::path shorter;
    for (auto part = std::next(rest.begin()); part != rest.end(); ++part)
      shorter /= *part;
    rest = shorter;
  }
  return std::nullopt;
}

class Opening {
 public:
  explicit Opening(const ScenarioOptions& options) : options_(options) {}

  Result<ScenarioReading> open(const std::string& path) {
    std::error_code ignored;
    const bool folder = fs::is_directory(path, ignored);
    const fs::path home = folder ? fs::path(path) : fs::path(path).parent_path();
    const fs::path chosen = folder ? fs::path() : fs::path(path);
    if (!folder)
      if (auto there = read_file(path, scenario_file_bytes_max); !there) return fail(there.error());
    const fs::path repository = home / repository_name;
    if (!fs::is_regular_file(repository, ignored) || !from_repository(repository, chosen)) {
      auto files = files_of(home.empty() ? fs::path(".") : home);
      if (!files) return fail(files.error());
      for (const fs::path& file : *files)
        if (file.filename() != repository_name)
          add(home.empty() ? file.filename() : file,
              !folder && file.filename() == chosen.filename());
      if (files->empty())
        return fail(ErrorKind::not_found,
                    in_quotes(path) + " holds no file of a scenario (.xml, .json, .yml, .yaml)");
    }
    ScenarioReading reading = read_scenario_texts(texts_, options_);
    reading.findings.insert(reading.findings.begin(), findings_.begin(), findings_.end());
    if (refuses(reading.findings, options_.strict)) reading.value.reset();
    return reading;
  }

 private:
  void add(const fs::path& path, bool chosen) {
    auto text = read_file(path.string(), scenario_file_bytes_max);
    if (text) return texts_.push_back({path.string(), std::move(*text), chosen});
    findings_.push_back({text.error().kind == ErrorKind::too_large ? FindingToken::too_large
                                                                   : FindingToken::unreadable,
                         path.string(), 0, 0, text.error().message});
  }

  // Whether the repository says what belongs together; with a chosen domain, whether it names it.
  bool from_repository(const fs::path& path, const fs::path& chosen) {
    auto text = read_file(path.string(), scenario_file_bytes_max);
    if (!text) return false;
    RepositoryReading repository = read_repository({path.string(), std::move(*text), false});
    const fs::path home = path.parent_path();
    std::erase_if(repository.items, [&](const RepositoryItem& item) {
      const auto domain = resolved(item.domain, home);
      std::error_code ignored;
      return !chosen.empty() && (!domain || !fs::equivalent(*domain, chosen, ignored));
    });
    if (!chosen.empty() && repository.items.empty()) return false;
    std::ranges::move(repository.findings, std::back_inserter(findings_));
    if (repository.items.size() != 1) {
      report(path,
             repository.items.empty() ? FindingToken::not_a_domain : FindingToken::several_domains,
             repository.items.empty()
                 ? "the repository names no domain"
                 : "the repository names " + std::to_string(repository.items.size()) +
                       " domains; name the file of the one that is meant");
      return true;
    }
    const RepositoryItem& item = repository.items.front();
    add_url(path, item.domain, home, true);
    for (const std::string& url : item.profiles)
      add_url(path, url, home, false);
    return true;
  }

  void add_url(const fs::path& repository, const std::string& url, const fs::path& home,
               bool chosen) {
    if (const auto found = resolved(url, home))
      add(*found, chosen);
    else
      report(repository, FindingToken::unreadable,
             "the repository names " + in_quotes(url) + ", which is not there");
  }

  void report(const fs::path& file, FindingToken token, std::string sentence) {
    findings_.push_back({token, file.string(), 0, 0, std::move(sentence)});
  }

  const ScenarioOptions& options_;
  std::vector<ScenarioText> texts_;
  std::vector<ScenarioFinding> findings_;
};

}  // namespace

Result<ScenarioReading> read_scenario(const std::string& path, const ScenarioOptions& options) {
  return Opening(options).open(path);
}

}  // namespace caucus
