"""The desk's server as an attacker meets it, and as twenty-four windows do.

Every refused request is followed by the question whether the record is still the same, byte for
byte. The threats are those of docs/design/serve.md.
"""
import http.client
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from desk_browser import (PROGRAM, WORD, Browser, Desk, fingerprint,  # noqa: E402
                          fingerprint_at_rest, fresh_case, raw)

CASE = "cases/labour/port-contract"
QUESTION = 'union asks "Until when does the offer stand?"'

faults = []


def expect(holds, sentence):
    if not holds:
        faults.append(sentence)


def status_of(data):
    """0 where the other end closed without a word."""
    return int(data.split(b" ", 2)[1]) if data.startswith(b"HTTP/1.1 ") else 0


def due(data, status, what):
    expect(status_of(data) == status, f"{what}: {data[:200]!r}, expected {status}")


def get(path="/overview.json", *lines, host=None, version=b"1.1", method=b"GET"):
    """A request written by hand; `lines` follow Host."""
    head = [method + b" " + path.encode() + b" HTTP/" + version]
    if host is not None:
        head.append(b"Host: " + host.encode())
    return b"\r\n".join([*head, *(line.encode() for line in lines), b"Connection: close"]) + \
        b"\r\n\r\n"


def post_lines(length):
    return ["Content-Type: application/json", "X-Caucus: 1", f"Content-Length: {length}"]


def names(desk, browser):
    """DNS rebinding, pages from elsewhere, requests that a form could send."""
    own = f"127.0.0.1:{desk.port}"
    cookie = "Cookie: " + browser.cookie
    due(raw(desk.port, get("/overview.json", cookie, host=own)), 200, "our own name")
    due(raw(desk.port, get("/overview.json", cookie, host=f"localhost:{desk.port}")), 200,
        "localhost")
    for host in ("evil.example", f"evil.example:{desk.port}", "127.0.0.1", "",
                 f"127.0.0.1:{desk.port + 1}", f"[::1]:{desk.port}",
                 f"127.0.0.1:{desk.port}.evil.example"):
        due(raw(desk.port, get("/overview.json", cookie, host=host)), 421, f"Host {host!r}")
    due(raw(desk.port, get("/overview.json", cookie)), 421, "no Host")
    due(raw(desk.port, get("/overview.json", cookie, f"Host: {own}", host="evil.example")), 400,
        "two Hosts")
    due(raw(desk.port, get(f"http://{own}/overview.json", cookie, host=own)), 400, "a whole URL")
    for line in ("Origin: http://evil.example", "Origin: null", f"Origin: https://{own}",
                 "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"):
        due(raw(desk.port, get("/overview.json", cookie, line, host=own)), 403, line)
    body = json.dumps({"line": QUESTION})
    for missing, status in (("X-Caucus: 1", 403), ("Content-Type: application/json", 415)):
        lines = [line for line in post_lines(len(body)) if line != missing]
        data = get("/entries", cookie, *lines, host=own, method=b"POST") + body.encode()
        due(raw(desk.port, data), status, f"an entry without {missing}")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        data = get("/entries", cookie, "X-Caucus: 1", f"Content-Type: {kind}",
                   f"Content-Length: {len(body)}", host=own, method=b"POST") + body.encode()
        due(raw(desk.port, data), 415, f"an entry as {kind}")
    foreign = browser.post("/entries", {"line": QUESTION}, Origin="http://evil.example")
    expect(foreign.status == 403, "an entry from elsewhere is refused")


