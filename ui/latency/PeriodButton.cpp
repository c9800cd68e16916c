// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/PeriodButton.h"

#include "ui/shell/Theme.h"

#include <QActionGroup>
#include <QMenu>
#include <QPainter>

namespace triptych {

namespace {

constexpr int periods[] = {1, 7, 30, 90, 0};
constexpr int chevron = 16;
constexpr int gap = 4;

} // namespace

PeriodButton::PeriodButton(const Theme &theme, QWidget *parent) : QToolButton(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("latencyPeriod"));
    setAttribute(Qt::WA_Hover);
    setFixedHeight(24);
    connect(this, &QToolButton::clicked, this, &PeriodButton::showMenu);
    retranslate();
}

void PeriodButton::setDays(int days)
{
    m_days = days;
    retranslate();
}

void PeriodButton::retranslate()
{
    setText(m_days == 0       ? tr("All prompts, since the beginning")
                : m_days == 1 ? tr("All prompts, last 24 hours")
                              : tr("All prompts, last %n days", nullptr, m_days));
    setAccessibleName(tr("Period"));
    setAccessibleDescription(text());
    setToolTip(tr("Which runs the figures count"));
    updateGeometry();
    update();
}

QSize PeriodButton::sizeHint() const
{
    return {QFontMetrics(m_theme.baseFont()).horizontalAdvance(text()) + 2 * gap + chevron, 24};
}

void PeriodButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ink = underMouse() || isDown() ? m_theme.colors().text : m_theme.colors().text2;
    painter.setFont(m_theme.baseFont());
    painter.setPen(ink);
    const QRect words = rect().adjusted(0, 0, -chevron, 0);
    painter.drawText(words, int(Qt::AlignLeft | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    m_theme.icon(QStringLiteral("down"), ink)
        .paint(&painter, QRect(width() - chevron, (height() - chevron) / 2 + 1, chevron, chevron));
}

void PeriodButton::showMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("latencyPeriodMenu"));
    auto *group = new QActionGroup(menu);
    for (const int days : periods) {
        QAction *action = menu->addAction(days == 0       ? tr("Since the beginning")
                                              : days == 1 ? tr("Last 24 hours")
                                                          : tr("Last %n days", nullptr, days));
        action->setCheckable(true);
        action->setChecked(days == m_days);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, days] {
            setDays(days);
            Q_EMIT chosen(days);
        });
    }
    menu->popup(mapToGlobal(QPoint(0, height())));
}

} // namespace triptych
