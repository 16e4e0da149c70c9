"""Talks in a vault, as a person at the desk meets them: what is wrong is said, and nothing is lost.

Bad input and faults that only whole processes show: two programs, kill -9, a damaged byte, a full
disk, a lost passphrase. Vaults are made with the smallest `--kdf-memory`, which the key file
records; everything else is as in daily use.
"""
import json
import os
import pathlib
import pty
import resource
import select
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("CAUCUS_PROGRAM", "build/release/caucus")
VERIFIER = "src/caucus/record/verify_record.py"
CASE = "cases/labour/port-contract"
WORD = b"open sesame\n"
NOW = ["--now", "2030-01-01T12:00"]

faults = []


def expect(holds, sentence):
    if not holds:
        faults.append(sentence)


def run(*words, stdin=WORD, **options):
    return subprocess.run([PROGRAM, *words], input=stdin, capture_output=True, timeout=120,
                          check=False, **options)


def ask(verb, case, *words, stdin=WORD, **options):
    """A verb on a vault, the passphrase from standard input."""
    return run(*verb.split(), str(case), *words, "--passphrase-stdin", stdin=stdin, **options)


def said(done):
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def due(done, code, words, what):
    expect(done.returncode == code,
           f"{what}: exit {done.returncode}, expected {code}: {said(done)[:400]}")
    expect(words in said(done), f"{what}: does not say {words!r}: {said(done)[:400]}")


def fresh(folder, name):
    """A case with an empty vault."""
    case = folder / name
    shutil.copytree(CASE, case)
    made = ask("open", case, "--recovery", str(folder / f"{name}.recovery"), "--kdf-memory",
               "8MiB")
    due(made, 0, "channels: mediator", f"{name}: open")
    return case


def log(case, line, *words, **options):
    return ask("talks log", case, line, *NOW, *words, **options)


def events(case):
    done = ask("talks timeline", case, "--json", *NOW)
    return json.loads(done.stdout)["entries"] if done.returncode == 0 else None


def making(folder):
    case = fresh(folder, "making")
    recovery = folder / "making.recovery"
    expect(stat.S_IMODE(recovery.stat().st_mode) == 0o600, "recovery file: not 0600")
    expect(stat.S_IMODE((case / "vault").stat().st_mode) == 0o700, "vault: not 0700")
    due(ask("open", case), 0, "0 faults", "an empty vault is checked")
    due(ask("open", case, "--recovery", str(folder / "second")), 2, "--recover",
        "a second vault")
    other = folder / "no-vault"
    shutil.copytree(CASE, other)
    due(ask("open", other), 2, "--recovery FILE", "a new vault without a recovery file")
    due(ask("open", other, "--recovery", str(recovery)), 3, "exists already",
        "a recovery file that is there")
    expect(not (other / "vault").exists(), "a refused vault was left behind")
    due(log(other, "mediator notes \"x\""), 3, "no vault", "log without a vault")
    due(run("open", str(other), "--recovery", str(folder / "r3"), stdin=b"",
            start_new_session=True), 3, "--passphrase-stdin", "no terminal")
    due(ask("open", other, "--recovery", str(folder / "r4"), stdin=b"\n"), 3, "empty",
        "an empty passphrase")
    done = run("talks", "state", str(other), *NOW)
    due(done, 0, "State of the talks", "state of a script, without a passphrase")


def passphrases(folder):
    case = fresh(folder, "words")
    due(ask("talks state", case, stdin=b"wrong\n"), 3, "passphrase", "a wrong passphrase")
    log(case, "2024-03-09 mediator notes \"before the loss\"")
    due(ask("open", case, "--recover", str(folder / "words.recovery"), "--kdf-memory", "8MiB",
            stdin=b"a new one\n"), 0, "opens with the new passphrase", "a lost passphrase")
    due(ask("talks state", case), 3, "passphrase", "the old passphrase")
    due(ask("talks timeline", case, stdin=b"a new one\n"), 0, "before the loss",
        "the new passphrase")
    (folder / "no.recovery").write_text("not a recovery text\n", encoding="utf-8")
    due(ask("open", case, "--recover", str(folder / "no.recovery"), stdin=b"long enough\n"), 3,
        "recovery text", "a wrong recovery text")


