#!/usr/bin/env python3
"""The JSON Schemas agree with the cases: each shipped file is accepted, planted mistakes are not.

The mistakes are also given to `caucus check`, which has to refuse what the schema refuses, and the
files that `caucus new` writes have to be accepted. CAUCUS_PROGRAM says where the program is.
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "schema"))

from json_schema import Validator  # noqa: E402

FRAME = '''
caucus = 1
title = "T"
[[party]]
id = "north"
[[issue]]
id = "days"
range = { from = 1, to = 3, step = 1 }
[[issue]]
id = "road"
options = ["River road", "hill"]
'''
SHEET = '''
caucus = 1
party = "north"
'''

# What is appended to a file that is in order, or replaces it: (what is wrong, text).
FRAME_MISTAKES = [
    ("an unknown key", '[[party]]\nid = "south"\ncolour = "red"\n'),
    ("an unknown entry", '[[partei]]\nid = "south"\n'),
    ("a missing key", '[[party]]\nname = "South"\n'),
    ("an id with a blank", '[[party]]\nid = "the south"\n'),
    ("an id that begins with a digit", '[[category]]\nid = "held.1st"\n'),
    ("a name of two lines", '[[party]]\nid = "south"\nname = "So\\nuth"\n'),
    ("a name that is too long", f'[[party]]\nid = "south"\nname = "{"x" * 201}"\n'),
    ("a list instead of a text", '[[rule]]\nis = ["days >= 2"]\n'),
    ("a text instead of a list", '[[party]]\nid = "south"\nwings = "left"\n'),
    ("a duration without a unit", '[[phase]]\nid = "first"\nlasts = "6"\n'),
    ("a duration that is a number", '[[phase]]\nid = "first"\nlasts = 6\n'),
    ("a delay that ends nowhere",
     '[[channel]]\nid = "c"\nto = "north"\nhops = ["a"]\ndelay = ["1d.."]\n'),
    ("a word that is not allowed", '[[figure]]\nof = "a.b"\nvalue = 1\nbound = "nearly"\n'),
    ("a value and a range", '[[figure]]\nof = "a.b"\nvalue = 1\nrange = "1..2"\n'),
    ("neither value nor range", '[[figure]]\nof = "a.b"\n'),
    ("a number in words", '[[figure]]\nof = "a.b"\nvalue = "ten"\n'),
    ("a fraction by zero", '[[figure]]\nof = "a.b"\nvalue = "1/0"\n'),
    ("options and a range",
     '[[issue]]\nid = "a"\noptions = [1]\nrange = { from = 1, to = 2, step = 1 }\n'),
    ("no option", '[[issue]]\nid = "a"\noptions = []\n'),
    ("an option twice", '[[issue]]\nid = "a"\noptions = ["x", "x"]\n'),
    ("a range without a step", '[[issue]]\nid = "a"\nrange = { from = 1, to = 2 }\n'),
    ("a range with a key too many",
     '[[issue]]\nid = "a"\nrange = { from = 1, to = 2, step = 1, by = 1 }\n'),
    ("a date that is a number", '[[deadline]]\nid = "a"\ndate = 2024\n'),
    ("a date with a time", '[[deadline]]\nid = "a"\ndate = 2024-01-01T00:00:00\n'),
    ("a truth in quotes", '[[state]]\nis = "agreed"\non = 2024-01-01\nexpected = "true"\n'),
    ("an entry written once", '[source]\nid = "a"\n'),
    ("a name that is a number", '[names]\nnorth = 1\n'),
    ("a reliability of F", '[[source]]\nid = "a"\nreliability = "F"\n'),
]
SHEET_MISTAKES = [
    ("a position of neither kind", '[[position]]\nissue = "days"\n'),
    ("a position of both kinds",
     '[[position]]\nissue = "days"\nwants = 1\nis = "days == 1"\n'),
    ("a wish for nothing", '[[position]]\nissue = "days"\nwants = []\n'),
    ("a precondition of nothing", '[[precondition]]\nbefore = "talks"\n'),
    ("a line without a rule", '[[red_line]]\nsure = "likely"\n'),
    ("a degree that is not known", '[[red_line]]\nis = "days > 1"\nsure = "surely"\n'),
    ("a preference of two kinds",
     '[[preference]]\nissue = "days"\nbetter = "more"\npoints_per_unit = 1\n'),
    ("a preference of no kind", '[[preference]]\nissue = "days"\n'),
    ("points in words", '[[preference]]\nissue = "road"\npoints = { hill = "many" }\n'),
    ("a range that has three ends",
     '[[preference]]\nissue = "days"\npoints = { 1 = "1..2..3", 2 = 0, 3 = 0 }\n'),
    ("an order of orders of orders",
     '[[preference]]\nissue = "road"\norder = [["River road", ["hill"]]]\n'),
    ("a priority of no kind", '[[priority]]\nnote = "x"\n'),
    ("a share above the whole",
     '[[preference]]\nissue = "days"\nbetter = "more"\n[[priority]]\nweights = { days = 1.5 }\n'),
    ("an importance that is not known",
     '[[preference]]\nissue = "days"\nbetter = "more"\n[[priority]]\nwords = { days = "huge" }\n'),
    ("no agreement twice", '[no_agreement]\npoints = 1\nworth = 0.5\n'),
    ("a package that is a list", '[[offer]]\npackage = ["days"]\n'),
    ("an offer without a package", '[[offer]]\non = 2024-01-01\n'),
]
FRAME_INSTEAD = [
    ("no version", FRAME.replace("caucus = 1\n", "")),
    ("another version", FRAME.replace("caucus = 1", "caucus = 2")),
    ("a version that is true", FRAME.replace("caucus = 1", "caucus = true")),
    ("no title", FRAME.replace('title = "T"\n', "")),
]


def as_json(value):
    """TOML as an editor hands it to a schema: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def parsed(text):
    return as_json(tomllib.loads(text))


