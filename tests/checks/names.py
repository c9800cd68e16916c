#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""No tracked file may speak of one machine's folders.

    names.py ROOT          prints every such place, and fails when there is one
    names.py --self-test   shows that one is caught
"""

import pathlib
import re
import subprocess
import sys
import tempfile

# Put together here, so that this file does not complain of itself. /home/you and the like are examples.
EXAMPLES = "you|me|user|alice|bob|someone|somebody|nobody|a|x"
FOLDERS = "|".join(["/" + "work/", "/" + "tmp/w/", "/" + "root/", "/" + rf"home/(?!({EXAMPLES})\b)\w+"])
MACHINE_PATH = re.compile(rf"(?<![\w.}}])({FOLDERS})")
LARGEST = 4 << 20


def files_of(root):
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-z"], capture_output=True, check=False)
    if listing.returncode == 0:
        return [root / name for name in listing.stdout.decode().split("\0") if name]
    return [path for path in root.rglob("*") if "build" not in path.relative_to(root).parts]


def check(root):
    found = []
    for path in files_of(root):
        if not path.is_file() or path.is_symlink() or path.stat().st_size > LARGEST:
            continue
        data = path.read_bytes()
        if b"\0" in data[:8192]:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
            match = MACHINE_PATH.search(line)
            if match:
                found.append(f"{path.relative_to(root)}:{number}: {match.group()}")
    return found


def self_test():
    failures = []
    samples = [("/" + "work/x/y", True), ("see /" + "root/.cache", True), ("/" + "home/" + "jane/src", True), ("/" + "home/you/src", False),
               ("https://example.com/" + "work/", False), ("$HOME/.cache", False)]
    for text, is_bad in samples:
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "note.txt").write_text(text + "\n", encoding="utf-8")
            if bool(check(pathlib.Path(folder))) != is_bad:
                failures.append(f"{text}: {'not caught' if is_bad else 'refused'}")
    return failures


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    complaints = self_test() if sys.argv[1] == "--self-test" else check(pathlib.Path(sys.argv[1]))
    print("\n".join(complaints) or "nothing to complain about")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
