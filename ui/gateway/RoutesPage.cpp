// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/RoutesPage.h"

#include <QEvent>
#include <QPushButton>
#include <QToolButton>

namespace triptych {

RoutesPage::RoutesPage(const Theme &theme, QWidget *parent)
    : RowPage(theme, QStringLiteral("gatewayRoutes"), parent),
      m_add(addButton(QStringLiteral("gatewayRouteAdd"))),
      m_edit(addButton(QStringLiteral("gatewayRouteEdit"))),
      m_up(addTool(QStringLiteral("gatewayRouteUp"), QStringLiteral("up"))),
      m_down(addTool(QStringLiteral("gatewayRouteDown"), QStringLiteral("down"))),
      m_remove(addTool(QStringLiteral("gatewayRouteRemove"), QStringLiteral("trash")))
{
    needsRow(m_edit);
    for (QToolButton *tool : {m_up, m_down, m_remove})
        needsRow(tool);
    connect(m_add, &QPushButton::clicked, this, &RoutesPage::addRequested);
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(place()); });
    connect(this, &RowPage::activated, this, [this] { Q_EMIT editRequested(place()); });
    connect(m_up, &QToolButton::clicked, this, [this] { Q_EMIT moveRequested(place(), -1); });
    connect(m_down, &QToolButton::clicked, this, [this] { Q_EMIT moveRequested(place(), 1); });
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeRequested(place()); });
    retranslate();
}

void RoutesPage::retranslate()
{
    setWords(tr("Routes"),
             tr("No routes. Only names of the form provider/model are answered; a route lets any other name lead to "
                "one or several models."));
    m_add->setText(tr("Add a route…"));
    m_edit->setText(tr("Edit…"));
    const auto label = [](QToolButton *tool, const QString &words) {
        tool->setToolTip(words);
        tool->setAccessibleName(words);
    };
    label(m_up, tr("Asked before the one above"));
    label(m_down, tr("Asked after the one below"));
    label(m_remove, tr("Remove the route"));
}

void RoutesPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    RowPage::changeEvent(event);
}

} // namespace triptych
