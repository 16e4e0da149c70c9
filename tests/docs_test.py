#!/usr/bin/env python3
"""The documentation is true: verbs and options, links, and the sessions that it shows.

- every verb and option of the program (`caucus help --json`) is in its section of docs/reference/,
  in `caucus VERB --help`, and no section names an option that the verb does not have;
- the examples that the program itself prints run and end with 0 or 1; those about `my-case` run on
  a copy of a case with a vault, and a backup of it, with somebody who types the passphrase;
- relative links and anchors in every .md file resolve;
- every ```console block runs: the exit code is 0 (or what a last line `[exit N]` says), and where
  output is shown it is what comes; a line `...` stands for any lines.

Commands run in a folder that mirrors the root of the repository, so that what they write vanishes.
The checks are first tried on planted mistakes. CAUCUS_PROGRAM says where the program is.
"""

import json
import os
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "docs"))

from markdown import anchors, console_commands, links, sections, shows  # noqa: E402
from terminal import run_on_terminal  # noqa: E402

SKIPPED = {".git", "build", "out", "node_modules", "__pycache__", ".cache"}
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z0-9-]*")
SECONDS_MAX = 120
# What examples about `my-case` find; without a vault those that make one.
MY_CASE = "cp -r cases/labour/port-contract my-case && "
MY_VAULT = (MY_CASE + "caucus open my-case --recovery recovery.txt --kdf-memory 8MiB && "
            "caucus talks import my-case my-case/talks.talks --now 2025-06-16 && "
            "caucus record backup my-case my-backup && ")


class Site:
    """A repository and the program that its documentation speaks of."""

    def __init__(self, root, program):
        self.root = Path(root)
        self.program = Path(program)

    def pages(self):
        for folder, folders, files in os.walk(self.root):
            folders[:] = sorted(f for f in folders if f not in SKIPPED)
            for name in sorted(files):
                if name.endswith(".md"):
                    path = Path(folder) / name
                    yield path.relative_to(self.root), path.read_text(encoding="utf-8")

    def run(self, command):
        """(exit code, output and errors as a terminal shows them)"""
        if " my-case" in command:
            command = (MY_CASE if "--recovery " in command else MY_VAULT) + command
        with tempfile.TemporaryDirectory(prefix="caucus-docs-") as folder:
            for entry in self.root.iterdir():
                if entry.name not in SKIPPED:
                    (Path(folder) / entry.name).symlink_to(entry)
            environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "LC_ALL": "C.UTF-8",
                           "PATH": f"{self.program.parent}:{os.environ['PATH']}"}
            code, output = run_on_terminal(command, folder, environment, SECONDS_MAX)
        return -1 if code is None else code, output


def link_faults(site):
    for page, text in site.pages():
        for line, target in links(text):
            if re.match(r"[a-z][a-z+.-]*:", target):
                continue  # the web is not reached from a test
            path, _, anchor = target.partition("#")
            base = site.root if path.startswith("/") else site.root / page.parent
            file = base / path.lstrip("/") if path else site.root / page
            if not file.exists():
                yield f"{page}:{line}: link to {target}, which is not there"
            elif anchor and file.suffix == ".md":
                if anchor not in anchors(file.read_text(encoding="utf-8")):
                    yield f"{page}:{line}: link to {target}: no such heading"


def console_faults(site):
    for page, text in site.pages():
        for command in console_commands(text):
            where = f"{page}:{command.line}: `{command.text}`"
            if not command.text:
                yield f"{page}:{command.line}: a console block begins with `$ command`"
                continue
            if re.search(r"(^|\s)(\./)?run\s", command.text + " "):
                yield f"{where}: the build runs this test; show ./run in a ```sh block"
                continue
            code, output = site.run(command.text)
            if code != command.exit_code:
                yield f"{where} ends with {code}, not {command.exit_code}:\n{output}"
            elif command.shown and not shows(command.shown, output.splitlines()):
                shown = "\n".join(command.shown)
                yield f"{where} shows\n{shown}\n--- but what comes is\n{output}---"


def ended(example):
    """A desk that is served ends once its link is there; everything else ends by itself."""
    if not re.match(r"caucus desk (?!.*--(get|check))", example):
        return example
    return (f"BROWSER=true; export BROWSER; {example} --port 0 > link & "
            "until grep -q http://127.0.0.1 link; do kill -0 $! || exit 70; sleep 0.1; done; "
            "kill -INT $!; wait $!")


def listing(site):
    code, output = site.run("caucus help --json 2>/dev/null")
    if code != 0:
        return None, [f"`caucus help --json` ends with {code}"]
    try:
        verbs = json.loads(output)["verbs"]
        for verb in verbs:
            if not (verb["name"] and verb["summary"] and isinstance(verb["examples"], list)):
                return None, [f"`caucus help --json`: {verb} lacks a name, summary or examples"]
            for option in verb["options"]:
                if not (option["name"] and option["help"]):
                    return None, [f"{verb['name']}: {option} has no help"]
    except (ValueError, KeyError, TypeError) as error:
        return None, [f"`caucus help --json` is not the list of verbs: {error!r}"]
    return verbs, [] if verbs else ["`caucus help --json` lists no verb"]


def option_names(option):
    """"-o,--output" and "--output" alike: the long name, or what there is."""
    names = [name for name in re.split(r"[,\s/]+", option["name"]) if name]
    return [name for name in names if name.startswith("--")] or names[:1]


