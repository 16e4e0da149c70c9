#include "caucus/pages/query.h"

#include <algorithm>
#include <charconv>

#include "caucus/base/text.h"

namespace caucus::pages {
namespace {

std::optional<unsigned char> hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return static_cast<unsigned char>(digit - '0');
  if (digit >= 'a' && digit <= 'f') return static_cast<unsigned char>(digit - 'a' + 10);
  if (digit >= 'A' && digit <= 'F') return static_cast<unsigned char>(digit - 'A' + 10);
  return std::nullopt;
}

// Nothing where a percent sign is not followed by two digits, or the bytes are no text.
std::optional<std::string> decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+') {
      plain += ' ';
    } else if (text[at] == '%') {
      if (at + 2 >= text.size()) return std::nullopt;
      const auto high = hex_digit(text[at + 1]);
      const auto low = hex_digit(text[at + 2]);
      if (!high || !low) return std::nullopt;
      plain += static_cast<char>(*high * 16 + *low);
      at += 2;
    } else {
      plain += text[at];
    }
  }
  if (invalid_utf8_at(plain)) return std::nullopt;
  return plain;
}

// At commas outside of double quotes; empty pieces are dropped.
std::vector<std::string> pieces(const std::string& text) {
  std::vector<std::string> found(1);
  bool in_marks = false;
  for (const char each : text) {
    if (each == '"') in_marks = !in_marks;
    if (each == ',' && !in_marks)
      found.emplace_back();
    else
      found.back() += each;
  }
  std::erase(found, "");
  return found;
}

std::string unquoted(std::string text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    return text.substr(1, text.size() - 2);
  return text;
}

// "did you mean ...", or some of what there is.
std::string hint_for(std::string_view word, const std::vector<std::string>& known) {
  if (const auto meant = did_you_mean(word, known)) return "did you mean " + in_quotes(*meant);
  constexpr std::size_t shown_max = 8;
  std::vector<std::string> some;
  for (std::size_t at = 0; at < std::min(known.size(), shown_max); ++at)
    some.push_back(in_quotes(known[at]));
  if (some.empty()) return "there is none";
  return "there is " + join_in_words(some) + (known.size() > shown_max ? " ..." : "");
}

template <class Items>
std::vector<std::string> ids_of(const Items& items) {
  std::vector<std::string> ids;
  for (const auto& item : items)
    ids.push_back(item.id);
  return ids;
}

}  // namespace

Address read_address(std::string_view text) {
  Address address;
  if (text.starts_with('/')) text.remove_prefix(1);
  const std::size_t mark = text.find('?');
  std::string_view page = text.substr(0, mark);
  if (page.ends_with(".json")) page.remove_suffix(5);
  address.page = page;
  const auto wrong = [&](std::string_view what) {
    address.fault = PageFault{400,
                              "query_malformed",
                              std::string(what),
                              "a query is key=value&key=value, in percent-encoded UTF-8",
                              {}};
  };
  std::string_view rest = mark == std::string_view::npos ? "" : text.substr(mark + 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view pair = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (pair.empty()) continue;
    const std::size_t is = std::min(pair.find('='), pair.size());
    const auto key = decoded(pair.substr(0, is));
    const auto value = decoded(is < pair.size() ? pair.substr(is + 1) : "");
    if (!key || !value) {
      wrong(pair);
      break;
    }
    address.query.emplace_back(*key, *value);
  }
  return address;
}

QueryReader::QueryReader(const Case& c, const Address& address,
                         std::span<const std::string_view> keys)
    : case_(c), address_(address), fault_(address.fault) {
  const std::vector<std::string> known(keys.begin(), keys.end());
  std::vector<std::string> seen;
  for (const auto& [key, value] : address.query) {
    if (std::find(known.begin(), known.end(), key) == known.end())
      fail({400, "query_unknown", key, "the page knows no " + in_quotes(key),
            known.empty() ? "it takes none" : hint_for(key, known)});
    if (std::find(seen.begin(), seen.end(), key) != seen.end())
      fail({400, "query_repeated", key, in_quotes(key) + " is given twice", {}});
    seen.push_back(key);
  }
}

void QueryReader::fail(PageFault fault) {
  if (!fault_) fault_ = std::move(fault);
}

const std::string* QueryReader::raw(std::string_view key) const {
  for (const auto& [name, value] : address_.query)
    if (name == key && !value.empty()) return &value;
  return nullptr;
}

std::string QueryReader::text(std::string_view key) const {
  const std::string* value = raw(key);
  return value ? *value : "";
}

std::optional<Date> QueryReader::date(std::string_view key) {
  const std::string* value = raw(key);
  if (!value) return std::nullopt;
  const Result<Date> date = Date::parse(*value);
  if (date) return *date;
  fail({400, "date_malformed", *value, in_quotes(*value) + " is no day, as 2024-03-28 is", {}});
  return std::nullopt;
}

std::optional<PartyId> QueryReader::party(std::string_view key) {
  const std::string* value = raw(key);
  if (!value) return std::nullopt;
  if (const auto party = case_.find_party(*value)) return party;
  fail({400, "party_unknown", *value, "no party of the case is called " + in_quotes(*value),
        hint_for(*value, ids_of(case_.parties))});
  return std::nullopt;
}

std::optional<IssueId> QueryReader::issue_named(std::string_view name) {
  if (const auto issue = case_.find_issue(name)) return issue;
  fail({400, "issue_unknown", std::string(name),
        "no issue of the case is called " + in_quotes(name), hint_for(name, ids_of(case_.issues))});
  return std::nullopt;
}

