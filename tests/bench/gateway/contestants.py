# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whoever is asked: the provider itself and the four that stand in front of it, each started as its makers say."""

import contextlib
import dataclasses
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
KEY = "sk-bench-upstream"
PATIENCE = 20
PROMPT = "Explain what this function does.\n" + "    total += weight[i] * value[i];\n" * 40


@dataclasses.dataclass
class Contestant:
    name: str
    port: int
    process: subprocess.Popen | None = None
    token: str = KEY
    headers: dict = dataclasses.field(default_factory=dict)
    is_article: bool = False  # speaks no protocol but its own

    def can(self, kind):
        return kind == "whole" or not self.is_article

    def request(self, kind, model="bench"):
        """One whole request, as bytes."""
        if self.is_article:
            path, body = "/proxy/claude", {"code": PROMPT, "comment": "in one sentence"}
        else:
            path = "/v1/chat/completions"
            body = {"model": model, "stream": kind == "streamed", "messages": [{"role": "user", "content": PROMPT}]}
        text = json.dumps(body, separators=(",", ":")).encode()
        headers = {"Host": f"127.0.0.1:{self.port}", "Authorization": f"Bearer {self.token}", "Content-Type": "application/json",
                   "Content-Length": str(len(text)), **self.headers}
        head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return head.encode() + b"\r\n" + text

    def resident_mib(self):
        """What it and its children have in memory now; pages that they share count for each."""
        pids, total = [self.process.pid], 0
        for pid in pids:
            pids += map(int, pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())
            total += status_kib(pid, "VmRSS")
        return total / 1024

    def peak_mib(self):
        return status_kib(self.process.pid, "VmHWM") / 1024


def status_kib(pid, name):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Stage:
    """Starts programs on a core of their own and ends them, whatever else happens."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        return self

    def __exit__(self, *_):
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def start(self, core, words, env=None, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
        with open(self.folder / f"{pathlib.Path(words[0]).name}.log", "ab") as log:
            process = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", "taskset", "-c", str(core), *map(str, words)],
                                       env={**os.environ, **(env or {})}, stdin=stdin, stdout=stdout, stderr=log, start_new_session=True)
        self.processes.append(process)
        return process

    def wait_for(self, name, process, port):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                return
            time.sleep(0.02)
        sys.exit(f"{name} does not listen: {self.said()}")

    def said(self):
        return "\n".join(log.read_text(errors="replace")[-500:] for log in sorted(self.folder.glob("*.log")))


def direct(stage, core, program):
    process = stage.start(core, [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write(f"{KEY}\n".encode())
    process.stdin.flush()
    return Contestant("direct", int(process.stdout.readline()), process)


def nginx(stage, core, upstream):
    port = free_port()
    folder = stage.folder / "nginx"
    folder.mkdir()
    text = (HERE / "nginx.conf").read_text(encoding="utf-8")
    for name, value in {"PORT": port, "UPSTREAM": upstream, "KEY": KEY, "FOLDER": folder}.items():
        text = text.replace(name, str(value))
    (folder / "nginx.conf").write_text(text, encoding="utf-8")
    process = stage.start(core, ["/usr/sbin/nginx", "-e", "stderr", "-p", folder, "-c", folder / "nginx.conf"])
    stage.wait_for("nginx", process, port)
    return Contestant("nginx", port, process, token="anything")


def portkey(stage, core, upstream, packages):
    port = free_port()
    program = packages / "node_modules/@portkey-ai/gateway/build/start-server.js"
    process = stage.start(core, ["node", program, f"--port={port}", "--headless"], env={"NODE_ENV": "production"})
    stage.wait_for("Portkey", process, port)
    return Contestant("portkey", port, process, headers={"x-portkey-provider": "openai",
                                                         "x-portkey-custom-host": f"http://127.0.0.1:{upstream}/v1"})


def flask(stage, core, upstream):
    port = free_port()
    process = stage.start(core, ["/usr/bin/gunicorn", "--threads", "8", "--bind", f"127.0.0.1:{port}", "--chdir", HERE, "flask_proxy:app"],
                          env={"CLAUDE_API_KEY": KEY, "BENCH_COMPLETIONS": f"http://127.0.0.1:{upstream}/v1/completions",
                               "PYTHONDONTWRITEBYTECODE": "1"})
    stage.wait_for("gunicorn", process, port)
    return Contestant("flask", port, process, is_article=True)


class Triptych:
    """A home with a vault, a provider, its key, a route and a token; and the gateway that uses them."""

    def __init__(self, stage, program, upstream):
        self.stage, self.program = stage, program
        self.home = stage.folder / "home"
        self.password = stage.folder / "password"
        self.password.write_text("a bench's own password\n", encoding="ascii")
        config = self.home / "config"
        (config / "providers").mkdir(parents=True)
        (config / "providers/upstream.json").write_text(json.dumps({
            "id": "upstream", "dialect": "openai-chat", "baseUrl": f"http://127.0.0.1:{upstream}/v1", "auth": {"scheme": "bearer"},
            "models": [{"id": "bench"}, {"id": "bench-paused"}]}), encoding="ascii")
        # A route, so that the gateway holds the lease of the key.
        (config / "gateway.json").write_text(json.dumps({"version": 1, "routes": [{"name": "bench*", "to": ["upstream/bench*"]}]}),
                                             encoding="ascii")

    def words(self, *words):
        return [self.program, "--home", self.home, *words, "--password-file", self.password]

    def do(self, *words, text=""):
        done = subprocess.run(list(map(str, self.words(*words))), input=text, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"triptych {' '.join(words)}: {done.stderr.strip()}")
        return done.stdout.strip()

    def start(self, core):
        self.do("vault", "create")
        self.do("keys", "add", "upstream", text=f"{KEY}\n")
        self.do("gateway", "keypair", "new")
        token = self.do("gateway", "token", "new")
        process = self.stage.start(core, self.words("gateway", "--port", "0"), stdout=subprocess.PIPE)
        greeting = process.stdout.readline().decode()
        if "http://127.0.0.1:" not in greeting:
            sys.exit(f"triptych gateway does not listen: {self.stage.said()}")
        return Contestant("triptych", int(greeting.rsplit(":", 1)[1]), process, token=token)
