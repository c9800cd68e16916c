// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/SelectorStrips.h"

#include "ui/shell/Figures.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QPainter>

namespace triptych {

namespace {

constexpr int headsHeight = 20;
constexpr int footHeight = 28;
constexpr int margin = 16;
constexpr int tightMargin = 12;
constexpr int lanesWidth = 24;
constexpr int priceWidth = 58;

} // namespace

SelectorHeads::SelectorHeads(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("modelHeads"));
    setFixedHeight(headsHeight);
    connect(&theme, &Theme::changed, this, [this] { update(); });
    retranslate();
}

void SelectorHeads::retranslate()
{
    setAccessibleName(tr("Columns: context, dollars for a million tokens in and out, lanes"));
    update();
}

void SelectorHeads::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SelectorHeads::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text2);
    const QRect price = rect().adjusted(0, 0, -margin - lanesWidth, 0);
    painter.drawText(price, Qt::AlignRight | Qt::AlignVCenter, tr("$ per M"));
    painter.drawText(price.adjusted(0, 0, -priceWidth, 0), Qt::AlignRight | Qt::AlignVCenter, tr("context"));
}

SelectorFoot::SelectorFoot(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("modelFoot"));
    setFixedHeight(footHeight);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void SelectorFoot::setPricesDate(const QDate &date)
{
    m_date = date;
    refresh();
}

void SelectorFoot::setHint(const QString &hint)
{
    m_hint = hint;
    refresh();
}

void SelectorFoot::refresh()
{
    setAccessibleName(QStringList {m_hint, datesText()}.join(QStringLiteral(" · ")));
    setToolTip(datesText()); // where there is no room for it
    update();
}

void SelectorFoot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange)
        refresh();
    QWidget::changeEvent(event);
}

QString SelectorFoot::datesText() const
{
    return m_date.isValid() ? tr("Prices of %1").arg(formatDay(m_date)) : QString();
}

void SelectorFoot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.colors().hairline);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text2);
    const QString dates = datesText();
    const QFontMetrics metrics(m_theme.smallFont());
    const int needed = metrics.horizontalAdvance(m_hint) + metrics.horizontalAdvance(dates) + tightMargin;
    const bool isTight = needed > width() - 2 * margin && needed <= width() - 2 * tightMargin;
    const int side = isTight ? tightMargin : margin;
    const QRect room = rect().adjusted(side, 1, -side, 0);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(m_hint, Qt::ElideRight, room.width()));
    if (needed <= width() - 2 * side)
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, dates);
}

} // namespace triptych
