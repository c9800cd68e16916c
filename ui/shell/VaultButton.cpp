// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/VaultButton.h"

#include "ui/shell/Theme.h"

#include <QEvent>
#include <QMenu>

namespace triptych {

VaultButton::VaultButton(const Theme &theme, QWidget *parent) : QToolButton(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("vaultButton"));
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({16, 16});
    connect(&theme, &Theme::changed, this, &VaultButton::refresh);
    refresh();
}

void VaultButton::setState(State state)
{
    m_state = state;
    refresh();
}

void VaultButton::setLent(const QStringList &providers)
{
    m_lent = providers;
    refresh();
}

QString VaultButton::leaseText() const
{
    if (m_lent.isEmpty())
        return {};
    return tr("The gateway holds the keys for %1 until you lock everything")
        .arg(m_lent.join(tr(", ", "between the names of providers")));
}

void VaultButton::refreshMenu(const QString &lease)
{
    delete std::exchange(m_menu, nullptr);
    if (lease.isEmpty()) {
        setPopupMode(DelayedPopup);
        return;
    }
    m_menu = new QMenu(this);
    m_menu->setObjectName(QStringLiteral("vaultMenu"));
    QAction *holds = m_menu->addAction(lease);
    holds->setObjectName(QStringLiteral("vaultLease"));
    holds->setEnabled(false);
    m_menu->addSeparator();
    m_menu->addAction(m_state == State::Locked ? tr("Unlock the vault…") : tr("Keys…"), this,
                      &VaultButton::keysRequested);
    m_menu->addAction(tr("Lock everything"), this, &VaultButton::lockEverythingRequested)
        ->setObjectName(QStringLiteral("vaultLockEverything"));
    setMenu(m_menu);
    setPopupMode(MenuButtonPopup);
}

void VaultButton::refresh()
{
    const QString lease = leaseText();
    refreshMenu(lease);
    setIcon(m_theme.icon(m_state == State::Unlocked ? QStringLiteral("unlock") : QStringLiteral("lock")));
    setText(m_state == State::None         ? tr("No keys yet")
                : m_state == State::Locked ? tr("Vault locked")
                                           : tr("Vault unlocked"));
    setAccessibleName(text());
    setToolTip(m_state == State::None         ? tr("Add a key")
                   : m_state == State::Locked ? tr("Unlock the vault")
                                              : tr("Show the keys"));
    if (!lease.isEmpty())
        setToolTip(toolTip() + u'\n' + lease);
    setAccessibleDescription(lease);
}

void VaultButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QToolButton::changeEvent(event);
}

} // namespace triptych
