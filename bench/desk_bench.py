#!/usr/bin/env python3
"""What the desk's server bears, on this machine, over loopback alone: ./run bench desk

Each line prints the target beside the value. The peer is http.server of Python's standard library,
serving the same bytes from memory to the same client. Bounded: about a minute.
"""
import http.server
import multiprocessing
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from desk_browser import PROGRAM, WORD, Desk, fresh_case  # noqa: E402

CASE = ROOT / "cases/labour/port-contract"
SECONDS = 10
WRITES_PER_SECOND = 50
WINDOWS = 24
EVENTS = 10_000
ISSUES = 200  # of two options each: 2^200 packages, more than 10^60


def line(what, value, target, holds):
    print(f"{what:<58} {value:>14} {target:>16} {'met' if holds else 'NOT MET'}", flush=True)


class Client:
    """Requests on one kept connection, with as little of Python in between as there can be."""

    def __init__(self, port, path, lines=b""):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = (b"GET " + path.encode() + b" HTTP/1.1\r\n" +
                        (lines or f"Host: 127.0.0.1:{port}\r\n".encode()) + b"\r\n")

    def send(self):
        self.socket.sendall(self.request)

    def ask(self):
        self.send()
        return self.receive()

    def receive(self):
        """The answer's body."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self.more()
        head, _, body = data.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"desk_bench: {head[:100]!r}")
        size = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < size:
            body += self.more()
        return body

    def more(self):
        some = self.socket.recv(1 << 20)
        if not some:
            raise SystemExit("desk_bench: the server hung up")
        return some


def rate_of(clients, seconds):
    """(requests per second, slowest of a hundred in ms), all clients asking at once"""
    took = []
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        before = time.perf_counter()
        for client in clients:
            client.send()
        for client in clients:
            client.receive()
            took.append(time.perf_counter() - before)
    return len(took) / (time.perf_counter() - start), statistics.quantiles(took, n=100)[-1] * 1e3


def write(browser, count, rate):
    """Entries at a steady rate; says which rate it was."""
    start = time.perf_counter()
    for number in range(count):
        time.sleep(max(0.0, start + number / WRITES_PER_SECOND - time.perf_counter()))
        if not browser.log(f'union asks "Question {number}?"')["recorded"]:
            raise SystemExit("desk_bench: an entry was not recorded")
    rate.value = count / (time.perf_counter() - start)


def listen(streams, until, whole):
    """Counts the windows that hear every revision."""
    def one(stream):
        heard = stream.revisions_until(until)
        with whole.get_lock():
            whole.value += heard == list(range(heard[0], until + 1))

    threads = [threading.Thread(target=one, args=(stream,)) for stream in streams]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def peer_rate(body):
    class Same(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else two writes wait for each other's acknowledgement
        wbufsize = 1 << 20

        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Same) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        rate, _ = rate_of([Client(server.server_address[1], "/overview.json")], 3)
        server.shutdown()
    return rate


def requests(folder):
    with Desk(fresh_case(CASE, folder, "rate")) as desk:
        browser = desk.browser()
        lines = browser.head_lines()
        overview = Client(desk.port, "/overview.json", lines)
        body = overview.ask()
        still, _ = rate_of([overview], 3)
        peer = peer_rate(body)
        line("requests/s on /overview.json, nothing written", f"{still:.0f}", ">= 1000",
             still >= 1000)
        line("  the same bytes from Python's http.server", f"{peer:.0f}",
             f"ratio {still / peer:.1f}", still >= peer)
        streams = [browser.events() for _ in range(WINDOWS)]
        count = SECONDS * WRITES_PER_SECOND
        # In processes of their own: threads would take turns with the one that measures.
        rate, whole = multiprocessing.Value("d", 0), multiprocessing.Value("i", 0)
        until = browser.revision() + count
        others = [multiprocessing.Process(target=listen, args=(streams, until, whole)),
                  multiprocessing.Process(target=write, args=(desk.browser(), count, rate))]
        for other in others:
            other.start()
        asking = [Client(desk.port, "/overview.json", lines) for _ in range(WINDOWS)]
        busy, slowest = rate_of(asking, SECONDS)
        for other in others:
            other.join(60)
        line(f"requests/s of {WINDOWS} windows, with {WRITES_PER_SECOND} entries/s",
             f"{busy:.0f}", ">= 1000", busy >= 1000)
        line("  entries/s meanwhile, each synced", f"{rate.value:.0f}", ">= 49", rate.value >= 49)
        line("  slowest of a hundred requests, ms", f"{slowest:.1f}", "<= 100", slowest <= 100)
        line("  windows that heard every revision", f"{whole.value}", "24",
             whole.value == WINDOWS)
        memory = desk.memory_max_kib() / 1024
        line("  peak memory, MiB", f"{memory:.0f}", "<= 200", memory <= 200)


def many_events(folder):
    case = fresh_case(CASE, folder, "many")
    script = pathlib.Path(folder) / "many.talks"
    script.write_text("".join(f'2025-03-{1 + n // 400:02d} union asks "Question {n}?"\n'
                              for n in range(EVENTS)))
    subprocess.run([PROGRAM, "talks", "import", str(case), str(script), "--passphrase-stdin"],
                   input=WORD, check=True, capture_output=True, timeout=600)
    start = time.perf_counter()
    with Desk(case) as desk:
        linked = time.perf_counter() - start
        browser = desk.browser()
        page = browser.get("/overview.json")
        first = time.perf_counter() - start
        line(f"link printed with {EVENTS} events, s", f"{linked:.2f}", "<= 2", linked <= 2)
        line("  and the first page answered, s", f"{first:.2f}", "<= 2",
             first <= 2 and page.status == 200)
        took = []
        for number in range(10):
            before = time.perf_counter()
            browser.log(f'union asks "One more, {number}?"')
            browser.get("/overview.json")
            took.append((time.perf_counter() - before) * 1e3)
        line("  an entry and the page after it, median ms", f"{statistics.median(took):.0f}",
             "<= 100", statistics.median(took) <= 100)
        memory = desk.memory_max_kib() / 1024
        line("  peak memory, MiB", f"{memory:.0f}", "<= 200", memory <= 200)


def large_case(folder):
    case = pathlib.Path(folder) / "large"
    (case / "views").mkdir(parents=True)
    names = [f"i{number}" for number in range(ISSUES)]
    (case / "case.toml").write_text(
        'caucus = 1\ntitle = "Large"\nfield = "bench"\n' +
        "".join(f'[[party]]\nid = "{p}"\nname = "{p}"\n' for p in ("north", "south")) +
        "".join(f'[[issue]]\nid = "{name}"\noptions = ["yes", "no"]\n' for name in names))
    for party, order in (("north", '["yes", "no"]'), ("south", '["no", "yes"]')):
        weights = [1 + (n if party == "north" else -n) % 7 for n in range(ISSUES)]
        (case / "views" / f"{party}.toml").write_text(
            f'caucus = 1\nparty = "{party}"\nbasis = "bench"\n[no_agreement]\nworth = "1/3"\n' +
            "".join(f'[[preference]]\nissue = "{name}"\norder = {order}\n' for name in names) +
            "[[priority]]\n[priority.weights]\n" +
            "".join(f'{name} = "{w}/{sum(weights)}"\n' for name, w in zip(names, weights)))
    with Desk(case) as desk:
        browser = desk.browser()
        took = []
        for moved in range(20):
            package = ",".join(f"{name}={'yes' if (n + moved) % 2 else 'no'}"
                               for n, name in enumerate(names))
            before = time.perf_counter()
            answer = browser.get("/effect.json?package=" + package.replace("=", "%3D"))
            took.append((time.perf_counter() - before) * 1e3)
            if answer.status != 200:
                raise SystemExit(f"desk_bench: effect: {answer.status} {answer.bytes[:300]!r}")
        line("effect of one term at 10^60 packages, analysis at work, ms",
             f"{statistics.median(took):.2f}", "<= 100", statistics.median(took) <= 100)


def main():
    print(f"{'':<58} {'value':>14} {'target':>16}")
    with tempfile.TemporaryDirectory(prefix="caucus-bench-") as folder:
        requests(folder)
        many_events(folder)
        large_case(folder)


if __name__ == "__main__":
    main()
