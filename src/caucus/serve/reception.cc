#include "caucus/serve/reception.h"

#include <utility>

#include "caucus/serve/address.h"

namespace caucus::serve {
namespace {

constexpr Refusal address_refusal{400, "address", "the address is not one that the desk writes"};
constexpr Refusal stranger_refusal{
    401, "no_key",
    "this browser was not let in: in the terminal where caucus desk runs, press Enter and open "
    "the link that it shows"};
constexpr Refusal used_refusal{
    403, "key_used",
    "this link was used before, and a link works once: in the terminal where caucus desk runs, "
    "press Enter and open the new link; if it was not you who used it, end the desk there with "
    "Ctrl-C"};
constexpr Refusal unknown_key_refusal{
    403, "key_unknown",
    "this link is not of the desk that runs now: in the terminal where caucus desk runs, press "
    "Enter and open the link that it shows"};
constexpr Refusal closed_refusal{
    410, "closed",
    "the vault is closed: end caucus desk in its terminal with Ctrl-C, and start it again to go "
    "on"};
constexpr Refusal nothing_there{404, "not_found", "there is nothing at this address"};
constexpr Refusal endless_refusal{405, "method", "events are asked for with GET"};
constexpr Refusal no_shell{
    503, "no_web_application",
    "this program was built without the web application; its data are there (/overview.json), and "
    "./run build builds both"};

// For people: what is neither data nor posted. Documents and files count as such.
bool is_for_people(std::string_view method, std::string_view path) {
  return method != "POST" && !path.ends_with(".json") && path != "/changes";
}

}  // namespace

Direction Reception::refused(const Refusal& refusal, bool as_page) const {
  Direction direction;
  direction.answer = as_page ? error_page(refusal) : error_answer(refusal);
  direction.why = refusal.token;
  return direction;
}

Direction Reception::direct(const RequestHead& head) {
  if (const auto refusal = refusal_of(head, names_)) {
    Direction direction = refused(*refusal, false);
    direction.hang_up = true;
    return direction;
  }
  const auto question = parsed_target(head.target);
  if (!question) {
    Direction direction = refused(address_refusal, false);
    direction.hang_up = true;
    return direction;
  }
  if (question->query.contains("key") && head.method == "GET") return enter(*question);
  const bool as_page = is_for_people(head.method, question->path);
  if (!admission_.admits(head.value("cookie"))) {
    Direction direction = refused(stranger_refusal, as_page);
    direction.hang_up = true;
    return direction;
  }
  if (closed_) return refused(closed_refusal, as_page);
  if (head.method == "HEAD" && question->path == "/changes") return refused(endless_refusal, false);
  return head.method == "POST" ? post(*question) : show(*question);
}

Direction Reception::enter(const Question& question) {
  const Admission::Entry entry = admission_.enter(question.query.find("key")->second);
  if (entry.use == Admission::Use::admitted) {
    Direction direction;
    const bool known = application_.is_page(question.path);
    direction.answer = closed_ ? error_page(closed_refusal)
                               : entry_page(known ? std::string_view(question.path) : "/");
    direction.set_cookie = entry.cookie;
    return direction;
  }
  const bool used = entry.use == Admission::Use::used_before;
  Direction direction = refused(used ? used_refusal : unknown_key_refusal, true);
  direction.key_used_twice = used;
  direction.hang_up = true;
  return direction;
}

Direction Reception::post(const Question& question) const {
  Direction direction;
  direction.question = question;
  if (!question.query.empty()) return refused(address_refusal, false);
  if (question.path == "/close") {
    direction.to = Direction::To::close_all;
  } else if (question.path == "/analysis/cancel") {
    direction.to = Direction::To::cancel_analyses;
  } else {
    direction.to = Direction::To::entry;
  }
  return direction;
}

Direction Reception::show(const Question& question) const {
  Direction direction;
  direction.question = question;
  if (question.path == "/changes") {
    direction.to = Direction::To::events;
  } else if (question.path == "/" || application_.is_page(question.path)) {
    direction.asset = find_asset(assets_, "/index.html");
    if (direction.asset == nullptr) return refused(no_shell, true);
    direction.to = Direction::To::asset;
    direction.shell = true;
  } else if (const Asset* asset = find_asset(assets_, question.path);
             asset != nullptr && question.path != "/index.html") {
    direction.to = Direction::To::asset;
    direction.asset = asset;
  } else if (question.path.ends_with(".json") || question.path.starts_with("/documents/")) {
    direction.to = Direction::To::question;
  } else {
    return refused(nothing_there, true);
  }
  return direction;
}

}  // namespace caucus::serve
