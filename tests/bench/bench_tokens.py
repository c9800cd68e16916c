#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_tokens.py TRIPTYCH MODEL LLAMA-SERVER: runs the demo model through Triptych and holds the tokens per second that
Triptych measured against those that the server wrote into its log for the very same runs. Median of the runs' ratios."""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 9
LEAST_TOKENS = 40
LEAST_RATIO = 0.9
SKIPPED = 77
PROMPT = "Write a function that returns the sum of the squares of a list of numbers."
RATE = re.compile(r"[^t] eval time = .*?([0-9.]+) tokens per second")


def wait_for(text, path, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = re.search(text, path.read_text(errors="replace")) if path.exists() else None
        if found:
            return found
        time.sleep(0.05)
    sys.exit(f"the server did not say {text} within {seconds} s")


def run_lane(triptych, home, seed):
    lane = f"bench/demo#temperature=1,seed={seed},max_tokens=300"
    done = subprocess.run([triptych, "--home", str(home), "run", "-", "--to", lane, "--no-history", "--json"], input=PROMPT, text=True,
                          capture_output=True, check=False, timeout=120)
    if done.returncode != 0:
        sys.exit(f"triptych ended with {done.returncode}: {done.stderr}{done.stdout}")
    return json.loads(done.stdout)


def measure(triptych, home, log):
    """What Triptych and the server say of each run that was long enough to be measured."""
    pairs, seed = [], 0
    while len(pairs) < RUNS and seed < 10 * RUNS:
        seed += 1
        lane = run_lane(triptych, home, seed)
        rates = RATE.findall(log.read_text(errors="replace"))
        measured = lane["timing"]["outputTokensPerSecond"]
        if seed > 1 and measured and lane["usage"]["output"] >= LEAST_TOKENS:  # the first one warms the caches
            pairs.append((measured, float(rates[-1])))
    if not pairs:
        sys.exit(f"no run of at least {LEAST_TOKENS} tokens")
    return pairs


def main():
    triptych, model, server = sys.argv[1:4]
    if not os.access(server, os.X_OK):
        print(f"no llama-server ({server}): packaging/llama/build.sh makes one")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as folder:
        home, log = pathlib.Path(folder), pathlib.Path(folder) / "server.log"
        engine = subprocess.Popen([server, "-m", model, "--host", "127.0.0.1", "--port", "0", "-c", "2048", "--jinja", "--log-file", str(log)],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            port = wait_for(r"listening on http://127\.0\.0\.1:(\d+)", log).group(1)
            providers = home / "config" / "providers"
            providers.mkdir(parents=True)
            (providers / "bench.json").write_text(json.dumps({
                "id": "bench", "label": "Bench", "dialect": "openai-chat", "baseUrl": f"http://127.0.0.1:{port}/v1", "auth": {"scheme": "none"},
                # A run is as long as it may be, not as long as a small model has something to say.
                "body": {"ignore_eos": True}}))
            pairs = measure(triptych, home, log)
        finally:
            engine.terminate()
            engine.wait()
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    print(f"figure: tokens a second, as Triptych measured    {statistics.median(ours for ours, _ in pairs):8.0f}")
    print(f"figure: tokens a second, as llama-server says    {statistics.median(theirs for _, theirs in pairs):8.0f}")
    print(f"figure: part of it that is reached, least {LEAST_RATIO}    {ratio:8.3f}")
    sys.exit(0 if ratio >= LEAST_RATIO else 1)


if __name__ == "__main__":
    main()
