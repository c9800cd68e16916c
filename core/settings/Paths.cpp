// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/settings/Paths.h"

#include "core/settings/PrivateFile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace triptych {

namespace {

/// The XDG rules: a relative path in the variable does not count.
QString xdgFolder(const char *variable, const char *fallback)
{
    const QString value = QFile::decodeName(qgetenv(variable));
    const QString base
        = QDir::isAbsolutePath(value) ? value : QDir::homePath() + QLatin1Char('/') + QLatin1String(fallback);
    return QDir::cleanPath(base) + QStringLiteral("/triptych");
}

QString shareFolder()
{
    if (!QCoreApplication::instance())
        return {};
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/triptych"));
}

} // namespace

Paths Paths::forHome(const QString &home)
{
    const QString chosen = home.isEmpty() ? QFile::decodeName(qgetenv("TRIPTYCH_HOME")) : home;
    if (chosen.isEmpty())
        return {.config = xdgFolder("XDG_CONFIG_HOME", ".config"),
                .data = xdgFolder("XDG_DATA_HOME", ".local/share"),
                .cache = xdgFolder("XDG_CACHE_HOME", ".cache"),
                .share = shareFolder()};
    const QString root = QDir::cleanPath(QFileInfo(chosen).absoluteFilePath());
    return {.config = root + QStringLiteral("/config"),
            .data = root + QStringLiteral("/data"),
            .cache = root + QStringLiteral("/cache"),
            .share = shareFolder()};
}

bool Paths::makeFolders() const
{
    for (const QString &folder : {config, providersFolder(), data, modelsFolder(), draftsFolder(),
                                  attachmentStore() + QStringLiteral("/attachments"), cache}) {
        if (!makePrivateFolder(folder))
            return false;
    }
    return true;
}

} // namespace triptych
