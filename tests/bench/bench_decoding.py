#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_decoding.py DECODE_ROUNDS: from bytes to events, in turn with the stream classes of the providers' own SDKs for Node, on
the same bytes and the same core. Of the Anthropic SDK that is Stream, the class below MessageStream, which does more."""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import pinned_packages

HERE = pathlib.Path(__file__).resolve().parent / "decoding"
SDKS = {"openai-chat": "openai", "openai-responses": "openai", "anthropic": "@anthropic-ai/sdk"}
# How many times as fast at least: event by event, as a provider sends them and a reader that keeps up gets them; and in pieces
# of what a TLS record holds at most, as one gets them that has fallen behind.
LEAST_RATIOS = {"event": 20, 16 * 1024: 15}
WARM_UPS = 15
ROUNDS = 40


class Decoder:
    """A program that decodes its file once for each line it is given."""

    def __init__(self, words, folder, core):
        self.process = subprocess.Popen(["taskset", "-c", str(core), *map(str, words)], cwd=folder, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True, bufsize=1)
        self.seconds, self.events, self.characters = [], 0, 0

    def round(self):
        self.process.stdin.write("\n")
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.process.args} ended with {self.process.wait()}")
        seconds, self.events, self.characters = line.split()
        self.seconds.append(float(seconds))

    def measured(self):
        return self.seconds[WARM_UPS:]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def name_of(piece):
    return "an event" if piece == "event" else f"{piece // 1024} KiB"


def compare(dialect, program, sdks, stream, piece, core):
    """How many times as many events ours gives in a second, in rounds taken in turn."""
    ours = Decoder([program, dialect, stream, piece], sdks, core)
    theirs = Decoder(["node", HERE / "sdk_rounds.mjs", dialect, stream, piece], sdks, core)
    for _ in range(WARM_UPS + ROUNDS):
        theirs.round()
        ours.round()
    for decoder in (ours, theirs):
        decoder.close()
    if ours.characters != theirs.characters:
        sys.exit(f"{dialect}: {ours.characters} characters of text here, {theirs.characters} there")
    events = int(theirs.events)

    def rate(seconds):
        return events / seconds / 1e6

    # The fastest rounds: whatever else the machine does, it only makes one slower, and Node's more often, since they are longer.
    ours_best, theirs_best = min(ours.measured()), min(theirs.measured())
    ratio = theirs_best / ours_best
    medians = statistics.median(theirs.measured()) / statistics.median(ours.measured())
    print(f"figure: {dialect:<17}{name_of(piece):>9} at once: {rate(ours_best):5.2f} M events a second, {SDKS[dialect]} "
          f"{rate(theirs_best):5.3f} M: {ratio:5.1f} times ({medians:.1f} by medians)", flush=True)
    return ratio


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    sdks = pinned_packages.installed(HERE, "bench-sdks")
    core = max(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-B", HERE / "make_streams.py", folder], check=True)
        least = {piece: min(compare(dialect, program, sdks, pathlib.Path(folder) / f"{dialect}.sse", piece, core) for dialect in SDKS)
                 for piece in LEAST_RATIOS}
    for piece, ratio in LEAST_RATIOS.items():
        print(f"figure: {name_of(piece)} at once, at least {ratio} times    {least[piece]:.1f}")
    sys.exit(0 if all(least[piece] >= ratio for piece, ratio in LEAST_RATIOS.items()) else 1)


if __name__ == "__main__":
    main()
