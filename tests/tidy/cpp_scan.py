"""A small scanner of C++: comments, strings, functions, declarations, members.

It knows braces, parentheses, strings (raw ones too), comments and constructor initialisers, which
is enough to find every function and count its lines and parameters. It does not know macros that
open or close braces; the project has none.
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
    (?P<line_comment>//(?:[^\n\\]|\\\n|\\.)*)
  | (?P<block_comment>/\*.*?\*/)
  | (?P<raw>(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")
  | (?P<string>"(?:[^"\\\n]|\\.)*")
  | (?P<number>\b\d(?:'?[\w.])*)
  | (?P<char>'(?:[^'\\\n]|\\.)+')
  | (?P<directive>^[ \t]*\#(?:[^\n\\/]|\\\n|\\.|/(?![/*]))*)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
# Words that may stand before "(" in a declaration without naming what is declared.
NOT_A_NAME = {"alignas", "decltype", "noexcept", "requires", "explicit", "__attribute__", "sizeof"}
CONTAINER = re.compile(
    r"^(?:\s|export\b|inline\b|typedef\b|static\b|constexpr\b|const\b|\[\[[^\]]*\]\])*"
    r"(?P<word>(?:namespace|class|struct|union|enum)\b|extern\s+\"\s*\"\s*$)"
)


NO_DECLARATION = re.compile(r"(using|typedef|friend\s+(class|struct)|static_assert)\b")


@dataclass(frozen=True)
class Function:
    name: str
    line: int
    lines: int  # from the first line of the signature to the closing brace; 0 for a declaration
    parameters: int


@dataclass(frozen=True)
class Member:
    """A private data member."""

    name: str
    line: int


def blank(text):
    """The same text with every character but newlines turned into spaces."""
    return re.sub(r"[^\n]", " ", text)


def code_only(text):
    """Comments, literals and directives blanked; every other character stays where it was."""

    def replace(match):
        kind = match.lastgroup if match.lastgroup != "mark" else "raw"
        if kind == "number":
            return match.group().replace("'", "0")
        if kind in ("raw", "string", "char"):  # a literal stays visible as an operand
            return '"' + blank(match.group())[2:] + '"' if len(match.group()) > 1 else " "
        return blank(match.group())

    return TOKEN.sub(replace, text)


def comment_lines(text):
    """Numbers of the lines that carry a comment."""
    found = set()
    for match in TOKEN.finditer(text):
        if match.group("line_comment") or match.group("block_comment"):
            first = text.count("\n", 0, match.start()) + 1
            found.update(range(first, first + match.group().count("\n") + 1))
    return found


def matching(code, start):
    """Index just after the bracket that closes the one at `start`."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    stack = []
    for index in range(start, len(code)):
        char = code[index]
        if char in pairs:
            stack.append(pairs[char])
        elif char in ")}]":
            if not stack or stack.pop() != char:
                raise ValueError(f"unbalanced '{char}'")
            if not stack:
                return index + 1
    raise ValueError(f"'{code[start]}' is never closed")


def angle_end(text, start):
    """Index just after the ">" that closes the "<" at `start`, or None where it is a comparison."""
    depth = 0
    index = start
    while index < len(text):
        char = text[index]
        if char == "<":
            depth += 1
        elif char == ">" and text[index - 1] != "-":
            depth -= 1
            if depth == 0:
                return index + 1
        elif char in "({[":
            index = matching(text, index) - 1
        elif char in ";)}]":
            return None
        index += 1
    return None


def split_top(text):
    """Pieces of `text` between the commas that stand inside no bracket."""
    pieces, start, index = [], 0, 0
    while index < len(text):
        char = text[index]
        if char in "({[":
            index = matching(text, index)
            continue
        if char == "<":
            index = angle_end(text, index) or index + 1
            continue
        if char == ",":
            pieces.append(text[start:index])
            start = index + 1
        index += 1
    pieces.append(text[start:])
    return pieces


def count_parameters(inside):
    return 0 if inside.strip() in ("", "void") else len(split_top(inside))


def signature(head):
    """(name, parameters, rest) of a declaration's head, or None where it declares no function."""
    plain = re.sub(r"\boperator\s*(\(\s*\)|\[\s*\]|[^\w\s(]+)",
                   lambda m: "operator_".ljust(len(m.group()), "_"), head)
    index = 0
    while index < len(plain):
        char = plain[index]
        if char == "<":
            index = angle_end(plain, index) or index + 1
        elif char in "[{":
            lambda_start = char == "["
            index = matching(plain, index)
            if lambda_start and re.match(r"\s*\(", plain[index:]) and "=" in plain[:index]:
                opening = plain.index("(", index)
                closing = matching(plain, opening)
                inside = plain[opening + 1:closing - 1]
                return "lambda", count_parameters(inside), plain[closing:]
        elif char == "(":
            closing = matching(plain, index)
            word = re.search(r"([\w~]+)\s*(?:<.*>)?\s*$", plain[:index])
            if word and word.group(1) not in NOT_A_NAME:
                inside = plain[index + 1:closing - 1]
                return word.group(1), count_parameters(inside), plain[closing:]
            index = closing
        elif char == "=":
            rest = plain[index:]
            opening = rest.find("[")
            if opening < 0:
                return None
            index += opening
        else:
            index += 1
    return None


