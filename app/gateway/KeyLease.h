// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

namespace triptych {

class Session;

/// The keys that a gateway's routes need, lent to it so that it goes on while the vault is locked: exactly those, until
/// end(). Lives on the main thread.
class KeyLease final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyLease)

public:
    explicit KeyLease(Session &session, QObject *parent = nullptr);
    ~KeyLease() override;

    /// Takes back what these providers do not need, and lends what they do, as far as the vault is open now.
    void setProviders(const QStringList &providers);
    void end();
    bool isActive() const { return m_isActive; } ///< From setProviders() to end().
    const QStringList &lent() const { return m_lent; } ///< Providers, by id.

Q_SIGNALS:
    void changed();

private:
    void lend();
    void lendFor(const QString &provider);

    Session &m_session;
    QStringList m_wanted;
    QStringList m_lent;
    bool m_isActive = false;
};

} // namespace triptych
