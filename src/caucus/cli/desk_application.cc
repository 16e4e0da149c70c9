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

// A body, whose fields were all read; one that is not known may have been meant to change what
// happens.
class Body {
 public:
  explicit Body(const std::string& text) : json_(nlohmann::json::parse(text, nullptr, false)) {
    good_ = json_.is_object();
  }

  std::string text(const char* name, bool needed = true) {
    const auto at = field(name, needed);
    if (at == nullptr) return {};
    if (at->is_string()) return at->get<std::string>();
    good_ = false;
    return {};
  }
  bool flag(const char* name) {
    const auto at = field(name, false);
    if (at == nullptr) return false;
    if (at->is_boolean()) return at->get<bool>();
    good_ = false;
    return false;
  }
  [[nodiscard]] bool good() const { return good_ && json_.size() == read_; }

 private:
  const nlohmann::json* field(const char* name, bool needed) {
    if (!good_ || !json_.contains(name)) {
      good_ = good_ && !needed;
      return nullptr;
    }
    ++read_;
    return &json_[name];
  }

  nlohmann::json json_;
  bool good_ = false;
  std::size_t read_ = 0;
};

}  // namespace

DeskApplication::DeskApplication(Desk desk) : desk_(std::make_unique<Desk>(std::move(desk))) {}

bool DeskApplication::is_page(std::string_view path) const {
  const std::vector<std::string_view> names = Desk::names();
  return path.starts_with('/') &&
         std::find(names.begin(), names.end(), path.substr(1)) != names.end();
}

std::variant<Answer, serve::LongWork> DeskApplication::answer(const serve::Question& question) {
  PageWork work = desk_->prepare(question.key(), moment_now());
  if (work.quick) {
    Answer answer = answer_of(work.run({}), question, true);
    // Unlike everything else, what is unfinished changes without the record.
    if (question.path == "/unfinished.json") answer.settled = false;
    return answer;
  }
  return serve::LongWork([run = std::move(work.run), question](const CancelToken& cancel) {
    return answer_of(run(cancel), question, false);
  });
}

Answer DeskApplication::write(const std::string& path, const std::string& body) {
  Body posted(body);
  if (path == "/entries") {
    const std::string line = posted.text("line");
    const bool check = posted.flag("check");
    const std::string unfinished = posted.text("unfinished", false);
    const std::string was = posted.text("was", false);
    if (!posted.good())
      return serve::error_answer({400, "entry",
                                  "an entry is {\"line\": TEXT}, with \"check\": true to try it "
                                  "alone, and \"unfinished\": NAME of what it was begun as"});
    const std::uint64_t before = desk_->revision();
    Answer answer = answer_of(desk_->log_line(line, check, moment_now()), {}, true);
    // What is recorded is unfinished no more; that it is recorded matters more than that this is
    // noted.
    if (desk_->revision() != before && !unfinished.empty())
      desk_->keep_unfinished(unfinished, {}, was, moment_now());
    return answer;
  }
  if (path == "/unfinished") {
    const std::string name = posted.text("name");
    const std::string text = posted.text("text");
    const std::string was = posted.text("was", false);
    if (!posted.good())
      return serve::error_answer({400, "unfinished",
                                  "what is unfinished is {\"name\": NAME, \"text\": TEXT}, with "
                                  "\"was\": MARK of what it was; "
                                  "an empty text discards it"});
    return answer_of(desk_->keep_unfinished(name, text, was, moment_now()), {}, true);
  }
  return serve::error_answer({404, "not_found", "nothing can be written at this address"});
}

void DeskApplication::settle() {
  if (desk_) desk_->settle();
}

std::vector<serve::Background> DeskApplication::background() {
  if (!desk_ || desk_->the_case() == analysed_) return {};
  analysed_ = desk_->the_case();
  const AnalysisAsked asked{desk_->analysis_options(), AnalysisPart::options};
  const auto run = [this, asked, c = analysed_](const CancelToken& cancel,
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
  desk_->settle();
  desk_.reset();
}

}  // namespace caucus
