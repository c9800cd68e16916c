// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych {

/// Where everything lies. With TRIPTYCH_HOME (or --home) all below it, else in the XDG folders. Folders are made 0700
/// on demand.
struct Paths
{
    QString config = {};
    QString data = {};
    QString cache = {};
    QString share = {}; ///< <folder of the binary>/../share/triptych

    static Paths forHome(const QString &home); ///< Empty: TRIPTYCH_HOME, else XDG.

    QString settingsFile() const { return config + QStringLiteral("/settings.json"); }
    QString providersFolder() const { return config + QStringLiteral("/providers"); }
    QString vaultFile() const { return data + QStringLiteral("/vault.trv"); }
    QString modelsFolder() const { return data + QStringLiteral("/models"); }
    QString draftsFolder() const { return data + QStringLiteral("/drafts"); }
    QString sessionFile() const { return data + QStringLiteral("/session.json"); }
    /// Holds attachments/ for prompts that have no file of their own, and for runs in the history.
    QString attachmentStore() const { return data; }
    QString refusedFieldsFile() const { return data + QStringLiteral("/refused-fields.json"); }
    QString gatewayFile() const { return config + QStringLiteral("/gateway.json"); }
    QString gatewayKeysFolder() const { return config + QStringLiteral("/gateway-keys"); }
    QString gatewayDatabase() const { return data + QStringLiteral("/gateway.sqlite"); }
    QString shippedModels() const { return share + QStringLiteral("/models"); }

    bool makeFolders() const; ///< False when one of them cannot be made.
};

} // namespace triptych
