// How is the brief arranged on paper? Headings, lists, tables, cards and pictures, still without
// HTML or Markdown.
//
// `document` lays a Brief out; the renderers only know what stands here, so that every text takes
// one way to the page and is escaped there once. Errors: none. Complexity: linear.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "caucus/brief/brief.h"

namespace caucus {

// quiet: beside the point, small; mark: to be noticed, with a sign as well as a shade; added and
// removed: the difference of two wordings.
enum class Tone { plain, quiet, mark, added, removed };

// One sentence with an optional label before it: "Since" 6 Mar 2024.
struct PageLine {
  std::string label;
  Sentence says;
  Tone tone = Tone::plain;
};

struct PageParagraph {
  std::vector<PageLine> entries;  // run together
};

struct PageItem {
  PageLine entry;
  std::vector<PageLine> under;
};
struct PageList {
  std::vector<PageItem> items;
  bool ordered = false;
};

// A cell is a few lines; the first cell of a row is its heading.
using PageCell = std::vector<PageLine>;
struct PageTable {
  std::string caption;
  std::vector<std::string> columns;
  std::vector<std::vector<PageCell>> rows;
  std::vector<int> widths = {};  // in percent, one per column; empty: all of one width
};

// svg is markup made by pictures.h and goes onto the page as it is; words stand beside it.
struct PagePicture {
  std::string svg;
  std::string caption;
  std::vector<Sentence> words;
};

struct PageBlock;
// Blocks that belong together under a heading of their own, kept on one page where they fit.
struct PageCard {
  std::string heading;
  std::vector<PageBlock> blocks;
  bool framed = true;  // false: only a heading with what belongs to it
};
struct PageHeading {
  std::string text;  // below the section's
};

struct PageBlock {
  std::variant<PageParagraph, PageList, PageTable, PagePicture, PageCard, PageHeading> is;
};

struct PageSection {
  std::string anchor;  // letters and '-' only
  std::string title;
  std::vector<PageBlock> blocks;
};

// A day for a calendar.
struct CalendarDay {
  std::string id;  // the same in every version of the document: "deadline.ramadan"
  Date day;
  std::string title;
  std::string note;  // may be empty
};

struct Document {
  std::string title;
  std::string subtitle;
  std::string remark;            // for whom it is
  bool numbered = false;         // a number after a sentence leads to its facts
  std::string marking;           // the same in three words, on every printed page
  std::vector<PageBlock> front;  // the first page
  std::vector<PageSection> sections;
  std::vector<Fact> facts;                 // the appendix
  std::string ending;                      // which program wrote it
  std::optional<Date> day = {};            // it speaks of; every date inside a file is this one
  std::vector<CalendarDay> calendar = {};  // by day
  bool landscape = false;                  // printed on pages that lie, for wide tables
  bool front_alone = false;                // the first page is a page of its own in print
};

Document document(const Brief& brief);

// What stands below the title where numbers stand after sentences: the remark, and where they lead.
std::string remark_with_numbers(const Document& document);

// Takes facts out that no sentence cites; those that a kept fact names as its source stay.
void keep_cited_facts(Document& document);

// The tables and pictures of the document, wherever they stand, in order.
std::vector<const PageTable*> tables_of(const Document& document);
std::vector<const PagePicture*> pictures_of(const Document& document);

// Every sentence of the document, wherever it stands; for tests of what they cite.
std::vector<const Sentence*> sentences_of(const Document& document);

// Where a fact stands in the appendix, counted from 1; 0 if it is not there.
class FactNumbers {
 public:
  explicit FactNumbers(const std::vector<Fact>& facts);
  std::size_t of(const std::string& id) const;
  // The numbers behind a sentence, sorted, each once, joined into runs: {3,3}, {7,9}.
  std::vector<std::pair<std::size_t, std::size_t>> runs(const Sentence& sentence) const;

 private:
  std::vector<std::pair<std::string, std::size_t>> numbers_;  // sorted by id
};

}  // namespace caucus
