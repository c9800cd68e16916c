// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/Sandbox.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <algorithm>

namespace triptych {

namespace {

/// Folders that exist, as the kernel names them; "/" cannot be hidden.
QStringList hideable(const QStringList &folders)
{
    QStringList names;
    for (const QString &folder : folders) {
        const QString name = QFileInfo(folder).canonicalFilePath();
        const bool isBelowAnother = std::any_of(names.cbegin(), names.cend(), [&](const QString &other) {
            return name == other || name.startsWith(other + u'/');
        });
        if (!name.isEmpty() && name != QStringLiteral("/") && !isBelowAnother)
            names.append(name);
    }
    return names;
}

bool holdsOneOf(const QStringList &folders, const QString &outer)
{
    const QString name = QFileInfo(outer).canonicalFilePath();
    return std::any_of(folders.cbegin(), folders.cend(),
                       [&](const QString &folder) { return folder == name || folder.startsWith(name + u'/'); });
}

} // namespace

QString Sandbox::findBwrap()
{
    return QStandardPaths::findExecutable(QStringLiteral("bwrap"),
                                          {QStringLiteral("/usr/bin"), QStringLiteral("/usr/local/bin")});
}

QStringList Sandbox::wrap(const QStringList &command, const QStringList &readable) const
{
    // The devices stay, for the graphics cards that an engine may use.
    QStringList words {QStringLiteral("--die-with-parent"),
                       QStringLiteral("--unshare-pid"),
                       QStringLiteral("--unshare-ipc"),
                       QStringLiteral("--ro-bind"),
                       QStringLiteral("/"),
                       QStringLiteral("/"),
                       QStringLiteral("--dev-bind"),
                       QStringLiteral("/dev"),
                       QStringLiteral("/dev"),
                       QStringLiteral("--proc"),
                       QStringLiteral("/proc")};
    const QStringList hidden
        = hideable(QStringList {QDir::homePath(), QStringLiteral("/tmp"), QStringLiteral("/run/user")} + hiddenFolders);
    for (const QString &folder : hidden)
        words << QStringLiteral("--tmpfs") << folder;
    // The program's folder may hold its libraries; a folder that holds a hidden one never comes back.
    const QString folder = QFileInfo(command.first()).absolutePath();
    const QString visible = holdsOneOf(hidden, folder) ? command.first() : folder;
    for (const QString &file : QStringList {visible} + readable)
        words << QStringLiteral("--ro-bind") << file << file;
    return words + QStringList {QStringLiteral("--")} + command;
}

QStringList filesOfModel(const QString &modelFile)
{
    static const QRegularExpression part(QStringLiteral("-[0-9]{5}-of-[0-9]{5}\\.gguf$"));
    const QFileInfo file(modelFile);
    const auto match = part.match(file.fileName());
    if (!match.hasMatch())
        return {modelFile};
    const QString total = match.captured().mid(6);
    QStringList files;
    for (const QString &name : file.dir().entryList(
             {file.fileName().left(match.capturedStart()) + QStringLiteral("-*") + total}, QDir::Files))
        files.append(file.dir().filePath(name));
    return files;
}

} // namespace triptych
