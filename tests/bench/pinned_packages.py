# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""npm packages that a bench compares with: those of its lock file, each checked by npm against its sum there."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77


def skip(why):
    print(why)
    sys.exit(SKIPPED)


def installed(pins, name):
    """The folder where what `pins` (with package.json and package-lock.json) names lies; fetched once, below the cache."""
    lock = (pins / "package-lock.json").read_bytes()
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    folder = cache / "triptych" / f"{name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    if (folder / "ready").exists():
        return folder
    if not shutil.which("node") or not shutil.which("npm"):
        skip("neither node nor npm here: there is nothing to compare with")
    folder.mkdir(parents=True, exist_ok=True)
    for file in ("package.json", "package-lock.json"):
        shutil.copy(pins / file, folder)
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        skip(f"npm could not fetch {name}: {done.stderr.strip()[-300:]}")
    (folder / "ready").touch()
    return folder
