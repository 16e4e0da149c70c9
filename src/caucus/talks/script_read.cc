#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "caucus/base/text.h"
#include "caucus/talks/event_text.h"
#include "caucus/talks/part_names.h"
#include "caucus/talks/script.h"
#include "caucus/talks/script_build.h"
#include "caucus/talks/speaker.h"

namespace caucus {
namespace {

bool is_word(const ScriptToken& token) {
  return token.kind == ScriptTokenKind::word;
}

std::optional<std::int32_t> whole(std::string_view text) {
  std::int32_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

bool begins_with_day(const ScriptToken& token) {
  return is_word(token) && token.text.size() >= 10 && Date::parse(token.text.substr(0, 10));
}

bool begins_with_clock(const ScriptToken& token) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return is_word(token) && token.text.size() >= 5 && digit(token.text[0]) && token.text[2] == ':';
}

// How a line begins, with somebody of this case.
std::string line_example(const Case& c) {
  const std::string_view who = c.parties.empty() ? own_team_word : c.parties.begin()->id;
  return fmt::format("WHO VERB, as in `{} says \"...\"`", who);
}

// Reads lines in order; everything a line may refer to stands above it.
class ScriptReader {
 public:
  ScriptReader(const Case& c, const Talks* before, Script& script, std::vector<ScriptFault>& faults)
      : case_(c), labels_{before}, script_(script), faults_(faults) {}

  // WHEN may be left out of a line typed at a desk.
  void assume_now(const Moment& now) { now_ = now; }

  void read(LexedLine lexed) {
    if (lexed.tokens.empty()) {
      faults_.push_back({lexed.line, 1, "an expectation of nothing",
                         "write it at the end of the line that it is about"});
      return;
    }
    if (head_line(lexed)) return;
    ScriptLine line;
    line.line = lexed.line;
    line.above = std::move(lexed.above);
    line.comment = std::move(lexed.comment);
    if (lexed.has_expected) line.expected = std::move(lexed.expected);
    if (!question(lexed.tokens, line)) event(std::move(lexed.tokens), line);
    if (line.event || line.question) script_.lines.push_back(std::move(line));
  }

 private:
  void fault(const ScriptToken& at, std::string sentence, std::string hint) {
    faults_.push_back({at.line, at.column, std::move(sentence), std::move(hint)});
  }

  // `start` and `zone`, only above everything else.
  bool head_line(LexedLine& lexed) {
    const ScriptToken& first = lexed.tokens.front();
    const bool start = first.is("start");
    if (!start && !first.is("zone")) return false;
    auto& head = script_.head;
    head.insert(head.end(), lexed.above.begin(), lexed.above.end());
    if (!lexed.comment.empty()) head.push_back("# " + lexed.comment);
    if (lexed.tokens.size() != 2) {
      fault(first, fmt::format("`{}` needs one value", first.text),
            start ? "start 2024-03-01" : "zone +02:00");
      return true;
    }
    const ScriptToken& value = lexed.tokens[1];
    if (!script_.lines.empty())
      fault(first, fmt::format("`{}` below the first entry", first.text),
            "it belongs at the top, because it says what the lines below mean");
    if (start) {
      const auto date = Date::parse(value.text);
      if (date)
        script_.start = *date;
      else
        fault(value, date.error().message, "start 2024-03-01");
    } else {
      const auto offset = parse_offset(value.text);
      if (offset)
        script_.offset_minutes = *offset;
      else
        fault(value, offset.error().message, "zone +02:00");
    }
    return true;
  }

  bool question(const std::vector<ScriptToken>& tokens, ScriptLine& line) {
    const ScriptToken& first = tokens.front();
    ScriptQuestion asked;
    if (first.is("state") && tokens.size() <= 2) {
      asked.kind = QuestionKind::state;
      if (tokens.size() == 2) asked.what = tokens[1].text;
      if (!asked.what.empty() && !labels_.find(asked.what))
        fault(tokens[1], fmt::format("no entry above is called {}", in_quotes(asked.what)),
              labels_.instead_of(asked.what));
    } else if (first.is("view")) {
      asked.kind = QuestionKind::view;
      asked.party = party(tokens, 1, "view israel");
    } else if (first.is("leaks")) {
      asked.kind = QuestionKind::leaks;
      if (tokens.size() > 1) asked.what = tokens[1].text;
      asked.party = party(tokens, 3, "leaks options-note to israel");
      if (tokens.size() > 2 && !tokens[2].is("to"))
        fault(tokens[2], "a leak is one to somebody", "leaks options-note to israel");
    } else {
      return false;
    }
    line.question = std::move(asked);
    return true;
  }

