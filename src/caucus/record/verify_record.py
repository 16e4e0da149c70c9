#!/usr/bin/env python3
"""Checks a bundle of a Caucus record without Caucus.

Written from format.md alone, with nothing but Python's standard library, so that a reader who
trusts neither the program nor its authors can read this file in an hour and check for themselves.

    verify_record.py BUNDLE [--founder HEX] [--earlier NOTE]... [--confidence-key-file FILE]
                     [--show]

--founder             the public key of the member who created the vault, learnt another way
--earlier             a checkpoint received earlier; the bundle has to continue it
--confidence-key-file a file with the channel's key in hexadecimal, for what was said in confidence
--show                prints the entries, and the content that the bundle opens

Exit code: 0 everything holds, 1 something does not (said on the first line), 2 wrong usage,
3 a file cannot be read.
"""

import argparse
import base64
import binascii
import hashlib
import hmac
import sys
from datetime import datetime, timedelta, timezone

# --- Ed25519 (RFC 8032), verification only ---

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
IDENTITY = (0, 1, 1, 0)


def add(a, b):
    """The sum of two points in extended coordinates (x, y, z, t = xy/z)."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    left, right, both, none = f - e, h - g, h + g, f + e
    return left * right % P, both * none % P, right * both % P, left * none % P


def multiply(number, point):
    total = IDENTITY
    while number > 0:
        if number & 1:
            total = add(total, point)
        point = add(point, point)
        number >>= 1
    return total


def same_point(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_from(data):
    """The point of 32 bytes, or None; only the one canonical form counts."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0 or (x == 0 and sign == 1):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = point_from((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public_key, message, signature):
    """Strict: one form per signature, no key or point of small order."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, point = point_from(public_key), point_from(signature[:32])
    number = int.from_bytes(signature[32:], "little")
    if key is None or point is None or number >= ORDER:
        return False
    if same_point(multiply(8, key), IDENTITY) or same_point(multiply(8, point), IDENTITY):
        return False
    challenge = hashlib.sha512(signature[:32] + public_key + message).digest()
    reduced = int.from_bytes(challenge, "little") % ORDER
    return same_point(multiply(number, BASE), add(point, multiply(reduced, key)))


# --- hashes ---


def sha256(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha256(b"\x00" + entry)


def node_hash(left, right):
    return sha256(b"\x01" + left + right)


def root_of(leaves):
    """The tree of RFC 6962: the left part has the largest power of two below the size."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    left = 1 << ((len(leaves) - 1).bit_length() - 1)
    return node_hash(root_of(leaves[:left]), root_of(leaves[left:]))


def is_included(leaf, index, size, root, proof):
    """Whether the proof leads from the leaf to the root (RFC 9162, 2.1.3.2)."""
    if index >= size:
        return False
    last, found = size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if index & 1 or index == last:
            found = node_hash(other, found)
            while index & 1 == 0 and index != 0:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, other)
        index, last = index >> 1, last >> 1
    return last == 0 and found == root


def is_continued(earlier_size, earlier_root, size, root, proof):
    """Whether the larger tree begins with the smaller (RFC 9162, 2.1.4.2)."""
    if earlier_size > size:
        return False
    if earlier_size == 0:
        return not proof and earlier_root == sha256(b"")
    if earlier_size == size:
        return not proof and earlier_root == root
    if not proof:
        return False
    at, last = earlier_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    complete = earlier_size & (earlier_size - 1) == 0
    small = earlier_root if complete else proof[0]
    large = small
    for other in proof if complete else proof[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            small, large = node_hash(other, small), node_hash(other, large)
            while at & 1 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            large = node_hash(large, other)
        at, last = at >> 1, last >> 1
    return last == 0 and small == earlier_root and large == root


def encoded(kind, body):
    """The DSSE pre-authentication encoding: what is signed for a body of some kind."""
    kind = kind.encode("ascii")
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body)


def key_id(public_key):
    return sha256(encoded("caucus/key/1", public_key))[:16]


# --- reading ---


class Damage(Exception):
    """The first thing that is wrong: a token of format.md."""


def need(condition, token):
    if not condition:
        raise Damage(token)


