// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/CallsPage.h"

#include <QCheckBox>
#include <QEvent>

namespace triptych {

CallsPage::CallsPage(const Theme &theme, QWidget *parent)
    : RowPage(theme, QStringLiteral("gatewayCalls"), parent),
      m_tap(new QCheckBox(this))
{
    m_tap->setObjectName(QStringLiteral("gatewayCallsTap"));
    addToBar(m_tap);
    connect(m_tap, &QCheckBox::clicked, this, &CallsPage::tapToggled);
    retranslate();
}

void CallsPage::setTapped(bool isTapped)
{
    m_tap->setChecked(isTapped);
}

void CallsPage::retranslate()
{
    setWords(tr("Calls"),
             tr("No calls yet. Each one leaves its figures here: who asked for what, who answered, how long it took "
                "and what it cost."));
    m_tap->setText(tr("Tap: keep what is said, too"));
}

void CallsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    RowPage::changeEvent(event);
}

} // namespace triptych
