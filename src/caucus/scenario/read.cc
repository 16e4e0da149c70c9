#include "caucus/scenario/read.h"

#include <algorithm>
#include <deque>
#include <variant>

#include "caucus/base/text.h"
#include "caucus/scenario/data_tree.h"
#include "caucus/scenario/genius.h"
#include "caucus/scenario/geniusweb.h"
#include "caucus/scenario/negmas.h"

namespace caucus {
namespace {

enum class FileKind { nothing, unknown, repository, domain, profile };

// A file once its tree is read.
struct ReadFile {
  const ScenarioText* source = nullptr;
  FindingLog log;
  FileKind kind = FileKind::nothing;
  ScenarioFamily family = ScenarioFamily::genius;
  std::variant<std::monostate, XmlElement, DataNode> tree;
};

std::string_view extension(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : path.substr(dot);
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// Texts over the limit are not looked at.
bool fits(const ScenarioText& text, FindingLog& log) {
  if (text.text.size() <= scenario_file_bytes_max) return true;
  log.add(FindingToken::too_large, std::nullopt, "the file has more than 64 MB");
  return false;
}

void read_as_xml(ReadFile& file) {
  std::optional<XmlElement> root = read_xml(file.source->text, file.log);
  if (!root) return;
  switch (genius_file_kind(*root)) {
    case GeniusFile::domain:
      file.kind = FileKind::domain;
      break;
    case GeniusFile::profile:
      file.kind = FileKind::profile;
      break;
    case GeniusFile::repository:
      file.kind = FileKind::repository;
      break;
    case GeniusFile::other:
      file.kind = FileKind::unknown;
      break;
  }
  file.tree = std::move(*root);
}

void read_as_data(ReadFile& file, bool json) {
  std::optional<DataNode> root =
      json ? read_json(file.source->text, file.log) : read_yaml(file.source->text, file.log);
  if (!root) return;
  const DataFile kind = data_file_kind(*root);
  const bool web = kind == DataFile::geniusweb_domain || kind == DataFile::geniusweb_profile;
  file.family = web ? ScenarioFamily::geniusweb : ScenarioFamily::negmas;
  if (kind == DataFile::geniusweb_domain || kind == DataFile::negmas_domain)
    file.kind = FileKind::domain;
  else
    file.kind = kind == DataFile::other ? FileKind::unknown : FileKind::profile;
  file.tree = std::move(*root);
}

// What the file of the domain says, whatever its family.
using AnyDomain = std::variant<GeniusDomain, DataDomain>;

class Reading {
 public:
  explicit Reading(const ScenarioOptions& options) : options_(options) {}

  ScenarioReading run(std::span<const ScenarioText> texts) {
    for (const ScenarioText& text : texts)
      add(text);
    ScenarioReading reading;
    reading.strict = options_.strict;
    Scenario scenario;
    if (ReadFile* domain = find_domain()) read(*domain, scenario);
    for (const ReadFile& file : files_) {
      std::vector<ScenarioFinding> found = file.log.findings();
      std::ranges::move(found, std::back_inserter(reading.findings));
    }
    std::ranges::move(extra_, std::back_inserter(reading.findings));
    if (!refuses(reading.findings, options_.strict)) reading.value = std::move(scenario);
    return reading;
  }

 private:
  void add(const ScenarioText& text) {
    const std::string_view end = extension(text.path);
    const bool xml = end == ".xml";
    const bool json = end == ".json";
    const bool yaml = end == ".yml" || end == ".yaml";
    if ((!xml && !json && !yaml) || file_name(text.path).starts_with('_')) return;
    ReadFile& file = files_.emplace_back(
        ReadFile{&text, FindingLog(text.path, text.text), FileKind::nothing, {}, {}});
    if (!fits(text, file.log)) return;
    if (xml)
      read_as_xml(file);
    else
      read_as_data(file, json);
  }

  void refuse(FindingToken token, std::string file, std::string sentence) {
    extra_.push_back({token, std::move(file), 0, 0, std::move(sentence)});
  }

  // The one domain; a profile of GeniusWeb carries one with it, for want of another.
  ReadFile* find_domain() {
    ReadFile* found = nullptr;
    for (ReadFile& file : files_) {
      if (file.source->chosen && file.kind != FileKind::domain) {
        if (!file.log.refused())
          file.log.add(FindingToken::not_a_domain, std::nullopt,
                       "this is not a domain; name the domain's file or the folder");
        return nullptr;
      }
      if (file.kind != FileKind::domain) continue;
      if (file.source->chosen) return &file;
      if (found == nullptr)
        found = &file;
      else
        file.log.add(FindingToken::several_domains, std::nullopt,
                     "a second domain, beside " + in_quotes(found->source->path) +
                         "; name the one that is meant");
    }
    if (found != nullptr) return found;
    const auto carries = std::ranges::find_if(files_, [](const ReadFile& file) {
      return file.kind == FileKind::profile && file.family == ScenarioFamily::geniusweb;
    });
    if (carries != files_.end()) return &*carries;
    const bool broken =
        std::ranges::any_of(files_, [](const ReadFile& file) { return file.log.refused(); });
    if (!broken)
      refuse(FindingToken::not_a_domain, files_.empty() ? "" : files_.front().source->path,
             "there is no domain among the files");
    return nullptr;
  }

  void read(ReadFile& domain_file, Scenario& scenario) {
    scenario.family = domain_file.family;
    scenario.semantics = options_.semantics.value_or(domain_file.family);
    scenario.file = domain_file.source->path;
    if (!semantics_fit(domain_file)) return;
    std::optional<AnyDomain> domain = domain_of(domain_file, scenario);
    std::size_t profiles = 0;
    for (ReadFile& file : files_) {
      if (file.kind == FileKind::domain && &file != &domain_file && domain_file.source->chosen)
        file.log.add(FindingToken::file_left_out, std::nullopt, "another domain; left out");
      if (file.kind == FileKind::unknown)
        file.log.add(FindingToken::not_a_profile, std::nullopt,
                     "this is neither a domain nor a profile");
      if (file.kind == FileKind::profile && file.family != domain_file.family)
        file.log.add(FindingToken::file_left_out, std::nullopt,
                     "a profile of another family of files; left out");
      if (file.kind != FileKind::profile || file.family != domain_file.family) continue;
      if (++profiles > scenario_profiles_max)
        return file.log.add(FindingToken::too_large, std::nullopt,
                            "a scenario has at most 128 profiles");
      if (domain && !too_many(scenario, profiles, file)) add_profile(file, *domain, scenario);
    }
    const bool broken =
        std::ranges::any_of(files_, [](const ReadFile& file) { return file.log.refused(); });
    if (profiles == 0 && !broken)
      domain_file.log.add(FindingToken::not_a_profile, std::nullopt,
                          "there is no profile beside the domain");
  }

  bool semantics_fit(ReadFile& domain) {
    if (!options_.semantics || *options_.semantics == domain.family) return true;
    if (domain.family == ScenarioFamily::genius && *options_.semantics == ScenarioFamily::negmas)
      return true;
    domain.log.add(FindingToken::wrong_semantics, std::nullopt,
                   "files of " + std::string(token(domain.family)) +
                       " cannot be read by the rules of " +
                       std::string(token(*options_.semantics)));
    return false;
  }

  // Many profiles of a large domain would not fit the memory.
  static bool too_many(const Scenario& scenario, std::size_t profiles, ReadFile& file) {
    std::size_t options = 0;
    for (const ScenarioIssue& issue : scenario.issues)
      options += issue.options.size();
    if (options * profiles <= 4 * scenario_values_max) return false;
    file.log.add(FindingToken::too_large, std::nullopt,
                 "options times profiles are more than 4,000,000");
    return true;
  }

  static std::optional<AnyDomain> domain_of(ReadFile& file, Scenario& scenario) {
    scenario.name = file_stem(file.source->path);
    if (const auto* xml = std::get_if<XmlElement>(&file.tree)) {
      std::optional<GeniusDomain> domain = read_genius_domain(*xml, file.log);
      if (!domain) return std::nullopt;
      for (const GeniusIssue& issue : domain->issues)
        scenario.issues.push_back(issue.issue);
      return AnyDomain(std::move(*domain));
    }
    const auto& data = std::get<DataNode>(file.tree);
    std::optional<DataDomain> domain;
    if (file.kind == FileKind::profile)
      domain = domain_within_profile(data, file.log);
    else if (file.family == ScenarioFamily::geniusweb)
      domain = read_geniusweb_domain(data, file.log);
    else
      domain = read_negmas_domain(data, file.log);
    if (!domain && !file.log.refused())
      file.log.add(FindingToken::not_a_domain, std::nullopt, "there is no domain among the files");
    if (!domain) return std::nullopt;
    if (!domain->name.empty()) scenario.name = domain->name;
    scenario.issues = domain->issues;
    return AnyDomain(std::move(*domain));
  }

  static void add_profile(ReadFile& file, const AnyDomain& domain, Scenario& scenario) {
    std::optional<ScenarioProfile> profile;
    if (const auto* genius = std::get_if<GeniusDomain>(&domain))
      profile = read_genius_profile(std::get<XmlElement>(file.tree), *genius, scenario.semantics,
                                    file.log);
    else if (file.family == ScenarioFamily::geniusweb)
      profile = read_geniusweb_profile(std::get<DataNode>(file.tree), std::get<DataDomain>(domain),
                                       file.log);
    else
      profile = read_negmas_profile(std::get<DataNode>(file.tree), std::get<DataDomain>(domain),
                                    file.log);
    file.tree = std::monostate{};  // trees are large, and this one is not needed any more
    if (!profile) return;
    profile->party = file_stem(file.source->path);
    profile->file = file.source->path;
    scenario.profiles.push_back(std::move(*profile));
  }

  const ScenarioOptions& options_;
  std::deque<ReadFile> files_;
  std::vector<ScenarioFinding> extra_;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view take_number(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  while (digits.size() > 1 && digits.front() == '0')
    digits.remove_prefix(1);
  return digits;
}

}  // namespace

ScenarioReading read_scenario_texts(std::span<const ScenarioText> texts,
                                    const ScenarioOptions& options) {
  return Reading(options).run(texts);
}

std::string_view file_stem(std::string_view path) {
  const std::string_view name = file_name(path);
  return name.substr(0, name.size() - extension(name).size());
}

bool natural_less(std::string_view a, std::string_view b) {
  std::string_view x = a;
  std::string_view y = b;
  while (!x.empty() && !y.empty()) {
    if (is_digit(x.front()) && is_digit(y.front())) {
      const std::string_view left = take_number(x);
      const std::string_view right = take_number(y);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
      continue;
    }
    if (x.front() != y.front()) return x.front() < y.front();
    x.remove_prefix(1);
    y.remove_prefix(1);
  }
  if (x.empty() != y.empty()) return x.empty();
  return a < b;
}

RepositoryReading read_repository(const ScenarioText& file) {
  RepositoryReading reading;
  FindingLog log(file.path, file.text);
  const auto root = fits(file, log) ? read_xml(file.text, log) : std::nullopt;
  std::vector<const XmlElement*> open;
  if (root) open.push_back(&*root);
  const auto url_of = [&](const XmlElement& element) {
    const XmlAttribute* url = element.attribute("url");
    if (url == nullptr) log.add(FindingToken::missing_key, element.offset, "`url` is missing");
    return url == nullptr ? std::string() : url->value;
  };
  // Depth first in document order; a profile belongs to the item it stands in.
  while (!open.empty()) {
    const XmlElement& element = *open.back();
    open.pop_back();
    if (element.name == "domainRepItem") reading.items.push_back({url_of(element), {}});
    if (element.name == "profile" && !reading.items.empty())
      reading.items.back().profiles.push_back(url_of(element));
    for (auto child = element.children.rbegin(); child != element.children.rend(); ++child)
      open.push_back(&*child);
  }
  reading.findings = log.findings();
  return reading;
}

}  // namespace caucus
