#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench_calls.py TRIPTYCH: one prompt 200 times to each of three lanes, 64 at a time, through `triptych run --json` with its history;
the server, a process of its own, answers each call after 50 ms. The time and the memory of the whole process, median of seven. What
the server takes for as many calls, when nobody does anything but wait, is measured beside it."""

import asyncio
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
REPEAT, LANES, PARALLEL = 200, 3, 64
CALLS = REPEAT * LANES
DELAY = 0.050
MOST_SECONDS = 0.7
MOST_MIB = 60


def answer():
    def event(delta, finish=None, **more):
        return "data: " + json.dumps({"id": "c1", "object": "chat.completion.chunk", "created": 1764028800, "model": "m", "choices": [
            {"index": 0, "delta": delta, "finish_reason": finish}], **more}) + "\n\n"

    words = "The tide returns twice a day because the moon pulls the water .".split(" ")
    usage = {"prompt_tokens": 12, "completion_tokens": len(words), "total_tokens": 12 + len(words)}
    body = "".join([*(event({"content": " " + word}) for word in words), event({}, "stop", usage=usage), "data: [DONE]\n\n"]).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


class Server(asyncio.Protocol):
    ANSWER = answer()

    def connection_made(self, transport):
        self.transport, self.unread = transport, b""

    def data_received(self, data):
        self.unread += data
        head, end, body = self.unread.partition(b"\r\n\r\n")
        length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0)
        if end and len(body) >= length:
            self.unread = body[length:]
            asyncio.get_running_loop().call_later(DELAY, self.transport.write, self.ANSWER)


async def serve():
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def seconds_of_server(port):
    """The same calls over as many connections by a client that looks at nothing."""

    async def client(calls):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(calls):
            writer.write(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}")
            await reader.readexactly(len(Server.ANSWER))
        writer.close()

    async def all_clients():
        begin = time.monotonic()
        await asyncio.gather(*(client(CALLS // PARALLEL + (at < CALLS % PARALLEL)) for at in range(PARALLEL)))
        return time.monotonic() - begin

    return asyncio.run(all_clients())


def write_providers(home, port):
    folder = home / "config" / "providers"
    folder.mkdir(parents=True)
    for name in ("one", "two", "three"):
        (folder / f"{name}.json").write_text(json.dumps({"id": name, "dialect": "openai-chat", "baseUrl": f"http://127.0.0.1:{port}/v1",
                                                         "auth": {"scheme": "none"}}))


def check(home, output, rounds):
    lanes = [json.loads(line) for line in output.splitlines()]
    if len(lanes) != CALLS or any(lane["outcome"] != "complete" or lane["usage"]["output"] != 13 for lane in lanes):
        sys.exit(f"not every call of {CALLS} came back whole: {output[:500]}")
    with sqlite3.connect(f"file:{home}/data/history.sqlite?mode=ro", uri=True) as history:
        kept = history.execute("SELECT count(*) FROM lanes WHERE outcome = 'complete'").fetchone()[0]
    if kept != CALLS * rounds:
        sys.exit(f"the history has {kept} lanes of {CALLS * rounds}")


def run(triptych, home):
    """Seconds and MiB of one whole process."""
    words = ["run", "-", "--repeat", str(REPEAT), "--parallel", str(PARALLEL), "--json"]
    for name in ("one", "two", "three"):
        words += ["--to", f"{name}/m"]
    with tempfile.TemporaryFile("w+") as prompt, tempfile.TemporaryFile("w+") as output:
        prompt.write("Why does the tide return twice a day?")
        prompt.seek(0)
        begin = time.monotonic()
        process = subprocess.Popen([triptych, *words], stdin=prompt, stdout=output, env={**os.environ, "TRIPTYCH_HOME": str(home)})
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if process.returncode != 0:
            sys.exit(f"triptych ended with {process.returncode}")
        return seconds, used.ru_maxrss / 1024, output.read()


def main():
    triptych = sys.argv[1]
    server = subprocess.Popen([sys.executable, "-B", __file__, "--serve"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline())
        with tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder)
            write_providers(home, port)
            seconds, sizes, alone = [], [], []
            for round_ in range(1, ROUNDS + 1):
                alone.append(seconds_of_server(port))
                took, size, output = run(triptych, home)
                check(home, output, round_)
                seconds.append(took)
                sizes.append(size)
    finally:
        server.kill()
        server.wait()
    print(f"figure: {CALLS} calls, the server alone    {statistics.median(alone):.3f} s")
    print(f"figure: {CALLS} calls through triptych, at most {MOST_SECONDS}    {statistics.median(seconds):.3f} s "
          f"({min(seconds):.3f} to {max(seconds):.3f})")
    print(f"figure: resident at most then, at most {MOST_MIB}    {max(sizes):.1f} MiB")
    sys.exit(0 if statistics.median(seconds) <= MOST_SECONDS and max(sizes) <= MOST_MIB else 1)


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        asyncio.run(serve())
    else:
        main()
