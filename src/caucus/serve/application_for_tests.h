// A small application: counts, repeats what it was asked, keeps what it was sent, takes its time.
#pragma once

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include "caucus/serve/application.h"

namespace caucus::serve {

class ApplicationForTests : public Application {
 public:
  std::vector<std::string> entries;
  std::atomic<int> asked = 0;
  std::atomic<int> analyses = 0;
  std::atomic<int> closings = 0;
  std::atomic<int> settled = 0;

  bool is_page(std::string_view path) const override { return path == "/overview"; }

  std::variant<Answer, LongWork> answer(const Question& question) override {
    ++asked;
    Answer answer;
    answer.bytes = question.key() + " at " + std::to_string(entries.size());
    if (question.path == "/fault.json") throw std::logic_error("a fault");
    if (question.path == "/documents/brief.html") answer.type = "text/html; charset=utf-8";
    if (question.path != "/long.json") return answer;
    return LongWork([this, answer](const CancelToken& cancel) {
      ++analyses;
      while (!cancel.cancelled()) {
      }
      Answer partial = answer;
      partial.settled = false;
      return partial;
    });
  }

  Answer write(const std::string& path, const std::string& body) override {
    if (body == "disk") return {500, "application/json", "the disk is full", {}, false};
    if (body == "fault") throw std::logic_error("a fault");
    if (path == "/entries" && body != "no") entries.push_back(body);
    return {200, "application/json", "noted", {}, false};
  }

  void settle() override { ++settled; }
  std::uint64_t revision() const override { return entries.size(); }
  void close() override { ++closings; }
};

}  // namespace caucus::serve
