"""A desk that runs, and browsers for it: what the tests and the benchmark of the server share.

Loopback only; everything has a time limit. A browser here does what a browser does (Host, cookie,
Sec-Fetch-Site) and, unlike one, anything else it is told to.
"""
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import threading
import time

PROGRAM = os.environ.get("CAUCUS_PROGRAM", "build/release/caucus")
WORD = b"open sesame\n"
PATIENCE = 60


def fresh_case(source, folder, name):
    """A copy of a case with an empty vault, under the smallest cost of guessing."""
    case = pathlib.Path(folder) / name
    shutil.copytree(source, case)
    subprocess.run([PROGRAM, "open", str(case), "--recovery", str(case) + ".recovery",
                    "--kdf-memory", "8MiB", "--passphrase-stdin"], input=WORD, check=True,
                   capture_output=True, timeout=PATIENCE)
    return case


def fingerprint(case):
    """Of every byte of the vault but its lock."""
    digest = hashlib.sha256()
    for file in sorted((pathlib.Path(case) / "vault").rglob("*")):
        if file.is_file() and "lock" not in file.name:
            digest.update(str(file.name).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def fingerprint_at_rest(case):
    """Once what entries left to be done (within a second) has been done."""
    seen, since = fingerprint(case), time.monotonic()
    while time.monotonic() - since < 3:
        time.sleep(0.2)
        now = fingerprint(case)
        if now != seen:
            seen, since = now, time.monotonic()
    return seen


class Desk:
    """`caucus desk` as a process; its link is read from standard output."""

    def __init__(self, case, *words):
        self.case = case
        self.process = subprocess.Popen(
            [PROGRAM, "desk", str(case), "--port", "0", "--passphrase-stdin", "--log", *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.process.stdin.write(WORD)
        self.process.stdin.flush()
        self.notes = []
        threading.Thread(target=self._read_notes, daemon=True).start()
        self.link = self._line()
        self.port = int(self.link.split(":")[2].split("/")[0]) if self.link else 0

    def _line(self):
        return self.process.stdout.readline().decode().strip()

    def _read_notes(self):
        for line in self.process.stderr:
            self.notes.append(line.decode("utf-8", "replace"))

    def fresh_link(self):
        """Enter pressed in the terminal."""
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()
        return self._line()

    def browser(self):
        return Browser(self.port, self.fresh_link())

    def end(self, with_signal=signal.SIGINT):
        """The exit code."""
        self.process.send_signal(with_signal)
        code = self.process.wait(PATIENCE)
        self.process.stdin.close()
        return code

    def memory_max_kib(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(text.split("VmHWM:")[1].split()[0])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.bytes = response.read()

    @property
    def json(self):
        return json.loads(self.bytes)

    @property
    def error(self):
        return self.json.get("token")


class Browser:
    """One connection that is kept, and the cookie that the link gave."""

    def __init__(self, port, link=None):
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.cookie = ""
        if link:
            came_in = self.ask("GET", link[link.index("/?"):])
            self.cookie = came_in.headers.get("Set-Cookie", "").split(";")[0]

    def ask(self, method, path, body=None, headers=None):
        lines = {"Cookie": self.cookie, **(headers or {})}
        self.connection.request(method, path, body, {k: v for k, v in lines.items() if v})
        return Answer(self.connection.getresponse())

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers)

    def post(self, path, value, **headers):
        lines = {"Content-Type": "application/json", "X-Caucus": "1",
                 "Origin": f"http://127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        lines.update({k.replace("_", "-"): v for k, v in headers.items()})
        return self.ask("POST", path, json.dumps(value).encode(), lines)

    def log(self, line, check=False):
        return self.post("/entries", {"line": line, "check": check}).json

    def revision(self):
        return self.get("/session.json").json["revision"]

    def head_lines(self):
        """The lines that let this browser in, for requests written by hand."""
        return f"Host: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\n".encode()

    def events(self):
        return Events(self)


def raw(port, data, patience=PATIENCE):
    """Sends bytes, and returns all that comes until the other end closes (or nothing more does)."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # refused while we were speaking: the answer may be there all the same
        return rest(connection)


def rest(connection):
    heard = b""
    try:
        while True:
            some = connection.recv(65536)
            if not some:
                return heard
            heard += some
    except OSError:
        return heard


class Events:
    """A window's stream of /changes."""

    def __init__(self, browser):
        self.socket = socket.create_connection(("127.0.0.1", browser.port), timeout=PATIENCE)
        self.socket.sendall(b"GET /changes HTTP/1.1\r\n" + browser.head_lines() +
                            b"Accept: text/event-stream\r\n\r\n")
        self.file = self.socket.makefile("rb")
        self.head = b""
        while not self.head.endswith(b"\r\n\r\n"):
            line = self.file.readline()
            if not line:
                break
            self.head += line

    def next(self):
        """(event, data) of the next event; None at the end."""
        name, data = "", ""
        until = time.monotonic() + PATIENCE
        for line in self.file:
            if time.monotonic() > until:  # heartbeats alone
                raise TimeoutError("no event came")
            text = line.decode().rstrip("\n")
            if text.startswith("event: "):
                name = text[7:]
            elif text.startswith("data: "):
                data = text[6:]
            elif not text and name:
                return name, json.loads(data)
        return None

    def revisions_until(self, last):
        seen = []
        while True:
            event = self.next()
            if event is None:
                return seen
            if event[0] == "changed":
                seen.append(event[1]["revision"])
                if event[1]["revision"] >= last:
                    return seen

    def close(self):
        self.file.close()
        self.socket.close()