def from_hex(text, size=None):
    """Lower-case hexadecimal digits only."""
    need(len(text) % 2 == 0 and all(digit in "0123456789abcdef" for digit in text), "file_damaged")
    data = bytes.fromhex(text)
    need(size is None or len(data) == size, "file_damaged")
    return data


def from_digits(text, token="file_damaged"):
    good = text.isascii() and text.isdigit() and len(text) <= 18
    need(good and (text == "0" or text[0] != "0"), token)
    return int(text)


def from_base64(text, token):
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raise Damage(token) from None
    need(base64.b64encode(data).decode("ascii") == text, token)
    return data


CLASSES = {"on_the_record": 1, "in_confidence": 2}
HEADER = 124
MAC = 32
BATCH_START = 66  # signature, size and position
BATCH_MAX = 64


def sides(size, position):
    """From a leaf upwards, where its neighbours are in a tree of `size` leaves."""
    last = size - 1
    while last > 0:
        if position & 1:
            yield "left"
        elif position != last:
            yield "right"
        position, last = position >> 1, last >> 1


def proof_size(log_class, proof):
    """How long what stands after a header has to be; None when it cannot be."""
    if log_class == CLASSES["in_confidence"]:
        return MAC
    if len(proof) < BATCH_START:
        return None
    size, position = proof[64], proof[65]
    if not position < size <= BATCH_MAX:
        return None
    return BATCH_START + 32 * len(list(sides(size, position)))


def batch_message(link, proof):
    """What was signed, if the path of an entry is true: the size and the root of its batch."""
    root = link
    path = (proof[at:at + 32] for at in range(BATCH_START, len(proof), 32))
    for side, neighbour in zip(sides(proof[64], proof[65]), path):
        root = node_hash(neighbour, root) if side == "left" else node_hash(root, neighbour)
    return encoded("caucus/batch/1", proof[64:65] + root)


class Entry:
    """The fields of an entry; see the table of format.md."""

    def __init__(self, data):
        need(len(data) >= HEADER, "entry_malformed")
        number = lambda at, width: int.from_bytes(data[at:at + width], "big")  # noqa: E731
        self.log_class, self.kind = number(2, 1), number(3, 1)
        self.channel, self.author = data[4:20], data[20:36]
        self.sequence, self.prev = number(36, 8), data[44:76]
        self.hour, self.flags, self.subject = number(76, 4), number(80, 4), number(84, 8)
        self.content = data[92:124]
        need(number(0, 2) == 2, "entry_malformed")
        need(self.log_class in (1, 2, 3) and self.kind in (1, 2), "entry_malformed")
        need(self.flags in (0, 1), "entry_malformed")
        need(len(data) - HEADER == proof_size(self.log_class, data[HEADER:]), "entry_malformed")
        if self.kind == 2:
            need(self.content == bytes(32), "entry_malformed")
            need(self.subject < self.sequence, "entry_malformed")
        else:
            need(self.subject == 0, "entry_malformed")

    def when(self):
        start = datetime(1970, 1, 1, tzinfo=timezone.utc)
        try:
            return (start + timedelta(hours=self.hour)).strftime("%Y-%m-%d %H:00 UTC")
        except OverflowError:
            return f"hour {self.hour}"


