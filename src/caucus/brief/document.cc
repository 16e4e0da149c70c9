#include "caucus/brief/document.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "caucus/brief/layout.h"
#include "caucus/brief/say.h"

namespace caucus {
namespace {

void collect(const std::vector<PageBlock>& blocks, std::vector<const Sentence*>& found);

// Labels without a sentence are no sentences.
void collect(const PageLine& entry, std::vector<const Sentence*>& found) {
  if (!entry.says.text.empty()) found.push_back(&entry.says);
}

struct Collector {
  std::vector<const Sentence*>& found;

  void operator()(const PageParagraph& paragraph) const {
    for (const PageLine& entry : paragraph.entries)
      collect(entry, found);
  }
  void operator()(const PageList& list) const {
    for (const PageItem& item : list.items) {
      collect(item.entry, found);
      for (const PageLine& entry : item.under)
        collect(entry, found);
    }
  }
  void operator()(const PageTable& table) const {
    for (const auto& row : table.rows)
      for (const PageCell& cell : row)
        for (const PageLine& entry : cell)
          collect(entry, found);
  }
  void operator()(const PagePicture& picture) const {
    for (const Sentence& sentence : picture.words)
      found.push_back(&sentence);
  }
  void operator()(const PageCard& card) const { collect(card.blocks, found); }
  void operator()(const PageHeading&) const {}
};

void collect(const std::vector<PageBlock>& blocks, std::vector<const Sentence*>& found) {
  for (const PageBlock& block : blocks)
    std::visit(Collector{found}, block.is);
}

template <class Kind>
void find_all(const std::vector<PageBlock>& blocks, std::vector<const Kind*>& found) {
  for (const PageBlock& block : blocks) {
    if (const auto* one = std::get_if<Kind>(&block.is)) found.push_back(one);
    if (const auto* card = std::get_if<PageCard>(&block.is)) find_all(card->blocks, found);
  }
}

template <class Kind>
std::vector<const Kind*> all_of(const Document& document) {
  std::vector<const Kind*> found;
  find_all(document.front, found);
  for (const PageSection& section : document.sections)
    find_all(section.blocks, found);
  return found;
}

}  // namespace

PageBlock list_of(const std::vector<Sentence>& sentences) {
  PageList list;
  for (const Sentence& sentence : sentences)
    list.items.push_back({{"", sentence}, {}});
  return {list};
}

PageBlock paragraph_of(const std::vector<Sentence>& sentences) {
  PageParagraph paragraph;
  for (const Sentence& sentence : sentences)
    paragraph.entries.push_back({"", sentence});
  return {paragraph};
}

PageLine sureness(const Judgement& judgement) {
  return {
      as_sentence("How sure: " + judgement.sure + ". It would change if " + judgement.changes_if),
      {},
      Tone::quiet};
}

std::vector<PageBlock> judgements(const std::vector<Judgement>& all) {
  PageList list;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const bool next_is_alike = at + 1 < all.size() && all[at + 1].sure == all[at].sure &&
                               all[at + 1].changes_if == all[at].changes_if;
    PageItem item{{"", all[at].says}, {}};
    if (!next_is_alike && !all[at].sure.empty()) item.under.push_back(sureness(all[at]));
    list.items.push_back(std::move(item));
  }
  if (list.items.empty()) return {};
  return {PageBlock{list}};
}

Document document(const Brief& brief) {
  Document made;
  made.title = brief.title;
  made.subtitle =
      brief.as_of.empty() ? "Brief of a case without a date" : "Brief as of " + brief.as_of;
  made.remark =
      "For the mediator\u2019s support team only: it joins readings of several sides, some of "
      "which may be confidential.";
  made.numbered = true;
  made.marking = "support team only";
  made.front = front_blocks(brief);
  made.front_alone = true;
  made.sections.push_back(talks_layout(brief));
  made.sections.push_back(said_layout(brief));
  made.sections.push_back(positions_layout(brief));
  made.sections.push_back(stuck_layout(brief));
  made.sections.push_back(room_layout(brief));
  made.sections.push_back(options_layout(brief));
  made.sections.push_back(questions_layout(brief));
  made.sections.push_back(figures_layout(brief));
  made.sections.push_back(phases_layout(brief));
  if (!brief.since.empty()) {
    PageSection changed = heaps_layout(brief.changed);
    changed.anchor = "changed";
    changed.title = "What changed since " + brief.since;
    made.sections.push_back(std::move(changed));
  }
  PageSection missing = heaps_layout(brief.missing);
  missing.anchor = "missing";
  missing.title = "What the case does not say";
  made.sections.push_back(std::move(missing));
  std::erase_if(made.sections, [](const PageSection& section) { return section.blocks.empty(); });
  made.facts = brief.facts;
  made.ending = "Written by " + (brief.program.empty() ? "caucus" : brief.program) +
                " from the case alone. It proposes; the mediator judges.";
  return made;
}

std::string remark_with_numbers(const Document& document) {
  return document.remark +
         (document.numbered ? " Numbers after a sentence lead to the facts at the end." : "");
}

void keep_cited_facts(Document& document) {
  std::set<std::string, std::less<>> cited;
  for (const Sentence* sentence : sentences_of(document))
    cited.insert(sentence->facts.begin(), sentence->facts.end());
  std::map<std::string_view, const Fact*> by_id;
  for (const Fact& fact : document.facts)
    by_id[fact.id] = &fact;
  std::vector<std::string> open(cited.begin(), cited.end());
  while (!open.empty()) {
    const auto fact = by_id.find(open.back());
    open.pop_back();
    if (fact == by_id.end()) continue;
    for (const std::string& source : fact->second->sources)
      if (cited.insert(source).second) open.push_back(source);
  }
  std::erase_if(document.facts, [&](const Fact& fact) { return !cited.contains(fact.id); });
}

std::vector<const PageTable*> tables_of(const Document& document) {
  return all_of<PageTable>(document);
}

std::vector<const PagePicture*> pictures_of(const Document& document) {
  return all_of<PagePicture>(document);
}

std::vector<const Sentence*> sentences_of(const Document& document) {
  std::vector<const Sentence*> found;
  collect(document.front, found);
  for (const PageSection& section : document.sections)
    collect(section.blocks, found);
  return found;
}

FactNumbers::FactNumbers(const std::vector<Fact>& facts) {
  for (std::size_t at = 0; at < facts.size(); ++at)
    numbers_.push_back({facts[at].id, at + 1});
  std::sort(numbers_.begin(), numbers_.end());
}

std::size_t FactNumbers::of(const std::string& id) const {
  const auto found = std::lower_bound(
      numbers_.begin(), numbers_.end(), id,
      [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
  return found != numbers_.end() && found->first == id ? found->second : 0;
}

std::vector<std::pair<std::size_t, std::size_t>> FactNumbers::runs(const Sentence& sentence) const {
  std::vector<std::size_t> numbers;
  for (const std::string& fact : sentence.facts)
    if (const std::size_t number = of(fact)) numbers.push_back(number);
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (const std::size_t number : numbers) {
    if (!runs.empty() && runs.back().second + 1 == number)
      runs.back().second = number;
    else
      runs.push_back({number, number});
  }
  return runs;
}

}  // namespace caucus
