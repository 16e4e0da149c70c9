#include "caucus/brief/html.h"

#include <algorithm>

#include "caucus/brief/escape.h"

namespace caucus {
namespace {

// Writes a document out; the only place where tags are made.
class Page {
 public:
  explicit Page(const Document& document) : document_(document), numbers_(document.facts) {}

  std::string write() {
    head();
    for (const PageSection& section : document_.sections) {
      out_ += "<section id=\"" + html_text(section.anchor) + "\">\n";
      tag("h2", section.title);
      blocks(section.blocks, 3);
      out_ += "</section>\n";
    }
    facts();
    out_ += "</main>\n<footer class=\"page\">";
    tag("p", document_.ending);
    out_ += "</footer>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void tag(const std::string& name, const std::string& text, const std::string& attributes = {}) {
    out_ += "<" + name + attributes + ">" + html_text(text) + "</" + name + ">\n";
  }

  void head() {
    out_ +=
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n";
    tag("title", document_.title + ": " + document_.subtitle);
    out_ +=
        "<style>" + std::string(page_style()) + "@page{@top-left{content:" +
        css_text(document_.title + " \u00B7 " + document_.subtitle + " \u00B7 support team only") +
        "}}\n</style>\n</head>\n<body>\n";
    out_ += "<header class=\"page\">\n";
    tag("h1", document_.title);
    tag("p", document_.subtitle, " class=\"subtitle\"");
    tag("p", document_.remark, " class=\"remark\"");
    out_ += "</header>\n<main>\n<div class=\"front\">\n";
    blocks(document_.front, 2);
    out_ += "</div>\n<nav aria-label=\"Sections\"><ul>\n";
    for (const PageSection& section : document_.sections)
      out_ += "<li><a href=\"#" + html_text(section.anchor) + "\">" + html_text(section.title) +
              "</a></li>\n";
    out_ += "<li><a href=\"#facts\">The facts</a></li>\n</ul></nav>\n";
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
      for (const PageLine& under : item.under)
        entry(under, "span", "under");
      out_ += "</li>\n";
    }
    out_ += "</" + name + ">\n";
  }

  void write(const PageTable& table, int) {
    out_ += "<table>\n";
    tag("caption", table.caption);
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
          entry(line, "span", "line");
        out_ += first ? "</th>" : "</td>";
      }
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  void write(const PagePicture& picture, int) {
    out_ += "<figure>\n";
    tag("figcaption", picture.caption);
    out_ += picture.svg;
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

  void entry(const PageLine& entry, const std::string& name, std::string style) {
    if (entry.tone == Tone::quiet) style += style.empty() ? "quiet" : " quiet";
    if (entry.tone == Tone::mark) style += style.empty() ? "mark" : " mark";
    out_ += "<" + name + (style.empty() ? "" : " class=\"" + style + "\"") + ">";
    if (!entry.label.empty() && entry.says.text.empty()) {
      out_ += html_text(entry.label);
    } else {
      if (!entry.label.empty())
        out_ += "<span class=\"label\">" + html_text(entry.label) + "</span> ";
      sentence(entry.says);
    }
    out_ += "</" + name + ">";
  }

  void sentence(const Sentence& sentence) {
    out_ += html_text(sentence.text);
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
    out_ += "<section id=\"facts\" class=\"facts\">\n";
    tag("h2", "The facts");
    std::string group;
    for (std::size_t at = 0; at < document_.facts.size(); ++at) {
      const Fact& fact = document_.facts[at];
      if (at == 0 || fact.kind != group) {
        if (at > 0) out_ += "</ol>\n";
        tag("h3", fact.kind);
        out_ += "<ol>\n";
        group = fact.kind;
      }
      const std::string number = std::to_string(at + 1);
      out_ += "<li id=\"fact-" + number + "\"><span class=\"number\">" + number + "</span>" +
              html_text(fact.says);
      if (!fact.note.empty()) out_ += " " + html_text(fact.note);
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
    if (!document_.facts.empty()) out_ += "</ol>\n";
    out_ += "</section>\n";
  }

  const Document& document_;
  FactNumbers numbers_;
  std::string out_;
};

}  // namespace

std::string to_html(const Document& document) {
  return Page(document).write();
}

}  // namespace caucus