class Note:
    """A checkpoint: a C2SP signed note."""

    def __init__(self, text):
        wrong = "checkpoint_wrong"
        need(text.endswith("\n"), wrong)
        lines = text[:-1].split("\n")
        need(len(lines) >= 5 and lines[3] == "", wrong)
        parts = lines[0].split("/")
        need(len(parts) == 3 and parts[0] == "caucus.record", wrong)
        need(len(parts[1]) == 32 and parts[2] in (*CLASSES, "register"), wrong)
        try:
            self.channel = from_hex(parts[1], 16)
        except Damage:
            raise Damage(wrong) from None
        self.log_class = parts[2]
        self.size = from_digits(lines[1], wrong)
        self.root = from_base64(lines[2], wrong)
        need(len(self.root) == 32, wrong)
        self.text = "\n".join(lines[:3]) + "\n"
        self.signatures = []
        for line in lines[4:]:
            need(line.startswith("\u2014 ") and " " in line[2:], wrong)
            name, data = line[2:].rsplit(" ", 1)
            data = from_base64(data, wrong)
            need(len(data) >= 5, wrong)
            self.signatures.append((name, data))

    def is_as_in_confidence(self):
        """Whether a signature has the name, hint and size that belong to the channel's key."""
        name = "caucus.confidence/" + self.channel.hex()
        hint = sha256(name.encode() + b"\n\xffhmac-sha256")[:4]
        return any(each == name and len(data) == 36 and data[:4] == hint
                   for each, data in self.signatures)

    def is_signed_by(self, public_key):
        name = "caucus.key/" + key_id(public_key).hex()
        hint = sha256(name.encode() + b"\n\x01" + public_key)[:4]
        return any(each == name and data[:4] == hint
                   and is_signed(public_key, self.text.encode(), data[4:])
                   for each, data in self.signatures)

    def is_authenticated_by(self, key):
        name = "caucus.confidence/" + self.channel.hex()
        hint = sha256(name.encode() + b"\n\xffhmac-sha256")[:4]
        body = encoded("caucus/checkpoint/1", self.text.encode())
        mac = hmac.new(key, body, hashlib.sha256).digest()
        return any(each == name and hmac.compare_digest(data, hint + mac)
                   for each, data in self.signatures)


# --- the bundle ---


class Trust:
    """What the reader knows already."""

    def __init__(self, founder=None, confidence_key=None, earlier=()):
        self.founder = founder
        self.confidence_key = confidence_key
        self.earlier = list(earlier)  # texts of notes


class Log:
    """One log of the bundle, as far as it has been read."""

    def __init__(self, channel, name, size, whole):
        self.channel, self.name, self.size, self.whole = channel, name, size, whole
        self.note = None
        self.position = 0  # entries found good
        self.entries = []  # [Entry, content or None]
        self.leaves = []
        self.link = sha256(encoded("caucus/log/1", channel + bytes([CLASSES[name]])))
        self.hour = 0
        self.erased = {}
        self.erasures = set()
        self.known_roots = {}
        self.signed = None  # the batch whose signature was checked last


