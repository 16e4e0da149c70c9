"""The rules of the tree. Each is a function from a Tree to its faults; RULES names them all."""

import ast
import os
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from cpp_scan import Scanner, code_only, comment_lines

FILE_LINES_MAX = 600
# Stands alone, so that a reader needs this one file.
LONGER_FILES = {"src/caucus/record/verify_record.py": 800}
FUNCTION_LINES_MAX = 70
PARAMETERS_MAX = 5
LINE_COLUMNS_MAX = 100
COMMENT_SHARE_MIN = 1 / 3

SKIPPED_FOLDERS = {".git", "build", "out", "__pycache__", "node_modules", ".cache", "dist",
                   "test-results"}
CODE_SUFFIXES = {".cc", ".h", ".py", ".cmake"}
# Inputs for the fuzzers are bytes, not text that somebody reads.
NOT_TEXT = re.compile(r"^tests/fuzz/corpus/|\.(png|ico|woff2|gz|pdf|docx|xlsx)$")

# json_fwd.hpp only names the type.
HEAVY_HEADER = re.compile(
    r"(nlohmann(?!/json_fwd)|toml\+\+|CLI|boost|pybind11|spdlog|sodium)[/.]|sodium")
IMPURE_MODULES = {"model", "analysis", "schedule", "talks", "evidence", "tracking", "brief"}
IMPURE_HEADER = {"fstream", "filesystem", "random", "iostream", "ctime", "cstdio", "unistd.h"}
IMPURE_WORD = re.compile(r"\b(system_clock|steady_clock|high_resolution_clock|random_device)\b")

BAD_FOLDER = {"utils", "util", "common", "helpers", "helper", "manager", "managers", "core", "misc"}
BAD_NAME = [
    (re.compile(r"\bk[A-Z]\w*"), "constants have no k before their name"),
    (re.compile(r"\bm_\w+"), "members end in _ and have no m_ before their name"),
    (re.compile(r"\b\w+(Manager|Impl|Helper|Utils)\b"), "say what it does, not Manager or Impl"),
    (re.compile(r"\bGet[A-Z]\w*"), "a question is named by its answer, not Get..."),
    (re.compile(r"\b(?:class|struct)\s+I[A-Z][a-z]\w*"), "no I before an interface's name"),
    (re.compile(r"\b(?:class|struct|enum)\s+(?!(?:const_)?iterator\b)[a-z]\w*\s*(?:\{|:(?!:))"),
     "types are PascalCase"),  # the standard library asks for iterator
    (re.compile(r"(?<![\w:.>])[a-z][a-z0-9]*[A-Z]\w*\s*\("), "functions are snake_case"),
]
# Joined here from halves so that this file does not break its own rule.
UNFINISHED = re.compile(
    r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|not " r"implemented|place" r"holder", re.I)
NOT_USED = re.compile(
    r"(?<![a-z])(hostage[-_ ]?takers?|terrorists?|freedom[-_ ]fighters?|prices?|priced|"
    r"costs? of (?:a |the )?(?:person|people)|enem(?:y|ies)|victor(?:y|ies)|scor(?:es?|ed|ing))"
    r"(?![a-z])", re.I)
NOT_USED_SCOPE = re.compile(r"^(src|cases|docs|bench)/|^[A-Z]+\.md$")

MODULE_ROW = re.compile(
    r"^caucus_module\(NAME\s+(\w+)(?:\s+DEPS((?:\s+(?!LIBS|PROGRAM)\w+)+))?", re.M)


INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)', re.M)
# Lines of a header that say nothing in themselves; comments are weighed against the others.
SCAFFOLD = re.compile(r"\s*(#.*|(inline )?namespace .*|[{}();]*|(public|private|protected):)\s*")
TYPE_DEFINED = re.compile(r"^(?:struct|class|enum class) (\w+)(?!\w|::)[^;\n]*\{", re.M)


@dataclass(frozen=True, order=True)
class Fault:
    path: str
    line: int
    rule: str
    what: str

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.what}"


