// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>

class QMenu;

namespace triptych {

class Theme;

/// The state of the vault in the header; a click is for the credentials. While the gateway holds keys, a menu beside it
/// says which, and locks everything.
class VaultButton final : public QToolButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VaultButton)

public:
    enum class State : quint8 { None, Locked, Unlocked };

    explicit VaultButton(const Theme &theme, QWidget *parent = nullptr);

    State state() const { return m_state; }
    void setState(State state);
    void setLent(const QStringList &providers); ///< Whose keys the gateway holds meanwhile.

Q_SIGNALS:
    void keysRequested();
    void lockEverythingRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshMenu(const QString &lease);
    QString leaseText() const;

    const Theme &m_theme;
    State m_state = State::None;
    QStringList m_lent;
    QMenu *m_menu = nullptr; ///< While keys are lent.
};

} // namespace triptych
