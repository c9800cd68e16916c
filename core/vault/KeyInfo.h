// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace triptych {

/// What may be seen of a key. The key itself leaves the vault only through openKey().
struct KeyInfo
{
    QString id = {}; ///< UUID.
    QString provider = {};
    QString label = {};
    QString tail = {}; ///< Its last four characters; empty for short ones and for passwords.
    QStringList origins = {}; ///< The only places it can be opened for, sorted.
    QDateTime created = {};

    bool operator==(const KeyInfo &) const = default;
};

struct KeyDraft
{
    QString provider = {};
    QString label = {};
    QStringList origins = {}; ///< From originOf(); at least one.
    bool showsTail = true; ///< False for what a person chose, such as a password.
};

} // namespace triptych
