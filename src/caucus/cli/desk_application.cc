#include "caucus/cli/desk_application.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

#include "caucus/desk/clock.h"
#include "caucus/serve/answers.h"

namespace caucus {
namespace {

using serve::Answer;

// What a browser does not show by itself is kept as a file, named as in the address.
std::string file_name(const serve::Question& question, const std::string& kind) {
  for (const char* shown : {"application/json", "text/html", "text/plain", "image/"})
    if (kind.starts_with(shown)) return {};
  return question.path.substr(question.path.rfind('/') + 1);
}

Answer answer_of(Page page, const serve::Question& question, bool quick) {
  Answer answer;
  answer.status = static_cast<unsigned>(page.status);
  answer.name = page.status == 200 ? file_name(question, page.kind) : std::string();
  answer.type = std::move(page.kind);
  answer.bytes = std::move(page.body);
  // A quick page that is not complete yet becomes so with the analysis, which tells the server; a
  // question of its own that was stopped has to be asked again.
  answer.settled = page.status == 200 && (quick || page.complete);
  return answer;
}

struct Posted {
  std::string line;
  bool check = false;
};

// Exactly the two fields: one that is not known may have been meant to change what happens.
std::optional<Posted> posted(const std::string& body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object() || !json.contains("line") || !json["line"].is_string()) return std::nullopt;
  Posted posted{json["line"].get<std::string>(), false};
  if (json.contains("check")) {
    if (!json["check"].is_boolean()) return std::nullopt;
    posted.check = json["check"].get<bool>();
  }
  if (json.size() != (json.contains("check") ? 2U : 1U)) return std::nullopt;
  return posted;
}

}  // namespace

DeskApplication::DeskApplication(Desk desk) : desk_(std::make_unique<Desk>(std::move(desk))) {}

bool DeskApplication::is_page(std::string_view path) const {
  const std::vector<std::string_view> names = Desk::names();
  return path.starts_with('/') &&
         std::find(names.begin(), names.end(), path.substr(1)) != names.end();
}

std::variant<Answer, serve::LongWork> DeskApplication::answer(const serve::Question& question) {
  PageWork work = desk_->prepare(question.key(), moment_now());
  if (work.quick) return answer_of(work.run({}), question, true);
  return serve::LongWork([run = std::move(work.run), question](const CancelToken& cancel) {
    return answer_of(run(cancel), question, false);
  });
}

Answer DeskApplication::write(const std::string& path, const std::string& body) {
  if (path != "/entries")
    return serve::error_answer({404, "not_found", "nothing can be written at this address"});
  const auto entry = posted(body);
  if (!entry)
    return serve::error_answer(
        {400, "entry", "an entry is {\"line\": TEXT}, with \"check\": true to try it alone"});
  Answer answer = answer_of(desk_->log_line(entry->line, entry->check, moment_now()), {}, true);
  answer.name.clear();
  return answer;
}

std::vector<serve::Background> DeskApplication::background() {
  const AnalysisAsked asked{desk_->analysis_options(), AnalysisPart::options};
  const auto run = [this, asked, c = desk_->the_case()](const CancelToken& cancel,
                                                        const serve::Background::Keep& keep) {
    const AnalysisHeard heard = [&](const std::shared_ptr<const CaseAnalysis>& found) {
      keep([this, found] {
        if (desk_) desk_->keep(found);
      });
    };
    heard(analyse(c, asked, cancel, heard));
  };
  return {{"case", run}};
}

std::uint64_t DeskApplication::revision() const {
  return desk_ ? desk_->revision() : revision_at_close_;
}

void DeskApplication::close() {
  if (!desk_) return;
  revision_at_close_ = desk_->revision();
  desk_.reset();
}

}  // namespace caucus
