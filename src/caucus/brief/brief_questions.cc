// (f) Questions whose answer would tell most.
#include "caucus/brief/say.h"
#include "caucus/brief/sections.h"

namespace caucus {

std::vector<Question> questions_section(const Material& m) {
  std::vector<Question> questions;
  for (const OpenQuestion& open : m.in.questions) {
    std::vector<std::string> facts;
    for (const std::string& id : open.facts)
      facts.push_back(m.facts.find(id));
    if (facts.empty()) facts.push_back(m.facts.find(open.to));
    questions.push_back({{as_sentence(with_quotes(open.question)), facts},
                         m.c.name_of(open.to),
                         {as_sentence(with_quotes(open.because)), facts}});
  }
  return questions;
}

}  // namespace caucus
