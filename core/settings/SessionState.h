// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/Error.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>

namespace triptych {

/// What the window looked like when it was closed; restored at the next start. Unknown keys of the file survive.
struct SessionState
{
    QStringList openFiles = {}; ///< Absolute paths, in the order of the tabs; "draft:ID" for a document without a file.
    int currentTab = 0;
    QStringList lanes = {}; ///< As LaneAddress::toString() writes them.
    QMap<QString, QString> variables = {};
    QByteArray windowGeometry = {}; ///< QMainWindow::saveGeometry()
    QByteArray windowState = {}; ///< QMainWindow::saveState()
    bool showsSource = false; ///< Answers as source text instead of rendered.

    bool operator==(const SessionState &) const = default;
};

/// A missing file gives the defaults, a faulty one an error that names its line; the next save keeps a faulty file aside.
Result<SessionState> loadSessionState(const QString &file);
Result<> saveSessionState(const QString &file, const SessionState &state);

} // namespace triptych