class Bundle:
    """Reads a bundle line by line and checks each line when it comes."""

    def __init__(self, data, trust):
        self.trust = trust
        self.keys = {}
        self.logs = []
        self.met = 0
        self.channel = b""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise Damage("file_damaged") from None
        need(text.endswith("\n"), "file_damaged")
        self.lines = text[:-1].split("\n")
        self.at = 0

    def word(self):
        return self.lines[self.at].split(" ")[0] if self.at < len(self.lines) else ""

    def take(self):
        need(self.at < len(self.lines), "file_damaged")
        self.at += 1
        return self.lines[self.at - 1].split(" ")

    def check(self):
        need(self.take() == ["caucus-bundle", "1"], "file_damaged")
        words = self.take()
        need(len(words) == 2 and words[0] == "channel", "file_damaged")
        self.channel = from_hex(words[1], 16)
        self.check_keys()
        while self.word() == "log":
            self.check_log()
        need(self.take() == ["end"] and self.at == len(self.lines), "file_damaged")
        need(self.logs, "file_damaged")
        need(self.met == len(self.trust.earlier), "history_changed")

    def check_keys(self):
        """The founder, then keys that somebody before them vouched for."""
        while self.word() == "key":
            words = self.take()
            need(len(words) >= 3, "file_damaged")
            key = from_hex(words[1], 32)
            need(key_id(key) not in self.keys, "file_damaged")
            if not self.keys:
                need(len(words) == 3 and words[2] == "founder", "file_damaged")
                need(self.trust.founder in (None, key), "author_unknown")
            else:
                need(len(words) == 4, "file_damaged")
                voucher = self.keys.get(from_hex(words[2], 16))
                signature = from_hex(words[3])
                need(voucher is not None, "author_unknown")
                need(is_signed(voucher, encoded("caucus/member/1", key), signature),
                     "author_unknown")
            self.keys[key_id(key)] = key
        need(self.keys, "file_damaged")

    def check_log(self):
        words = self.take()
        need(len(words) == 4 and words[1] in CLASSES, "file_damaged")
        need(words[3] in ("whole", "part"), "file_damaged")
        need(all(log.name != words[1] for log in self.logs), "file_damaged")
        log = Log(self.channel, words[1], from_digits(words[2]), words[3] == "whole")
        self.logs.append(log)
        self.check_checkpoint(log)
        while self.word() == "entry":
            self.check_entry(log)
        if log.whole:
            need(len(log.leaves) == log.size, "sequence_wrong")
            need(root_of(log.leaves) == log.note.root, "checkpoint_wrong")
        else:
            need(log.entries, "sequence_wrong")
        while self.word() == "consistency":
            self.check_consistency(log)
        self.check_earlier(log)

    def check_checkpoint(self, log):
        need(self.take() == ["checkpoint"], "file_damaged")
        lines = [" ".join(self.take()) for _ in range(5)]
        log.note = Note("\n".join(lines) + "\n")
        note = log.note
        need((note.channel, note.log_class, note.size) == (log.channel, log.name, log.size),
             "checkpoint_wrong")
        need(self.is_vouched(note), "checkpoint_wrong")

    def is_vouched(self, note):
        if note.log_class == "in_confidence":
            key = self.trust.confidence_key
            return note.is_as_in_confidence() if key is None else note.is_authenticated_by(key)
        return any(note.is_signed_by(key) for key in self.keys.values())

    def check_entry(self, log):
        words = self.take()
        need(len(words) == 2, "file_damaged")
        data = from_hex(words[1])
        entry = Entry(data)
        need(entry.channel == log.channel and entry.log_class == CLASSES[log.name], "log_wrong")
        if log.whole:
            need(entry.sequence == len(log.leaves), "sequence_wrong")
            need(entry.prev == log.link, "prev_wrong")
            need(entry.hour >= log.hour, "hour_wrong")
        elif log.entries:
            need(entry.sequence > log.entries[-1][0].sequence, "sequence_wrong")
        self.check_author(log, entry, data)
        if log.whole and entry.kind == 2:
            need(entry.subject not in log.erased and entry.subject not in log.erasures,
                 "erasure_wrong")
            log.erased[entry.subject] = entry.when()
            log.erasures.add(entry.sequence)
        log.link = sha256(encoded("caucus/entry/2", data[:HEADER]))
        log.hour = entry.hour
        log.leaves.append(leaf_hash(data))
        log.entries.append([entry, None])
        if self.word() == "opened":
            log.entries[-1][1] = self.check_opened(entry)
        if not log.whole:
            words = self.take()
            need(words[0] == "proof", "file_damaged")
            need(is_included(log.leaves[-1], entry.sequence, log.size, log.note.root,
                             hashes_of(words[1:])), "proof_wrong")
        log.position += 1

    def check_author(self, log, entry, data):
        author = self.keys.get(entry.author)
        need(author is not None, "author_unknown")
        header, proof = encoded("caucus/entry/2", data[:HEADER]), data[HEADER:]
        if log.name == "on_the_record":
            claim = author, batch_message(sha256(header), proof), proof[:64]
            need(claim == log.signed or is_signed(*claim), "signature_wrong")
            log.signed = claim
        elif self.trust.confidence_key is not None:
            mac = hmac.new(self.trust.confidence_key, header, hashlib.sha256).digest()
            need(hmac.compare_digest(mac, proof), "mac_wrong")

    def check_opened(self, entry):
        words = self.take()
        need(len(words) == 3, "file_damaged")
        salt = from_hex(words[1], 32)
        need(words[2] != "", "file_damaged")
        content = b"" if words[2] == "-" else from_hex(words[2])
        need(entry.kind == 1, "content_wrong")
        need(sha256(encoded("caucus/content/1", salt + content)) == entry.content,
             "content_wrong")
        return content

    def check_consistency(self, log):
        words = self.take()
        need(len(words) >= 4, "file_damaged")
        size, root = from_digits(words[1]), from_hex(words[2], 32)
        need(is_continued(size, root, log.size, log.note.root, hashes_of(words[3:])),
             "proof_wrong")
        log.known_roots[size] = root

    def check_earlier(self, log):
        """What the reader was shown before has to be the beginning of what is here."""
        for text in self.trust.earlier:
            note = Note(text)
            if (note.channel, note.log_class) != (log.channel, log.name):
                continue
            need(self.is_vouched(note), "checkpoint_wrong")
            need(note.size <= log.size, "history_changed")
            if log.whole:
                log.known_roots[note.size] = root_of(log.leaves[:note.size])
            elif note.size == log.size:
                log.known_roots[note.size] = log.note.root
            need(log.known_roots.get(note.size) == note.root, "history_changed")
            self.met += 1


