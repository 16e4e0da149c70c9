"""Bad input, full disks and interruptions: a clear word, the right exit code, nothing half-written.

Each case runs the program as a person would. The reader's own faults (unknown keys, cycles ...)
are tested beside the reader; here is what only a whole process shows.
"""
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("CAUCUS_PROGRAM", "build/release/caucus")
CASE = "cases/labour/port-contract"
FRAME = ('caucus = 1\ntitle = "T"\n[[party]]\nid = "north"\n'
         '[[issue]]\nid = "days"\noptions = [1, 2]\n')

faults = []


def expect(holds, sentence):
    if not holds:
        faults.append(sentence)


def run(*words, stdin=None, **options):
    return subprocess.run([PROGRAM, *words], input=stdin, capture_output=True, timeout=120,
                          check=False, **options)


def check_bytes(folder, name, content, code, said):
    """`check` of a file with these bytes ends with the code and says the words."""
    path = folder / name
    path.mkdir()
    (path / "case.toml").write_bytes(content)
    done = run("check", str(path))
    text = " ".join((done.stdout + done.stderr).decode("utf-8", "replace").split())
    expect(done.returncode == code,
           f"{name}: exit {done.returncode}, expected {code}: {text[:300]}")
    expect(said in text, f"{name}: does not say {said!r}: {text[:300]}")


def files(folder):
    good = FRAME.encode()
    check_bytes(folder, "good", good, 0, "0 faults")
    check_bytes(folder, "windows", good.replace(b"\n", b"\r\n"), 0, "0 faults")
    check_bytes(folder, "byte_order_mark", b"\xef\xbb\xbf" + good, 0, "0 faults")
    check_bytes(folder, "not_utf8", good + b'note = "\xff"\n', 1, "UTF-8")
    check_bytes(folder, "nul", good.replace(b"T", b"T\0"), 1, "case.toml:2:")
    check_bytes(folder, "ten_megabytes", good + b"#" * 10_000_000, 1, "4 MiB")
    check_bytes(folder, "deep", good + b"note = " + b"[" * 1_000_000, 1, "case.toml:")
    check_bytes(folder, "deep_rule", good + b'[[rule]]\nis = "' + b"(" * 50_000 + b'"\n', 1,
                "case.toml:9:")
    check_bytes(folder, "empty", b"", 1, "caucus")
    check_bytes(folder, "binary", bytes(range(256)) * 64, 1, "case.toml:")
    check_bytes(folder, "many", good + b"".join(
        f'[[rule]]\nid = "r{i}"\nis = "days == {i} + unknown_{i}"\n'.encode() for i in range(300)),
        1, "300 faults")


def paths(folder):
    done = run("check", str(folder / "nowhere"))
    expect(done.returncode == 3, f"missing path: exit {done.returncode}")
    expect(b"nowhere" in done.stderr, "missing path: the message does not name it")
    done = run("check", str(folder))
    expect(done.returncode == 3, f"a folder without case.toml: exit {done.returncode}")
    expect(b"case.toml" in done.stderr, "a folder without case.toml: the message does not say so")
    sheet = "cases/labour/port-contract/views/union.toml"
    for verb in ("check", "zone"):
        done = run(verb, sheet)
        expect(done.returncode == 3, f"{verb} of a sheet: exit {done.returncode}")
        expect(b"name the folder of its case, cases/labour/port-contract" in done.stderr,
               f"{verb} of a sheet: {done.stderr[:300]}")
    (folder / "case_is_folder" / "case.toml").mkdir(parents=True)
    done = run("check", str(folder / "case_is_folder"))
    expect(done.returncode == 3, f"case.toml is a directory: exit {done.returncode}")
    loop = folder / "loop"
    loop.mkdir()
    (loop / "case.toml").symlink_to("case.toml")
    done = run("check", str(loop))
    expect(done.returncode == 3, f"a link to itself: exit {done.returncode}")
    done = run("check", "-", stdin=FRAME.encode())
    expect(done.returncode == 0, f"standard input: exit {done.returncode}: {done.stderr[:200]}")


