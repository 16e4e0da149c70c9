"""A small clean tree, and violations planted into it one at a time: (rule, what, files)."""

CMAKE = """caucus_module(NAME base)
caucus_module(NAME model    DEPS base)
caucus_module(NAME casefile DEPS base model LIBS fmt toml)
caucus_module(NAME analysis DEPS base model LIBS fmt)
"""
HEADER = """// The sum of two shares.
#pragma once

namespace caucus {

// Both shares are counted in points; the sum cannot overflow below 2^30.
int sum(int first, int second);

}  // namespace caucus
"""
SOURCE = """#include "caucus/analysis/share.h"

#include <map>

#include "caucus/model/party.h"

namespace caucus {

enum class Side { north, south };

class Tally : public Base<int(int)> {
 public:
  Tally(int start, std::map<int, int> seen = {}) : start_{start}, seen_(seen) {}
  bool operator()(int first, int second) const { return first < second; }
  friend bool operator==(const Tally&, const Tally&) = default;

 private:
  static constexpr int limit = 3;
  int start_ = 1'000;
  std::map<int, int> seen_{};
};

const auto braces = R"text({{{ " )text";

int sum(int first, int second) {
  // A comment with a brace { and a "quote.
  const auto add = [](int a, int b) { return a + b; };
  return add(first, second) + '{';
}

}  // namespace caucus
"""
CLEAN = {
    "CMakeLists.txt": CMAKE,
    "src/caucus/model/party.h": HEADER,
    "src/caucus/casefile/read.h": HEADER,
    "src/caucus/analysis/share.h": HEADER,
    "src/caucus/analysis/share.cc": SOURCE,
    "docs/words.md": "# Words\n\nNot used: price, enemy, score.\n\nUsed: offer, underscore.\n",
}

LONG_BODY = "".join(f"  step({n});\n" for n in range(70))
LONG_LAMBDA = "  auto f = [] {\n" + "".join(f"    step({n});\n" for n in range(67)) + "  };\n"
SIX = "int a, std::map<int, int> b, int c, int d, int e, int f"
HEAD = "#pragma once\n"


def analysis(text, name="other.cc"):
    return {f"src/caucus/analysis/{name}": text}


