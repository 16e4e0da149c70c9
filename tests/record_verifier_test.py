#!/usr/bin/env python3
"""The independent verifier of records (src/caucus/record/verify_record.py) stands on its own.

- it is at most 800 lines and uses nothing but Python's standard library;
- its Ed25519 gives the verdicts of RFC 8032, its tree the roots of RFC 6962's reference trees;
- the worked example is sound, prints what format.md says, and no changed byte of it passes.
"""

import ast
import random
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "src" / "caucus" / "record"
VERIFIER = FOLDER / "verify_record.py"
EXAMPLE = FOLDER / "example.bundle"
sys.path.insert(0, str(FOLDER))

import verify_record as verifier  # noqa: E402

SIGNED = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555f"
     "b8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da08"
     "5ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18"
     "ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
]
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
          "606162636465666768696a6b6c6d6e6f"]
ROOT_OF_EIGHT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def of_standard_library():
    wrong = []
    text = VERIFIER.read_text(encoding="utf-8")
    if text.count("\n") > 800:
        wrong.append(f"{VERIFIER.name} has {text.count(chr(10))} lines; 800 are allowed")
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module] if isinstance(node, ast.ImportFrom) else []
        wrong += [f"{name} is not of the standard library" for name in names
                  if name.split(".")[0] not in sys.stdlib_module_names]
    return wrong


def of_vectors():
    wrong = []
    for key, message, signature in SIGNED:
        key, message = bytes.fromhex(key), bytes.fromhex(message)
        signature = bytes.fromhex(signature)
        if not verifier.is_signed(key, message, signature):
            wrong.append(f"a signature of RFC 8032 is refused: {key.hex()}")
        other = bytes([signature[0] ^ 1]) + signature[1:]
        second = signature[:32] + (int.from_bytes(signature[32:], "little")
                                   + verifier.ORDER).to_bytes(32, "little")
        for what, forged in (("changed", other), ("second form", second)):
            if verifier.is_signed(key, message, forged):
                wrong.append(f"a {what} signature passes: {key.hex()}")
    leaves = [verifier.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    if verifier.root_of(leaves).hex() != ROOT_OF_EIGHT:
        wrong.append("the root of the reference tree of RFC 6962 is another")
    return wrong


def of_example():
    wrong = []
    done = subprocess.run([sys.executable, "-B", str(VERIFIER), str(EXAMPLE), "--show"],
                          capture_output=True, text=True)
    page = (FOLDER / "format.md").read_text(encoding="utf-8")
    printed = re.sub(r"(?m)^(?=.)", "    ", done.stdout)
    if done.returncode != 0 or printed not in page:
        wrong.append(f"format.md does not show what is printed:\n{printed}")
    stranger = subprocess.run(
        [sys.executable, "-B", str(VERIFIER), str(EXAMPLE), "--founder", "ab" * 32],
        capture_output=True, text=True)
    if stranger.returncode != 1 or "author_unknown" not in stranger.stdout:
        wrong.append("another founder's key is not noticed")
    return wrong


def of_changed_bytes():
    good = EXAMPLE.read_bytes()
    dice = random.Random(1)
    missed = []
    for at in dice.sample(range(len(good)), 150):
        changed = good[:at] + bytes([good[at] ^ (1 << dice.randrange(8))]) + good[at + 1:]
        if verifier.verdict(changed, verifier.Trust())[3] is None:
            missed.append(f"byte {at} can be changed unseen")
    return missed


def main():
    wrong = of_standard_library() + of_vectors() + of_example() + of_changed_bytes()
    for line in wrong:
        print(line)
    print(f"record_verifier: {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