  std::optional<PartyId> party(const std::vector<ScriptToken>& tokens, std::size_t at,
                               std::string_view usage) {
    if (tokens.size() != at + 1) {
      fault(tokens.front(), fmt::format("`{}` is not complete", tokens.front().text),
            fmt::format("write {}", usage));
      return std::nullopt;
    }
    const auto found = case_.find_party(tokens[at].text);
    if (!found) {
      std::vector<std::string_view> known;
      for (const Party& each : case_.parties)
        known.push_back(each.id);
      fault(tokens[at], fmt::format("the case has no party called {}", in_quotes(tokens[at].text)),
            meant_hint(tokens[at].text, std::move(known)));
    }
    return found;
  }

  void event(std::vector<ScriptToken> tokens, ScriptLine& line) {
    Event event;
    std::size_t at = 0;
    const std::size_t faults_before = faults_.size();
    if (!when(tokens, at, event)) return;
    who(tokens, at, event);
    if (at >= tokens.size()) {
      fault(tokens.back(), "the line ends before its verb",
            now_ ? line_example(case_) : "WHEN WHO VERB, as in `day 1 qatar asks`");
      return;
    }
    const VerbRow* row = is_word(tokens[at]) ? verb_row(tokens[at].text) : nullptr;
    if (!row) {
      std::vector<std::string_view> known;
      for (const VerbRow& each : verb_rows())
        known.push_back(each.verb);
      fault(tokens[at], fmt::format("{} is no verb of the script", in_quotes(tokens[at].text)),
            meant_hint(tokens[at].text, std::move(known)));
      label_all_the_same(tokens, at);
      return;
    }
    tokens.erase(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at));
    const ScriptToken verb = tokens.front();
    const bool has_id = build_event({case_, labels_, faults_}, *row, std::move(tokens), event);
    if (!has_id && faults_.size() == faults_before) event.id = ids_.next(case_, event);
    if (!event.label.empty() && !labels_.here.emplace(event.label, event.id).second)
      fault(verb, fmt::format("a second entry called {}", in_quotes(event.label)),
            "a label names one event");
    line.event = std::move(event);
  }

  // So that a line with a fault does not give rise to more below it.
  void label_all_the_same(const std::vector<ScriptToken>& tokens, std::size_t from) {
    for (std::size_t at = from; at < tokens.size(); ++at) {
      const std::string& word = tokens[at].text;
      if (is_word(tokens[at]) && word.size() > 1 && word.back() == ':')
        labels_.here.emplace(word.substr(0, word.size() - 1), EventId{});
    }
  }

  bool when(const std::vector<ScriptToken>& tokens, std::size_t& at, Event& event) {
    const ScriptToken& first = tokens[at];
    if (first.is("day")) {
      day(tokens, at, event);
    } else if (begins_with_day(first)) {
      std::string text = first.text;
      ++at;
      if (text.size() == 10 && at < tokens.size() && begins_with_clock(tokens[at]))
        text += " " + tokens[at++].text;
      moment(first, text, event.said);
    } else if (meant_as_day(first)) {
      fault(first, fmt::format("{} is no day", in_quotes(first.text)), how_days_are_written());
      label_all_the_same(tokens, at);
      return false;
    } else if (now_) {
      event.said = *now_;
    } else {
      fault(first, "the line does not begin with a day",
            "write `day 3` or `2024-03-28` first; a line that goes on begins with a space");
      label_all_the_same(tokens, at);
      return false;
    }
    if (at < tokens.size() && tokens[at].kind == ScriptTokenKind::paren) {
      const ScriptToken& noted = tokens[at++];
      const std::string_view said = noted.text;
      if (!said.starts_with("noted "))
        fault(noted, fmt::format("{} is not understood", in_quotes(said)), "(noted 2024-03-29)");
      else
        moment(noted, trimmed(said.substr(6)), event.noted.emplace());
    }
    return true;
  }

  // `16.06.2025`, `6/16`, `yesterday`: what people write for a day elsewhere. No name begins with a
  // digit; one of the words may be somebody's.
  bool meant_as_day(const ScriptToken& first) const {
    static constexpr std::array<std::string_view, 3> words{"yesterday", "today", "tomorrow"};
    if (!is_word(first) || first.text.empty()) return false;
    const bool digit = first.text[0] >= '0' && first.text[0] <= '9';
    const bool word = std::find(words.begin(), words.end(), first.text) != words.end();
    return (digit || word) && speaker_of(case_, first.text).kind == SpeakerKind::outside;
  }