def members(folder):
    case = fresh(folder, "team")
    due(ask("record keys", case, "--add", "Omar", "--kdf-memory", "8MiB",
            stdin=WORD + b"omar's own\n"), 0, "Omar", "a second member")
    due(log(case, "2024-03-09 mediator notes \"by omar\"", stdin=b"omar's own\n"), 0, "recorded",
        "the second member notes")
    due(log(case, "2024-03-10 mediator notes \"by the founder\""), 0, "recorded",
        "the founder notes")
    expect([entry["noted_by"] for entry in events(case)] == ["Omar", "mediator"],
           "who noted what is not kept")
    due(ask("record keys", case, "--add", "Omar", stdin=WORD + b"another one\n"), 3, "Omar",
        "a member twice")
    for whose in (WORD, b"omar's own\n"):
        due(ask("record keys", case, "--add", "Anna", "--kdf-memory", "8MiB",
                stdin=WORD + whose), 3, "signs as that member", "a passphrase of two members")
    due(ask("record keys", case, "--add", "Anna", stdin=WORD + "é234567\n".encode()), 3,
        "8 characters", "a short passphrase")
    due(ask("open", case, "--recover", str(folder / "team.recovery"), "--kdf-memory", "8MiB",
            stdin=b"yet another\n"), 3, "--member NAME", "recovery of one of several")
    expect("Anna" not in said(ask("record keys", case)), "a refused member was added")
    due(ask("record keys", case, "--remove", "mediator"), 3, "nobody can remove themselves",
        "oneself")
    removed = ask("record keys", case, "--remove", "Omar")
    due(removed, 0, "Omar (removed)", "a member who leaves")
    expect("own key stays the same" in said(removed), "what a removal does not do is not said")
    due(log(case, "2024-03-11 mediator notes \"x\"", stdin=b"omar's own\n"), 3, "passphrase",
        "a removed member")
    expect([entry["noted_by"] for entry in events(case)] == ["Omar", "mediator"],
           "what a removed member noted is not kept")
    due(ask("record verify", case), 0, "0 faults", "the record after a removal")
    renewed = ask("record keys", case, "--new-passphrase", "--kdf-memory", "8MiB",
                  stdin=WORD + b"renewed words\n")
    due(renewed, 0, "still opens older copies", "a new passphrase")


def answer_when(terminal, asked, answer):
    """Reads what a program writes on its terminal until it asks, and then answers."""
    seen = b""
    while asked not in seen:
        if not select.select([terminal], [], [], 60)[0]:
            raise OSError(f"nothing asked: {seen[-200:]!r}")
        seen += os.read(terminal, 4096)
    if answer:
        os.write(terminal, answer)


def two_programs(folder):
    case = fresh(folder, "two")
    due(ask("talks log", case), 2, "LINE", "log without a line")
    log(case, "2024-03-09 mediator notes n1: \"here\"")
    # A program that asks a question on a terminal has the vault open while it waits.
    child, terminal = pty.fork()
    if child == 0:
        os.execv(PROGRAM, [PROGRAM, "record", "erase", str(case), "n1"])
    try:
        answer_when(terminal, b"assphrase", WORD)
        answer_when(terminal, b"Write yes:", None)
        done = ask("talks state", case)
        due(done, 3, "open already", "a vault that another program has")
        expect("end it first" in said(done), "open already: no remedy")
        expect(str(child) in said(done), f"who has it is not named: {said(done)[:200]}")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    due(ask("talks state", case), 0, "State", "the vault after the other program is gone")


