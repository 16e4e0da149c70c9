#include "caucus/render/picture_file.h"

#include <cstdlib>

#include "caucus/base/assert.h"
#include "caucus/brief/drawing.h"
#include "caucus/brief/escape.h"

namespace caucus {
namespace {

constexpr double caption_height = 24;
constexpr double space_between = 16;
constexpr double margin = 12;

// The height in the view box of a picture, which is as wide as all are.
double height_of(const std::string& svg) {
  static const std::string before = "viewBox=\"0 0 400 ";
  const std::size_t at = svg.find(before);
  CAUCUS_ASSERT(at != std::string::npos, "every picture says how large it is");
  return std::strtod(svg.c_str() + at + before.size(), nullptr);
}

}  // namespace

Result<std::string> to_svg(const Document& document) {
  const auto pictures = pictures_of(document);
  if (pictures.empty())
    return fail(ErrorKind::unsupported, "this document has no picture for this case");
  std::string body;
  double y = margin;
  for (const PagePicture* picture : pictures) {
    body += "<text x=\"" + coordinate(margin) + "\" y=\"" + coordinate(y + 12) +
            "\" font-family=\"'Liberation Sans', Arial, sans-serif\" font-size=\"12\" "
            "font-weight=\"bold\">" +
            html_text(fitted(picture->caption, picture_width - 2 * margin)) + "</text>\n";
    y += caption_height;
    const double height = height_of(picture->svg);
    body += "<svg x=\"" + coordinate(margin) + "\" y=\"" + coordinate(y) +
            "\" width=\"400\" height=\"" + coordinate(height) + "\"" +
            picture->svg.substr(std::string("<svg").size());
    y += height + space_between;
  }
  const std::string width = coordinate(picture_width + 2 * margin);
  const std::string height = coordinate(y);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
         "width=\"" +
         width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height +
         "\" color=\"#1c1b19\">\n<title>" + html_text(document.title + ": " + document.subtitle) +
         "</title>\n<desc>" + html_text(document.marking) +
         "</desc>\n<style>.pic-mark{fill:#17536f;stroke:#17536f}.pic-bar{fill:#17536f;"
         "fill-opacity:.6}.pic-band{fill:#17536f;fill-opacity:.16}</style>\n"
         "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n" +
         body + "</svg>\n";
}

}  // namespace caucus
