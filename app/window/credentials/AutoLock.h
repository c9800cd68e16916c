// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/credentials/SessionEvents.h"
#include "core/base/Clock.h"

#include <QObject>

namespace triptych {

class Vault;

/// Locks the vault when nobody touched the program for a while, or when SessionEvents says that the person left; then
/// an unlock that is under way is given up too. Lives on the GUI thread.
class AutoLock final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AutoLock)

public:
    AutoLock(Vault &vault, Clock &clock, QObject *parent = nullptr);

    void setIdleLimit(std::chrono::milliseconds limit); ///< 0: never for idleness alone.
    SessionEvents &events() { return m_events; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void startIdling();
    void lock();

    Vault &m_vault;
    std::unique_ptr<Timer> m_idle;
    std::chrono::milliseconds m_limit {0};
    SessionEvents m_events;
};

} // namespace triptych
