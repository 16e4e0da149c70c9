"""What holds for every shipped case, also for those added later.

No fault; every verb answers and says so in JSON; the brief is the same bytes twice, stands alone
(nothing is loaded from elsewhere), keeps to well-formed HTML, and every link in it leads somewhere.
"""
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("CAUCUS_PROGRAM", "build/release/caucus")
CASES = sorted(path.parent for path in pathlib.Path("cases").rglob("case.toml"))
VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr", "path", "line", "rect", "circle",
        "polyline", "polygon"}

faults = []


def run(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=300,
                          check=False)


class Page(html.parser.HTMLParser):
    """Collects ids, links and what would be fetched; checks that tags close in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.fetched, self.wrong = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        self.ids += [attrs["id"]] if "id" in attrs else []
        if tag == "a" and attrs.get("href", "").startswith("#"):
            self.links.append(attrs["href"][1:])
        self.fetched += [attrs[key] for key in ("src", "srcset", "data") if key in attrs]
        if tag in ("script", "iframe", "object", "embed", "link"):
            self.fetched.append(tag)
        self.wrong += [key for key in attrs if key.startswith("on")]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")


def check_html(case, text):
    page = Page()
    page.feed(text)
    if page.open or page.wrong:
        faults.append(f"{case}: brief: not well formed: {page.open[:3]} {page.wrong[:3]}")
    if page.fetched or re.search(r"url\((?!#)|@import", text):
        faults.append(f"{case}: brief: loads from elsewhere: {page.fetched[:3]}")
    if len(page.ids) != len(set(page.ids)):
        faults.append(f"{case}: brief: an id stands twice")
    lost = sorted(set(page.links) - set(page.ids))
    if lost:
        faults.append(f"{case}: brief: links lead nowhere: {lost[:5]}")
    if len(page.links) < 10:
        faults.append(f"{case}: brief: only {len(page.links)} links to facts")


def narrow(done, what):
    """No line is wider than a terminal, but for a word that no line could hold."""
    for line in done.stdout.splitlines():
        if len(line) > 80 and " " in line.strip():
            faults.append(f"{what}: a line is wider than 80 columns: {line}")


def every_help():
    """The help of every verb, and what a case with faults is told."""
    verbs = [verb["name"] for verb in json.loads(run("help", "--json").stdout)["verbs"]]
    if len(verbs) < 30:
        faults.append(f"help: only {len(verbs)} verbs")
    for verb in verbs:
        narrow(run(*verb.split(), "--help"), f"{verb} --help")
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "case.toml").write_text(
            'caucus = 1\ntitle = "T"\nparties = 3\n[[issue]]\nid = "a b"\n', encoding="utf-8")
        done = run("check", folder)
        if done.returncode != 1 or "\n    " not in done.stdout:
            faults.append(f"check: long faults are not wrapped: {done.stdout[:300]}")
        narrow(done, "check of faults")


def check_case(case):
    checked = run("check", case, "--json")
    if checked.returncode != 0:
        faults.append(f"{case}: check: exit {checked.returncode}: {checked.stdout[:300]}")
        return
    parties = [party["name"] for party in json.loads(run("show", case, "--json").stdout)["parties"]]
    for verb in ("zone", "frontier", "point", "stuck"):
        answered = run(verb, case, "--json")
        if answered.returncode not in (0, 1):
            faults.append(f"{case}: {verb}: exit {answered.returncode}: {answered.stderr[:300]}")
        elif not json.loads(answered.stdout)["complete"]:
            faults.append(f"{case}: {verb}: not complete")
    for verb in ("check", "show", "zone", "frontier", "point", "stuck"):
        narrow(run(verb, case), f"{case}: {verb}")
    for form in ("html", "markdown"):
        brief = run("brief", case, "--format", form)
        if brief.returncode != 0 or brief.stdout != run("brief", case, "--format", form).stdout:
            faults.append(f"{case}: brief {form}: exit {brief.returncode}, or not the same twice: "
                          f"{brief.stderr[:300]}")
        for name in parties:
            if name not in brief.stdout and "&" not in name and "'" not in name:
                faults.append(f"{case}: brief {form}: {name} is not in it")
    check_html(case, run("brief", case, "--format", "html").stdout)


def many_sticking_points():
    """A dozen of them are numbered, and none loses a letter to its number."""
    with tempfile.TemporaryDirectory() as folder:
        case = pathlib.Path(folder)
        (case / "views").mkdir()
        issues = [f'[[issue]]\nid = "term_{k}"\noptions = [1, 2]\n' for k in range(12)]
        (case / "case.toml").write_text(
            'caucus = 1\ntitle = "T"\n[[party]]\nid = "north"\n[[party]]\nid = "south"\n'
            + "".join(issues), encoding="utf-8")
        for party, wanted in (("north", 1), ("south", 2)):
            lines = [f'[[red_line]]\nid = "{party}_{k}"\nis = "term_{k} == {wanted}"\n'
                     for k in range(12)]
            (case / f"views/{party}.toml").write_text(
                f'caucus = 1\nparty = "{party}"\nbasis = "made"\n' + "".join(lines),
                encoding="utf-8")
        done = run("stuck", case)
        words = done.stdout + done.stderr
    said = re.findall(r"^ ?(\d+)\. These two cannot both stand", words, re.MULTILINE)
    if said != [str(number + 1) for number in range(12)]:
        faults.append(f"a dozen sticking points: {words[:600]}")


def main():
    for case in CASES:
        check_case(case)
    many_sticking_points()
    every_help()
    for fault in faults:
        print(fault)
    print(f"{len(CASES)} cases, {len(faults)} faults")
    return 1 if faults or len(CASES) < 12 else 0


if __name__ == "__main__":
    sys.exit(main())