def output(folder):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "show", CASE], stdout=full, stderr=subprocess.PIPE,
                              check=False)
    expect(done.returncode == 3, f"full standard output: exit {done.returncode}")
    target = folder / "brief.html"
    target.write_text("what was there before", encoding="utf-8")
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    done = run("brief", CASE, "-o", str(target), preexec_fn=limit)
    expect(done.returncode == 3, f"full disk: exit {done.returncode}: {done.stderr[:200]}")
    expect(str(target).encode() in done.stderr, "full disk: the message does not name the file")
    expect(target.read_text(encoding="utf-8") == "what was there before",
           "full disk: the old file was touched")
    left = sorted(path.name for path in folder.iterdir() if path.name.startswith((".", "brief")))
    expect(left == ["brief.html"], f"full disk: left behind {left}")
    done = run("brief", CASE, "-o", str(folder / "no_such_folder" / "brief.html"))
    expect(done.returncode == 3, f"-o into a missing folder: exit {done.returncode}")
    done = run("new", str(folder))
    expect(done.returncode == 3, f"new into a folder with files: exit {done.returncode}")


def large_case(folder):
    """Three parties and 10^10 packages: long enough to interrupt, whatever the machine."""
    (folder / "views").mkdir(parents=True)
    issues = [f"i{n}" for n in range(10)]
    frame = 'caucus = 1\ntitle = "Large"\n' + "".join(
        f'[[party]]\nid = "{p}"\n' for p in ("a", "b", "c"))
    frame += "".join(f'[[issue]]\nid = "{i}"\nrange = {{ from = 1, to = 10, step = 1 }}\n'
                     for i in issues)
    (folder / "case.toml").write_text(frame, encoding="utf-8")
    for at, party in enumerate("abc"):
        sheet = f'caucus = 1\nparty = "{party}"\n'
        for n, issue in enumerate(issues):
            worth = (n * 7 + at * 3) % 11 + 1
            sign = -1 if (n + at) % 2 else 1
            sheet += (f'[[preference]]\nissue = "{issue}"\npoints_per_unit = {sign * worth}\n'
                      f'points_at_zero = {11 * worth}\n')
        sheet += "[no_agreement]\npoints = 0\n"
        (folder / "views" / f"{party}.toml").write_text(sheet, encoding="utf-8")


def interruption(folder):
    large = folder / "large"
    large_case(large)
    done = run("frontier", str(large), "--json")
    answer = json.loads(done.stdout)
    expect(answer["complete"] and answer["points"] and len(answer["plan"]) > 1,
           "10^10 packages: the frontier has to be found without looking at each, and say how")
    words = [PROGRAM, "frontier", str(large), "--packages", "10000000000", "--json"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=60)
    expect(process.returncode == 130, f"Ctrl-C: exit {process.returncode}")
    answer = json.loads(out)
    expect(answer["complete"] is False, "Ctrl-C: the answer does not say complete: false")


def usage():
    for words in (["chekc", CASE], ["check"], ["check", CASE, "--jsno"], ["brief", CASE, "--since",
                  "yesterday"], ["zone", CASE, "--sure", "maybe"],
                  ["zone", CASE, "--lift", "nobody.x"], ["zone", CASE, "--readings", "-1"],
                  ["check", CASE, "extra"],
                  ["frontier", CASE, "--over", "all"], ["brief", CASE, "--format", "pdf"]):
        done = run(*words)
        expect(done.returncode == 2, f"{' '.join(words)}: exit {done.returncode}, expected 2")
        expect(b"caucus" in done.stderr and not done.stdout,
               f"{' '.join(words)}: {done.stderr[:200]}")
    expect(b"did you mean `check`" in run("chekc", CASE).stderr, "chekc: no suggestion")
    expect(b"did you mean `--json`" in run("check", CASE, "--jsno").stderr, "--jsno: no suggestion")
    done = run("zone", CASE, "--lft", "x")
    expect(done.returncode == 2 and b"did you mean `--lift`" in done.stderr,
           f"a misspelt option with a value: {done.stderr[:200]}")
    done = run("zone", CASE, "x")
    expect(done.returncode == 2 and b"`x` is one word too many" in done.stderr,
           f"a word too many: {done.stderr[:200]}")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in (files, paths, output, interruption):
            place = folder / part.__name__
            place.mkdir()
            part(place)
    usage()
    for fault in faults:
        print(fault)
    print(f"bad input: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