std::optional<IssueId> QueryReader::issue(std::string_view key) {
  const std::string* value = raw(key);
  return value ? issue_named(*value) : std::nullopt;
}

std::optional<EventKind> QueryReader::kind(std::string_view key) {
  const std::string* value = raw(key);
  if (!value) return std::nullopt;
  std::vector<std::string> known;
  for (auto at = static_cast<int>(EventKind::message); at <= static_cast<int>(EventKind::channel);
       ++at) {
    const auto kind = static_cast<EventKind>(at);
    if (token(kind) == *value) return kind;
    known.emplace_back(token(kind));
  }
  fail({400, "kind_unknown", *value, "no kind of entry is called " + in_quotes(*value),
        hint_for(*value, known)});
  return std::nullopt;
}

std::string QueryReader::channel(std::string_view key) {
  const std::string* value = raw(key);
  if (!value) return {};
  for (const Channel& channel : case_.channels)
    if (channel.id == *value) return *value;
  fail({400, "channel_unknown", *value, "no channel of the case is called " + in_quotes(*value),
        hint_for(*value, ids_of(case_.channels))});
  return {};
}

std::optional<std::uint32_t> QueryReader::number(std::string_view key) {
  const std::string* value = raw(key);
  if (!value) return std::nullopt;
  std::uint32_t number = 0;
  const char* end = value->data() + value->size();
  const auto [at, error] = std::from_chars(value->data(), end, number);
  if (error == std::errc() && at == end && number > 0) return number;
  fail({400, "number_malformed", *value, in_quotes(*value) + " is no number from 1 on", {}});
  return std::nullopt;
}

std::vector<std::string> QueryReader::words(std::string_view key) const {
  const std::string* value = raw(key);
  return value ? pieces(*value) : std::vector<std::string>();
}

std::optional<Term> QueryReader::term(std::string_view written) {
  const std::size_t is = written.find('=');
  if (is == std::string_view::npos) {
    fail({400,
          "package_malformed",
          std::string(written),
          "a package is written issue=option,issue=option",
          {}});
    return std::nullopt;
  }
  const auto issue = issue_named(written.substr(0, is));
  if (!issue) return std::nullopt;
  const std::string option = unquoted(std::string(written.substr(is + 1)));
  if (const auto found = case_.find_option(*issue, option)) return Term{*issue, *found};
  fail({400, "option_unknown", option,
        "no option of " + case_.issues[*issue].id + " is called " + in_quotes(option),
        hint_for(option, ids_of(case_.issues[*issue].options))});
  return std::nullopt;
}

std::vector<Term> QueryReader::terms(std::string_view key, const AskedPackage* from) {
  std::vector<Term> terms;
  for (const std::string& piece : words(key)) {
    std::optional<Term> found;
    if (from && piece.find('=') == std::string::npos) {
      const auto issue = issue_named(piece);
      if (!issue) return {};
      const auto& settled = from->terms.terms;
      const auto at = std::find_if(settled.begin(), settled.end(),
                                   [&](const Term& term) { return term.issue == *issue; });
      if (at == settled.end()) continue;  // open, or void: nothing to keep
      found = *at;
    } else {
      found = term(piece);
    }
    if (!found) return {};
    for (const Term& before : terms)
      if (before.issue == found->issue)
        fail({400,
              "issue_repeated",
              case_.issues[found->issue].id,
              case_.issues[found->issue].id + " is settled twice",
              {}});
    terms.push_back(*found);
  }
  return terms;
}

std::optional<AskedPackage> QueryReader::package(std::string_view key) {
  if (!has(key)) return std::nullopt;
  const std::vector<Term> terms = this->terms(key, nullptr);
  if (fault_) return std::nullopt;
  return package_of(case_, terms);
}

AskedPackage package_of(const Case& c, const std::vector<Term>& terms) {
  std::vector<std::optional<OptionIndex>> given(c.issues.size());
  for (const Term& term : terms)
    given[term.issue.index()] = term.option;
  AskedPackage asked;
  std::vector<OptionIndex> options(c.issues.size(), void_option);
  std::vector<bool> open(c.issues.size(), false);
  const auto settled = [&] {
    PartialPackage partial;
    for (const IssueId issue : c.issues.ids())
      if (options[issue.index()] != void_option)
        partial.terms.push_back({issue, options[issue.index()]});
    return partial;
  };
  for (const IssueId issue : c.evaluation_order()) {
    const auto& applies_if = c.issues[issue].applies_if_joined;
    Truth applies = Truth::certain;
    if (applies_if) {
      const auto named = scope(c, *applies_if);
      const bool hangs =
          std::any_of(named.begin(), named.end(), [&](IssueId one) { return open[one.index()]; });
      applies =
          hangs ? truth(c, *applies_if, settled()) : truth_of(c.applies(issue, Package(options)));
    }
    const auto& option = given[issue.index()];
    if (applies == Truth::impossible) {
      if (option) asked.not_needed.push_back(issue);
    } else if (option) {
      options[issue.index()] = *option;
    } else {
      open[issue.index()] = true;
      asked.open.push_back(issue);
    }
  }
  std::sort(asked.open.begin(), asked.open.end());
  std::sort(asked.not_needed.begin(), asked.not_needed.end());
  asked.terms = settled();
  asked.package = Package(std::move(options));
  return asked;
}

}  // namespace caucus::pages