class Tree:
    """The files below a root, read once."""

    def __init__(self, root):
        self.root = Path(root)

    @cached_property
    def paths(self):
        found = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS)
            found += [str((Path(folder) / f).relative_to(self.root)) for f in files]
        return sorted(found)

    @lru_cache(maxsize=None)
    def text(self, path):
        """None where the file is not text."""
        if NOT_TEXT.search(path):
            return None
        try:
            return (self.root / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return None

    def texts(self, *suffixes):
        for path in self.paths:
            if (not suffixes or Path(path).suffix in suffixes) and self.text(path) is not None:
                yield path, self.text(path)

    @lru_cache(maxsize=None)
    def scan(self, path):
        return Scanner(self.text(path))

    @cached_property
    def modules(self):
        """{module: the modules it may include}, in the order of CMakeLists.txt."""
        rows = MODULE_ROW.findall(self.text("CMakeLists.txt"))
        return {name: deps.split() for name, deps in rows}


def module_of(path):
    parts = Path(path).parts
    return parts[2] if parts[:2] == ("src", "caucus") and len(parts) > 3 else None


def matches(pattern, text):
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match


def includes(text):
    for line, match in matches(INCLUDE, text):
        yield line, match.group(1) == '"', match.group(2)


def layers(tree):
    """A module includes itself and the modules of its row; whole paths from src/."""
    for path, text in tree.texts(".cc", ".h"):
        module = module_of(path)
        if module and module not in tree.modules:
            yield Fault(path, 1, "layers", f"module {module} has no row in CMakeLists.txt")
            continue
        for line, quoted, name in includes(text):
            target = name.split("/")
            if quoted and target[0] != "caucus":
                yield Fault(path, line, "layers", f'"{name}": the path begins at "caucus/"')
            elif quoted and not (tree.root / "src" / name).exists():
                yield Fault(path, line, "layers", f'"{name}" does not exist')
            elif quoted and module and len(target) > 2 and target[1] != module:
                if target[1] not in tree.modules[module]:
                    yield Fault(path, line, "layers", f"{module} may not include {target[1]}")


def table(tree):
    """The table of modules is in order and complete: what a row names stands above it."""
    seen = {}
    for name, deps in tree.modules.items():
        for dep in deps:
            if dep not in seen:
                yield Fault("CMakeLists.txt", 1, "table", f"{name}: {dep} has to stand above it")
        seen[name] = deps
    if not seen:
        yield Fault("CMakeLists.txt", 1, "table", "no caucus_module row was found")


def sizes(tree):
    for path, text in tree.texts():
        is_code = Path(path).suffix in CODE_SUFFIXES or Path(path).name == "CMakeLists.txt"
        if not is_code and not text.startswith("#!"):
            continue
        lines = text.split("\n")
        if len(lines) - 1 > LONGER_FILES.get(str(path), FILE_LINES_MAX):
            yield Fault(path, len(lines) - 1, "file_lines", f"{len(lines) - 1} lines")
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_COLUMNS_MAX:
                yield Fault(path, number, "line_columns", f"{len(line)} columns")


def functions(tree):
    for path, _ in tree.texts(".cc", ".h"):
        try:
            found = tree.scan(path).functions
        except ValueError as error:
            yield Fault(path, 1, "scan", f"cannot be read as C++: {error}")
            continue
        for function in found:
            if function.lines > FUNCTION_LINES_MAX:
                yield Fault(path, function.line, "function_lines",
                            f"{function.name} has {function.lines} lines")
            if function.parameters > PARAMETERS_MAX:
                yield Fault(path, function.line, "parameters",
                            f"{function.name} has {function.parameters} parameters")


def python_functions(tree):
    for path, text in tree.texts(".py"):
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            lines = node.end_lineno - node.lineno + 1
            parameters = len(node.args.posonlyargs + node.args.args + node.args.kwonlyargs)
            if lines > FUNCTION_LINES_MAX:
                yield Fault(path, node.lineno, "function_lines", f"{node.name} has {lines} lines")
            if parameters > PARAMETERS_MAX:
                yield Fault(path, node.lineno, "parameters",
                            f"{node.name} has {parameters} parameters")


def headers(tree):
    for path, text in tree.texts(".h"):
        first = next((line for line in text.split("\n")
                      if line.strip() and not line.lstrip().startswith("//")), "")
        if first.strip() != "#pragma once":
            yield Fault(path, 1, "pragma_once", "a header begins with #pragma once")
        if not path.startswith("src/") or path.endswith(("_for_tests.h", "_kernel.h")):
            continue
        said = [n for n, line in enumerate(text.split("\n"), 1) if not SCAFFOLD.fullmatch(line)]
        commented = len(comment_lines(text).intersection(said))
        if commented < COMMENT_SHARE_MIN * len(said):
            yield Fault(path, 1, "header_comments",
                        f"{commented} of {len(said)} lines are comment; a third is due")
        for line, _, name in includes(text):
            if HEAVY_HEADER.match(name):
                yield Fault(path, line, "heavy_header", f"<{name}> belongs in a .cc at the edge")


def pure(tree):
    """No clock, dice or disk where answers are computed."""
    for path, text in tree.texts(".cc", ".h"):
        if module_of(path) not in IMPURE_MODULES or path.endswith(("_test.cc", "_bench.cc")):
            continue
        for line, _, name in includes(text):
            if name in IMPURE_HEADER:
                yield Fault(path, line, "pure", f"<{name}> reaches the world; pass it in")
        for line, match in matches(IMPURE_WORD, code_only(text)):
            yield Fault(path, line, "pure", f"{match.group()} is a hidden input; pass it in")


def names(tree):
    for path in tree.paths:
        for part in Path(path).parts[:-1] + (Path(path).stem,):
            if part.lower() in BAD_FOLDER:
                yield Fault(path, 1, "naming", f"'{part}' names no activity and no thing")
    for path, text in tree.texts(".cc", ".h"):
        code = code_only(text)
        for pattern, why in BAD_NAME:
            for line, match in matches(pattern, code):
                yield Fault(path, line, "naming", f"'{match.group().strip()}': {why}")
        try:
            scan = tree.scan(path)
        except ValueError:
            continue  # reported by `functions`
        for name, line in scan.enumerators:
            if re.search(r"[A-Z]", name):
                yield Fault(path, line, "naming", f"enumerator '{name}' is not snake_case")
        for member in scan.members:
            if not member.name.endswith("_"):
                yield Fault(path, member.line, "naming", f"private '{member.name}' must end in _")


def words(tree):
    """The glossary's list of words not used. One paragraph in docs/ may quote the list itself."""
    quoted = None
    for path, text in tree.texts():
        if not NOT_USED_SCOPE.search(path):
            continue
        start = 0
        for paragraph in re.split(r"(?<=\n)(?=[ \t]*\n)", text):
            quotes_list = paragraph.lstrip().lstrip("*# ").startswith("Not used")
            if quotes_list and path.startswith("docs/") and quoted in (None, path):
                quoted = path
            else:
                # Split camelCase and snake_case, so that words inside names are seen; same length.
                plain = re.sub(r"(?<=[a-z])(?=[A-Z])", "\0", paragraph)
                for line, match in matches(NOT_USED, plain.replace("\0", " ")):
                    number = text.count("\n", 0, start) + line
                    yield Fault(path, number, "words", f"'{match.group()}' is not used (glossary)")
            start += len(paragraph)


def one_meaning(tree):
    """Two types of one name in one namespace: the linker keeps the members of only one."""
    first = {}
    for path in tree.paths:
        if not path.startswith("src/caucus/") or not path.endswith(".h"):
            continue
        if path.endswith("_for_tests.h"):
            continue
        text = tree.text(path)
        space = re.search(r"^namespace ([a-z:_]+) \{", text, re.M)
        for line, match in matches(TYPE_DEFINED, text):
            name = (space.group(1) if space else "", match.group(1))
            other = first.setdefault(name, path)
            if other != path:
                yield Fault(path, line, "one_meaning", f"{other} has a type {name[1]} as well")


def unfinished(tree):
    for path, text in tree.texts():
        for line, match in matches(UNFINISHED, text):
            yield Fault(path, line, "unfinished", f"'{match.group()}'")


def blanks(tree):
    for path, text in tree.texts():
        if path == "LICENSE" or not text:
            continue
        if not text.endswith("\n") or text.endswith("\n\n"):
            yield Fault(path, text.count("\n") + 1, "blanks", "ends in exactly one newline")
        for line, match in matches(re.compile(r"[ \t]+$|\t|\r", re.M), text):
            what = {"\t": "a tab", "\r": "a carriage return"}.get(match.group(), "a trailing blank")
            yield Fault(path, line, "blanks", what)


RULES = [layers, table, sizes, functions, python_functions, headers, pure, names, words,
         one_meaning, unfinished, blanks]


def faults_of(tree):
    return sorted({fault for rule in RULES for fault in rule(tree)})