def mentions(text, name):
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def reference_faults(site, verbs):
    found = [section for page, text in site.pages()
             if page.parts[:2] == ("docs", "reference") for section in sections(text)]
    shared = "\n".join(s.text for s in found if "every verb" in s.title.lower())
    for verb in verbs:
        title = re.compile(rf"^`?(caucus )?{re.escape(verb['name'])}`?(?![\w-])")
        own = "\n".join(s.text for s in found if title.match(s.title))
        if not own:
            yield f"docs/reference/ has no section headed `caucus {verb['name']}`"
            continue
        known = set()
        for option in verb["options"]:
            known.update(option_names(option))
            for name in option_names(option):
                if not mentions(own + shared, name):
                    yield f"docs/reference/: {verb['name']} does not mention {name}"
        for name in sorted(set(OPTION.findall(own)) - known - set(OPTION.findall(shared))):
            yield f"docs/reference/: {verb['name']} mentions {name}, which it does not have"


def help_faults(site, verbs):
    code, front = site.run("caucus --help")
    if code != 0:
        yield f"`caucus --help` ends with {code}"
    for verb in verbs:
        name = verb["name"]
        for word in name.split():  # of a family's verb both words stand apart
            if not mentions(front, word):
                yield f"`caucus --help` does not mention {name}"
        code, text = site.run(f"caucus {name} --help")
        if code != 0:
            yield f"`caucus {name} --help` ends with {code}"
        for option in verb["options"]:
            if not all(mentions(text, part) for part in option_names(option)):
                yield f"`caucus {name} --help` does not mention {option['name']}"
        for example in verb["examples"]:
            code, output = site.run(ended(example))
            if code not in (0, 1):
                yield f"the example `{example}` of {name} ends with {code}:\n{output}"


def faults_of(site):
    faults = list(link_faults(site)) + list(console_faults(site))
    verbs, wrong = listing(site)
    faults += wrong
    if verbs:
        faults += list(reference_faults(site, verbs)) + list(help_faults(site, verbs))
    return faults


PROGRAM = """#!/bin/sh
case "$1 $2" in
  "help --json") echo '{"verbs":[{"name":"check","summary":"s",
      "options":[{"name":"-q,--quiet","help":"h"}],"examples":["caucus check a"]}]}' ;;
  "--help ") echo "check" ;;
  "check --help") echo "--quiet" ;;
  "check a") echo one; echo two; echo three ;;
  *) exit 2 ;;
esac
"""
PAGE = """# `caucus check`
See [itself](check.md#caucus-check). It takes `--quiet`.
```console
$ caucus check a
one
...
three
$ caucus nothing
[exit 2]
```
"""
PLANTED = [
    ("a dead link", "[itself](check.md", "[itself](absent.md", "not there"),
    ("a dead anchor", "#caucus-check", "#elsewhere", "no such heading"),
    ("another output", "three\n", "four\n", "what comes is"),
    ("an output cut short", "...\nthree\n", "", "what comes is"),
    ("another exit code", "[exit 2]", "[exit 3]", "ends with 2"),
    ("a failing command", "caucus check a\n", "caucus check b\n", "ends with 2"),
    ("a block without a command", "$ caucus check a\n", "", "begins with"),
    ("an option not documented", "`--quiet`", "nothing", "does not mention --quiet"),
    ("an option that is not there", "`--quiet`", "`--quiet` `--loud`", "mentions --loud"),
    ("a verb not documented", "# `caucus check`", "# `caucus chess`", "has no section"),
]


def test_of_the_checks():
    """Sentences about planted mistakes that were not found."""
    wrong = []
    with tempfile.TemporaryDirectory(prefix="caucus-docs-") as folder:
        program = Path(folder) / "build" / "caucus"
        page = Path(folder) / "docs" / "reference" / "check.md"
        for path, text in ((program, PROGRAM), (page, PAGE)):
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
        program.chmod(0o755)
        site = Site(folder, program)
        wrong += [f"a fault in the clean sample: {fault}" for fault in faults_of(site)]
        for what, old, new, due in PLANTED:
            page.write_text(PAGE.replace(old, new), encoding="utf-8")
            if not any(due in fault for fault in faults_of(site)):
                wrong.append(f"not found: {what}")
        page.write_text(PAGE, encoding="utf-8")
        for due, old, new in (("does not mention check", 'echo "check"', 'echo "chess"'),
                              ("does not mention -q", 'echo "--quiet"', 'echo "--loud"'),
                              ("of check ends with 2", "caucus check a", "caucus check b"),
                              ("has no help", '"help":"h"', '"help":""')):
            program.write_text(PROGRAM.replace(old, new), encoding="utf-8")
            if not any(due in fault for fault in faults_of(site)):
                wrong.append(f"not found: {due}")
    return wrong


def main():
    program = Path(os.environ.get("CAUCUS_PROGRAM", ROOT / "build" / "release" / "caucus"))
    wrong = test_of_the_checks()
    site = Site(ROOT, program.resolve())
    if not program.exists():
        wrong += [f"the program is not built: {program}", *link_faults(site)]
    else:
        wrong += faults_of(site)
    for line in wrong:
        print(line)
    commands = sum(1 for _, text in site.pages() for _ in console_commands(text))
    print(f"docs: {len(PLANTED) + 4} planted mistakes, {sum(1 for _ in site.pages())} pages, "
          f"{commands} commands shown, {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
