// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/selector/SelectorDelegate.h"

#include "ui/selector/SelectorModel.h"
#include "ui/shell/Theme.h"

#include <QPainter>
#include <algorithm>

namespace triptych {

namespace {

constexpr int margin = 16; // from either edge to text
constexpr int indent = 32; // where names begin
constexpr int icon = 16;
constexpr int gap = 8;
constexpr int barWidth = 2;
constexpr int lanesWidth = 24;
constexpr int priceWidth = 58;
constexpr int contextWidth = 40;
constexpr int groupLift = 4; // a head stands nearer to its own rows than to those above

QRect iconRect(const QRect &line, int x)
{
    return {x, line.center().y() - icon / 2 + 1, icon, icon};
}

QRect headLine(const QRect &row)
{
    return row.adjusted(0, groupLift, 0, 0);
}

void drawText(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QFont &font, const QColor &color,
              const QString &text)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(rect, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip, text);
}

} // namespace

SelectorDelegate::SelectorDelegate(const Theme &theme, const SelectorModel &model, QObject *parent)
    : QAbstractItemDelegate(parent),
      m_theme(theme),
      m_model(model)
{}

QRect SelectorDelegate::starRect(const QRect &row) const
{
    return {row.left() + margin / 2, row.top(), indent - margin / 2, row.height()};
}

QRect SelectorDelegate::noteRect(const QRect &row, const SelectorRow &line) const
{
    const int width = QFontMetrics(m_theme.smallFont()).horizontalAdvance(line.note);
    return QRect(row.right() + 1 - margin - width - gap, row.top(), width + gap + margin, row.height());
}

void SelectorDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &place) const
{
    const SelectorRow &line = m_model.row(place.row());
    painter->save();
    paintGround(*painter, option, line);
    switch (line.kind) {
    case SelectorRow::Kind::Group: paintGroup(*painter, option, line); break;
    case SelectorRow::Kind::Model: paintModel(*painter, option, line); break;
    case SelectorRow::Kind::Link: paintLink(*painter, option.rect, line); break;
    case SelectorRow::Kind::Hint: paintHint(*painter, option.rect, line); break;
    }
    painter->restore();
}

QSize SelectorDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &place) const
{
    const SelectorRow &line = m_model.row(place.row());
    const int more = line.place >= 0 && !m_model.index().model(line.place).ending.text.isEmpty() ? endingHeight : 0;
    return {1, line.kind == SelectorRow::Kind::Group ? groupHeight : rowHeight + more};
}

void SelectorDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option, const SelectorRow &line) const
{
    const ThemeColors &colors = m_theme.colors();
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    const bool isOver = option.state.testFlag(QStyle::State_MouseOver) && line.kind == SelectorRow::Kind::Model;
    if (isCurrent && m_enterIsHere) {
        painter.fillRect(option.rect, colors.accentSoft);
        painter.fillRect(QRect(option.rect.topLeft(), QSize(barWidth, option.rect.height())), colors.accent);
    } else if (isCurrent || isOver) {
        painter.fillRect(option.rect, colors.sunken);
    }
}

void SelectorDelegate::paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const SelectorRow &line) const
{
    const ThemeColors &colors = m_theme.colors();
    const QRect row = headLine(option.rect);
    const QString chevron = line.isExpanded ? QStringLiteral("down") : QStringLiteral("right");
    m_theme.icon(chevron).paint(&painter, iconRect(row, row.left() + margin - icon / 4));

    const int noteWidth = line.note.isEmpty() ? (line.hasKey ? icon : 0)
                                              : QFontMetrics(m_theme.smallFont()).horizontalAdvance(line.note);
    const QRect room(row.left() + indent, row.top(), row.width() - indent - margin - noteWidth - gap, row.height());
    const QFontMetrics metrics(m_theme.smallStrong());
    const int countWidth
        = line.count.isEmpty() ? 0 : gap + QFontMetrics(m_theme.smallFont()).horizontalAdvance(line.count);
    const QString title = metrics.elidedText(line.text, Qt::ElideRight, room.width() - countWidth);
    drawText(painter, room, Qt::AlignLeft, m_theme.smallStrong(), colors.text, title);
    drawText(painter, room.adjusted(metrics.horizontalAdvance(title) + gap, 0, 0, 0), Qt::AlignLeft,
             m_theme.smallFont(), colors.text2, line.count);

    if (!line.note.isEmpty())
        drawText(painter, row.adjusted(0, 0, -margin, 0), Qt::AlignRight, m_theme.smallFont(), colors.text2, line.note);
    else if (line.hasKey)
        m_theme.icon(QStringLiteral("key")).paint(&painter, iconRect(row, row.right() + 1 - margin - icon));
}