  std::string how_days_are_written() const {
    if (!now_) return "write `day 3`, `2024-03-28` or `2024-03-28 14:30`";
    const std::string day = to_string(now_->day());
    return fmt::format("write {} or {} 14:30; a line without a day is of now", day, day);
  }

  void day(const std::vector<ScriptToken>& tokens, std::size_t& at, Event& event) {
    const ScriptToken& first = tokens[at++];
    const auto number = at < tokens.size() ? whole(tokens[at].text) : std::nullopt;
    if (!number || *number < 1 || *number > 100'000)
      return fault(first, "`day` needs a number from 1", "day 3");
    ++at;
    if (!script_.start)
      return fault(first, "`day` without a `start`",
                   now_ ? how_days_are_written() : "begin the script with start 2024-03-01");
    event.said = Moment::of_day(script_.start->plus_days(*number - 1));
  }

  void moment(const ScriptToken& at, std::string_view text, Moment& into) {
    const auto read = Moment::parse(text, script_.offset_minutes);
    if (read)
      into = *read;
    else
      fault(at, read.error().message, "2024-03-28, 2024-03-28 14:30 or 2024-03-28 14:30+02:00");
  }

  // Names of the case as words, anybody else in quotes.
  void who(const std::vector<ScriptToken>& tokens, std::size_t& at, Event& event) {
    if (at >= tokens.size()) return;
    const ScriptToken& name = tokens[at++];
    event.who = kept_name(case_, name.text);
    const auto names = meanings(case_, name.text);
    if (!names.empty())
      return fault(name, several_have(name.text), "say " + join_in_words(names, "or"));
    if (name.kind == ScriptTokenKind::text) return;
    if (speaker_of(case_, name.text).kind != SpeakerKind::outside) return;
    std::string hint = meant_hint(name.text, speaker_names(case_));
    if (hint.empty()) hint = "an id of the case, `mediator`, or other words in quotes";
    fault(name, fmt::format("nobody of the case is called {}", in_quotes(name.text)),
          std::move(hint));
  }

  const Case& case_;
  KnownLabels labels_;
  Script& script_;
  std::vector<ScriptFault>& faults_;
  ContentIds ids_;
  std::optional<Moment> now_;
};

}  // namespace

std::string to_string(const ScriptFault& fault, std::string_view file) {
  const std::string hint = fault.hint.empty() ? "" : fmt::format(" ({})", fault.hint);
  return fmt::format("{}:{}:{}: {}{}", shown(file), fault.line, fault.column, fault.sentence, hint);
}

ScriptRead read_script(const Case& c, std::string_view text, const Talks* before) {
  ScriptRead read;
  if (text.size() > script_bytes_max) {
    read.faults.push_back({1, 1, "the script is over 64 MiB", "split it into several"});
    return read;
  }
  LexedScript lexed = lex_script(text, read.faults);
  ScriptReader reader(c, before, read.script, read.faults);
  for (LexedLine& line : lexed.lines)
    reader.read(std::move(line));
  read.script.tail = std::move(lexed.tail);
  std::stable_sort(read.faults.begin(), read.faults.end());
  read.faults.erase(std::unique(read.faults.begin(), read.faults.end()), read.faults.end());
  if (read.faults.size() > script_faults_max) {
    read.more_faults = read.faults.size() - script_faults_max;
    read.faults.resize(script_faults_max);
  }
  return read;
}

LineRead read_event_line(const Case& c, const Talks& talks, std::string_view line,
                         const QuickEntry& entry) {
  LineRead read;
  Script script;
  script.offset_minutes = entry.now.offset_minutes();
  LexedScript lexed = lex_script(line, read.faults);
  if (lexed.lines.size() != 1) {
    if (read.faults.empty())
      read.faults.push_back({1, 1, "one entry is wanted here", line_example(c)});
    return read;
  }
  ScriptReader reader(c, &talks, script, read.faults);
  reader.assume_now(entry.now);
  reader.read(std::move(lexed.lines.front()));
  if (!read.faults.empty()) return read;
  if (script.lines.size() != 1 || !script.lines.front().event) {
    read.faults.push_back({1, 1, "this line records nothing", line_example(c)});
    return read;
  }
  read.event = std::move(script.lines.front().event);
  if (entry.id) read.event->id = *entry.id;
  return read;
}

}  // namespace caucus
