#include "caucus/brief/html.h"

#include <algorithm>

#include "caucus/base/text_decode.h"
#include "caucus/brief/escape.h"

namespace caucus {
namespace {

// Letters of the scripts that run from right to left, by their blocks in Unicode.
bool runs_left(char32_t code) {
  return (code >= 0x590 && code <= 0x8FF) || (code >= 0xFB1D && code <= 0xFDFF) ||
         (code >= 0xFE70 && code <= 0xFEFC) || (code >= 0x10800 && code <= 0x10FFF) ||
         (code >= 0x1E800 && code <= 0x1EFFF);
}

bool runs_right(char32_t code) {
  return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z') ||
         (code >= 0xC0 && code <= 0x58F) || (code >= 0x900 && code <= 0x1FFF);
}

// The text with each run of words that are read from right to left in an element of its own: from
// the first such letter to the last before a letter of another direction.
std::string directed(std::string_view text) {
  std::string safe;
  std::size_t begin = 0;            // of what is not written yet
  std::size_t first = text.size();  // where the run begins, and where its last letter ends
  std::size_t last = 0;
  const auto write_run = [&] {
    if (first == text.size()) return;
    safe += html_text(text.substr(begin, first - begin)) + "<span dir=\"rtl\">" +
            html_text(text.substr(first, last - first)) + "</span>";
    begin = last;
    first = text.size();
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode_character(text, at);
    if (character.valid && runs_left(character.code)) {
      if (first == text.size()) first = at;
      last = at + character.length;
    } else if (character.valid && runs_right(character.code)) {
      write_run();
    }
    at += character.length;
  }
  write_run();
  return safe + html_text(text.substr(begin));
}

// Writes a document out; the only place where tags are made.
class Page {
 public:
  Page(const Document& document, HtmlFor purpose)
      : document_(document), numbers_(document.facts), plain_(purpose != HtmlFor::reading) {}

  std::string write() {
    head();
    for (const PageSection& section : document_.sections) {
      out_ += "<section id=\"" + html_text(section.anchor) + "\">\n";
      tag("h2", section.title);
      heading_ = section.title;
      blocks(section.blocks, 3);
      out_ += "</section>\n";
    }
    facts();
    out_ += "</main>\n";
    if (document_.facts.empty()) ending();
    out_ += "</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void tag(const std::string& name, const std::string& text, const std::string& attributes = {}) {
    out_ += "<" + name + attributes + ">" + directed(text) + "</" + name + ">\n";
  }

  // A paragraph in a style that the word processor knows by name.
  void styled(const std::string& style, const std::string& text) {
    out_ += "<div custom-style=\"" + style + "\">";
    tag("p", text);
    out_ += "</div>\n";
  }

  void plain_head() {
    out_ += "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
    tag("title", document_.title);
    out_ += "</head>\n<body>\n<main>\n";
    styled("Subtitle", document_.subtitle);
    styled("Remark", remark_with_numbers(document_));
    blocks(document_.front, 2);
  }

  void head() {
    if (plain_) return plain_head();
    out_ +=
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n";
    tag("title", document_.title + ": " + document_.subtitle);
    out_ += "<style>" + std::string(page_style()) + "@page{@top-left{content:" +
            css_text(document_.title + " \u00B7 " + document_.subtitle + " \u00B7 " +
                     document_.marking) +
            "}" + (document_.landscape ? "size:A4 landscape" : "") +
            "}\n</style>\n</head>\n<body>\n";
    out_ += "<header class=\"page\">\n";
    tag("h1", document_.title);
    tag("p", document_.subtitle, " class=\"subtitle\"");
    tag("p", remark_with_numbers(document_), " class=\"remark\"");
    out_ += "</header>\n<main>\n<div class=\"front";
    out_ += document_.front_alone ? " alone\">\n" : "\">\n";
    blocks(document_.front, 2);
    out_ += "</div>\n<nav aria-label=\"Sections\"><ul>\n";
    for (const PageSection& section : document_.sections)
      out_ += "<li><a href=\"#" + html_text(section.anchor) + "\">" + directed(section.title) +
              "</a></li>\n";
    if (!document_.facts.empty()) out_ += "<li><a href=\"#facts\">The facts</a></li>\n";
    out_ += "</ul></nav>\n";
  }

  void blocks(const std::vector<PageBlock>& all, int level) {
    for (const PageBlock& block : all)
      std::visit([&](const auto& one) { write(one, level); }, block.is);
  }

  void write(const PageHeading& heading, int level) {
    tag("h" + std::to_string(level), heading.text);
  }

  void write(const PageParagraph& paragraph, int) {
    const bool quiet = std::all_of(paragraph.entries.begin(), paragraph.entries.end(),
                                   [](const PageLine& entry) { return entry.tone == Tone::quiet; });
    out_ += quiet ? "<p class=\"quiet\">" : "<p>";
    for (std::size_t at = 0; at < paragraph.entries.size(); ++at) {
      if (at > 0) out_ += " ";
      entry(paragraph.entries[at], "span", "");
    }
    out_ += "</p>\n";
  }

  void write(const PageList& list, int) {
    const std::string name = list.ordered ? "ol" : "ul";
    out_ += "<" + name + ">\n";
    for (const PageItem& item : list.items) {
      out_ += "<li>";
      entry(item.entry, "span", "");
      for (const PageLine& under : item.under) {
        if (plain_) out_ += "<br>";
        entry(under, "span", "under");
      }
      out_ += "</li>\n";
    }
    out_ += "</" + name + ">\n";
  }