def keys(desk):
    """A link works once; nobody without a cookie gets anything."""
    link = desk.fresh_link()
    first = Browser(desk.port, link)
    expect(first.get("/overview.json").status == 200, "a fresh link lets in")
    again = Browser(desk.port).get(link[link.index("/?"):])
    expect(again.status == 403 and b"press Enter" in again.bytes, "a link lets in twice")
    expect("Set-Cookie" not in again.headers, "a used link gives a cookie")
    waited = time.monotonic()
    while not any("second time" in note for note in desk.notes):
        if time.monotonic() - waited > 10:
            expect(False, "the terminal is not told of a link that was used twice")
            break
        time.sleep(0.02)
    guess = Browser(desk.port).get("/?key=" + "0" * 64)
    expect(guess.status == 403 and "Set-Cookie" not in guess.headers, "a guessed key lets in")
    stranger = Browser(desk.port)
    for path in ("/", "/overview", "/overview.json", "/changes", "/index.html",
                 "/documents/brief.html"):
        answer = stranger.get(path)
        expect(answer.status == 401, f"{path} without a cookie: {answer.status}")
    cookie = first.cookie
    for wrong in (cookie[:-1], cookie + "0", "caucus-1=" + cookie.split("=")[1],
                  cookie + "; " + cookie, cookie.upper()):
        expect(stranger.get("/overview.json", Cookie=wrong).status == 401,
               f"the cookie {wrong[:12]}...")
    came_in = Browser(desk.port).get(desk.fresh_link().split(str(desk.port))[1])
    line = came_in.headers["Set-Cookie"]
    for part in (f"caucus-{desk.port}=", "; Path=/", "; HttpOnly", "; SameSite=Strict"):
        expect(part in line, f"the cookie has no {part}")


def paths(desk, browser):
    """Nothing can be climbed out of, however it is written."""
    own = f"127.0.0.1:{desk.port}"
    cookie = "Cookie: " + browser.cookie
    for path in ("/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                 "/%252e%252e/etc/passwd", "/..\\..\\etc\\passwd", "/%c0%ae%c0%ae/etc/passwd",
                 "/....//etc/passwd", "/./overview.json", "//etc/passwd", "/documents/../vault/log",
                 "/assets/..%5c..%5cindex.html", "/overview.json%00.html", "/overview.json;x",
                 "/%6fverview.json", "/file:///etc/passwd", "/overview.json#x"):
        due(raw(desk.port, get(path, cookie, host=own)), 400, f"the path {path}")
    for path in ("/etc/passwd", "/vault/log", "/case.toml", "/nothing", "/.git/config",
                 "/index.html"):
        due(raw(desk.port, get(path, cookie, host=own)), 404, f"the path {path}")
    for query in ("x=%00", "x=%ff", "x=%", "x=%c0%af", "since=1&since=2"):
        due(raw(desk.port, get("/overview.json?" + query, cookie, host=own)), 400, f"?{query}")
    text = browser.get("/overview.json?since=%22%3E%3Cscript%3E").bytes
    expect(b"<script" not in text.lower() or text.startswith(b"{"), "an echo that is not JSON")


