#include "caucus/serve/response_head.h"

#include <doctest/doctest.h>

#include "caucus/serve/answers.h"
#include "caucus/serve/outgoing.h"

namespace caucus::serve {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string head(ResponseKind kind, unsigned status = 200) {
  ResponseHead of_kind;
  of_kind.kind = kind;
  of_kind.status = status;
  of_kind.size = 5;
  return head_text(of_kind);
}

TEST_CASE("every kind of response carries every protection") {
  using Kind = ResponseKind;
  for (const Kind kind :
       {Kind::data, Kind::shell, Kind::asset, Kind::document, Kind::passage, Kind::events}) {
    const std::string text = head(kind);
    for (const char* line :
         {"\r\nContent-Security-Policy: ", "default-src 'none'", "base-uri 'none'",
          "frame-ancestors 'none'", "\r\nX-Content-Type-Options: nosniff\r\n",
          "\r\nX-Frame-Options: DENY\r\n", "\r\nReferrer-Policy: no-referrer\r\n",
          "\r\nCross-Origin-Opener-Policy: same-origin\r\n",
          "\r\nCross-Origin-Resource-Policy: same-origin\r\n",
          "\r\nCross-Origin-Embedder-Policy: require-corp\r\n"})
      CHECK(has(text, line));
    CHECK(text.ends_with("\r\n\r\n"));
    CHECK_FALSE(has(text, "Access-Control"));
    CHECK(has(text, "no-store") == (kind != Kind::asset));
    CHECK(has(text, "Content-Length: 5\r\n") == (kind != Kind::events));
    CHECK_FALSE(has(text, "'unsafe-eval'"));
    CHECK(has(text, "'unsafe-inline'") == (kind == Kind::document));
  }
  CHECK(has(head(Kind::shell), "require-trusted-types-for 'script'; trusted-types 'none'"));
  CHECK(has(head(Kind::document), "Content-Security-Policy: sandbox; "));
  CHECK_FALSE(has(head(Kind::document), "script-src"));
  CHECK_FALSE(has(head(Kind::passage), "sandbox"));
  CHECK_FALSE(has(head(Kind::passage), "-src 'self'"));
  CHECK(has(head(Kind::asset), "immutable"));
}

TEST_CASE("every status the server gives has a name") {
  for (const unsigned status : {200U, 304U, 400U, 401U, 403U, 404U, 405U, 410U, 411U, 413U, 414U,
                                415U, 421U, 431U, 500U, 503U, 505U})
    CHECK(reason_of(status) != "Answer");
  CHECK(head(ResponseKind::data, 421).starts_with("HTTP/1.1 421 Misdirected Request\r\n"));
}

TEST_CASE("a file name cannot leave its header") {
  CHECK(attachment_name("brief-2024.docx") == "brief-2024.docx");
  CHECK(attachment_name("a\"; x=\r\nSet-Cookie: b") == "a___x___Set-Cookie__b");
  CHECK(attachment_name("../../etc/passwd") == "_._.._etc_passwd");
  CHECK(attachment_name(".htaccess") == "_htaccess");
  CHECK(attachment_name("") == "document");
}

TEST_CASE("documents are shut in, data are not documents") {
  Answer answer;
  answer.bytes = "{}";
  CHECK(outgoing(given(answer)).head.kind == ResponseKind::data);
  for (const char* type : {"text/html; charset=utf-8", "image/svg+xml", "text/plain", ""}) {
    answer.type = type;
    CHECK(outgoing(given(answer)).head.kind == ResponseKind::document);
  }
  answer.name = "brief.docx";
  CHECK(has(head_text(outgoing(given(answer)).head),
            "Content-Disposition: attachment; filename=\"brief.docx\"\r\n"));
}

TEST_CASE("bytes that the browser has are not sent again") {
  Answer answer;
  answer.bytes = "{}";
  const GivenAnswer whole = given(answer);
  CHECK(unless_known(outgoing(whole), "").head.status == 200);
  CHECK(unless_known(outgoing(whole), "\"other\"").head.status == 200);
  const Outgoing same = unless_known(outgoing(whole), whole->etag);
  CHECK(same.head.status == 304);
  CHECK(same.body.empty());
  CHECK_FALSE(has(head_text(same.head), "Content-Length"));
  answer.status = 404;
  CHECK(unless_known(outgoing(given(answer)), whole->etag).head.status == 404);
}

TEST_CASE("words of the server are safe as data and as a page") {
  CHECK(json_text("a\"b\\c\n\x01é") == "\"a\\\"b\\\\c\\u000a\\u0001é\"");
  const Answer page = error_page({403, "x", "<b> & \"q\""});
  CHECK(has(page.bytes, "<p>&lt;b> &amp; &quot;q&quot;.</p>"));
  CHECK(error_answer({404, "not_found", "nothing"}).bytes ==
        "{\"format\":\"caucus.error/1\",\"token\":\"not_found\",\"about\":\"\",\"sentence\":"
        "\"nothing\",\"hint\":\"\"}\n");
}

}  // namespace
}  // namespace caucus::serve