def clocks(folder):
    case = fresh(folder, "clocks")
    at = lambda when, line: ask("talks log", case, line, "--now", when)
    due(at("2024-03-10T12:00", "mediator notes \"first\""), 0, "recorded", "the first entry")
    due(at("2024-03-10T11:00", "mediator notes \"second\""), 0, "out_of_order",
        "the clock went backwards")
    due(at("2024-03-10T12:00", "2024-04-01 employer attends \"a round\""), 1, "in_the_future",
        "an event in the future")
    due(at("2024-03-10T12:00Z", "2024-03-10 14:30+02:00 mediator notes \"half an hour from now\""),
        1, "in_the_future", "a time zone ahead")
    due(at("2024-03-10T12:00Z", "2024-03-10 13:30+02:00 mediator notes \"half an hour ago\""), 0,
        "recorded", "a time zone ahead, in the past")
    due(at("yesterday", "mediator notes \"x\""), 2, "--now", "a `now` that is none")
    expect(len(events(case) or []) == 3, "clocks: not exactly three entries")


def scripts(folder):
    case = fresh(folder, "scripts")
    script = case / "talks.talks"
    first = ask("talks import", case, str(script), *NOW, "--json")
    due(first, 0, '"already_there": 0', "an import")
    count = json.loads(first.stdout)["added"]
    expect(count > 20, f"an import adds only {count}")
    second = ask("talks import", case, str(script), *NOW)
    due(second, 0, f"0 new entries, {count} already there", "the same import again")
    exported = folder / "all.talks"
    ask("talks export", case, "-o", str(exported))
    due(ask("talks import", case, str(exported), *NOW), 0, "0 new entries", "its own export")
    bad = folder / "bad.talks"
    bad.write_text("".join(f"2024-03-{n % 28 + 1:02} nobody{n} says \"x\"\n" for n in range(100)) +
                   "2024-03-01 mediator notes \"a good line\"\n", encoding="utf-8")
    done = ask("talks import", case, str(bad), *NOW)
    due(done, 1, "nothing was recorded", "a script with 100 faults")
    expect(said(done).count("bad.talks:") == 100,
           f"a script with 100 faults: {said(done).count('bad.talks:')} reported")
    bad.write_text("2024-03-01 mediator notes \"a good line\"\n"
                   "2024-03-01 employer accepts @" + "0" * 32 + "\n"
                   "2024-03-01 union proposes contract_months=36\n", encoding="utf-8")
    done = ask("talks import", case, str(bad), *NOW)
    due(done, 1, "nothing_to_answer", "a script with refusals")
    expect("not_the_mediator" in said(done), "a script with refusals: only the first is reported")
    expect(len(events(case) or []) == count, "a bad script left something behind")
    bad.write_text("# odd\n2029-03-01 union offers contract_months=36 expires 2028-03-01\n",
                   encoding="utf-8")
    done = ask("talks import", case, str(bad), *NOW)
    due(done, 0, "bad.talks:2: warning expires_before_said", "a warning names its line")
    state = said(ask("talks state", case, *NOW))
    expect("offer reply (employer): moved back" in state and "moves_back" not in state,
           f"what was taken back is not named: {state}")
    due(ask("talks import", case, str(folder / "absent.talks")), 3, "absent.talks",
        "a script that is not there")


