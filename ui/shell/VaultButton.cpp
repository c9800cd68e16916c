// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/VaultButton.h"

#include "ui/shell/Theme.h"

#include <QEvent>

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

void VaultButton::refresh()
{
    setIcon(m_theme.icon(m_state == State::Unlocked ? QStringLiteral("unlock") : QStringLiteral("lock")));
    setText(m_state == State::None         ? tr("No keys yet")
                : m_state == State::Locked ? tr("Vault locked")
                                           : tr("Vault unlocked"));
    setAccessibleName(text());
    setToolTip(m_state == State::None         ? tr("Add a key")
                   : m_state == State::Locked ? tr("Unlock the vault")
                                              : tr("Show the keys"));
}

void VaultButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QToolButton::changeEvent(event);
}

} // namespace triptych