  void write(const PageTable& table, int) {
    out_ += "<table>\n";
    // A caption that the heading above says already is for those who hear the page.
    if (table.caption != heading_)
      tag("caption", table.caption);
    else if (!plain_)
      tag("caption", table.caption, " class=\"heard\"");
    if (!table.widths.empty()) {
      out_ += "<colgroup>";
      for (const int width : table.widths)
        out_ += "<col style=\"width:" + std::to_string(width) + "%\">";
      out_ += "</colgroup>\n";
    }
    out_ += "<thead><tr>";
    for (const std::string& column : table.columns)
      tag("th", column, " scope=\"col\"");
    out_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      out_ += "<tr>";
      for (std::size_t at = 0; at < row.size(); ++at) {
        const bool first = at == 0;
        out_ += first ? "<th scope=\"row\">"
                      : "<td data-column=\"" + html_text(table.columns[at]) + "\">";
        for (const PageLine& line : row[at])
          entry(line, plain_ ? "p" : "span", "line");
        out_ += first ? "</th>" : "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  void write(const PagePicture& picture, int) {
    if (plain_ && picture.words.empty()) return;  // the table beside it says the same
    out_ += "<figure>\n";
    tag("figcaption", picture.caption);
    if (!plain_) out_ += picture.svg;
    for (const Sentence& words : picture.words) {
      out_ += "<p>";
      sentence(words);
      out_ += "</p>\n";
    }
    out_ += "</figure>\n";
  }

  void write(const PageCard& card, int level) {
    out_ += card.framed ? "<div class=\"card\">\n" : "<div class=\"group\">\n";
    tag("h" + std::to_string(level), card.heading);
    blocks(card.blocks, level + 1);
    out_ += "</div>\n";
  }

  void entry(const PageLine& entry, std::string name, std::string style) {
    if (entry.label.empty() && entry.says.text.empty()) return;
    if (entry.tone == Tone::added) name = "ins";
    if (entry.tone == Tone::removed) name = "del";
    if (entry.tone == Tone::quiet) style += style.empty() ? "quiet" : " quiet";
    if (entry.tone == Tone::mark) style += style.empty() ? "mark" : " mark";
    out_ += "<" + name + (style.empty() ? "" : " class=\"" + style + "\"");
    if (plain_ && entry.tone == Tone::quiet) out_ += " custom-style=\"Quiet\"";
    out_ += ">";
    if (!entry.label.empty() && entry.says.text.empty()) {
      out_ += directed(entry.label);
    } else {
      if (!entry.label.empty())
        out_ += (plain_ ? "<strong>" : "<span class=\"label\">") + directed(entry.label) +
                (plain_ ? "</strong> " : "</span> ");
      sentence(entry.says);
    }
    out_ += "</" + name + ">";
  }

  void sentence(const Sentence& sentence) {
    out_ += directed(sentence.text);
    const auto runs = numbers_.runs(sentence);
    if (runs.empty()) return;
    out_ += "<sup class=\"cites\">";
    for (std::size_t at = 0; at < runs.size(); ++at) {
      if (at > 0) out_ += ", ";
      const auto [first, last] = runs[at];
      link(first);
      if (last == first) continue;
      out_ += last == first + 1 ? ", " : "\u2013";
      link(last);
    }
    out_ += "</sup>";
  }

  void link(std::size_t number) {
    const std::string text = std::to_string(number);
    out_ += "<a href=\"#fact-" + text + "\">" + text + "</a>";
  }

  void facts() {
    if (document_.facts.empty()) return;
    out_ += "<section id=\"facts\" class=\"facts\">\n";
    tag("h2", "The facts");
    std::string group;
    for (std::size_t at = 0; at < document_.facts.size(); ++at) {
      const Fact& fact = document_.facts[at];
      if (at == 0 || fact.kind != group) {
        if (at > 0) out_ += "</ol>\n";
        tag("h3", fact.kind);
        // A word processor counts by itself, from where it is told to begin.
        out_ += plain_ ? "<ol start=\"" + std::to_string(at + 1) + "\">\n" : "<ol>\n";
        group = fact.kind;
      }
      const std::string number = std::to_string(at + 1);
      const std::string id = " id=\"fact-" + number + "\"";
      out_ += (plain_ ? "<li><span" + id + "></span>"
                      : "<li" + id + "><span class=\"number\">" + number + "</span>") +
              directed(fact.says);
      if (!fact.note.empty()) out_ += " " + directed(fact.note);
      out_ += " <span class=\"from\">" + html_text(fact.id) + ", " + html_text(fact.place);
      if (!fact.sources.empty()) {
        out_ += "; sources ";
        for (std::size_t source = 0; source < fact.sources.size(); ++source) {
          if (source > 0) out_ += ", ";
          link(numbers_.of(fact.sources[source]));
        }
      }
      out_ += "</span></li>\n";
    }
    out_ += "</ol>\n";
    ending();  // beside the last fact: alone it could be a page of its own
    out_ += "</section>\n";
  }

  void ending() {
    out_ += "<footer class=\"page\">";
    tag("p", document_.ending);
    out_ += "</footer>\n";
  }

  const Document& document_;
  FactNumbers numbers_;
  const bool plain_;
  std::string heading_;  // of the section
  std::string out_;
};

}  // namespace

std::string to_html(const Document& document, HtmlFor purpose) {
  return Page(document, purpose).write();
}

}  // namespace caucus
