#include "caucus/brief/markdown.h"

#include "caucus/brief/escape.h"

namespace caucus {
namespace {

constexpr std::size_t width = 80;

class Sheet80 {
 public:
  explicit Sheet80(const Document& document) : document_(document), numbers_(document.facts) {}

  std::string write() {
    title(1, document_.title);
    paragraph(markdown_text(document_.subtitle + "."));
    paragraph(markdown_text(remark_with_numbers(document_)));
    blocks(document_.front, 2);
    for (const PageSection& section : document_.sections) {
      title(2, section.title);
      heading_ = section.title;
      blocks(section.blocks, 3);
    }
    facts();
    out_ += "---\n\n";
    paragraph(markdown_text(document_.ending));
    while (out_.ends_with("\n\n"))
      out_.pop_back();
    return std::move(out_);
  }

 private:
  void title(int level, const std::string& text) {
    out_ += std::string(static_cast<std::size_t>(level), '#') + " " + markdown_text(text) + "\n\n";
  }

  void paragraph(const std::string& markdown) {
    out_ += wrapped_markdown(markdown, width, "", "") + "\n\n";
  }

  void blocks(const std::vector<PageBlock>& all, int level) {
    for (const PageBlock& block : all)
      std::visit([&](const auto& one) { write(one, level); }, block.is);
  }

  void write(const PageHeading& heading, int level) { title(level, heading.text); }

  void write(const PageParagraph& paragraph, int) {
    std::string text;
    for (const PageLine& one : paragraph.entries)
      text += (text.empty() ? "" : " ") + entry(one);
    this->paragraph(text);
  }

  void write(const PageList& list, int) {
    for (std::size_t at = 0; at < list.items.size(); ++at) {
      const std::string mark = list.ordered ? std::to_string(at + 1) + ". " : "- ";
      const std::string indent(mark.size(), ' ');
      out_ += wrapped_markdown(entry(list.items[at].entry), width, mark, indent) + "\n";
      for (const PageLine& under : list.items[at].under)
        out_ += wrapped_markdown(entry(under), width, indent + "- ", indent + "  ") + "\n";
    }
    out_ += "\n";
  }

  void write(const PageTable& table, int) {
    if (table.caption != heading_) paragraph("**" + markdown_text(table.caption) + "**");
    out_ += "|";
    for (const std::string& column : table.columns)
      out_ += " " + markdown_text(column) + " |";
    out_ += "\n|";
    for (std::size_t at = 0; at < table.columns.size(); ++at)
      out_ += "---|";
    out_ += "\n";
    for (const auto& row : table.rows) {
      out_ += "|";
      for (const PageCell& cell : row) {
        std::string text;
        for (const PageLine& line : cell)
          text += (text.empty() ? "" : "<br>") + entry(line);
        out_ += " " + text + " |";
      }
      out_ += "\n";
    }
    out_ += "\n";
  }

  void write(const PagePicture& picture, int) {
    if (picture.words.empty()) return;  // the table beside it says the same
    std::string text;
    for (const Sentence& words : picture.words)
      text += (text.empty() ? "" : " ") + sentence(words);
    paragraph(text);
  }

  void write(const PageCard& card, int level) {
    title(level, card.heading);
    blocks(card.blocks, level + 1);
  }

  std::string entry(const PageLine& entry) const {
    if (entry.tone == Tone::added) return "**" + words(entry) + "**";
    if (entry.tone == Tone::removed) return "~~" + words(entry) + "~~";
    return words(entry);
  }

  std::string words(const PageLine& entry) const {
    if (entry.label.empty()) return sentence(entry.says);
    if (entry.says.text.empty()) return markdown_text(entry.label);
    return "**" + markdown_text(entry.label) + "** " + sentence(entry.says);
  }

  std::string sentence(const Sentence& sentence) const {
    std::string text = markdown_text(sentence.text);
    for (const auto& [first, last] : numbers_.runs(sentence)) {
      text += " [" + std::to_string(first) + "]";
      if (last == first) continue;
      text += last == first + 1 ? " " : "\u2013";
      text += "[" + std::to_string(last) + "]";
    }
    return text;
  }

  void facts() {
    if (document_.facts.empty()) return;
    title(2, "The facts");
    std::string group;
    for (std::size_t at = 0; at < document_.facts.size(); ++at) {
      const Fact& fact = document_.facts[at];
      if (at == 0 || fact.kind != group) {
        if (at > 0) out_ += "\n";
        title(3, fact.kind);
        group = fact.kind;
      }
      const std::string number = std::to_string(at + 1);
      std::string text = "<a id=\"fact-" + number + "\"></a>" + number + ". ";
      text += markdown_text(fact.says);
      if (!fact.note.empty()) text += " " + markdown_text(fact.note);
      text += " (" + markdown_text(fact.id) + ", " + markdown_text(fact.place);
      for (std::size_t source = 0; source < fact.sources.size(); ++source)
        text += (source == 0 ? "; sources [" : " [") +
                std::to_string(numbers_.of(fact.sources[source])) + "]";
      out_ += wrapped_markdown(text + ")", width, "- ", "  ") + "\n";
    }
    out_ += "\n";
    for (std::size_t at = 1; at <= document_.facts.size(); ++at)
      out_ += "[" + std::to_string(at) + "]: #fact-" + std::to_string(at) + "\n";
    out_ += "\n";
  }

  const Document& document_;
  FactNumbers numbers_;
  std::string heading_;  // of the section
  std::string out_;
};

}  // namespace

std::string to_markdown(const Document& document) {
  return Sheet80(document).write();
}

}  // namespace caucus
