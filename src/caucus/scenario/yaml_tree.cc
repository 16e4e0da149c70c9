// YAML into a tree of values, each with its place. Only what YAML shares with JSON is let through:
// no tags, no anchors, no aliases, one document, texts as keys.
#include <algorithm>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "caucus/base/text.h"
#include "caucus/scenario/data_builder.h"
#include "caucus/scenario/exact_number.h"

namespace caucus {
namespace {

// Thrown to leave the parser in the middle of a document; never leaves this file.
struct Enough {};

class YamlEvents final : public YAML::EventHandler {
 public:
  YamlEvents(std::string_view file, FindingLog& log) : file_(file), log_(log), builder_(log) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(mark, "", anchor);
    scalar(mark, DataKind::null, "");
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(FindingToken::tag_or_alias, mark, "aliases are not read");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    scalar(mark, tag == "?" || tag.empty() ? kind_of(value) : DataKind::text, value);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    begin(mark, DataKind::list);
  }
  void OnSequenceEnd() override { builder_.end(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    begin(mark, DataKind::object);
  }
  void OnMapEnd() override { builder_.end(); }

  std::optional<DataNode> take() { return builder_.take(); }

 private:
  std::size_t place(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), file_.size());
  }

  [[noreturn]] void refuse(FindingToken token, const YAML::Mark& mark, std::string sentence) {
    log_.add(token, place(mark), std::move(sentence));
    throw Enough{};
  }

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor)
      refuse(FindingToken::tag_or_alias, mark, "anchors are not read");
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(FindingToken::tag_or_alias, mark, "the tag " + in_quotes(tag) + " is not read");
  }

  static DataKind kind_of(const std::string& value) {
    if (value.empty() || value == "~" || value == "null" || value == "Null" || value == "NULL")
      return DataKind::null;
    if (value == "true" || value == "True" || value == "false" || value == "False")
      return DataKind::boolean;
    const ExactNumber number = exact_number(value);
    return std::holds_alternative<NotANumber>(number) ? DataKind::text : DataKind::number;
  }

  void scalar(const YAML::Mark& mark, DataKind kind, const std::string& value) {
    const bool on = builder_.waits_for_key() ? builder_.key(value, place(mark))
                                             : builder_.value(kind, value, place(mark));
    if (!on) throw Enough{};
  }

  void begin(const YAML::Mark& mark, DataKind kind) {
    if (builder_.waits_for_key())
      refuse(FindingToken::wrong_type, mark, "a key has to be a text or a number");
    if (!builder_.begin(kind, place(mark))) throw Enough{};
  }

  std::string_view file_;
  FindingLog& log_;
  DataBuilder builder_;
};

}  // namespace

std::optional<DataNode> read_yaml(std::string_view file, FindingLog& log) {
  const auto bad = invalid_utf8_at(file);
  const std::size_t nul = file.find('\0');
  if (bad || nul != std::string_view::npos) {
    log.add(FindingToken::not_well_formed, bad ? *bad : nul, "YAML has to be UTF-8 text");
    return std::nullopt;
  }
  YamlEvents events(file, log);
  try {
    std::istringstream stream{std::string(file)};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(events)) {
      log.add(FindingToken::not_well_formed, std::nullopt, "there is no document in it");
      return std::nullopt;
    }
    parser.HandleNextDocument(events);  // refused by the builder if there is one
  } catch (const Enough&) {
    return std::nullopt;
  } catch (const YAML::Exception& error) {
    const int at = std::max(error.mark.pos, 0);
    log.add(FindingToken::not_well_formed, std::min(static_cast<std::size_t>(at), file.size()),
            "this is not well-formed YAML: " + error.msg);
    return std::nullopt;
  }
  return events.take();
}

}  // namespace caucus