def hashes_of(words):
    if words == ["-"]:
        return []
    need(words, "file_damaged")
    return [from_hex(word, 32) for word in words]


# --- the program ---


def verdict(data, trust):
    """(bundle or None, log name, sequence, token or None)"""
    bundle = None
    try:
        bundle = Bundle(data, trust)
        bundle.check()
    except Damage as damage:
        log = bundle.logs[-1] if bundle and bundle.logs else None
        at = log.position if log else 0
        return bundle, log.name if log else "on_the_record", at, str(damage)
    return bundle, "", 0, None


def counted(number):
    return "1 entry" if number == 1 else f"{number} entries"


def found(bundle):
    """What the bundle holds of each log, and how far that was checked: the first line, the rest."""
    lines, checked = [], 0
    logs = {log.name: log for log in bundle.logs}
    for name in CLASSES:
        log = logs.get(name)
        if log is None:
            lines.append(f"{name}: not in this bundle")
            continue
        line = f"{name}: whole, {counted(log.size)}" if log.whole else (
            f"{name}: part, {len(log.entries)} of {counted(log.size)}")
        if name == "in_confidence" and bundle.trust.confidence_key is None:
            line += "; who wrote it was not checked, which takes the channel's key"
        else:
            checked += len(log.entries)
        lines.append(line)
    return f"sound: {counted(checked)} checked", lines


def show(bundle):
    for log in bundle.logs:
        print(f"\n{log.name}: {log.size} entries, {len(log.entries)} shown")
        for entry, content in log.entries:
            if entry.kind == 2:
                said = f"erases entry {entry.subject}"
            elif entry.sequence in log.erased:
                said = f"(erased on {log.erased[entry.sequence]})"
            elif content is None:
                said = "(not opened)"
            else:
                said = ascii(content.decode("utf-8", "backslashreplace"))
            late = ", clock was behind" if entry.flags else ""
            print(f"  {entry.sequence}  {entry.when()}{late}  by {entry.author.hex()[:8]}  {said}")


def read(path, mode="rb"):
    try:
        with open(path, mode) as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        sys.exit(3)


def main():
    parser = argparse.ArgumentParser(description="Checks a bundle of a Caucus record.")
    parser.add_argument("bundle")
    parser.add_argument("--founder", metavar="HEX")
    parser.add_argument("--earlier", metavar="NOTE", action="append", default=[])
    parser.add_argument("--confidence-key-file", metavar="FILE")
    parser.add_argument("--show", action="store_true")
    words = parser.parse_args()
    try:
        founder = from_hex(words.founder, 32) if words.founder else None
        key = None
        if words.confidence_key_file:
            key = from_hex(read(words.confidence_key_file).decode("ascii").strip(), 32)
    except (Damage, UnicodeDecodeError):
        parser.error("a key is 64 hexadecimal digits")
    earlier = [read(path).decode("utf-8", "replace") for path in words.earlier]
    bundle, name, sequence, token = verdict(read(words.bundle), Trust(founder, key, earlier))
    if token is not None:
        print(f"damaged: {name}, entry {sequence}: {token}")
        return 1
    first, lines = found(bundle)
    print(first, *lines, sep="\n")
    first = next(iter(bundle.keys.values())).hex()
    print(f"founder: {first}" + ("" if founder else " (as the bundle itself says)"))
    if words.show:
        show(bundle)
    return 0


if __name__ == "__main__":
    sys.exit(main())
