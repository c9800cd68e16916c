#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the sources against the rules of the architecture: who may include whom, which words stay out of which folder,
how long a file may be, that no test sleeps, and who holds the rights.

    layering.py ROOT        prints every breach as file:line: what, and fails when there is one
    layering.py --self-test shows that a breach of each rule is caught, and that sound sources pass
"""

import pathlib
import re
import sys
import tempfile

WIRE = ["base", "chat", "stream", "dialects", "providers", "latency", "cost"]

# Which folders of core a folder may include, beside itself. Services do not know each other; app joins them.
ARROWS = {
    "base": [],
    "chat": ["base"],
    "stream": ["base", "chat"],
    "dialects": ["base", "chat", "stream"],
    "providers": ["base", "chat", "stream", "dialects", "cost"],
    "latency": ["base", "chat"],
    "cost": ["base", "chat"],
    "files": ["base"],
    "sql": ["base"],
    "settings": WIRE + ["files"],
    "secret": ["base"],
    "prompt": ["base", "chat", "files"],
    "net": ["base", "chat", "secret"],
    "signin": WIRE + ["secret", "net"],
    "run": WIRE + ["secret", "net", "signin"],
    "history": WIRE + ["sql"],
    "vault": ["base", "chat", "files", "secret"],
    "local": ["base", "chat", "secret", "net"],
    "gateway": WIRE + ["files", "secret", "sql", "prompt", "net", "signin", "run"],
    "text": WIRE,
}
# The machine's clock lives in net but is nobody's service.
FREE_INCLUDES = {"core/net/SystemClock.h"}

PURE_WORDS = re.compile(r"\b(QNetwork|QTcp|QFile|QThread|QTimer|QElapsedTimer|currentDateTime)|::now\(")
UI_WORDS = re.compile(r"\b(QJson|QNetwork|QSql)\w*")
NESTED_LOOP = re.compile(r"\bQEventLoop\b|\bprocessEvents\b|(->|\.)exec\(\)|\bwaitFor(Started|Finished|ReadyRead|Connected|BytesWritten|Disconnected|Encrypted)\b")
# A test that sleeps is slow on a good day and fails on a bad one. It waits for what it means: QTRY_*, QTest::qWaitFor(), a
# ManualClock, or a later question that takes the same way.
SLEEP = re.compile(r"\b(qWait|qSleep|sleep_for|sleep_until|sleep|msleep|usleep|nanosleep)\s*\(")
# Measurements take time, and this engine plays a slow one.
MAY_SLEEP = re.compile(r"tests/bench/.*|tests/support/fake_llama_server\.cpp")
# The thread sanitizer is told to overlook what happens inside this signal of Qt's; see tests/support/tsan.supp.
OVERLOOKED = re.compile(r"QThread::started|\bSIGNAL\(started\(\)\)")
TRANSLATION = re.compile(r"\btr\(|QCoreApplication::translate\b")
LITERAL_OR_COMMENT = re.compile(r'R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/', re.S)

# A header, and the only files that may include it.
ONE_PLACE = [
    (re.compile(r"<sodium"), re.compile(r"core/secret/Sodium\.cpp")),
    (re.compile(r"<boost/"), re.compile(r"core/net/(BeastParser\.h|(Http|Request)Framing\.cpp)")),
    (re.compile(r"<openssl/"), re.compile(r"core/signin/Rsa\.cpp")),
    (re.compile(r"QNetworkAccessManager|QNetworkRequest|QNetworkReply"), re.compile(r"core/local/Downloader\.(h|cpp)")),
    (re.compile(r"<simdjson"), re.compile(r"core/base/StrictJson\w*\.(h|cpp)")),
    (re.compile(r"<yaml-cpp/"), re.compile(r"core/prompt/\w+\.(h|cpp)")),
    (re.compile(r"<QSql"), re.compile(r"core/(sql|history)/\w+\.(h|cpp)|core/gateway/\w+/\w+\.(h|cpp)")),
    (re.compile(r"<jwt"), re.compile(r"core/gateway/tokens/\w+\.cpp")),
    (re.compile(r"<hiredis"), re.compile(r"core/gateway/idempotency/Redis\w*\.cpp")),
]

LONGEST = 600
SOURCES = {".cpp", ".h"}
SCRIPTS = {".py", ".sh", ".cmake"}


def without_literals(text):
    """The code alone; what was cut keeps its line ends, so that line numbers stay."""
    return LITERAL_OR_COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def included_folder(include):
    parts = include.split("/")
    return parts[1] if parts[0] == "core" and len(parts) > 2 else parts[0]


def check_arrows(name, includes):
    parts = name.split("/")
    for line, include in includes:
        target = include.split("/")[0]
        if target not in ("core", "ui", "app"):
            continue
        if parts[0] == "core":
            folder, other = parts[1], included_folder(include)
            if target != "core":
                yield line, f"core includes {include}"
            elif other != folder and other not in ARROWS.get(folder, []) and include not in FREE_INCLUDES:
                yield line, f"core/{folder} must not know {include}"
        elif parts[0] == "ui" and target == "app":
            yield line, f"ui includes {include}"


def check_words(name, code):
    parts = name.split("/")
    rules = []
    if parts[0] == "ui":
        rules += [(UI_WORDS, "ui speaks of"), (NESTED_LOOP, "a nested event loop in ui:")]
    if parts[0] == "core":
        if parts[1] in WIRE:
            rules.append((PURE_WORDS, "the wire is pure, but it says"))
        if parts[1] != "text":
            rules.append((TRANSLATION, "core translates nothing outside core/text:"))
        rules.append((re.compile(r"\bQEventLoop\b|\bprocessEvents\b"), "a nested event loop in core:"))
    for rule, complaint in rules:
        for match in rule.finditer(code):
            yield line_of(code, match.start()), f"{complaint} {match.group()}"


def check_sleep(name, code):
    if not name.startswith("tests/") or MAY_SLEEP.fullmatch(name):
        return
    for match in SLEEP.finditer(code):
        yield line_of(code, match.start()), f"a test sleeps: {match.group(1)}"


def check_source(name, text):
    code = without_literals(text)
    includes = [(line_of(text, match.start()), match.group(2) or match.group(3))
                for match in re.finditer(r'^\s*#\s*include\s*("([^"]+)"|(<[^>]+>))', text, re.M)]
    yield from check_arrows(name, includes)
    yield from check_words(name, code)
    yield from check_sleep(name, code)
    for match in OVERLOOKED.finditer(code):
        yield line_of(code, match.start()), f"nobody listens to {match.group()}: let the worker post its first task"
    if not name.startswith("tests/"):
        for rule, place in ONE_PLACE:
            for line, include in includes:
                if rule.search(include) and not place.fullmatch(name):
                    yield line, f"{include} belongs to one place only"
    lines = text.count("\n")
    if lines > LONGEST:
        yield lines, f"{lines} lines; {LONGEST} is the most"


def check_rights(text):
    head = "\n".join(text.splitlines()[:6])
    for word in ("SPDX-FileCopyright" + "Text:", "SPDX-License-" + "Identifier:"):
        if word not in head:
            yield 1, f"no {word} on top"


def check(root):
    breaches = []
    for folder in ("app", "core", "ui", "tests", "packaging", "cmake", "resources"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            is_source = path.suffix in SOURCES
            if not path.is_file() or not (is_source or path.suffix in SCRIPTS or path.name == "CMakeLists.txt"):
                continue
            text = path.read_text(encoding="utf-8")
            found = list(check_rights(text)) + (list(check_source(name, text)) if is_source else [])
            breaches += [f"{name}:{line}: {what}" for line, what in found]
    return breaches


RIGHTS = "// SPDX-FileCopyright" + "Text: 2026 X\n// SPDX-License-" + "Identifier: GPL-3.0-or-later\n"

# A file, its text, and a part of the complaint that must come; none for sound ones.
SAMPLES = [
    ("core/base/Fine.cpp", '#include "core/base/Fine.h"\n// QFile is a word in a comment\nauto s = "QTimer";\n', None),
    ("core/run/Fine.cpp", '#include "core/net/HttpTransport.h"\n#include "core/signin/AuthScheme.h"\n', None),
    ("core/vault/Fine.cpp", '#include "core/net/SystemClock.h"\n', None),
    ("core/history/Fine.cpp", "query.exec();\n", None),
    ("app/Fine.cpp", '#include "ui/shell/MainWindow.h"\nint n = app.exec();\n', None),
    ("tests/unit/core/tst_fine.cpp", "QTest::qWaitFor([&] { return isDone; }, 5000); // no qWait(5)\n", None),
    ("tests/bench/Fine.cpp", "QTest::qWait(5);\n", None),
    ("core/chat/Bad.cpp", "QFile file;\n", "the wire is pure"),
    ("core/stream/Bad.cpp", "auto t = std::chrono::steady_clock::now();\n", "the wire is pure"),
    ("core/latency/Bad.h", "#include <QElapsedTimer>\nQElapsedTimer m_timer;\n", "the wire is pure"),
    ("core/dialects/Bad.cpp", '#include "core/providers/ProviderPreset.h"\n', "must not know"),
    ("core/history/Bad.cpp", '#include "core/run/RunEngine.h"\n', "must not know"),
    ("core/vault/Bad.cpp", '#include "core/net/HttpTransport.h"\n', "must not know"),
    ("core/base/Bad.cpp", '#include "core/chat/ChatRequest.h"\n', "must not know"),
    ("core/run/Bad.cpp", '#include "ui/shell/Theme.h"\n', "core includes"),
    ("ui/lanes/Bad.cpp", '#include "app/Session.h"\n', "ui includes"),
    ("ui/lanes/Bad2.cpp", "QJsonObject object;\n", "ui speaks of"),
    ("ui/lanes/Bad3.cpp", "dialog.exec();\n", "nested event loop"),
    ("ui/lanes/Bad4.cpp", "QCoreApplication::processEvents();\n", "nested event loop"),
    ("core/local/Bad.cpp", "QEventLoop loop;\n", "nested event loop"),
    ("core/run/Bad2.cpp", 'auto s = tr("x");\n', "core translates"),
    ("core/vault/Bad2.cpp", "#include <sodium.h>\n", "one place only"),
    ("core/net/Bad.cpp", "#include <boost/beast/http.hpp>\n", "one place only"),
    ("core/net/Bad2.cpp", "#include <openssl/ssl.h>\n", "one place only"),
    ("core/net/Bad3.cpp", "#include <QNetworkAccessManager>\n", "one place only"),
    ("tests/unit/core/tst_bad.cpp", "QTest::qWait(0);\n", "sleeps: qWait"),
    ("tests/integration/tst_bad.cpp", "while (!isDone)\n    QTest::qSleep (5);\n", "sleeps: qSleep"),
    ("tests/gui/lanes/tst_bad.cpp", "QTest::qWait(20);\n", "sleeps: qWait"),
    ("tests/support/Bad.h", "std::this_thread::sleep_for(5ms);\n", "sleeps: sleep_for"),
    ("tests/support/Bad.cpp", "QThread::msleep(5);\n", "sleeps: msleep"),
    ("app/Bad.cpp", "connect(&thread, &QThread::started, this, &A::b);\n", "nobody listens to QThread::started"),
    ("core/run/Long.cpp", "int x;\n" * 601, "lines; 600"),
]


def self_test():
    failures = []
    for name, text, complaint in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True)
            path.write_text(RIGHTS + text, encoding="utf-8")
            breaches = check(pathlib.Path(folder))
            if complaint is None and breaches:
                failures.append(f"{name}: a sound file was refused: {breaches}")
            elif complaint is not None and not any(complaint in breach for breach in breaches):
                failures.append(f"{name}: nobody said “{complaint}”, but {breaches}")
            path.write_text(text, encoding="utf-8")
            if not any("on top" in breach for breach in check(pathlib.Path(folder))):
                failures.append(f"{name}: nobody missed the rights")
    return failures


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    complaints = self_test() if sys.argv[1] == "--self-test" else check(pathlib.Path(sys.argv[1]))
    print("\n".join(complaints) or "nothing to complain about")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
