// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/local/BuildState.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace triptych {

/// Whether there is a llama-server to run, or how far its build is, in the words of the selector. Looks at files on a thread of its
/// own, again and again until one is there; whether it really works is found out by who starts it. Lives on the GUI thread.
class LocalEngine final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LocalEngine)

public:
    explicit LocalEngine(QObject *parent = nullptr);
    ~LocalEngine() override; ///< Waits for a look that is under way.

    void setProgram(const QString &path); ///< The one that a person named; empty: none.
    QString text() const;

Q_SIGNALS:
    void changed();

private:
    struct State
    {
        bool isKnown = false;
        bool isReady = false;
        BuildState build = {};
    };

    static State find(const QString &program);
    void look();
    void take(const State &state);

    QString m_program;
    State m_state;
    QThreadPool m_pool;
    QTimer m_again;
};

} // namespace triptych