def forms(desk, browser):
    """Requests that are not what HTTP/1.1 of a browser looks like."""
    own = f"127.0.0.1:{desk.port}"
    cookie = "Cookie: " + browser.cookie
    good = get("/overview.json", cookie, host=own)
    due(raw(desk.port, get("/overview.json", cookie, host=own, version=b"1.0")), 505, "HTTP/1.0")
    due(raw(desk.port, b"GET /overview.json\r\n\r\n"), 400, "HTTP/0.9")
    for method in (b"OPTIONS", b"PUT", b"DELETE", b"TRACE", b"PATCH", b"CONNECT", b"PROPFIND"):
        due(raw(desk.port, get("/overview.json", cookie, host=own, method=method)), 405,
            method.decode())
    head = raw(desk.port, get("/overview.json", cookie, host=own, method=b"HEAD"))
    due(head, 200, "HEAD")
    expect(head.endswith(b"\r\n\r\n"), "HEAD has no body")
    chunked = get("/entries", cookie, "Content-Type: application/json", "X-Caucus: 1",
                  "Transfer-Encoding: chunked", host=own, method=b"POST")
    body = json.dumps({"line": QUESTION}).encode()
    for garbage in (b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body), b"zz\r\n", b"-1\r\n\r\n",
                    b"ffffffffffffffff\r\n", b"0\r\n\r\n" + good):
        answer = raw(desk.port, chunked + garbage)
        due(answer, 411, f"chunks {garbage[:12]!r}")
        expect(answer.count(b"HTTP/1.1 ") == 1, "a second request hidden behind chunks is answered")
    both = get("/entries", cookie, *post_lines(4), "Transfer-Encoding: chunked", host=own,
               method=b"POST")
    expect(status_of(raw(desk.port, both + b"0\r\n\r\n")) in (400, 411), "two lengths")
    twice = get("/entries", cookie, *post_lines(4), "Content-Length: 5", host=own, method=b"POST")
    expect(status_of(raw(desk.port, twice + b"nope!")) == 400, "two Content-Lengths")
    for junk in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(200), b"\0" * 4096,
                 b"GET " + b"/" * 100 + b"\n\n", b"\r\n" * 2000, os.urandom(4096),
                 b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"):
        expect(status_of(raw(desk.port, junk)) in (0, 400, 405, 431, 505), f"junk {junk[:8]!r}")
    split = get("/overview.json", cookie, "X: a\r\n b", host=own)
    expect(status_of(raw(desk.port, split)) in (200, 400), "a folded line")
    one_more = good.replace(b"Connection: close", b"Connection: keep-alive")
    answers = raw(desk.port, one_more * 40 + good)
    expect(answers.count(b"HTTP/1.1 200 OK") == 41, "forty-one pipelined questions are answered")


def sizes(desk, browser):
    own = f"127.0.0.1:{desk.port}"
    cookie = "Cookie: " + browser.cookie
    due(raw(desk.port, get("/overview.json?x=" + "a" * 9000, cookie, host=own)), 414,
        "a long address")
    due(raw(desk.port, get("/overview.json", cookie, "X-Long: " + "a" * 40000, host=own)), 431,
        "a large head")
    lines = [f"X-{i}: {'b' * 50}" for i in range(2000)]
    due(raw(desk.port, get("/overview.json", cookie, *lines, host=own)), 431, "many lines")
    for length in (2 * 1024 * 1024 + 1, 10 ** 12, 2 ** 64 - 1):
        head = get("/entries", cookie, *post_lines(length), host=own, method=b"POST")
        due(raw(desk.port, head + b"a" * 70000), 413, f"a body of {length}")
    for length in ("-1", "1e9", "0x10", str(2 ** 70)):
        head = get("/entries", cookie, *post_lines(length), host=own, method=b"POST")
        expect(status_of(raw(desk.port, head)) in (400, 413), f"a body of {length}")
    large = browser.post("/entries", {"line": "x" * (2 * 1024 * 1024 - 100)})
    expect(large.status in (200, 400), f"a body just within bounds: {large.status}")
    for body in (b"", b"[]", b"null", b'{"line":1}', b'{"line":"x","check":1}',
                 b'{"line":"x","y":1}', b"[" * 100000, b'{"line":"\xff"}', b'{"line":"x"', b"\0"):
        answer = browser.ask("POST", "/entries", body,
                             {"Content-Type": "application/json", "X-Caucus": "1"})
        expect(answer.status == 400, f"the body {body[:20]!r}: {answer.status}")
    expect(browser.post("/nothing", {}).status == 404, "a place where nothing can be written")
    expect(browser.post("/entries?x=1", {"line": QUESTION}).status == 400,
           "a query that is posted to")


