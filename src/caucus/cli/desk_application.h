// The desk as the server asks for it: its pages, one way to write, and the analysis behind them.
//
// Errors: answers; serve/application.h says in which thread. Complexity: that of pages/.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "caucus/pages/desk_pages.h"
#include "caucus/serve/application.h"

namespace caucus {

// Owns the desk from its making until close().
class DeskApplication : public serve::Application {
 public:
  explicit DeskApplication(Desk desk);

  [[nodiscard]] bool is_page(std::string_view path) const override;
  std::variant<serve::Answer, serve::LongWork> answer(const serve::Question& question) override;
  // `/entries`: {"line": "...", "check": true, "unfinished": "..."}, and `/unfinished`: {"name":
  // "...", "text": "..."}; nothing else can be written.
  serve::Answer write(const std::string& path, const std::string& body) override;
  // Parties' channels get what they see of the entries.
  void settle() override;
  // The analysis of the case, once for each case that what was said makes; pages say more with
  // each part of it.
  std::vector<serve::Background> background() override;
  [[nodiscard]] std::uint64_t revision() const override;
  void close() override;

 private:
  std::unique_ptr<Desk> desk_;
  std::shared_ptr<const Case> analysed_;  // the last that background() gave out
  std::uint64_t revision_at_close_ = 0;
};

}  // namespace caucus
