// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/HistoryDelegate.h"

#include "ui/history/HistoryModel.h"
#include "ui/shell/Theme.h"

#include <QLocale>
#include <QPainter>

namespace triptych {

namespace {

constexpr int headHeight = 28;
constexpr int runHeight = 44;
constexpr int margin = 16;
constexpr int timeWidth = 44;
constexpr int glyph = 12;

QColor inkOf(const RunSummary::Lane &lane, const ThemeColors &colors)
{
    if (lane.isOpen || lane.outcome == LaneOutcome::Complete)
        return colors.text2;
    return lane.outcome == LaneOutcome::Failed    ? colors.red
        : lane.outcome == LaneOutcome::Incomplete ? colors.amber
                                                  : colors.text3;
}

} // namespace

HistoryDelegate::HistoryDelegate(const HistoryModel &model, const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent),
      m_model(model),
      m_theme(theme)
{}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {1, m_model.row(index.row()).isHead() ? headHeight : runHeight};
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const ThemeColors &colors = m_theme.colors();
    if (m_model.row(index.row()).isHead()) {
        painter->setFont(m_theme.smallStrong());
        painter->setPen(colors.text);
        painter->drawText(option.rect.adjusted(margin, 6, -margin, 0), int(Qt::AlignLeft | Qt::AlignVCenter),
                          index.data().toString());
    } else {
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        const bool hasFocus = isSelected && option.state.testFlag(QStyle::State_HasFocus);
        if (hasFocus) {
            painter->fillRect(option.rect, colors.accentSoft);
            painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), colors.accent);
        } else if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->fillRect(option.rect, colors.sunken);
        }
        paintRun(*painter, option.rect.adjusted(margin, 2, -margin, -2), index);
    }
    painter->restore();
}

void HistoryDelegate::paintRun(QPainter &painter, const QRect &rect, const QModelIndex &index) const
{
    const RunSummary &run = m_model.row(index.row()).run;
    const QRect upper(rect.left(), rect.top(), rect.width(), 20);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text2);
    painter.drawText(upper, int(Qt::AlignLeft | Qt::AlignVCenter),
                     run.startedAt.toLocalTime().toString(QStringLiteral("HH:mm")));
    const QRect words = upper.adjusted(timeWidth, 0, 0, 0);
    painter.setFont(m_theme.baseFont());
    painter.setPen(m_theme.colors().text);
    painter.drawText(words, int(Qt::AlignLeft | Qt::AlignVCenter),
                     painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width()));
    paintLanes(painter, rect.adjusted(timeWidth, 20, 0, 0), run);
}

void HistoryDelegate::paintLanes(QPainter &painter, const QRect &rect, const RunSummary &run) const
{
    painter.setFont(m_theme.smallFont());
    const QFontMetrics metrics = painter.fontMetrics();
    int x = rect.left();
    const auto write = [&](const QString &text, const QColor &ink) {
        painter.setPen(ink);
        painter.drawText(QRect(x, rect.top(), rect.right() - x + 1, 18), int(Qt::AlignLeft | Qt::AlignVCenter), text);
        x += metrics.horizontalAdvance(text) + 8;
    };
    if (run.isUnsaved)
        write(HistoryModel::tr("not saved yet"), m_theme.colors().amber);
    for (std::size_t i = 0; i < run.lanes.size(); ++i) {
        const RunSummary::Lane &lane = run.lanes[i];
        const QString rest = QStringLiteral("+%1").arg(run.lanes.size() - i);
        const int room = rect.right() - x - glyph - 4;
        const bool isLast = i + 1 == run.lanes.size();
        const int spare = isLast ? 0 : 8 + metrics.horizontalAdvance(rest);
        if (room - spare < 36) // nothing readable would be left of the name
            return write(rest, m_theme.colors().text2);
        m_theme.stateIcon(outcomeGlyph(lane), inkOf(lane, m_theme.colors()))
            .paint(&painter, QRect(x, rect.top() + 3, glyph, glyph));
        x += glyph + 4;
        write(metrics.elidedText(lane.name.section(QLatin1Char('/'), 1), Qt::ElideMiddle, qMin(110, room - spare)),
              m_theme.colors().text2);
    }
}

} // namespace triptych
