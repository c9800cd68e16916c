#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_gateway.py TRIPTYCH UPSTREAM LOAD: one provider that answers at once, asked directly and through nginx, Portkey's gateway,
the article's Flask proxy and Triptych, by 1, 16 and 64 clients, in rounds taken in turn. README.md says what runs on which core."""

import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import pinned_packages
from gateway import contestants

ROUNDS = 7
SECONDS = 0.5
CLIENTS = (1, 16, 64)
KINDS = ("whole", "streamed")
LAST_WORD = "quayside"

MOST_ADDED_P50_MS = 0.2
MOST_ADDED_P99_MS = 1.0
LEAST_OF_PORTKEY = 8
LEAST_OF_DIRECT = 0.4
MOST_RESIDENT_MIB = 40
MOST_FIRST_CHUNK_MS = 0.5


class Load:
    """The same client for all."""

    def __init__(self, program, core):
        self.program, self.core = program, core
        self.samples = {}  # (name, kind, clients) to a list of figures, one a round
        self.errors = 0

    def measure(self, contestant, kind, clients, seconds=SECONDS, model="bench"):
        words = ["taskset", "-c", str(self.core), self.program, str(contestant.port), str(clients), str(seconds), LAST_WORD]
        done = subprocess.run(words, input=contestant.request(kind, model), stdout=subprocess.PIPE, check=True)
        names = ("rate", "errors", "p50", "p99", "first50", "first99", "told")
        figures = dict(zip(names, map(float, done.stdout.split())))
        self.errors += int(figures["errors"])
        return figures

    def round(self, all_, kind, clients, model="bench"):
        for contestant in all_:
            if contestant.can(kind):
                self.samples.setdefault((contestant.name, kind if model == "bench" else model, clients), []).append(
                    self.measure(contestant, kind, clients, model=model))

    def of(self, name, kind, clients, figure):
        return [sample[figure] for sample in self.samples[name, kind, clients]]

    def median(self, *what):
        return statistics.median(self.of(*what))

    def added(self, name, kind, clients, figure):
        """More than directly: the median over the rounds of the difference within one round."""
        return statistics.median(there - here for there, here in zip(self.of(name, kind, clients, figure),
                                                                     self.of("direct", kind, clients, figure)))


class Verdict:
    def __init__(self):
        self.is_broken = False

    def line(self, what, value, limit, holds, form=".3f"):
        self.is_broken = self.is_broken or not holds
        print(f"figure: {what}, {limit}    {value:{form}}{'' if holds else '   BROKEN'}")

    def most(self, what, value, limit, form=".3f"):
        self.line(what, value, f"at most {limit}", value <= limit, form)

    def least(self, what, value, limit, form=".2f"):
        self.line(what, value, f"at least {limit}", value >= limit, form)


def take(load, all_):
    for contestant in all_:  # what compiles itself as it runs has then done so
        for kind in filter(contestant.can, KINDS):
            load.measure(contestant, kind, 16, seconds=1.0)
    for at in range(ROUNDS):
        order = all_[at % len(all_):] + all_[:at % len(all_)]
        for clients in CLIENTS:
            for kind in KINDS:
                load.round(order, kind, clients)
        load.round([one for one in order if one.name in ("direct", "nginx", "triptych")], "streamed", 1, model="bench-paused")


def print_table(load, all_):
    print("figure: clients  calls      through    P50 ms  P99 ms  calls a second")
    for clients in CLIENTS:
        for kind in KINDS:
            for contestant in filter(lambda one: one.can(kind), all_):
                p50, p99, rate = (load.median(contestant.name, kind, clients, figure) for figure in ("p50", "p99", "rate"))
                print(f"figure: {clients:>7}  {kind:<9}  {contestant.name:<9} {p50:7.3f} {p99:7.3f}  {rate:14.0f}")
    for contestant in all_[1:]:
        print(f"figure: resident after it, {contestant.name:<9} {contestant.resident_mib():6.1f} MiB")


def judge(load, triptych):
    verdict = Verdict()
    for kind in KINDS:
        verdict.most(f"added for one client, {kind}, P50 ms", load.added("triptych", kind, 1, "p50"), MOST_ADDED_P50_MS)
        verdict.most(f"added for one client, {kind}, P99 ms", load.added("triptych", kind, 1, "p99"), MOST_ADDED_P99_MS)
        print(f"figure: what its header says that it added, {kind}, ms    {load.median('triptych', kind, 1, 'told'):.3f}")
        rate = load.median("triptych", kind, 64, "rate")
        verdict.least(f"64 clients, {kind}, times Portkey's rate", rate / load.median("portkey", kind, 64, "rate"), LEAST_OF_PORTKEY)
        verdict.least(f"64 clients, {kind}, of the direct rate", rate / load.median("direct", kind, 64, "rate"), LEAST_OF_DIRECT)
    verdict.most("first chunk of a stream, held back P50 ms", load.added("triptych", "bench-paused", 1, "first50"), MOST_FIRST_CHUNK_MS)
    print(f"figure: first chunk of a stream, held back P99 ms    {load.added('triptych', 'bench-paused', 1, 'first99'):.3f}"
          f" (nginx: {load.added('nginx', 'bench-paused', 1, 'first50'):.3f}, P99 {load.added('nginx', 'bench-paused', 1, 'first99'):.3f})")
    verdict.most("resident with the vault unlocked, MiB", triptych.resident_mib(), MOST_RESIDENT_MIB, ".1f")
    print(f"figure: and for the moment of the unlock, MiB    {triptych.peak_mib():.1f}")
    verdict.most("errors", load.errors, 0, "d")
    return verdict


def main():
    program, upstream, load_program = (pathlib.Path(word).resolve() for word in sys.argv[1:4])
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        pinned_packages.skip("two cores are wanted: one for the clients and the provider, one for what stands between them")
    packages = pinned_packages.installed(contestants.HERE, "bench-gateway")
    with tempfile.TemporaryDirectory() as folder, contestants.Stage(pathlib.Path(folder)) as stage:
        direct = contestants.direct(stage, cores[0], upstream)
        triptych = contestants.Triptych(stage, program, direct.port).start(cores[1])
        all_ = [direct, contestants.nginx(stage, cores[1], direct.port), contestants.portkey(stage, cores[1], direct.port, packages),
                contestants.flask(stage, cores[1], direct.port), triptych]
        load = Load(load_program, cores[0])
        take(load, all_)
        print_table(load, all_)
        verdict = judge(load, triptych)
    sys.exit(1 if verdict.is_broken else 0)


if __name__ == "__main__":
    main()
