"""What the documentation test reads out of Markdown: links, headings, sections, console blocks."""

import re
from dataclasses import dataclass, field

FENCE = re.compile(r"^(?P<mark>```+|~~~+)(?P<language>[^\n]*)\n(?P<body>.*?)^(?P=mark)[ \t]*$",
                   re.M | re.S)
LINK = re.compile(r"(?<!\\)\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
REFERENCE = re.compile(r"^\[[^\]]+\]:\s+<?(\S+?)>?\s*$", re.M)
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$", re.M)


@dataclass
class Command:
    """One `$ command` of a console block with the output shown below it."""

    line: int
    text: str
    shown: list = field(default_factory=list)
    exit_code: int = 0


@dataclass
class Section:
    title: str
    text: str


def without_code(text):
    """The text with code blanked; line numbers stay."""
    text = FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    return re.sub(r"(`+)(?:(?!\1).)+?\1", lambda m: " " * len(m.group()), text)


def links(text):
    plain = without_code(text)
    for pattern in (LINK, REFERENCE):
        for match in pattern.finditer(plain):
            yield plain.count("\n", 0, match.start()) + 1, match.group(1)


def anchors(text):
    """Heading anchors, formed as common Markdown viewers form them."""
    found = set()
    fenced = FENCE.sub("", text)
    for _, title in HEADING.findall(fenced):
        slug = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        candidate, count = slug, 0
        while candidate in found:
            count += 1
            candidate = f"{slug}-{count}"
        found.add(candidate)
    return found | set(re.findall(r"<a (?:id|name)=\"([^\"]+)\"", text))


def sections(text):
    """Every heading with the text up to the next heading of its level or above."""
    plain = FENCE.sub(lambda m: re.sub(r"(?m)^#", " ", m.group()), text)
    found = list(HEADING.finditer(plain))
    for index, match in enumerate(found):
        end = next((other.start() for other in found[index + 1:]
                    if len(other.group(1)) <= len(match.group(1))), len(plain))
        yield Section(match.group(2), plain[match.end():end])


def console_commands(text):
    """Commands of ```console blocks. `[exit N]` as the last line of an output sets the code due."""
    for match in FENCE.finditer(text):
        if match.group("language").strip() != "console":
            continue
        first = text.count("\n", 0, match.start("body")) + 1
        command = None
        for number, line in enumerate(match.group("body").split("\n")[:-1], first):
            if line.startswith("$ "):
                if command:
                    yield command
                command = Command(number, line[2:])
            elif command is None:
                yield Command(number, "")  # text before a command: reported by the test
            elif command.text.endswith("\\"):
                command.text = command.text[:-1] + line
            elif re.fullmatch(r"\[exit \d+\]", line):
                command.exit_code = int(line[6:-1])
            else:
                command.shown.append(line)
        if command:
            yield command


def shows(shown, lines):
    """Whether the output is as shown, where a shown line `...` stands for any number of lines."""
    if not shown:
        return not lines
    if shown[0].strip() == "...":
        return any(shows(shown[1:], lines[skip:]) for skip in range(len(lines) + 1))
    return bool(lines) and shown[0].rstrip() == lines[0].rstrip() and shows(shown[1:], lines[1:])
