#!/usr/bin/env python3
"""Every finding that the readers of scenarios know is explained in docs/reference/formats.md, in
the table of its class, and the page names no other."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "formats.md"
CODE = ROOT / "src" / "caucus" / "scenario" / "finding.h"
CLASSES = ("repaired", "noted", "refused")


def tokens_in_code(text):
    """{token: class}: the comments of the enumeration say where a class begins."""
    body = re.search(r"enum class FindingToken[^{]*\{(.*?)\};", text, re.S).group(1)
    found, current = {}, None
    for line in body.splitlines():
        heading = re.match(r"\s*// (\w+):", line)
        if heading and heading.group(1) in CLASSES:
            current = heading.group(1)
        token = re.match(r"\s*(\w+),", line)
        if token:
            found[token.group(1)] = current
    return found


def tokens_in_page(text):
    """{token: class} from the first cell of each row of the three tables."""
    found, current = {}, None
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line[:1] == "|" else []
        if not cells:
            current = None
        elif cells[0] in CLASSES:
            current = cells[0]
        elif current:
            found.update({token: current for token in re.findall(r"`(\w+)`", cells[0])})
    return found


def faults(code, page):
    wrong = [f"{token} ({kind}) is not explained" for token, kind in code.items()
             if page.get(token) != kind]
    return wrong + [f"{token} ({kind}) is explained and does not exist"
                    for token, kind in page.items() if code.get(token) != kind]


def main():
    code = tokens_in_code(CODE.read_text(encoding="utf-8"))
    page = tokens_in_page(PAGE.read_text(encoding="utf-8"))
    wrong = faults(code, page)
    if set(code.values()) != set(CLASSES) or len(code) < 40:
        wrong.append(f"{len(code)} tokens were found in the code, in {set(code.values())}")
    for token in list(code)[:3]:  # the check sees what is missing and what is too much
        if not faults(code, {t: k for t, k in page.items() if t != token}) or \
                not faults({t: k for t, k in code.items() if t != token}, page):
            wrong.append(f"a page without {token} is not found wanting")
    for line in wrong:
        print(line)
    print(f"formats: {len(code)} tokens, {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
