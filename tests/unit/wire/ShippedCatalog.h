// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/providers/ProviderCatalog.h"

#include <QFile>

/// What is shipped, from the files of the source tree.
namespace triptych {

inline const QString folder = QStringLiteral(TRIPTYCH_SOURCE_DIR "/resources/providers/");

inline QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline std::vector<ProviderCatalog::File> builtInFiles()
{
    std::vector<ProviderCatalog::File> files;
    for (const QString &name : builtInPresetNames())
        files.push_back({name + QStringLiteral(".json"), readAll(folder + name + QStringLiteral(".json")), true});
    return files;
}

inline PriceBook prices()
{
    return PriceBook::fromJson(readAll(QStringLiteral(TRIPTYCH_SOURCE_DIR "/resources/prices/prices.json"))).value();
}

inline ProviderCatalog catalog()
{
    return ProviderCatalog::fromFiles(builtInFiles(), prices());
}

} // namespace triptych
