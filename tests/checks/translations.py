#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Triptych developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every visible text has its translation, and no translation is left of a text that is gone.

    translations.py LUPDATE ROOT               looks at ROOT/translations/*.ts; nothing in ROOT is changed
    translations.py LUPDATE --self-test
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

FOLDERS = ["app", "core", "ui"]
PLACE = re.compile(r"%(?:L?\d+|n)")


def updated(lupdate, root, ts):
    """The file as it would be after lupdate, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / ts.name
        shutil.copy(ts, copy)
        sources = [str(root / name) for name in FOLDERS if (root / name).is_dir()]
        # English is the source; its file has plural forms only.
        plurals = ["-pluralonly"] if ts.stem.endswith("_en") else []
        subprocess.run([lupdate, "-silent", "-I", str(root), "-locations", "none", *plurals, *sources, "-ts", str(copy)], check=True, stdout=subprocess.DEVNULL)
        return xml.parse(copy).getroot()


def complaint_of(message):
    source = message.findtext("source") or ""
    translation = message.find("translation")
    kind = translation.get("type", "")
    if kind in ("obsolete", "vanished"):
        return "no longer in the sources"
    forms = [form.text or "" for form in translation.findall("numerusform")] or ["".join(translation.itertext())]
    if kind == "unfinished" or not all(form.strip() for form in forms):
        return "not translated"
    wanted = set(PLACE.findall(source)) - {"%n"}
    for form in forms:
        if set(PLACE.findall(form)) - {"%n"} != wanted:
            return "other place holders than the source"
    return None


def check(lupdate, root):
    found = []
    for ts in sorted((root / "translations").glob("*.ts")):
        for context in updated(lupdate, root, ts).iter("context"):
            for message in context.iter("message"):
                complaint = complaint_of(message)
                if complaint:
                    found.append(f"{ts.name}: {context.findtext('name')}: “{message.findtext('source')}”: {complaint}")
    return found


TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN"><context><name>Window</name>{messages}</context></TS>
"""
SOURCE = '#include <QObject>\nclass Window : public QObject { Q_OBJECT void f() { tr("Run %1"); } };\n'


def message(source, translation, kind=""):
    attribute = f' type="{kind}"' if kind else ""
    return f"<message><source>{source}</source><translation{attribute}>{translation}</translation></message>"


SAMPLES = [
    ("sound", message("Run %1", "运行 %1"), None),
    ("missing", "", "not translated"),
    ("unfinished", message("Run %1", "运行 %1", "unfinished"), "not translated"),
    ("empty", message("Run %1", ""), "not translated"),
    ("gone", message("Run %1", "运行 %1") + message("Old", "旧"), "no longer"),
    ("marked as gone", message("Run %1", "运行 %1") + message("Old", "旧", "vanished"), "no longer"),
    ("place holder lost", message("Run %1", "运行"), "place holders"),
]


def self_test(lupdate):
    failures = []
    for name, messages, complaint in SAMPLES:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "ui").mkdir()
            (root / "translations").mkdir()
            (root / "ui" / "Window.cpp").write_text(SOURCE, encoding="utf-8")
            (root / "translations" / "x_zh_CN.ts").write_text(TS.format(messages=messages), encoding="utf-8")
            found = check(lupdate, root)
            if (complaint is None and found) or (complaint and not any(complaint in line for line in found)):
                failures.append(f"{name}: {found}")
    return failures


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    lupdate = sys.argv[1]
    complaints = self_test(lupdate) if sys.argv[2] == "--self-test" else check(lupdate, pathlib.Path(sys.argv[2]))
    print("\n".join(complaints) or "nothing to complain about")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
