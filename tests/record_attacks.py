#!/usr/bin/env python3
"""Asks the independent verifier about bundles that record_test wrote into a folder.

usage: record_attacks.py FOLDER

Each line of FOLDER/list is: name, expected token (or "sound"), position (or -), bundle, founder
key (or -), confidence key (or -), and files with earlier checkpoints, separated by tabs. Prints
every disagreement; exit code 1 if there is one.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src" / "caucus" / "record"))

from verify_record import Trust, verdict  # noqa: E402


def main():
    folder = Path(sys.argv[1])
    wrong = asked = 0
    for line in (folder / "list").read_text(encoding="utf-8").splitlines():
        name, token, position, bundle, founder, key, *earlier = line.split("\t")
        trust = Trust(
            None if founder == "-" else bytes.fromhex(founder),
            None if key == "-" else bytes.fromhex(key),
            [(folder / each).read_text(encoding="utf-8") for each in earlier])
        _, _, at, found = verdict((folder / bundle).read_bytes(), trust)
        asked += 1
        if (found or "sound") != token or (position != "-" and at != int(position)):
            print(f"{name}: expected {token} at {position}, found {found or 'sound'} at {at}")
            wrong += 1
    print(f"{asked} bundles, {wrong} disagreements")
    return 1 if wrong or asked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
