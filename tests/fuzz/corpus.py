#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a fuzzer found worth keeping, as one file instead of thousands.

corpus.py pack FOLDER FILE    packs the inputs of a folder, such as one that -merge=1 made
corpus.py unpack FILE FOLDER  gives them back to a fuzzer that goes on from them

Each input is its length in four bytes, the lowest first, and its bytes; they stand in the order of their content.
"""
import hashlib
import pathlib
import struct
import sys


def pack(folder, file):
    inputs = sorted(path.read_bytes() for path in pathlib.Path(folder).iterdir() if path.is_file())
    pathlib.Path(file).write_bytes(b"".join(struct.pack("<I", len(one)) + one for one in inputs))


def inputs_of(packed):
    at = 0
    while at < len(packed):
        (length,) = struct.unpack_from("<I", packed, at)
        yield packed[at + 4:at + 4 + length]
        at += 4 + length


def unpack(file, folder):
    target = pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for one in inputs_of(pathlib.Path(file).read_bytes()):
        (target / hashlib.sha1(one).hexdigest()).write_bytes(one)


def main():
    commands = {"pack": pack, "unpack": unpack}
    if len(sys.argv) != 4 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
