// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QMap>
#include <QStringList>
#include <QUrl>
#include <vector>

namespace triptych {

enum class ThemeChoice : quint8 { System, Light, Dark, HighContrast };
enum class ProxyChoice : quint8 { System, None, Manual };

/// What a person chose. Holds no secret. Unknown keys of the file survive.
struct Settings
{
    QString language = {}; ///< "en", "zh_CN"; empty: the system's.
    ThemeChoice theme = ThemeChoice::System;
    QString interfaceFont = {}; ///< Family; empty: the system's.
    QString fixedFont = {};
    int fontPixels = 0; ///< 0: the system's.
    bool reduceMotion = false;
    QString localServer = {}; ///< Path of a llama-server.
    int localContext = 0; ///< Tokens that the lanes of a local model share; 0: by the model.
    ProxyChoice proxy = ProxyChoice::System;
    QUrl manualProxy = {};
    bool proxySignsIn = false; ///< User and password for manualProxy lie in the vault.
    QMap<QString, QString> providerProxy = {}; ///< Provider id → "direct" or "proxy".
    QMap<QString, QString> providerCaFile = {};
    QMap<QString, QString> providerFields = {}; ///< "provider/field" → value, such as an organisation.
    int lanesPerProvider = 6;
    bool countTokens = false; ///< Providers count the tokens of a prompt while it is being written, so it goes there.
    bool recordHistory = true;
    int keepHistoryDays = 0; ///< 0: for ever.
    int lockAfterMinutes = 10; ///< 0: never.
    QString vaultSeen = {}; ///< "ID:GENERATION" of the vault as it was last seen, so that an older one is noticed.
    QStringList favourites = {}; ///< provider/model
    QStringList lastUsed = {}; ///< provider/model, newest first, at most twelve.
    QStringList allowedEnvKeys = {}; ///< "NAME ORIGIN" that a person confirmed.

    bool operator==(const Settings &) const = default;
};

/// Reads settings.json. A missing file gives the defaults, and so does each field that is faulty; an error means that
/// the file as a whole cannot be read.
Result<Settings> loadSettings(const QString &file);
/// Everything that is wrong with that file, each fault with its line.
std::vector<Error> settingsFaults(const QString &file);
/// Writes what differs between `before` (as it was loaded or saved last) and `after`, so that what another process
/// changed meanwhile stays; gives back what holds now. Atomic, mode 0600, keeps keys it does not know.
Result<Settings> saveSettings(const QString &file, const Settings &before, const Settings &after);

} // namespace triptych
