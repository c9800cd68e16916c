// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneBadge.h"

#include "ui/lanes/LaneButtons.h"
#include "ui/shell/Theme.h"

#include <QPainter>

namespace triptych {

LaneBadge::LaneBadge(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("laneBadge"));
    connect(&theme, &Theme::changed, this, &LaneBadge::placeLinks);
}

void LaneBadge::setBadge(const QString &text, const std::vector<LaneAction> &links)
{
    m_text = text;
    setAccessibleName(text);
    setToolTip(text);
    for (LaneLinkButton *link : m_links)
        link->deleteLater();
    m_links.clear();
    for (const LaneAction &action : links) {
        auto *link = new LaneLinkButton(m_theme, action.text, this);
        link->setObjectName(QLatin1String("badge_") + action.id);
        connect(link, &QAbstractButton::clicked, this, [this, id = action.id] { Q_EMIT actionTriggered(id); });
        m_links.push_back(link);
    }
    placeLinks();
}

void LaneBadge::setLinksShown(bool areShown)
{
    m_areLinksShown = areShown;
    placeLinks();
}

void LaneBadge::placeLinks()
{
    int x = 16;
    for (LaneLinkButton *link : m_links) {
        link->setGeometry(QRect(QPoint(x, 28), link->sizeHint()));
        link->setVisible(m_areLinksShown);
        x += link->sizeHint().width() + 16;
    }
    update();
}

int LaneBadge::shownHeight() const
{
    return m_text.isEmpty() ? 0 : m_areLinksShown && !m_links.empty() ? 48 : 28;
}

void LaneBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().paper);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text2);
    const QRect room(16, 8, width() - 32, 16);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_text, Qt::ElideRight, room.width()));
}

} // namespace triptych
