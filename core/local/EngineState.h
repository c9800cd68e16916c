// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace triptych {

/// Whether there is a llama-server to run models with, as far as it is known without running it.
struct EngineState
{
    enum Stage : quint8 { Unknown, Found, Missing, Building, Failed };
    Stage stage = Unknown;
    int done = 0; ///< Files compiled, while it is Building; 0 of 0 before that is known.
    int total = 0;
    QString message = {}; ///< Missing: what was named and why it cannot be run, or empty. Failed: why the build did.

    bool operator==(const EngineState &) const = default;
};

} // namespace triptych

Q_DECLARE_METATYPE(triptych::EngineState)