SelectorDelegate::Columns SelectorDelegate::columns(const QRect &row, const SelectorRow &line) const
{
    int right = row.right() + 1 - margin;
    const auto take = [&](int width) {
        right -= width;
        return QRect(right, row.top(), width, row.height());
    };
    const QFontMetrics metrics(m_theme.smallFont());
    const auto takeFor = [&](const QString &figure, int width) {
        return take(std::max(width, metrics.horizontalAdvance(figure) + gap));
    };
    Columns places;
    places.lanes = take(lanesWidth);
    if (line.place >= 0) {
        const SelectorIndex::Model &model = m_model.index().model(line.place);
        places.price = takeFor(model.price, priceWidth);
        places.context = takeFor(model.context, contextWidth);
    }
    places.name = take(right - row.left() - indent);
    return places;
}

void SelectorDelegate::paintModel(QPainter &painter, const QStyleOptionViewItem &option, const SelectorRow &line) const
{
    const ThemeColors &colors = m_theme.colors();
    const QRect row(option.rect.topLeft(), QSize(option.rect.width(), rowHeight));
    const Columns places = columns(row, line);
    if (const int count = m_model.index().laneCount(line.name); count > 0)
        drawText(painter, places.lanes, Qt::AlignRight, m_theme.baseStrong(), colors.text,
                 QChar(0x00D7) + QString::number(count));
    if (line.place >= 0) {
        const SelectorIndex::Model &model = m_model.index().model(line.place);
        drawText(painter, places.price, Qt::AlignRight, m_theme.smallFont(), colors.text2, model.price);
        drawText(painter, places.context, Qt::AlignRight, m_theme.smallFont(), colors.text2, model.context);
    }
    const bool isUsable = line.place < 0 || m_model.index().model(line.place).isUsable;
    drawName(painter, places.name, isUsable ? colors.text : colors.text3, line);
    drawEnding(painter, option.rect, line);

    const bool isReached
        = option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_HasFocus);
    if (!isReached)
        return;
    const QString star = m_model.index().isFavourite(line.name) ? QStringLiteral("starOn") : QStringLiteral("star");
    m_theme.icon(star).paint(&painter, iconRect(row, row.left() + margin - icon / 4));
}

/// Below the name, as near to it as lines of a text are.
void SelectorDelegate::drawEnding(QPainter &painter, const QRect &row, const SelectorRow &line) const
{
    if (line.place < 0)
        return;
    const ModelEnding &ending = m_model.index().model(line.place).ending;
    const QRect room(row.left() + indent, row.top() + rowHeight - 4, row.width() - indent - margin, endingHeight);
    const QString text = QFontMetrics(m_theme.smallFont()).elidedText(ending.text, Qt::ElideRight, room.width());
    drawText(painter, room, Qt::AlignLeft, m_theme.smallFont(),
             ending.isSoon ? m_theme.colors().amber : m_theme.colors().text2, text);
}

/// The letters that were typed are bold.
void SelectorDelegate::drawName(QPainter &painter, const QRect &room, const QColor &color,
                                const SelectorRow &line) const
{
    const QFontMetrics plain(m_theme.baseFont());
    const QFontMetrics strong(m_theme.baseStrong());
    const std::vector<int> matched = m_model.matchedLetters(line);
    int extra = 0;
    for (const int at : matched)
        extra += strong.horizontalAdvance(line.text.at(at)) - plain.horizontalAdvance(line.text.at(at));
    const QString name = plain.elidedText(line.text, Qt::ElideRight, room.width() - extra);
    QRect rest = room;
    for (int start = 0, end = 0; start < name.size(); start = end) {
        const auto isStrong = [&](int at) { return std::binary_search(matched.begin(), matched.end(), at); };
        while (end < name.size() && isStrong(end) == isStrong(start))
            ++end;
        const QString run = name.mid(start, end - start);
        drawText(painter, rest, Qt::AlignLeft, isStrong(start) ? m_theme.baseStrong() : m_theme.baseFont(), color, run);
        rest.setLeft(rest.left() + (isStrong(start) ? strong : plain).horizontalAdvance(run));
    }
}

void SelectorDelegate::paintLink(QPainter &painter, const QRect &row, const SelectorRow &line) const
{
    const QRect room = row.adjusted(indent, 0, -margin, 0);
    drawText(painter, room, Qt::AlignLeft, m_theme.smallFont(), m_theme.colors().text, line.text);
    const QFontMetrics metrics(m_theme.smallFont());
    const int width = metrics.horizontalAdvance(line.text);
    painter.fillRect(QRect(room.left(), room.center().y() + metrics.height() / 2, width, 1), m_theme.colors().outline);
}

void SelectorDelegate::paintHint(QPainter &painter, const QRect &row, const SelectorRow &line) const
{
    int left = indent;
    if (line.group == selectorGroup::favourites) {
        m_theme.icon(QStringLiteral("star")).paint(&painter, iconRect(row, row.left() + left));
        left += icon + gap;
    }
    const QRect room = row.adjusted(left, 0, -margin, 0);
    const QString text = QFontMetrics(m_theme.smallFont()).elidedText(line.text, Qt::ElideRight, room.width());
    drawText(painter, room, Qt::AlignLeft, m_theme.smallFont(),
             line.isWarning ? m_theme.colors().amber : m_theme.colors().text2, text);
}

} // namespace triptych
