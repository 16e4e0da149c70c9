// What does a page of the desk say? Every page as a JSON text, from one open case.
//
//     Desk desk = ...;                                     // Desk::open
//     Page page = desk.page("/room.json?package=truce_days=42", now);
//     desk.keep(analyse(desk.the_case(), {desk.analysis_options()}, cancel));
//
// A Desk is one open case with its talks. It is not safe to use from two threads at once; what may
// take long is made apart from it, over values that never change:
//
//   analysis   found in the case alone and kept (desk/case_analysis.h). Pages that draw on it
//              answer at once with what is there, `complete` false and `working` naming the rest.
//   PageWork   a page whose own question takes long (`conflicts`, `stuck` with `lift`). It holds
//              all it needs and touches nothing of the desk: run it in any thread, and cancel it.
//
// Fields of every page: docs/reference/desk-json.md. Same case, talks, analysis and day: same
// bytes. Errors: a page is always an answer; what is wrong with a request is one (status 400 or
// 404). Complexity: quick pages are linear in the talks and the case.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caucus/base/cancel.h"
#include "caucus/desk/case_analysis.h"
#include "caucus/desk/talks_desk.h"

namespace caucus {

// An answer: what to send, and whether it can still become fuller.
struct Page {
  int status = 200;  // 400: the request is wrong; 404: there is no such page or document
  std::string kind = "application/json";  // its media type
  std::string body;                       // ends with a line feed
  bool complete = true;                   // false: analysis is at work, or was stopped
};

// A page that was asked for and not yet written.
struct PageWork {
  bool quick = true;  // false: run() may take long; it needs nothing of the desk
  std::function<Page(const CancelToken&)> run;
};

// A page for who reads it in a terminal: the same, a field to a line.
std::string readable(const Page& page);

struct DeskOptions {
  std::string version;            // of the program, for the last line of documents
  std::optional<Moment> now;      // said by the user: holds whatever the clock says
  AnalysisOptions analysis = {};  // how the case is looked at
};

class Desk {
 public:
  Desk(TalksDesk talks, const DeskOptions& options);
  // Errors: as TalksDesk::open. `now` is the clock's.
  static Result<Desk> open(Case c, const std::string& case_path, const VaultAccess& access,
                           const DeskOptions& options, const Moment& now);
  ~Desk();
  Desk(Desk&&) noexcept;
  Desk& operator=(Desk&&) noexcept;

  // The page of an address: "/room.json?package=a=1,b=2". The leading slash and ".json" may be left
  // out. `now` is the clock's. page() runs the work at once.
  PageWork prepare(std::string_view address, const Moment& now);
  Page page(std::string_view address, const Moment& now, const CancelToken& cancel = {});

  // The last part of the analysis that the page draws on, if any. For who waits for it (--get).
  [[nodiscard]] static std::optional<AnalysisPart> draws_on(std::string_view address);
  // The names of all pages, in the order in which they are shown.
  [[nodiscard]] static std::vector<std::string_view> names();

  // The case with what was said at the talks, for analyse() in a thread of its own; another once
  // an entry changed it, and never changed itself.
  [[nodiscard]] std::shared_ptr<const Case> the_case() const;
  [[nodiscard]] const AnalysisOptions& analysis_options() const;
  // The analysis that pages draw on from now on. One of an earlier the_case() is let go.
  void keep(std::shared_ptr<const CaseAnalysis> found);
  [[nodiscard]] const std::shared_ptr<const CaseAnalysis>& analysis() const;

  // How many events there are; grows with every entry.
  [[nodiscard]] std::uint64_t revision() const;
  [[nodiscard]] const TalksDesk& talks() const;

  // One line of a talks script: caucus.entry/1. With `check` nothing is recorded. Status 200 even
  // where it was not understood or refused: the answer says so. 400 where there is no vault; 500
  // where the record could not be written.
  Page log_line(std::string_view line, bool check, const Moment& now);
  // Gives to the channels of parties what they see of what was logged (talks_desk.h); to be done
  // soon after, and before the desk is let go of. What fails is said by the next log_line().
  void settle();

  // Keeps what was begun (desk/unfinished.h), or discards it where the text is empty; `was` empty:
  // whatever is there. Status 400, 413 or 409 where it is not kept; the record goes on.
  Page keep_unfinished(const std::string& name, const std::string& text, const std::string& was,
                       const Moment& now);

 private:
  struct Open;

  std::unique_ptr<Open> open_;
};

}  // namespace caucus