def texts(folder):
    case = fresh(folder, "texts")
    for name, text in (("right to left", "\u202egnp.exe"), ("a control", "a\x1b[31mb"),
                       ("a homoglyph name", "еmployer"), ("zero width", "a\u200bb")):
        done = log(case, f"2024-03-09 mediator notes \"{text}\"")
        due(done, 0, "recorded", name)
        shown = said(done) + said(ask("talks timeline", case, *NOW))
        expect("\u202e" not in shown and "\x1b" not in shown and "\u200b" not in shown,
               f"{name}: shown as it is")
        if name != "a homoglyph name":
            expect("deceptive_text" in shown, f"{name}: no warning")
    due(log(case, "2024-03-09 еmployer says \"x\""), 1, "nobody of the case", "a homoglyph party")
    path = folder / "megabyte.talks"
    path.write_text("2024-03-09 employer says \"" + "x" * 1_000_000 + "\"\n", encoding="utf-8")
    due(ask("talks import", case, str(path), *NOW), 1, "64 KiB", "a message of a megabyte")
    due(log(case, "2024-03-09 employer says \"" + "x" * 100_000 + "\""), 1, "64 KiB",
        "a message of 100 kB")
    expect(len(events(case) or []) == 4, "texts: not exactly four entries")


def killed(folder):
    """kill -9 at many moments: what was acknowledged is there, and the vault is sound."""
    case = fresh(folder, "killed")
    acknowledged = 0
    for cycle in range(20):
        process = subprocess.Popen(
            [PROGRAM, "talks", "log", str(case),
             f"2024-03-09 mediation_service proposes k{cycle}: contract_months=36 "
             "to employer, union", *NOW, "--passphrase-stdin"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdin.write(WORD)
        process.stdin.close()
        time.sleep(0.005 * cycle)
        process.send_signal(signal.SIGKILL)
        answer = process.stdout.read()
        process.wait()
        acknowledged += b"recorded" in answer
        done = ask("record verify", case)
        due(done, 0, "0 faults", f"after kill -9, cycle {cycle}")
    last = log(case, "2024-03-10 mediation_service proposes last: contract_months=36 to employer")
    due(last, 0, "recorded", "after all kills")
    found = events(case) or []
    expect(len(found) >= acknowledged + 1, f"{len(found)} of {acknowledged + 1} entries are there")
    shown = json.loads(ask("record show", case, "--channel", "employer", "--json").stdout)
    expect(len(shown["entries"]) == len(found),
           f"the party's channel has {len(shown['entries'])} of {len(found)}")


def long_script(lines):
    """A script that goes back and forth between the two classes, so that it is many writings."""
    text = []
    for n in range(lines):
        day = f"2024-{1 + n // 28 % 12:02}-{1 + n % 28:02}"
        what = (f'employer says m{n}: "words of line {n}"' if n % 3 else
                f"mediation_service proposes k{n}: contract_months=36 to employer, union")
        text.append(f"{day} {what}\n")
    return "".join(sorted(text))


def bytes_of(logs):
    total = 0
    for file in logs.iterdir():
        try:
            total += file.stat().st_size
        except FileNotFoundError:  # a WAL that has just been closed
            pass
    return total


def killed_imports(folder):
    """An import killed anywhere leaves a sound vault with all of it or nothing."""
    case = fresh(folder, "imports")
    script = folder / "long.talks"
    script.write_text(long_script(600), encoding="utf-8")
    logs = case / "vault" / "logs"
    unfinished = case / "vault" / "unfinished.toml"
    before = 0
    broken_off = 0
    for grown in (1, 20_000, 60_000, 120_000, 200_000, 300_000):
        process = subprocess.Popen(
            [PROGRAM, "talks", "import", str(case), str(script), *NOW, "--passphrase-stdin"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = bytes_of(logs) + grown
        process.stdin.write(WORD)
        process.stdin.close()
        while process.poll() is None and bytes_of(logs) < until:
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        broken_off += unfinished.exists()
        due(ask("record verify", case), 0, "0 faults", f"an import killed after {grown} bytes")
        expect(not unfinished.exists(), "what was begun was not taken back")
        found = len(events(case) or [])
        expect(found in (before, 600), f"{found} entries after {before}")
        before = found
    expect(broken_off > 0, "no import was killed in the middle")
    due(ask("talks import", case, str(script), *NOW), 0, f"{600 - before} new entries",
        f"the same import again, with {before} there")
    expect(len(events(case) or []) == 600, "the import is not complete, or has lines twice")
    due(ask("talks import", case, str(script), *NOW), 0, "0 new entries", "and once more")
    shown = json.loads(ask("record show", case, "--channel", "employer", "--json").stdout)
    expect(len(shown["entries"]) == 600, f"the party was given {len(shown['entries'])} of 600")


def damaged(folder):
    case = fresh(folder, "damaged")
    for day in range(1, 9):
        log(case, f"2024-03-0{day} employer says m{day}: \"words of day {day}\"")
    bundle = folder / "employer.bundle"
    due(ask("record export", case, "--channel", "employer", "--in-confidence", "-o", str(bundle)),
        0, "8 entries, 8 with content", "an export")
    due(run("record", "verify", str(bundle)), 0, "0 faults", "a bundle")
    content = bundle.read_bytes()
    bundle.write_bytes(content[:len(content) // 2] +
                       bytes([content[len(content) // 2] ^ 1]) + content[len(content) // 2 + 1:])
    done = run("record", "verify", str(bundle))
    due(done, 4, "1 fault", "a damaged bundle")
    # One byte near the end of a page, where SQLite keeps the rows written first, of every page of
    # every log in turn; the byte is put back.
    named = 0
    for log_file in sorted((case / "vault" / "logs").iterdir()):
        whole = log_file.read_bytes()
        for at in range(2 * 4096 - 40, len(whole), 4096):
            if whole[at] == 0:
                continue
            log_file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1:])
            done = ask("record verify", case)
            expect(done.returncode == 4,
                   f"byte {at} of {log_file.name}: exit {done.returncode}: {said(done)[:200]}")
            named += "entry " in said(done)
            due(ask("talks state", case), 4, "", f"talks with byte {at} changed")
        log_file.write_bytes(whole)
    expect(named > 0, "no damaged entry is named")
    due(ask("record verify", case), 0, "0 faults", "with all bytes put back")


def both_logs(folder):
    """What is on the record and what is in confidence, in one bundle, judged by another program."""
    case = fresh(folder, "both")
    log(case, '2024-03-01 employer says m1: "words in confidence"')
    log(case, "2024-03-02 mediation_service proposes k1: contract_months=36 to employer, union")
    log(case, '2024-03-03 employer says m2: "more of them"')
    bundle = folder / "both.bundle"
    due(ask("record export", case, "--channel", "employer", "--both", "-o", str(bundle)),
        0, "3 entries, 3 with content", "an export of both logs")
    content = bundle.read_bytes()
    expect(content.count(b"\nlog ") == 2, "a bundle of both logs has two logs")
    due(independent(bundle), 0, "sound: 1 entry checked", "both logs for the other verifier")
    due(run("record", "verify", str(bundle)), 0, "0 faults", "both logs for the program")
    # One byte of the first line of each kind in each log; the digit before the last of the line.
    confidences = content.find(b"\nlog in_confidence")
    seen = set()
    start = 0
    for line in content.splitlines(keepends=True):
        at, start = start + len(line) - 3, start + len(line)
        kind = (line.split()[0], at > confidences) if line.strip() else None
        # Whether a MAC was changed only who has the key of the channel can tell.
        if len(line) < 9 or kind in seen or kind == ("\u2014".encode(), True):
            continue
        seen.add(kind)
        bundle.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1:])
        expect(independent(bundle).returncode == 1, f"byte {at} of {kind} changed unseen")
        expect(run("record", "verify", str(bundle)).returncode == 4,
               f"byte {at} of {kind} changed unseen by the program")
    expect(len(seen) > 10, f"only lines {seen} were changed")


def independent(bundle):
    return subprocess.run([sys.executable, "-B", VERIFIER, str(bundle)], capture_output=True,
                          timeout=60, check=False)


def full_disk(folder):
    case = fresh(folder, "full")
    log(case, "2024-03-09 mediator notes \"before\"")
    biggest = max(path.stat().st_size for path in (case / "vault").rglob("*") if path.is_file())
    # No file may grow beyond what is there: the system says so as it does for a full disk.
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (biggest, biggest))
    done = log(case, "2024-03-10 mediator notes \"" + "z" * 60_000 + "\"", preexec_fn=limit)
    expect(done.returncode == 3, f"full disk: exit {done.returncode}: {said(done)[:300]}")
    expect("recorded" not in said(done), "full disk: says that it was recorded")
    due(ask("record verify", case), 0, "0 faults", "after the full disk")
    expect([entry["line"] for entry in events(case) or []][-1].endswith('"before"'),
           "full disk: something was recorded")
    due(log(case, "2024-03-10 mediator notes \"after\""), 0, "recorded", "with room again")


def erasing(folder):
    case = fresh(folder, "erasing")
    log(case, "2024-03-07 mediation_service proposes p1: contract_months=36 to employer")
    log(case, "2024-03-08 employer accepts p1")
    log(case, "2024-03-09 union says m1: \"never to be read again\"")
    due(ask("record erase", case, "m1"), 1, "--yes", "erasing without a yes")
    due(ask("record erase", case, "p1", "--yes"), 1, "could not stand", "what others stand on")
    log(case, "2024-03-10 mediation_service proposes p2: contract_months=48 to union")
    log(case, "2024-03-11 union rejects p2 because \"too long\"")
    log(case, "2024-03-11 bargaining_team withdraws m1")
    done = ask("record erase", case, "p1", "p2", "m1", "--yes")
    named = said(done).split("add to the command: ")[-1].split()
    expect(done.returncode == 1 and len(named) == 3, f"not all that is needed: {said(done)}")
    slip = events(case)[1]["name"]
    done = log(case, "2024-03-12 mediator notes \"never\" corrects p1")
    due(done, 1, slip, "a correction that breaks the record names what stands on it")
    due(ask("record erase", case, "m7", "--yes"), 1, "m7", "what is not there")
    backup = folder / "erasing.backup"
    due(ask("record backup", case, str(backup)), 0, "read back and checked", "a backup")
    needs = said(ask("record erase", case, "m1", "--yes"))
    behind = needs.split("add to the command: ")[-1].split()
    due(ask("record erase", case, "m1", *behind, "--yes"), 0, "backups", "erasing")
    due(ask("record erase", case, "m1", "--yes"), 1, "still has words", "erasing once more")
    due(ask("record verify", case), 0, " erased, 0 faults", "the record after erasing")
    for path in (case / "vault").rglob("*"):
        if path.is_file():
            expect(b"never to be read" not in path.read_bytes(), f"{path.name} still has the words")
    expect("never" not in said(ask("record show", case)), "erased words are shown")
    ask("record keys", case, "--add", "Omar", "--kdf-memory", "8MiB",
        stdin=WORD + b"word of Omar\n")
    due(ask("record restore", case, str(backup)), 1, "  the register: 1 entry would be lost",
        "an old backup")
    due(ask("record restore", case, str(backup)), 1, "would be erased again", "what comes back")
    due(ask("record restore", case, str(backup), "--yes"), 0, "it was erased again",
        "the same with --yes")
    due(ask("record verify", case), 0, " erased, 0 faults", "what was restored")
    shown = " ".join(said(ask("record show", case)).split())
    expect("never to be read again" not in shown, "erased words are back")
    expect((case / "vault-aside").is_dir(), "the replaced vault was not kept")
    shutil.rmtree(case / "vault")
    due(ask("record restore", case, str(backup)), 0, "what was erased after that is there again",
        "a backup with nothing to compare with")
    shown = " ".join(said(ask("record show", case)).split())
    expect("never to be read again" in shown, f"nothing was restored: {shown[:2000]}")


def leaks(folder):
    case = fresh(folder, "leaks")
    log(case, "2024-03-02 union says m1: \"the promise comes first\"")
    due(ask("talks leaks", case, "m1", "--to", "employer", *NOW), 1, "union", "a leak")
    due(ask("talks leaks", case, "m1", "--to", "union", *NOW), 0, "nothing", "one's own words")
    due(ask("talking-points", case, "--to", "employer", "--add-entry", "m1", *NOW), 1,
        "nothing was written", "a page that would leak")
    page = folder / "page.txt"
    ask("talking-points", case, "--to", "employer", "--add-entry", "m1", "-o", str(page), *NOW)
    expect(not page.exists(), "a page that would leak was written")
    release = 'mediation_service releases m1 to employer as paraphrase "They seek a promise."'
    due(log(case, f"2024-03-03 {release}"), 1, "pass_on_not_permitted",
        "a release that was not permitted")
    log(case, "2024-03-03 union permits [paraphrase to employer] m1")
    due(log(case, f"2024-03-04 {release}"), 0, "released", "a release")
    done = ask("talking-points", case, "--to", "employer", *NOW)
    due(done, 0, "They seek a", "a talking-points page")
    expect("comes first" not in said(done), "the page has the very words")
    view = said(ask("talks view", case, "--as", "employer", *NOW))
    expect("comes first" not in view and "promise" in view, f"the view: {view[:300]}")
    due(ask("talks view", case, "--as", "employre", *NOW), 2, "employer", "a party that is none")


def confidential(folder):
    """Words that were said stay off the command line, and files are their owner's alone."""
    case = fresh(folder, "confidential")
    line = b'2024-03-02 union says [hold] quiet: "not for others"\n'
    due(ask("talks log", case, "-", *NOW, stdin=WORD + line), 0, "recorded quiet",
        "a line from input")
    due(ask("talks offer", case, "employer", "-", *NOW, stdin=WORD + b"o1: wage_first=4\n"), 0,
        "recorded o1", "the rest of a line piped in")
    due(ask("talks log", case, "-", *NOW), 3, "no words", "nothing piped in")
    done = ask("talking-points", case, "--to", "employer", "--add", "-", *NOW,
               stdin=WORD + b"One sentence.\nAnd another.\n")
    due(done, 0, "And another.", "additions piped in")
    waiting = subprocess.Popen([PROGRAM, "talks", "log", str(case), 'union says "a secret word"',
                                "--passphrase-stdin"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shown = pathlib.Path(f"/proc/{waiting.pid}/cmdline")
    until = time.monotonic() + 20
    while b"secret" in shown.read_bytes() and time.monotonic() < until:
        time.sleep(0.02)
    expect(b"secret" not in shown.read_bytes(), "the list of processes has the words")
    waiting.send_signal(signal.SIGTERM)
    try:
        waiting.wait(30)
    except subprocess.TimeoutExpired:
        faults.append("a program that is asked to end does not")
        waiting.kill()
    before = os.umask(0o022)
    try:
        page = folder / "confidential.txt"
        due(ask("talks timeline", case, "-o", str(page), *NOW), 0, "", "an answer to a file")
    finally:
        os.umask(before)
    logs = list((case / "vault" / "logs").glob("*.log"))
    expect(logs != [], "the vault has no logs")
    for path in (page, *logs):
        expect(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, f"{path.name}: others may read it")


def main():
    with tempfile.TemporaryDirectory(prefix="caucus-vault-") as name:
        folder = pathlib.Path(name)
        for each in (making, passphrases, members, two_programs, clocks, scripts, texts, killed,
                     killed_imports, damaged, both_logs, full_disk, erasing, leaks, confidential):
            try:
                each(folder)
            except (ValueError, KeyError, TypeError, IndexError, OSError,
                    subprocess.TimeoutExpired) as error:
                faults.append(f"{each.__name__}: {error!r}")
    for fault in faults:
        print(fault)
    print(f"talks in a vault: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