def headers(desk, browser):
    """What every answer tells the browser, whatever the answer."""
    for path in ("/", "/overview.json", "/nothing", "/documents/brief.html", "/room.json?x"):
        answer = browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        for part in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            expect(part in policy, f"{path}: the policy has no {part}")
        expect("unsafe-eval" not in policy, f"{path}: unsafe-eval")
        for name, value in (("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"),
                            ("Referrer-Policy", "no-referrer"),
                            ("Cross-Origin-Opener-Policy", "same-origin"),
                            ("Cross-Origin-Resource-Policy", "same-origin"),
                            ("Cross-Origin-Embedder-Policy", "require-corp")):
            expect(answer.headers[name] == value, f"{path}: {name} is {answer.headers[name]}")
        expect(not any(n.lower().startswith("access-control") for n in answer.headers),
               f"{path}: a header that lets other sites in")
    document = browser.get("/documents/brief.html")
    expect(document.status == 200, f"the brief: {document.status}")
    expect(document.headers["Content-Security-Policy"].startswith("sandbox;"),
           "a document is not shut in")
    first = browser.get("/overview.json")
    same = browser.get("/overview.json", **{"If-None-Match": first.headers["ETag"]})
    expect(same.status == 304 and same.bytes == b"", "bytes that the browser has are sent again")


def slow(desk, browser):
    """200 connections that never finish their request do not stop the next one."""
    held = []
    try:
        for number in range(200):
            connection = socket.create_connection(("127.0.0.1", desk.port), timeout=30)
            if number % 2:
                connection.sendall(b"GET /overview.json HTTP/1.1\r\nHost: 127.0")
            held.append(connection)
        # 200 more than may be there at once: the oldest idle ones make room.
        for _ in range(200):
            held.append(socket.create_connection(("127.0.0.1", desk.port), timeout=30))
        quick = Browser(desk.port)
        quick.cookie = browser.cookie
        expect(quick.get("/overview.json").status == 200, "slow connections stop a quick one")
        # A byte now and then does not help: the head as a whole has its time.
        held[-1].sendall(b"GET / HTTP/1.1\r\n")
        started = time.monotonic()
        while time.monotonic() - started < 30:
            try:
                held[-1].sendall(b"X")
                held[-1].settimeout(0.2)
                if not held[-1].recv(100):
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        else:
            expect(False, "a request that drips is waited for")
    finally:
        for connection in held:
            connection.close()


