// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace triptych {

/// How far packaging/llama/build.sh is, as the files in its cache folder say.
struct BuildState
{
    enum Stage : quint8 { None, UnderWay, Failed };
    Stage stage = None;
    int done = 0; ///< Files compiled; 0 of 0 before compiling began.
    int total = 0;
    QString message = {}; ///< Why it failed.

    static BuildState read(const QString &folder);
    static QString usualFolder(); ///< The user's, for the pinned version.
};

} // namespace triptych