PLANTED = [
    ("layers", "a sideways include", analysis('#include "caucus/casefile/read.h"\n')),
    ("layers", "an upward include",
     {"src/caucus/model/up.cc": '#include "caucus/analysis/share.h"\n'}),
    ("layers", "a relative include", analysis('#include "share.h"\n')),
    ("layers", "an include of nothing", analysis('#include "caucus/model/absent.h"\n')),
    ("layers", "a module without a row", {"src/caucus/stray/a.cc": "int a();\n"}),
    ("table", "a row before what it names",
     {"CMakeLists.txt": "caucus_module(NAME early DEPS late)\ncaucus_module(NAME late)\n" + CMAKE}),
    ("file_lines", "601 lines", analysis("int a();\n" * 601)),
    ("line_columns", "101 columns", analysis("// " + "a" * 98 + "\n")),
    ("function_lines", "72 lines", analysis("void f() {\n" + LONG_BODY + "}\n")),
    ("function_lines", "a test of 72 lines", analysis('TEST_CASE("a{") {\n' + LONG_BODY + "}\n")),
    ("function_lines", "lambda lines count in their function",
     analysis("void f() {\n" + LONG_LAMBDA + "  f();\n  f();\n}\n")),
    ("function_lines", "a long constructor",
     analysis("A::A(int b) : b_{b}, c_(b) {\n" + LONG_BODY + "}\n")),
    ("function_lines", "a long lambda at namespace level",
     analysis("const auto f = [](int a) {\n" + LONG_BODY + "};\n")),
    ("function_lines", "a long member function",
     analysis("struct A {\n  int b() const noexcept {\n" + LONG_BODY + "  }\n};\n")),
    ("parameters", "six in a definition", analysis(f"void f({SIX}) {{}}\n")),
    ("parameters", "six in a declaration", analysis(f"template <class T, class U>\nT f({SIX});\n")),
    ("parameters", "six in a lambda", analysis(f"void f() {{\n  g([&]({SIX}) {{}});\n}}\n")),
    ("parameters", "six in a member",
     analysis(f"class A {{\n public:\n  void f({SIX}) const;\n}};\n")),
    ("parameters", "six in an operator", analysis(f"int A::operator()({SIX}) {{}}\n")),
    ("function_lines", "72 lines of Python",
     {"tests/a_test.py": "def a():\n" + "    b()\n" * 71}),
    ("parameters", "six in Python", {"tests/a_test.py": "def a(b, c, d, e, f, g):\n    pass\n"}),
    ("scan", "a brace too many", analysis("void f() {}}\n")),
    ("scan", "a brace too few", analysis("void f() {\n")),
    ("header_comments", "too few", analysis(HEAD + "// One.\nint a;\nint b;\nint c;\n", "a.h")),
    ("pragma_once", "absent", analysis("// One.\nint a;\n", "a.h")),
    ("heavy_header", "json in a header",
     analysis(HEAD + "// One.\n#include <nlohmann/json.hpp>\n// Two.\n", "a.h")),
    ("heavy_header", "boost in a header",
     analysis(HEAD + "// One.\n#include <boost/multiprecision/cpp_int.hpp>\n// Two.\n", "a.h")),
    ("pure", "the disk", analysis("#include <fstream>\n")),
    ("pure", "the clock", analysis("auto a() { return std::chrono::system_clock::now(); }\n")),
    ("naming", "a folder", {"src/caucus/model/utils/a.cc": "int a();\n"}),
    ("naming", "a file", analysis("int a();\n", "helpers.cc")),
    ("naming", "k", analysis("const int kLimit = 3;\n")),
    ("naming", "m_", analysis("int m_limit;\n")),
    ("naming", "Manager", analysis("struct CaseManager {};\n")),
    ("naming", "Get", analysis("int GetParty();\n")),
    ("naming", "an interface's I", analysis("struct IReader {};\n")),
    ("naming", "a type in snake_case", analysis("struct reader {};\n")),
    ("naming", "a function in camelCase", analysis("int bestShare(int a);\n")),
    ("naming", "an enumerator", analysis("enum class Side { north, South };\n")),
    ("naming", "a private member", analysis("class A {\n  int start = 3;\n};\n")),
    ("words", "in a comment", analysis("// The price of it.\nint a();\n")),
    ("words", "inside a name", analysis("int best_score();\n")),
    ("words", "inside a type's name", analysis("struct BestScore {};\n")),
    ("words", "in a case", {"cases/a/b/case.toml": 'title = "The Enemy"\n'}),
    ("words", "a second list in docs", {"docs/zz.md": "# A\n\nNot used: price.\n"}),
    ("words", "on the first page", {"README.md": "A victory.\n"}),
    ("one_meaning", "in another module", {
        "src/caucus/model/share.h": "// A.\n// A part.\n#pragma once\n\nnamespace caucus {\n\n"
                                    "// One.\nstruct Share {};\n\n}  // namespace caucus\n",
        "src/caucus/casefile/share.h": "// A.\n// A part.\n#pragma once\n\nnamespace caucus {\n\n"
                                       "// Two.\nstruct Share {};\n\n}  // namespace caucus\n",
    }),
    ("unfinished", "a mark", analysis("// TO" "DO: later\nint a();\n")),
    ("unfinished", "in words", {"docs/a.md": "This is not " "implemented.\n"}),
    ("blanks", "a tab", {"docs/a.md": "a\tb\n"}),
    ("blanks", "a trailing blank", {"docs/a.md": "a \n"}),
    ("blanks", "no final newline", {"docs/a.md": "a"}),
    ("blanks", "an empty last line", {"docs/a.md": "a\n\n"}),
    ("blanks", "a carriage return", {"docs/a.md": "a\r\nb\n"}),
]