def truncated(desk, browser):
    """An entry that does not come whole is not judged, and one that does is recorded, whoever has
    left by then."""
    before = browser.revision()
    body = json.dumps({"line": QUESTION}).encode()
    head = (b"POST /entries HTTP/1.1\r\n" + browser.head_lines() +
            "\r\n".join(post_lines(len(body))).encode() + b"\r\n\r\n")
    for cut in (0, 1, len(body) // 2, len(body) - 1):
        raw(desk.port, head + body[:cut])
    with socket.create_connection(("127.0.0.1", desk.port)) as connection:
        connection.sendall(head + body[:-1])
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    expect(browser.revision() == before, "half an entry is recorded")
    events = browser.events()
    with socket.create_connection(("127.0.0.1", desk.port), timeout=60) as connection:
        # Taken in by the server, so that it is not refused as nobody's.
        connection.sendall(b"GET /session.json HTTP/1.1\r\n" + browser.head_lines() + b"\r\n")
        expect(connection.recv(65536).startswith(b"HTTP/1.1 200"), "a question before the entry")
        connection.sendall(head + body)
    expect(events.revisions_until(before + 1)[-1] == before + 1,
           "an entry that came whole is recorded though its browser is gone")
    events.close()


def windows(desk, browser):
    """Twenty-four windows hear of every revision, and one that does not listen stops nobody."""
    streams = [browser.events() for _ in range(24)]
    deaf = browser.events()
    first = browser.revision()
    heard = [[] for _ in streams]

    def listen(number):
        heard[number] = streams[number].revisions_until(first + 30)

    threads = [threading.Thread(target=listen, args=(n,)) for n in range(24)]
    for thread in threads:
        thread.start()
    for number in range(30):
        answer = browser.log(f'union asks "Question {number}?"')
        expect(answer["recorded"], f"entry {number}: {str(answer)[:200]}")
        page = browser.get("/overview.json").json
        expect(page["revision"] == first + number + 1, "a page is behind the entry just made")
    for thread in threads:
        thread.join(60)
    for number, revisions in enumerate(heard):
        expect(revisions == list(range(first, first + 31)), f"window {number} heard {revisions}")
    for stream in [*streams, deaf]:
        stream.close()


def trying(browser):
    """`check` and a refused line record nothing."""
    before = browser.revision()
    browser.log(QUESTION, check=True)
    expect(browser.revision() == before, "a check records")
    browser.log("nobody says nothing at all")
    expect(browser.revision() == before, "what is refused is recorded")


def hostile(folder):
    """Everything that shall change nothing, against a vault with something in it."""
    case = fresh_case(CASE, folder, "hostile")
    with Desk(case) as desk:
        browser = desk.browser()
        browser.log(QUESTION)
        before = fingerprint_at_rest(case)
        for attack in (names, paths, forms, sizes, headers, slow):
            attack(desk, browser)
            expect(fingerprint(case) == before, f"{attack.__name__}: the record changed")
            # A connection that was refused is not used again; a browser opens another.
            fresh = Browser(desk.port)
            fresh.cookie = browser.cookie
            browser = fresh
        keys(desk)
        trying(browser)
        expect(fingerprint(case) == before, "keys and tries: the record changed")
        text = "".join(desk.notes)
        for secret in (browser.cookie.split("=")[1], "key=", "Until when", "open sesame", "since="):
            expect(secret not in text, f"the log tells {secret[:10]!r}")
        expect("event=refused" in text and "why=host" in text, f"the log is silent: {text[:300]}")
        expect(desk.end() == 0, "Ctrl-C ends the desk")


def daily(folder):
    case = fresh_case(CASE, folder, "daily")
    with Desk(case) as desk:
        browser = desk.browser()
        truncated(desk, browser)
        windows(desk, browser)
        taken = subprocess.run([PROGRAM, "desk", CASE, "--port", str(desk.port)],
                               capture_output=True, timeout=60, check=False,
                               stdin=subprocess.DEVNULL)
        expect(taken.returncode == 3 and b"--port 0" in taken.stderr,
               f"a port that is taken: {taken.returncode} {taken.stderr[:200]!r}")
        closing(desk, browser)
        expect(desk.end(signal.SIGTERM) == 0, "SIGTERM ends the desk")
    sound = opened(case)
    expect(sound.returncode == 0 and b"0 faults" in sound.stdout, "the record is sound afterwards")


def closing(desk, browser):
    """POST /close: the vault is let go of, and everything answers 410."""
    stream = browser.events()
    expect(browser.post("/close", {}).status == 200, "closing")
    event = stream.next()
    while event is not None and event[0] != "closed":
        event = stream.next()
    expect(event == ("closed", {}), "windows are told that the vault was closed")
    expect(stream.next() is None, "the stream ends")
    stream.close()
    for path in ("/", "/overview", "/overview.json", "/changes", "/documents/brief.html"):
        expect(browser.get(path).status == 410, f"{path} after closing")
    for path in ("/entries", "/close", "/analysis/cancel"):
        expect(browser.post(path, {"line": QUESTION}).status == 410, f"{path} after closing")
    again = opened(desk.case)
    expect(again.returncode == 0, f"another program opens the vault: {again.stderr[:200]!r}")


def unfinished(folder):
    """What was begun and not recorded: kept sealed, for whoever was let in, and in no log."""
    case = fresh_case(CASE, folder, "unfinished")
    words = "Zwischenruf am Tor neunzehn"

    def kept(browser):
        return [(entry["name"], entry["text"]) for entry in
                browser.get("/unfinished.json").json["entries"]]

    with Desk(case) as desk:
        browser = desk.browser()
        before = browser.revision()
        entry = {"name": "e-1", "text": words}
        stranger = Browser(desk.port)
        expect(stranger.post("/unfinished", entry).status == 401, "kept for a stranger")
        expect(stranger.get("/unfinished.json").status == 401, "shown to a stranger")
        for what, status, lines in (("from elsewhere", 403, {"Origin": "http://evil.example"}),
                                    ("across sites", 403, {"Sec_Fetch_Site": "cross-site"}),
                                    ("as a form", 415, {"Content_Type": "text/plain"})):
            answer = browser.post("/unfinished", entry, **lines)
            expect(answer.status == status, f"unfinished {what}: {answer.status}")
        for what, status, body in (("without a name", 400, {"text": "x"}),
                                   ("with more fields", 400, {**entry, "also": 1}),
                                   ("of a number", 400, {"name": "e-1", "text": 1}),
                                   ("of a path", 400, {"name": "../e", "text": "x"}),
                                   ("too large", 413, {"name": "e-1", "text": "x" * 65537})):
            answer = browser.post("/unfinished", body)
            expect(answer.status == status, f"unfinished {what}: {answer.status}")
        expect(kept(browser) == [], "what was refused was kept")
        expect(browser.post("/unfinished", entry).status == 200, "an unfinished entry is not kept")
        expect(kept(browser) == [("e-1", words)], "an unfinished entry is not there")
        for number in range(2, 33):
            browser.post("/unfinished", {"name": f"e-{number}", "text": "x"})
        expect(browser.post("/unfinished", {"name": "one-more", "text": "x"}).status == 413,
               "any number of unfinished entries is kept")
        for number in range(2, 33):
            browser.post("/unfinished", {"name": f"e-{number}", "text": ""})
        expect(browser.revision() == before, "something unfinished is in the talks")
        expect(desk.end() == 0, "it ends")
    in_clear = [file for file in case.rglob("*")
                if file.is_file() and words.encode() in file.read_bytes()]
    expect(not in_clear, f"an unfinished entry stands in clear in {in_clear}")
    with Desk(case) as desk:
        browser = desk.browser()
        expect(kept(browser) == [("e-1", words)], "an unfinished entry outlives the program")
        browser.log("union asks nothing that is understood", check=False)
        browser.post("/entries", {"line": QUESTION, "check": True, "unfinished": "e-1"})
        expect(kept(browser) == [("e-1", words)], "it is kept until it is recorded")
        answer = browser.post("/entries", {"line": QUESTION, "unfinished": "e-1"})
        expect(answer.json["recorded"] and kept(browser) == [], "it goes when it is recorded")
        expect(browser.revision() == before + 1, "and is recorded once")
        browser.post("/unfinished", entry)
        browser.post("/close", {})
        expect(browser.get("/unfinished.json").status == 410, "shown when the vault is closed")
        expect(browser.post("/unfinished", {"name": "e-1", "text": ""}).status == 410,
               "discarded when the vault is closed")
    with Desk(case) as desk:
        expect(kept(desk.browser()) == [("e-1", words)], "closing the vault loses it")
    shutil.rmtree(case / "vault" / "notebooks")
    expect(opened(case).returncode == 0, "the record does not need it")


def failing_disk(folder):
    """The disk takes no more: an error says so, nothing more is written, and reading goes on."""
    case = fresh_case(CASE, folder, "failing")
    with Desk(case) as desk:
        browser = desk.browser()
        for number in range(3):
            browser.log(f'union asks "Question {number}?"')
        resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, (4096, 4096))
        failed = browser.post("/entries", {"line": QUESTION})
        expect(failed.status == 500 and failed.json["sentence"],
               f"an entry that cannot be written: {failed.status} {failed.bytes[:200]!r}")
        after = browser.post("/entries", {"line": QUESTION})
        expect(after.status == 503 and after.error == "writing_stopped", "writing goes on")
        expect(browser.revision() == 3, "reading does not go on")
        expect(desk.end() == 0, "it ends all the same")
    expect(opened(case).returncode == 0 and entries_of(case) == 3,
           "what was acknowledged before is not there")


