#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when a row of the fault catalogue has no test.

rows.py FIRST LAST PROGRAM...   each program is asked for the tags of its cases; "row N ..." is a case of row N
rows.py --self-test
"""
import re
import subprocess
import sys


def rows_in(tags):
    return {int(number) for number in re.findall(r"(?<!\w)row (\d+) ", tags)}


def missing(first, last, listings):
    tested = set().union(*(rows_in(tags) for tags in listings))
    return sorted(set(range(first, last + 1)) - tested)


def tags_of(program):
    return subprocess.run([program, "-datatags"], check=True, capture_output=True, text=True).stdout


def self_test():
    listings = ["TestA a row 1 no such name\nTestA a row 3 expired\n", "TestB b row 2 narrow 5 x\n"]
    assert missing(1, 3, listings) == []
    assert missing(1, 5, listings) == [4, 5]
    assert missing(1, 1, ["TestA a 1 row\n"]) == [1]


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    first, last, *programs = sys.argv[1:]
    untested = missing(int(first), int(last), [tags_of(program) for program in programs])
    if untested:
        sys.exit("rows of the fault catalogue without a test: " + ", ".join(map(str, untested)))
    print(f"rows {first} to {last} of the fault catalogue have tests")


if __name__ == "__main__":
    main()
