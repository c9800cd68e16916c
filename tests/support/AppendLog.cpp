// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/AppendLog.h"

#include <QDir>
#include <algorithm>

namespace triptych {

namespace {

/// A number between `mark` and the end of the line; -1 when the file ends or something else stands there.
qint64 numberAt(const QByteArray &log, qsizetype &at, char mark)
{
    const qsizetype end = log.indexOf("\r\n", at);
    if (end < 0 || log[at] != mark)
        return -1;
    const qint64 number = log.mid(at + 1, end - at - 1).toLongLong();
    at = end + 2;
    return number;
}

std::vector<QByteArray> commandAt(const QByteArray &log, qsizetype &at)
{
    std::vector<QByteArray> words;
    for (qint64 left = numberAt(log, at, '*'); left > 0; --left) {
        const qint64 size = numberAt(log, at, '$');
        if (size < 0 || at + size + 2 > log.size())
            return {};
        words.push_back(log.mid(at, size));
        at += size + 2;
    }
    return words;
}

} // namespace

std::vector<std::vector<QByteArray>> appendedCommands(const QString &folder)
{
    std::vector<std::vector<QByteArray>> commands;
    const QDir logs(folder + QStringLiteral("/appendonlydir"));
    for (const QString &name :
         logs.entryList({QStringLiteral("*.incr.aof")}, QDir::Files, QDir::Time | QDir::Reversed)) {
        QFile file(logs.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QByteArray log = file.readAll();
        for (qsizetype at = 0; at < log.size();) {
            auto command = commandAt(log, at);
            if (command.empty())
                break;
            commands.push_back(std::move(command));
        }
    }
    return commands;
}

QByteArray valueAfter(const std::vector<QByteArray> &command, const char *name)
{
    const auto found = std::find(command.begin(), command.end(), name);
    return found == command.end() || found + 1 == command.end() ? QByteArray() : *(found + 1);
}

} // namespace triptych
