#!/usr/bin/env python3
"""Every page of the desk for every shipped case, as `caucus desk CASE --get` prints it.

Valid JSON with its envelope; the same bytes twice; every id that is cited is among the facts; every
field is named in docs/reference/desk-json.md; what is wrong is answered. With a vault: a line that
is logged makes the talks grow, and one that is only tried leaves not a byte.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("CAUCUS_PROGRAM", "build/release/caucus")
CASES = sorted(path.parent for path in pathlib.Path("cases").rglob("case.toml"))
PAGE = pathlib.Path("docs/reference/desk-json.md")
NAMES = ["session", "overview", "positions", "room", "effect", "conflicts", "stuck", "moves",
         "proposals", "talks", "text", "phases", "figures", "view-as", "documents", "unfinished"]
WORD = b"open sesame\n"
NOW = ["--now", "2030-01-01T12:00"]
# Objects whose keys are ids of the case.
BY_ID = {"package", "facts", "pinned", "from", "utilities", "terms_in_common", "example",
         "steps"}

faults = []


def expect(holds, sentence):
    if not holds:
        faults.append(sentence)


def run(*words, stdin=b""):
    return subprocess.run([PROGRAM, *map(str, words)], input=stdin, capture_output=True,
                          timeout=300, check=False)


def pages(case, addresses, *words, stdin=b""):
    """(exit code, bytes, the pages that were printed)"""
    asked = [word for address in addresses for word in ("--get", address)]
    done = run("desk", case, *asked, *words, stdin=stdin)
    text, found = done.stdout.decode("utf-8"), []
    decoder = json.JSONDecoder()
    while text.strip():
        try:
            page, end = decoder.raw_decode(text.lstrip())
        except ValueError as error:
            faults.append(f"{case}: what was printed is no JSON: {error}; {done.stderr[:300]!r}")
            break
        found.append(page)
        text = text.lstrip()[end:]
    return done.returncode, done.stdout, found


def fields(json_value, inside=None):
    """Every key that is not an id of the case."""
    if isinstance(json_value, list):
        for value in json_value:
            yield from fields(value, inside)
    elif isinstance(json_value, dict):
        for key, value in json_value.items():
            if inside not in BY_ID:
                yield key
            if key != "view":  # docs/reference/json.md has its fields
                yield from fields(value, None if inside in BY_ID else key)


def cited(json_value):
    if isinstance(json_value, list):
        for value in json_value:
            yield from cited(value)
    elif isinstance(json_value, dict):
        if isinstance(json_value.get("text"), str) and isinstance(json_value.get("facts"), list):
            yield from json_value["facts"]
        if isinstance(json_value.get("fact"), str):
            yield json_value["fact"]
        for value in json_value.values():
            yield from cited(value)


def envelope(where, name, page):
    expect(page.get("format") == f"caucus.desk.{name}/1", f"{where}: format {page.get('format')}")
    expect(isinstance(page.get("revision"), int), f"{where}: no revision")
    expect(re.fullmatch(r"\d{4}-\d\d-\d\d", page.get("today", "")), f"{where}: no today")
    expect(page.get("working") == [], f"{where}: still working: {page.get('working')}")
    facts = page.get("facts", {})
    for fact in sorted(set(cited(page))):
        expect(fact in facts, f"{where}: cites {fact}, which is not among its facts")
    for fact, is_ in facts.items():
        expect(is_["says"] and is_["kind"], f"{where}: the fact {fact} says nothing")
        for source in is_["sources"]:
            expect(source in facts, f"{where}: {fact} has the source {source}, which is missing")


def package_text(package):
    return ",".join(f"{issue}={option}" if not re.search("[, ]", option)
                    else f'{issue}="{option}"' for issue, option in package.items())


def further(case, found):
    """Addresses with a query, made from what the pages of the case have."""
    session, room, stuck = (found[NAMES.index(name)] for name in ("session", "room", "stuck"))
    party = session["parties"][0]["id"]
    addresses = ["/overview.json?since=2000-01-01", f"/view-as.json?party={party}&document=zone",
                 f"/talks.json?party={party}&newest=5"]
    if session["issues"]:
        issue = session["issues"][0]
        addresses += [f"/positions.json?issue={issue['id']}", f"/talks.json?issue={issue['id']}",
                      f"/conflicts.json?pinned={issue['id']}={issue['options'][-1]['id']}"]
    if stuck["demands"]:
        addresses.append(f"/stuck.json?lift={stuck['demands'][0]['id']}")
    if room["points"]:
        one = package_text(room["points"][0]["package"])
        other = package_text(room["points"][-1]["package"])
        addresses += [f"/effect.json?package={one}&from={other}",
                      f"/room.json?package={other}&with={one}"]
    text = found[NAMES.index("text")]
    if len(text["drafts"]) > 1:
        addresses.append("/text.json?draft=2&against=1")
    items = [item for item in found[NAMES.index("proposals")]["items"] if item["from"] == "talks"]
    if items:
        addresses.append(f"/proposals.json?name={items[0]['name']}")
    return [address.replace(" ", "+") for address in addresses]


def check_case(case, documented):
    addresses = [f"/{name}.json" for name in NAMES]
    code, first, found = pages(case, addresses)
    expect(code == 0, f"{case}: exit {code}")
    if len(found) != len(NAMES):
        faults.append(f"{case}: {len(found)} pages of {len(NAMES)}")
        return
    expect(pages(case, addresses)[1] == first, f"{case}: not the same bytes twice")
    more = further(case, found)
    code, _, others = pages(case, more)
    expect(code == 0, f"{case}: exit {code} for {more}")
    named = list(zip(addresses + more, found + others))
    for address, page in named:
        envelope(f"{case} {address}", re.match(r"/([a-z-]+)", address)[1], page)
        for field in sorted(set(fields(page)) - documented):
            faults.append(f"{case} {address}: `{field}` is not in {PAGE}")
    expect(found[0]["pages"] == NAMES, f"{case}: the desk has other pages: {found[0]['pages']}")
    check_room(case, found, others)


def check_room(case, found, others):
    """What one page says agrees with what another says."""
    room = found[NAMES.index("room")]
    for effect in (page for page in others if page["format"] == "caucus.desk.effect/1"):
        expect(effect["valid"] and not effect["better_for_all"],
               f"{case}: a named point breaks a rule, or another is better for all")
    for option in room["options"]:
        expect(option["package"], f"{case}: {option['name']} has no package")
    stuck = found[NAMES.index("stuck")]
    if room["method"]["complete"] and stuck["blockages"] and stuck["blockages"][0]["complete"]:
        open_ = not stuck["blockages"][0]["stuck"]
        expect(room["zone"]["open"] == open_,
               f"{case}: the room is open: {room['zone']['open']}, nothing is stuck: {open_}")


def check_errors():
    case = "cases/labour/port-contract"
    for address, token in [("/rom.json", "page_unknown"), ("/room.json?pakage=", "query_unknown"),
                           ("/effect.json?package=pension=13", "option_unknown"),
                           ("/talks.json?party=nobody", "party_unknown")]:
        code, _, found = pages(case, [address])
        expect(code == 1, f"{address}: exit {code}, expected 1")
        expect(found and found[0].get("token") == token, f"{address}: {found}")


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def check_vault():
    with tempfile.TemporaryDirectory(prefix="caucus-desk-") as temporary:
        folder = pathlib.Path(temporary)
        case = folder / "case"
        shutil.copytree("cases/labour/port-contract", case)
        made = run("open", case, "--recovery", folder / "recovery", "--kdf-memory", "8MiB",
                   "--passphrase-stdin", stdin=WORD)
        expect(made.returncode == 0, f"open: {made.stderr[:300]!r}")
        access = [*NOW, "--passphrase-stdin"]

        def talks():
            _, _, found = pages(case, ["/session.json", "/talks.json"], *access, stdin=WORD)
            return found

        line = 'union asks "Until when is the offer open?"'
        session, _ = talks()
        expect(session["can_write"] and session["revision"] == 0, f"an empty vault: {session}")
        before = contents(case / "vault")
        tried = run("desk", case, "--check", line, *access, stdin=WORD)
        answer = json.loads(tried.stdout)
        expect(tried.returncode == 0 and answer["format"] == "caucus.entry/1", f"check: {answer}")
        expect(not answer["recorded"] and answer["outcome"], f"check: {answer}")
        expect(contents(case / "vault") == before, "a line that was only tried left a trace")
        tried = run("desk", case, "--check", "nobody asks", *access, stdin=WORD)
        wrong = json.loads(tried.stdout)
        expect(tried.returncode == 1 and wrong["faults"], f"a line that makes no sense: {wrong}")

        logged = run("talks", "log", case, line, *access, stdin=WORD)
        expect(logged.returncode == 0, f"talks log: {logged.stderr[:300]!r}")
        session, timeline = talks()
        expect(session["revision"] == 1, f"after a line: revision {session['revision']}")
        expect(len(timeline["entries"]) == 1, "after a line: not one entry")
        expect(session["today"] == "2030-01-01", f"--now: today is {session['today']}")


def check_who_answered():
    """Who left something open is named, with the party it speaks for."""
    _, _, found = pages("cases/labour/port-contract", ["/overview.json"], "--now", "2025-06-16")
    waits = {(item["kind"], item["with"]): item["says"]["text"] for item in found[0]["open"]}
    for kind, party, words in (
            ("condition_open", "union", "argaining team (Calder Dockworkers\u2019 Union) accepts"),
            ("understanding_differs", "employer", "Understood otherwise by Calder Terminals")):
        expect(words in waits.get((kind, party), ""), f"{kind}: {waits}")


def main():
    documented = set(re.findall(r"`([a-z_]+)`", PAGE.read_text(encoding="utf-8")))
    for case in CASES:
        check_case(case, documented)
    check_errors()
    check_who_answered()
    check_vault()
    for fault in faults:
        print(fault)
    print(f"desk pages: {len(CASES)} cases, {len(NAMES)} pages, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