def schema(name):
    return Validator(json.loads((ROOT / "docs/reference" / f"{name}.schema.json").read_text()))


def test_of_the_validator():
    """The validator itself says no where it has to."""
    refused = [
        ({"type": "number"}, True), ({"type": "string"}, 1), ({"const": 1}, True),
        ({"pattern": "^a$"}, "a\n"), ({"minimum": 0}, -1), ({"maxItems": 1}, [1, 2]),
        ({"uniqueItems": True}, ["a", "a"]), ({"required": ["a"]}, {}),
        ({"additionalProperties": False}, {"a": 1}), ({"oneOf": [{}, {}]}, 1),
        ({"anyOf": [{"type": "string"}]}, 1), ({"enum": ["a"]}, "b"), ({"maxLength": 1}, "ab"),
        ({"items": {"type": "string"}}, [1]), ({"properties": {"a": {"const": 1}}}, {"a": 2}),
        ({"additionalProperties": {"const": 1}}, {"a": 2}), ({"minLength": 1}, ""),
        ({"maximum": 1}, 2), ({"minItems": 1}, []),
    ]
    for rule, value in refused:
        if Validator(rule).holds(value, rule):
            yield f"the validator lets {value!r} pass {rule}"
    try:
        list(Validator({"minimal": 1}).faults(1))
        yield "the validator passes over a keyword it does not know"
    except ValueError:
        pass


def shipped_faults(folder):
    """Of every file of the cases below the folder; and how many files there were."""
    frame, sheet = schema("case"), schema("sheet")
    wrong, count = [], 0
    for path in sorted(Path(folder).rglob("*.toml")):
        count += 1
        judge = sheet if path.parent.name == "views" else frame
        wrong += [f"{path}: {fault}" for fault in judge.faults(parsed(path.read_text("utf-8")))]
    return wrong, count


def check_refuses(program, frame, sheet):
    with tempfile.TemporaryDirectory(prefix="caucus-schema-") as folder:
        (Path(folder) / "views").mkdir()
        (Path(folder) / "case.toml").write_text(frame, "utf-8")
        (Path(folder) / "views" / "north.toml").write_text(sheet, "utf-8")
        done = subprocess.run([program, "check", folder], capture_output=True, timeout=60)
    return done.returncode == 1


def mistakes():
    """(what is wrong, case.toml, sheet, which of the two it is in)"""
    yield from ((what, FRAME + text, SHEET, "case") for what, text in FRAME_MISTAKES)
    yield from ((what, text, SHEET, "case") for what, text in FRAME_INSTEAD)
    yield from ((what, FRAME, SHEET + text, "sheet") for what, text in SHEET_MISTAKES)


def mistake_faults(program):
    for what, frame, sheet, place in mistakes():
        text = frame if place == "case" else sheet
        if not list(schema(place).faults(parsed(text))):
            yield f"{place}.schema.json lets pass: {what}"
        if program and not check_refuses(program, frame, sheet):
            yield f"`caucus check` lets pass: {what}"


def program_faults(program):
    for name in ("case", "sheet"):
        shipped = (ROOT / "docs/reference" / f"{name}.schema.json").read_bytes()
        printed = subprocess.run([program, "schema", name], capture_output=True, timeout=60).stdout
        if printed != shipped:
            yield f"docs/reference/{name}.schema.json is not what `caucus schema {name}` prints"
    page = (ROOT / "docs/reference/case-keys.md").read_bytes()
    if subprocess.run([program, "schema", "keys"], capture_output=True).stdout != page:
        yield "docs/reference/case-keys.md is not what `caucus schema keys` prints"
    with tempfile.TemporaryDirectory(prefix="caucus-schema-") as folder:
        new = Path(folder) / "talks"
        subprocess.run([program, "new", new, "--title", "Talks"], check=True, capture_output=True)
        wrong, count = shipped_faults(new)
        yield from wrong
        if count != 3:
            yield f"`caucus new` wrote {count} files instead of 3"
        again = subprocess.run([program, "new", new], capture_output=True)
        if again.returncode == 0:
            yield "`caucus new` wrote into a folder that is not empty"


def main():
    program = os.environ.get("CAUCUS_PROGRAM", "")
    if not os.access(program, os.X_OK):
        print("schema: CAUCUS_PROGRAM names no program, so only the shipped schemas are tested")
        program = ""
    wrong = list(test_of_the_validator())
    for good, name in ((FRAME, "case"), (SHEET, "sheet")):
        wrong += [f"the text in order: {fault}" for fault in schema(name).faults(parsed(good))]
    shipped, count = shipped_faults(ROOT / "cases")
    wrong += shipped
    if count < 20:
        wrong.append(f"only {count} shipped files were found")
    wrong += mistake_faults(program)
    if program:
        wrong += program_faults(program)
    for line in wrong:
        print(line)
    print(f"schema: {count} shipped files, {len(list(mistakes()))} planted mistakes, "
          f"{len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
