#!/usr/bin/env python3
"""Every document of every shipped case can be had, says the same in every format, and is the same
bytes every time.

- every document of `caucus document --list` of every case with parties, in every format that needs
  no other program: the right exit code, well formed, every link of a page leads somewhere;
- formats that need a program (pandoc, chromium) on a few: made twice, in other folders and seconds,
  with the same bytes, and holding the sentences of the document;
- documents for a party say nothing of the others; a draft that was not shown is refused with the
  list of what it rests on, in every format;
- a tool that is missing, an output that cannot be written and Ctrl-C have their exit codes.

A missing program fails the test: `./run setup` installs them all. CAUCUS_PROGRAM says where the
program is; CAUCUS_UPDATE_GOLDEN=1 writes the golden files anew.
"""
import csv
import io
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
import zipfile

PROGRAM = os.path.abspath(os.environ.get("CAUCUS_PROGRAM", "build/release/caucus"))
UPDATE = os.environ.get("CAUCUS_UPDATE_GOLDEN") == "1"
GOLDEN = pathlib.Path("tests/golden/documents")
GOLDEN_CASE = "cases/labour/port-contract"
GOLDEN_LINES_MAX = 60
WITH_TALKS = "cases/ceasefire/truce-and-exchange-2024"
FAST = ["--readings", "0"]
SECONDS_MAX = 300
FORMATS = {"html", "markdown", "json", "docx", "pdf", "xlsx", "csv", "ics", "svg"}
OFFICE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CELLS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

faults = []


def check(holds, says):
    if not holds:
        faults.append(says)
    return holds


def caucus(*words, env=None, folder=None):
    return subprocess.run([PROGRAM, *words], capture_output=True, check=False, cwd=folder,
                          timeout=SECONDS_MAX, env=env, stdin=subprocess.DEVNULL)


def listing():
    """name -> what `--list` says of it: its answer, for whom, and the formats at the end."""
    found, name = {}, None
    for line in caucus("document", "--list").stdout.decode().splitlines():
        if line.startswith(" "):
            found[name] = f"{found[name]} {line.strip()}"
        else:
            name = line
            found[name] = ""
    return found


def formats_of(entry):
    """The last words of an entry, as far as they are names of formats."""
    formats = []
    for word in reversed(re.findall(r"[a-z]+", entry)):
        if word not in FORMATS:
            break
        formats.insert(0, word)
    return formats


def sentences(document):
    """Every sentence of the JSON twin, with its facts."""
    found = []

    def walk(value):
        if isinstance(value, dict):
            if "text" in value and "facts" in value:
                found.append(value)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk([document["front"], document["sections"]])
    return found


def squeezed(text):
    """Letters and digits alone: what formats do to spaces and signs does not matter."""
    return "".join(letter for letter in text if letter.isalnum())


def check_json(where, bytes_):
    document = json.loads(bytes_)
    check(document["format"] == "caucus.document/1", f"{where}: format {document['format']}")
    facts = {fact["id"] for fact in document["facts"]}
    for sentence in sentences(document):
        if not check(sentence["facts"], f"{where}: no fact behind {sentence['text'][:80]!r}"):
            break
        unknown = [fact for fact in sentence["facts"] if fact not in facts]
        check(not unknown, f"{where}: {sentence['text'][:60]!r} cites {unknown}, not listed")
    check(sentences(document), f"{where}: says nothing")
    return document


def check_html(where, text, document):
    ids = re.findall(r' id="([^"]+)"', text)
    check(len(ids) == len(set(ids)), f"{where}: an id stands twice")
    for target in re.findall(r'href="#([^"]+)"', text):
        if not check(target in ids, f"{where}: link to #{target} leads nowhere"):
            break
    check("<script" not in text and "src=" not in text, f"{where}: not self-contained")
    seen = squeezed(re.sub(r"&[a-z#0-9]+;", "", re.sub(r"<[^>]*>", "", text)))
    for sentence in sentences(document):
        wanted = squeezed(re.sub(r"[&<>\"']", "", sentence["text"]))
        if not check(wanted in seen or "\\" in sentence["text"],
                     f"{where}: lacks {sentence['text'][:80]!r}"):
            break


