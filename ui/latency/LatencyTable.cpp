// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/LatencyTable.h"

#include "ui/latency/LaneMark.h"
#include "ui/latency/LatencyModel.h"

#include <QEvent>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

namespace triptych {

namespace {

constexpr int headLine = 18;
constexpr int nameIndent = 18; // marker 10 and a gap of 8
constexpr int groupIndent = 12;
constexpr int columnWidths[LatencyModel::ColumnCount] = {136, 32, 52, 54, 58, 50, 50, 52, 46};

/// Two lines: what is measured over its three columns, then the quantiles.
class LatencyHeaderView final : public QHeaderView
{
public:
    LatencyHeaderView(const Theme &theme, QWidget *parent) : QHeaderView(Qt::Horizontal, parent), m_theme(theme)
    {
        setSectionResizeMode(QHeaderView::Fixed);
        setFixedHeight(2 * headLine);
        setHighlightSections(false);
        setSectionsClickable(false);
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        painter->save();
        painter->setFont(m_theme.smallFont());
        painter->setPen(m_theme.colors().text2);
        const QRect lower = rect.adjusted(0, headLine, 0, 0);
        const auto alignment
            = Qt::Alignment(model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
        painter->drawText(lower, int(alignment), model()->headerData(section, Qt::Horizontal).toString());
        if (section == LatencyModel::FirstText99)
            paintGroup(*painter, LatencyModel::FirstText50, section, LatencyModel::tr("first text, ms"));
        if (section == LatencyModel::Total99)
            paintGroup(*painter, LatencyModel::Total50, section, LatencyModel::tr("total, s"));
        painter->restore();
    }

    void paintEvent(QPaintEvent *event) override
    {
        QPainter(viewport()).fillRect(rect(), m_theme.colors().paper);
        QHeaderView::paintEvent(event);
    }

private:
    void paintGroup(QPainter &painter, int first, int last, const QString &title) const
    {
        const int left = sectionViewportPosition(first) + groupIndent;
        const int right = sectionViewportPosition(last) + sectionSize(last);
        const QRect box(left, 0, right - left, headLine);
        painter.drawText(box, int(Qt::AlignRight | Qt::AlignVCenter), title);
        painter.fillRect(QRect(left, headLine - 1, right - left, 1), m_theme.colors().hairline);
    }

    const Theme &m_theme;
};

class LatencyDelegate final : public QStyledItemDelegate
{
public:
    LatencyDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const bool isCurrent
            = option.state.testFlag(QStyle::State_HasFocus) || option.state.testFlag(QStyle::State_Selected);
        if (isCurrent && option.state.testFlag(QStyle::State_Active))
            painter->fillRect(option.rect, m_theme.colors().sunken);
        if (index.column() == LatencyModel::Model)
            paintName(*painter, option.rect, index);
        else
            paintFigure(*painter, option.rect, index);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {0, LatencyTable::rowHeight};
    }

private:
    void paintName(QPainter &painter, const QRect &rect, const QModelIndex &index) const
    {
        const LaneMark mark {index.data(LatencyModel::SlotRole).toInt(),
                             index.data(LatencyModel::FewRunsRole).toBool()};
        mark.paint(painter, QPointF(rect.left() + 5, rect.center().y() + 0.5), m_theme);
        const QRect box = rect.adjusted(nameIndent, 0, -4, 0);
        painter.setFont(m_theme.baseFont());
        painter.setPen(m_theme.colors().text);
        const QString text
            = QFontMetrics(m_theme.baseFont()).elidedText(index.data().toString(), Qt::ElideMiddle, box.width());
        painter.drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter), text);
    }

    void paintFigure(QPainter &painter, const QRect &rect, const QModelIndex &index) const
    {
        const QString missing = index.data(LatencyModel::NeededRole).toString();
        painter.setFont(missing.isEmpty() ? m_theme.baseFont() : m_theme.smallFont());
        painter.setPen(missing.isEmpty() ? m_theme.colors().text : m_theme.colors().text3);
        const QString text = index.data().toString() + (missing.isEmpty() ? QString() : QChar(0xA0) + missing);
        painter.drawText(rect, int(Qt::AlignRight | Qt::AlignVCenter), text);
    }

    const Theme &m_theme;
};

} // namespace

LatencyTable::LatencyTable(LatencyModel &model, const Theme &theme, QWidget *parent)
    : QTableView(parent),
      m_theme(theme)
{
    setObjectName(QStringLiteral("latencyTable"));
    setHorizontalHeader(new LatencyHeaderView(theme, this));
    setItemDelegate(new LatencyDelegate(theme, this));
    setModel(&model);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(rowHeight);
    verticalHeader()->setDefaultSectionSize(rowHeight);
    horizontalHeader()->setMinimumSectionSize(16);
    fitColumns();
    connect(&theme, &Theme::changed, this, &LatencyTable::fitColumns);
    connect(&model, &QAbstractItemModel::modelReset, this, &LatencyTable::updateGeometry);
}

int LatencyTable::tableWidth() const
{
    return horizontalHeader()->length();
}

int LatencyTable::contentHeight() const
{
    return 2 * headLine + rowHeight * model()->rowCount();
}

/// The widths of the design, grown where larger type or another language needs more.
void LatencyTable::fitColumns()
{
    const QFontMetrics base(m_theme.baseFont());
    const QFontMetrics fine(m_theme.smallFont());
    const int figure = base.horizontalAdvance(QStringLiteral("12,345")) + 8;
    const int missing = fine.horizontalAdvance(QStringLiteral("– ≥368")) + 8;
    for (int column = 0; column < LatencyModel::ColumnCount; ++column) {
        int needed = columnWidths[column];
        if (column >= LatencyModel::FirstText50)
            needed = qMax(needed, fine.horizontalAdvance(model()->headerData(column, Qt::Horizontal).toString()) + 8);
        if (column >= LatencyModel::FirstText50 && column <= LatencyModel::Total99)
            needed = qMax(
                needed, column == LatencyModel::FirstText99 || column == LatencyModel::Total99 ? missing : figure - 6);
        horizontalHeader()->resizeSection(column, needed);
    }
    QPalette colours = palette();
    colours.setColor(QPalette::Base, m_theme.colors().paper);
    setPalette(colours);
    updateGeometry();
    viewport()->update();
}

void LatencyTable::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fitColumns();
    QTableView::changeEvent(event);
}

} // namespace triptych
