#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C++ file is written as .clang-format says.

    formatting.py PROGRAM ROOT          names what is not, and fails when there is something
    formatting.py PROGRAM --self-test   shows that it is caught

PROGRAM is clang-format 14: other versions lay out some lines differently.
    git ls-files '*.cpp' '*.h' | xargs clang-format-14 -i
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SUFFIXES = (".cpp", ".h")
BATCH = 40
WARNING = re.compile(r"^(?P<place>.+?:\d+):\d+: (?:warning|error): ", re.MULTILINE)


def files_of(root):
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"], capture_output=True, check=False)
    if listing.returncode == 0:
        names = [root / name for name in listing.stdout.decode().split("\0") if name]
    else:
        names = [path for path in root.rglob("*") if "build" not in path.relative_to(root).parts]
    return [path for path in names if path.suffix in SUFFIXES and path.is_file()]


def complaints_about(program, files):
    run = subprocess.run([program, "--style=file", "--dry-run", *map(str, files)], capture_output=True, text=True, check=False)
    found = [match["place"] for match in WARNING.finditer(run.stderr)]
    if run.returncode != 0 and not found:
        found.append(f"{program}: {run.stderr.strip()}")
    return found


def check(program, root):
    files = files_of(root)
    batches = [files[i : i + BATCH] for i in range(0, len(files), BATCH)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [place for batch in pool.map(lambda batch: complaints_about(program, batch), batches) for place in batch]
    return [place.replace(f"{root}/", "", 1) for place in found]


def self_test(program):
    style = (pathlib.Path(__file__).resolve().parents[2] / ".clang-format").read_text(encoding="utf-8")
    failures = []
    for text, is_bad in [("int main()\n{\n    return 0;\n}\n", False), ("int main() {\n  return 0;\n}\n", True)]:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / ".clang-format").write_text(style, encoding="utf-8")
            (root / "main.cpp").write_text(text, encoding="utf-8")
            if bool(check(program, root)) != is_bad:
                failures.append(f"{text!r}: {'not caught' if is_bad else 'refused'}")
    return failures


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, what = sys.argv[1:]
    complaints = self_test(program) if what == "--self-test" else check(program, pathlib.Path(what).resolve())
    print("\n".join(complaints) or "nothing to complain about")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