class Scanner:
    """Walks the code once; `functions`, `members` and `enumerators` are what it found."""

    def __init__(self, text):
        self.code = code_only(text)
        self.functions = []
        self.members = []
        self.enumerators = []  # (name, line)
        self._block(0, len(self.code), None)
        self._lambdas()

    def line_of(self, index):
        return self.code.count("\n", 0, index) + 1

    def _block(self, index, end, access):
        """Declarations between `index` and `end`; `access` is None outside of classes."""
        start = index
        while index < end:
            char = self.code[index]
            if char in "([":
                index = matching(self.code, index)
            elif char == ";":
                self._declaration(start, index, access)
                start = index = index + 1
            elif char == "{":
                index, start = self._brace(start, index, access)
            elif char == "}":
                raise ValueError(f"line {self.line_of(index)}: unbalanced '}}'")
            elif char == ":" and access is not None:
                label = re.fullmatch(r"\s*(public|protected|private)\s*", self.code[start:index])
                if label:
                    access = label.group(1)
                    start = index + 1
                index += 1
            else:
                index += 1

    def _brace(self, start, opening, access):
        """Handles the block that opens here: where to go on, and where the next head starts."""
        head = self.code[start:opening]
        closing = matching(self.code, opening)
        plain = re.sub(r"^\s*(template\s*)", lambda m: blank(m.group()), head)
        while plain.lstrip().startswith("<"):
            first = plain.index("<")
            last = angle_end(plain, first) or len(plain)
            plain = " " * last + plain[last:]
            plain = re.sub(r"^(\s*)template\b", lambda m: blank(m.group()), plain)
        container = CONTAINER.match(plain)
        if container:
            word = container.group("word")
            if word == "enum":
                self._enum(opening + 1, closing - 1)
            else:
                inner = {"class": "private", "struct": "public", "union": "public"}.get(word)
                self._block(opening + 1, closing - 1, inner)
            if word in ("namespace",) or word.startswith("extern"):
                return closing, closing
            return closing, start if self._only_type(closing) is False else closing
        found = signature(plain)
        if found is None:
            return closing, start  # a braced initialiser: the declaration goes on behind it
        name, parameters, rest = found
        member_next = re.search(r"[\w>]\s*$", rest) and re.match(r"[^{]*(?<!:):(?!:)", rest)
        if member_next or re.search(r"=\s*$", rest):
            return closing, start  # `Type() : member_{...}` or a braced default
        first = start + len(head) - len(head.lstrip())
        line = self.line_of(first)
        self.functions.append(
            Function(name, line, self.line_of(closing - 1) - line + 1, parameters))
        return closing, closing

    def _only_type(self, closing):
        """False where a variable is declared behind the type's closing brace."""
        return bool(re.match(r"\s*;", self.code[closing:]))

    def _enum(self, start, end):
        index = start
        for piece in split_top(self.code[start:end]):
            name = re.match(r"\s*(\w+)", piece)
            if name:
                self.enumerators.append((name.group(1), self.line_of(index + name.start(1))))
            index += len(piece) + 1

    def _declaration(self, start, end, access):
        head = self.code[start:end]
        stripped = head.strip()
        if not stripped or NO_DECLARATION.match(stripped):
            return
        line = self.line_of(start + len(head) - len(head.lstrip()))
        found = signature(head)
        if found:
            self.functions.append(Function(found[0], line, 0, found[1]))
        elif access == "private" and not re.match(r"(static|enum|class|struct|friend)\b", stripped):
            name = re.search(r"(\w+)\s*(?:\[[^\]]*\]\s*)?$", re.split(r"=|\{", stripped)[0].strip())
            if name:
                self.members.append(Member(name.group(1), line))

    def _lambdas(self):
        """Lambdas inside functions: their lines count in the function, their parameters here."""
        for match in re.finditer(r"(?:[=(,{;?:&|>]|\breturn)\s*(\[)", self.code):
            after = matching(self.code, match.start(1))
            opening = re.match(r"\s*\(", self.code[after:])
            if not opening:
                continue
            first = after + opening.end() - 1
            closing = matching(self.code, first)
            if not re.match(r"\s*(mutable|noexcept|->|\{)", self.code[closing:]):
                continue
            inside = self.code[first + 1:closing - 1]
            self.functions.append(
                Function("lambda", self.line_of(first), 0, count_parameters(inside)))
