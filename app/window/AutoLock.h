// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QTimer>

namespace triptych {

class Vault;

/// Locks the vault when nobody touched the program for a while, when the screen is locked, the user switched, or the machine
/// goes to sleep. Lives on the GUI thread.
class AutoLock final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AutoLock)

public:
    explicit AutoLock(Vault &vault, QObject *parent = nullptr);

    void setMinutes(int minutes); ///< 0: never for idleness alone.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private Q_SLOTS:
    void onSleep(bool begins);
    void onLock();

private:
    void listenToLogin();

    Vault &m_vault;
    QTimer m_idle;
};

} // namespace triptych