def check_csv(where, bytes_):
    text = bytes_.decode("utf-8-sig")
    check(text.count("\n") >= text.count("\r\n") > 0, f"{where}: no CRLF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    check(len({len(row) for row in rows}) == 1, f"{where}: rows of different length")
    for row in rows:
        for field in row:
            check(not field.startswith(("=", "+", "-", "@", "\t")), f"{where}: formula {field!r}")


def check_xlsx(where, bytes_):
    with zipfile.ZipFile(io.BytesIO(bytes_)) as book:
        check(book.testzip() is None, f"{where}: a member is damaged")
        for name in book.namelist():
            xml.etree.ElementTree.fromstring(book.read(name))
        sheets = xml.etree.ElementTree.fromstring(book.read("xl/workbook.xml"))
        names = [sheet.get("name") for sheet in sheets.iter(CELLS + "sheet")]
        check(len(names) == len(set(names)) and all(0 < len(n) <= 31 for n in names),
              f"{where}: names of sheets {names}")


def check_ics(where, bytes_):
    lines = bytes_.split(b"\r\n")
    check(lines[-1] == b"" and b"\n" not in b"".join(lines), f"{where}: line ends")
    check(all(len(line) <= 75 for line in lines), f"{where}: a line is too long")
    text = bytes_.replace(b"\r\n ", b"").decode()
    check(text.count("BEGIN:VEVENT") == text.count("END:VEVENT") > 0, f"{where}: no event")
    uids = re.findall(r"^UID:(.*)\r$", text, re.M)
    check(len(uids) == len(set(uids)), f"{where}: a UID stands twice")


def check_bytes(where, format_, bytes_, document):
    if format_ == "html":
        check_html(where, bytes_.decode(), document)
    elif format_ == "markdown":
        text = bytes_.decode()
        check(text.startswith("# ") and text.endswith("\n"), f"{where}: no heading or no end")
    elif format_ == "csv":
        check_csv(where, bytes_)
    elif format_ == "xlsx":
        check_xlsx(where, bytes_)
    elif format_ == "ics":
        check_ics(where, bytes_)
    elif format_ == "svg":
        xml.etree.ElementTree.fromstring(bytes_)


def check_document(case, name, formats, to=None):
    words = ["document", name, case, *FAST, *(["--to", to] if to else [])]
    where = " ".join(words[1:3] + (["--to", to] if to else []))
    first = caucus(*words, "--format", "json")
    if name == "draft" and first.returncode == 1:
        check(b"no draft" in first.stderr, f"{where}: {first.stderr.decode()[:200]}")
        return
    if not check(first.returncode == 0, f"{where}: exit {first.returncode}: "
                                        f"{first.stderr.decode()[:300]}"):
        return
    document = check_json(where, first.stdout)
    for format_ in formats:
        if format_ in ("json", "docx", "pdf"):
            continue
        made = caucus(*words, "--format", format_)
        here = f"{where} as {format_}"
        if made.returncode == 1 and format_ in ("ics", "svg"):
            nothing = not document["calendar"] if format_ == "ics" else b"no picture" in made.stderr
            check(nothing, f"{here}: {made.stderr.decode()[:200]}")
            continue
        if check(made.returncode == 0, f"{here}: exit {made.returncode}: "
                                       f"{made.stderr.decode()[:300]}"):
            check_bytes(here, format_, made.stdout, document)


def cases():
    return sorted(str(path.parent) for path in pathlib.Path("cases").glob("*/*/case.toml"))


def parties(case):
    shown = json.loads(caucus("show", case, "--json").stdout)
    return [party["id"] for party in shown["parties"]]


def check_every_case(documents):
    for case in cases():
        for name, entry in documents.items():
            formats = formats_of(entry)
            if "for the team" in entry:
                check_document(case, name, formats)
            if "--to" in entry:
                check_document(case, name, formats, parties(case)[0])


# ---- formats that need a program

def docx_text(bytes_):
    with zipfile.ZipFile(io.BytesIO(bytes_)) as archive:
        for member in archive.namelist():
            if member.endswith((".xml", ".rels")):
                xml.etree.ElementTree.fromstring(archive.read(member))
        tree = xml.etree.ElementTree.fromstring(archive.read("word/document.xml"))
    return "".join(node.text or "" for node in tree.iter(OFFICE + "t"))


def pdf_text(path):
    ran = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True,
                         timeout=60)
    return ran.stdout.decode()


def check_tool_format(case, name, format_):
    words = ["document", name, case, *FAST]
    document = json.loads(caucus(*words, "--format", "json").stdout)
    files = []
    with tempfile.TemporaryDirectory(prefix="caucus-one-") as one, \
            tempfile.TemporaryDirectory(prefix="caucus-another-") as other:
        for folder in (one, other):
            path = pathlib.Path(folder) / f"{name}.{format_}"
            environment = {**os.environ, "TMPDIR": folder, "XDG_RUNTIME_DIR": folder}
            ran = caucus(*words, "-o", str(path), env=environment)
            where = f"{name} of {case} as {format_}"
            if not check(ran.returncode == 0, f"{where}: exit {ran.returncode}: "
                                              f"{ran.stderr.decode()[:400]}"):
                return
            check(sorted(os.listdir(folder)) == [path.name],
                  f"{where}: left behind {os.listdir(folder)}")
            files.append(path.read_bytes())
            text = docx_text(files[-1]) if format_ == "docx" else pdf_text(path)
            time.sleep(1.1)
        check(files[0] == files[1], f"{where}: two runs differ")
        seen = squeezed(text)
        lost = [s["text"] for s in sentences(document) if squeezed(s["text"]) not in seen]
        # Words that a page break or a column parts are found in pieces.
        share = len(lost) / max(1, len(sentences(document)))
        check(not lost if format_ == "docx" else share <= 0.2,
              f"{where}: lacks {len(lost)} sentences, as {lost[:2]}")


