#!/usr/bin/env python3
"""Writes the files of a folder as the table of src/caucus/serve/assets.h.

    embed_assets.py FOLDER TABLE.cc

Same files, same bytes out: sorted paths, no dates. Each file stands there as it is and, where that
is smaller, compressed. A file type that is not known here is refused: what a browser is told about
a file is decided by a person, not guessed.
"""
import gzip
import hashlib
import re
import sys
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
}
NOT_SERVED = {".map"}
# A name that a build wrote: name-FINGERPRINT.js
HASHED = re.compile(r"^/assets/.*-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
PATH = re.compile(r"^(/[A-Za-z0-9._~-]+)+$")
CHUNK = 4000


def literal(data):
    """Bytes as C++ string literals, octal escapes at full length so that none runs on."""
    plain = {byte: chr(byte) for byte in range(0x20, 0x7f)}
    plain.update({ord("\\"): "\\\\", ord('"'): '\\"', ord("?"): "\\?", ord("\n"): "\\n"})
    pieces = []
    for start in range(0, len(data), CHUNK):
        text = "".join(plain.get(byte, f"\\{byte:03o}") for byte in data[start:start + CHUNK])
        pieces.append(f'    "{text}"')
    return "\n".join(pieces) or '    ""'


def variable(number, kind, data):
    return f"constexpr char {kind}_{number}[] =\n{literal(data)};\n"


def table(folder):
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in NOT_SERVED)
    variables, rows = [], []
    for number, file in enumerate(files):
        path = "/" + file.relative_to(folder).as_posix()
        if file.suffix not in TYPES or not PATH.match(path):
            sys.exit(f"embed_assets: {path}: neither its name nor its type is served")
        data = file.read_bytes()
        packed = gzip.compress(data, 9, mtime=0)
        if len(packed) >= len(data):
            packed = b""
        variables += [variable(number, "bytes", data), variable(number, "packed", packed)]
        etag = hashlib.sha256(data).hexdigest()[:32]
        rows.append(f'    Asset{{"{path}",\n          "{TYPES[file.suffix]}",\n'
                    f"          {{bytes_{number}, {len(data)}}},\n"
                    f"          {{packed_{number}, {len(packed)}}},\n"
                    f'          "\\"{etag}\\"",\n'
                    f"          {'true' if HASHED.match(path) else 'false'}}},\n")
    return ("// Written by cmake/embed_assets.py; do not edit.\n"
            "#include <array>\n\n#include \"caucus/serve/assets.h\"\n\n"
            "namespace caucus::serve {\nnamespace {\n\n" + "".join(variables) +
            f"\nconstexpr std::array<Asset, {len(rows)}> table{{{{\n" + "".join(rows) +
            "}};\n\n}  // namespace\n\nAssets web_assets() {\n  return table;\n}\n\n"
            "}  // namespace caucus::serve\n")


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.write_text(table(folder), encoding="utf-8")


if __name__ == "__main__":
    main()