def damage(folder):
    """A record that is damaged under a running desk is never taken for sound."""
    case = fresh_case(CASE, folder, "damage")
    acknowledged = 0
    with Desk(case) as desk:
        browser = desk.browser()
        for number in range(6):
            answer = browser.post("/entries", {"line": f'union asks "Question {number}?"'})
            expect(answer.status == 200 or answer.json["sentence"], "an error says nothing")
            acknowledged += answer.status == 200
            if number == 2:
                for file in (case / "vault" / "logs").iterdir():
                    os.truncate(file, file.stat().st_size // 2)
        expect(desk.end() == 0, "it ends all the same")
    again = opened(case)
    expect(again.returncode != 0 or entries_of(case) == acknowledged,
           f"{acknowledged} entries were acknowledged: {again.stdout[:200]!r}")


def cut(file):
    os.truncate(file, file.stat().st_size // 2)


def overwrite(file):
    with open(file, "r+b") as stream:
        stream.seek(file.stat().st_size // 2)
        stream.write(b"another program was here")


def replace(file):
    copy = file.with_name("copy")
    copy.write_bytes(file.read_bytes())
    copy.rename(file)


def touched(folder):
    """Whatever is done to the files of a running desk, the next entry is refused with a reason."""
    log, wal = "-in_confidence.log", "-in_confidence.log-wal"
    for harm, kind in ((cut, log), (overwrite, log), (replace, log), (os.remove, log),
                       (overwrite, wal), (os.remove, wal)):
        case = fresh_case(CASE, folder, f"touched-{harm.__name__}{kind}")
        with Desk(case) as desk:
            browser = desk.browser()
            for number in range(3):
                answer = browser.post("/entries", {"line": f'union asks "Question {number}?"'})
                expect(answer.status == 200, f"an entry before {harm.__name__}")
            time.sleep(0.02)
            for file in (case / "vault" / "logs").glob(f"*{kind}"):
                if file.stat().st_size > 0:
                    harm(file)
            answer = browser.post("/entries", {"line": 'union asks "And now?"'})
            expect(answer.status == 500 and "while the vault was open" in
                   answer.json["sentence"], f"{harm.__name__} of {kind}: {answer.status}")
            answer = browser.post("/entries", {"line": 'union asks "And then?"'})
            expect(answer.status == 503, f"{harm.__name__} of {kind}: then {answer.status}")
            expect(browser.get("/overview.json").status == 200, "reading goes on")
            expect(desk.end() == 0, "it ends all the same")
        again = opened(case)
        expect(again.returncode != 0 or entries_of(case) == 3,
               f"{harm.__name__} of {kind}: entries are gone, and nothing says so")


def opened(case):
    return subprocess.run([PROGRAM, "open", str(case), "--passphrase-stdin"], input=WORD,
                          capture_output=True, timeout=60, check=False)


def entries_of(case):
    done = subprocess.run([PROGRAM, "talks", "timeline", str(case), "--json",
                           "--passphrase-stdin"], input=WORD, capture_output=True, timeout=60,
                          check=False)
    return len(json.loads(done.stdout)["entries"])


def ending(folder):
    """Ctrl-C amid entries: what was acknowledged is there, and nothing is half there."""
    case = fresh_case(CASE, folder, "ending")
    acknowledged = []
    with Desk(case) as desk:
        browser = desk.browser()

        def write():
            try:
                for number in range(500):
                    answer = browser.post("/entries", {"line": f'union asks "Question {number}?"'})
                    if answer.status != 200:
                        return
                    acknowledged.append(number + 1)
            except (OSError, http.client.HTTPException):
                pass

        writer = threading.Thread(target=write)
        writer.start()
        started = time.monotonic()
        while len(acknowledged) < 5 and time.monotonic() - started < 60:
            time.sleep(0.01)
        expect(desk.end() == 0, "Ctrl-C amid entries")
        writer.join(60)
    kept = entries_of(case)
    expect(kept in (acknowledged[-1], acknowledged[-1] + 1),
           f"{acknowledged[-1]} entries were acknowledged, {kept} are there")


def main():
    with tempfile.TemporaryDirectory(prefix="caucus-desk-") as folder:
        for part in (hostile, daily, unfinished, failing_disk, damage, touched, ending):
            part(pathlib.Path(folder))
    for sentence in faults:
        print(sentence)
    print(f"desk server: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