def check_tools():
    for case in (GOLDEN_CASE, WITH_TALKS):
        for name in ("positions-matrix", "approval-tracker"):
            check_tool_format(case, name, "docx")
            check_tool_format(case, name, "pdf")


# ---- leaks, faults of the world

DRAFT_TALKS = """\
2025-03-01 mediator drafts d1: "Outline"
    clause 1 "The wage rises [union: four | employer: two] percent." clause 2 "Secret-of-the-draft."
2025-03-02 mediator shows d1 to union
2025-03-03 union says [hold] held: "Secret-of-the-union"
2025-03-04 mediator drafts d2: from_draft d1
    clause 1 "The wage rises three percent." behind held
"""


def case_with_drafts(folder):
    """The port case with two drafts: the first shown to one party, the second to nobody."""
    target = pathlib.Path(folder) / "case"
    subprocess.run(["cp", "-r", GOLDEN_CASE, str(target)], check=True)
    (target / "talks.talks").write_text(DRAFT_TALKS)
    return str(target)


def check_leaks():
    with tempfile.TemporaryDirectory(prefix="caucus-leaks-") as folder:
        case = case_with_drafts(folder)
        seen = caucus("document", "draft", case, "--to", "union", "--form", "bracketed")
        check(seen.returncode == 0 and b"four" in seen.stdout,
              f"the draft as shown: {seen.returncode} {seen.stderr.decode()[:400]}")
        for format_ in ("html", "markdown", "json", "docx", "pdf"):
            for reader, draft in (("union", "d2"), ("employer", "d1")):
                path = pathlib.Path(folder) / f"leak.{format_}"
                ran = caucus("document", "draft", case, "--to", reader, "--draft", draft,
                             "--format", format_, "-o", str(path))
                check(ran.returncode == 1 and not path.exists() and b"give away" in ran.stderr,
                      f"draft {draft} to {reader} as {format_}: exit {ran.returncode}, "
                      f"{ran.stderr.decode()[:200]}")
        for name in ("talking-points", "term-sheet-by-phase"):
            ran = caucus("document", name, case, "--to", "employer", "--format", "json")
            check(ran.returncode == 0 and b"Secret" not in ran.stdout,
                  f"{name} to the employer: {ran.returncode} {ran.stderr.decode()[:200]}")
        ran = caucus("document", "options-note", case, "--to", "union")
        check(ran.returncode == 1 and not ran.stdout and b"team alone" in ran.stderr,
              f"options-note to a party: {ran.returncode} {ran.stderr.decode()[:200]}")
        red = caucus("document", "draft", case, "--form", "redline", "--format", "html")
        check(b"<ins" in red.stdout and b"<del" in red.stdout, "the redline marks nothing")
        clean = caucus("document", "draft", case, "--draft", "1", "--form", "clean")
        check(b"four" not in clean.stdout, "a clean draft shows wording that is not agreed")


def check_days():
    """One rule for the day of a page: --now, else the later of the case's and the last entry."""
    with tempfile.TemporaryDirectory(prefix="caucus-days-") as folder:
        case = str(pathlib.Path(folder) / "case")
        subprocess.run(["cp", "-r", GOLDEN_CASE, case], check=True)

        def days_of(*words):
            found = []
            for verb in (("document", "talking-points", case, "--to", "employer"),
                         ("talking-points", case, "--to", "employer"),
                         ("document", "red-line-register", case), ("brief", case, *FAST)):
                text = caucus(*verb, *words).stdout.decode()
                day = re.search(r"(\d+) June 2025|2025-06-(\d+)", text[:400])
                found.append(next(filter(None, day.groups())) if day else text[:200])
            return found

        check(days_of() == ["16"] * 4, f"the day of the case: {days_of()}")
        script = pathlib.Path(case) / "talks.talks"
        script.write_text(script.read_text().split("# ---- for the mediator")[0] +
                          "2025-06-17 employer offers late: wage_first=3.5 expires 2025-06-30\n"
                          "2025-06-18 union says \"only to the mediator\"\n")
        # The employer's pages are of the last day that it knows of.
        check(days_of() == ["17", "17", "18", "18"], f"the day of the last entry: {days_of()}")
        asked = days_of("--now", "2025-06-19")
        check(asked == ["19"] * 4, f"--now: {asked}")
        alone = caucus("brief", case, *FAST, "--without-talks", "--now", "2025-06-20").stdout
        check(b"as of 20 June 2025" in alone, "the brief without talks does not heed --now")
        own = caucus("document", "term-sheet-by-phase", case, "--to", "employer").stdout.decode()
        check("terms you offered on 17 June" in own and "As you offered" in own,
              "a party's own offer is called one that is before it")
        told = " ".join(caucus("talks", "view", case, "--as", "employer").stdout.decode().split())
        check("open until 2025-06-30" in told and "passed on to you by National Mediation" in told,
              f"a view has raw words: {told[-800:]}")


def check_missing_tools():
    with tempfile.TemporaryDirectory(prefix="caucus-no-tools-") as folder:
        for format_, package in (("docx", b"`pandoc`"), ("pdf", b"`chromium`")):
            path = pathlib.Path(folder) / f"x.{format_}"
            ran = caucus("document", "positions-matrix", GOLDEN_CASE, "-o", str(path),
                         env={**os.environ, "PATH": folder})
            check(ran.returncode == 3 and package in ran.stderr and not path.exists(),
                  f"{format_} without its program: {ran.returncode} {ran.stderr.decode()[:300]}")
        for format_ in ("pdf", "html"):
            ran = caucus("document", "positions-matrix", GOLDEN_CASE, "--format", format_, "-o",
                         f"{folder}/no/such/folder/x")
            check(ran.returncode == 3, f"unwritable {format_}: exit {ran.returncode}")


def check_usage():
    for words, says in ((["document", "positionsmatrix", GOLDEN_CASE], b"did you mean"),
                        (["document", "positions-matrix"], b"NAME CASE"),
                        (["document", "draft", GOLDEN_CASE, "--format", "xlsx"], b"is not made as"),
                        (["document", "brief", GOLDEN_CASE, "--format", "exe"], b"--format"),
                        (["document", "talking-points", GOLDEN_CASE], b"--to PARTY"),
                        (["document", "draft", GOLDEN_CASE, "--form", "bold"], b"--form"),
                        (["document", "draft", GOLDEN_CASE, "--to", "nobody"], b"--to")):
        ran = caucus(*words)
        check(ran.returncode == 2 and says in ran.stderr and not ran.stdout,
              f"{words}: exit {ran.returncode}, {ran.stderr.decode()[:200]}")


def check_interrupted():
    """Ctrl-C while chromium prints: exit 130, no file, nothing left behind."""
    with tempfile.TemporaryDirectory(prefix="caucus-stop-") as folder:
        slow = pathlib.Path(folder) / "bin"
        slow.mkdir()
        (slow / "chromium").write_text(f"#!/bin/sh\n: > {folder}/started\nsleep 100\n")
        (slow / "chromium").chmod(0o755)
        work = pathlib.Path(folder) / "work"
        work.mkdir()
        path = pathlib.Path(folder) / "x.pdf"
        environment = {**os.environ, "PATH": f"{slow}:{os.environ['PATH']}",
                       "XDG_RUNTIME_DIR": str(work)}
        running = subprocess.Popen([PROGRAM, "document", "positions-matrix", GOLDEN_CASE, "-o",
                                    str(path)], env=environment, stderr=subprocess.PIPE)
        while not (pathlib.Path(folder) / "started").exists() and running.poll() is None:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
        check(running.returncode == 130 and not path.exists() and not os.listdir(work),
              f"interrupted: exit {running.returncode}, {said.decode()[:200]}, "
              f"left {os.listdir(work)}")


# ---- what a page of each document says

def check_golden(documents):
    for name, entry in documents.items():
        reader = [] if "for the team" in entry else ["--to", "union"]
        ran = caucus("document", name, GOLDEN_CASE, *FAST, *reader, "--format", "markdown")
        text = ran.stdout.decode() if ran.returncode == 0 else ran.stderr.decode()
        text = "\n".join(text.split("## The facts")[0].splitlines()[:GOLDEN_LINES_MAX])
        text = text.rstrip("\n") + "\n"
        path = GOLDEN / f"{name}.md"
        if UPDATE:
            GOLDEN.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if check(path.exists(), f"{path} is missing: write it with CAUCUS_UPDATE_GOLDEN=1"):
            check(path.read_text(encoding="utf-8") == text, f"{path} differs: compare and update")


def main():
    documents = listing()
    check(len(documents) >= 11, f"--list shows {sorted(documents)}")
    for name, entry in documents.items():
        check({"html", "markdown", "json", "docx", "pdf"} <= set(formats_of(entry)),
              f"{name} is made as {formats_of(entry)}")
    check_usage()
    check_leaks()
    check_days()
    check_missing_tools()
    check_interrupted()
    check_golden(documents)
    check_every_case(documents)
    check_tools()
    for fault in faults:
        print(f"documents: {fault}")
    print(f"documents: {len(documents)} documents of {len(cases())} cases; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
