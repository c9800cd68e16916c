// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/latency/PhaseWaterfall.h"

#include "ui/latency/LaneMark.h"
#include "ui/latency/PhaseModel.h"
#include "ui/shell/Figures.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <cmath>

namespace triptych {

namespace {

constexpr int rowHeight = 18;
constexpr int barHeight = 10;
constexpr int titleHeight = 21;
constexpr int sideColumn = 60;
constexpr int widest = 720;

/// A round step that leaves each figure of the axis room enough.
double stepFor(double end, int width)
{
    const double parts = qBound(2, width / 40, 4);
    const double power = std::pow(10, std::floor(std::log10(std::max(end, 1e-6))) - 1);
    for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0}) {
        if (end / (power * step) < parts)
            return power * step;
    }
    return power * 100;
}

class BarDelegate final : public QStyledItemDelegate
{
public:
    BarDelegate(const PhaseModel &model, const int &slot, const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent),
          m_model(model),
          m_slot(slot),
          m_theme(theme)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        if (option.state.testFlag(QStyle::State_HasFocus))
            painter->fillRect(option.rect, m_theme.colors().sunken);
        if (index.column() == PhaseModel::Bar) {
            paintBar(*painter, option.rect, m_model.phase(index.row()));
        } else {
            const bool isName = index.column() == PhaseModel::Name;
            painter->setFont(m_theme.smallFont());
            painter->setPen(isName ? m_theme.colors().text2 : m_theme.colors().text);
            painter->drawText(option.rect, int(Qt::AlignVCenter | (isName ? Qt::AlignLeft : Qt::AlignRight)),
                              index.data().toString());
        }
        painter->restore();
    }

private:
    void paintBar(QPainter &painter, const QRect &cell, const LanePhaseSpan &span) const
    {
        const double scale = cell.width() / std::max(m_model.end(), 1e-9);
        for (double at = 0, step = stepFor(m_model.end(), cell.width()); at <= m_model.end(); at += step)
            painter.fillRect(QRect(cell.left() + qRound(at * scale), cell.top(), 1, cell.height()),
                             m_theme.colors().hairline);
        // However short, what took place is seen.
        const QRectF bar(cell.left() + std::round(span.startMs * scale), cell.top() + (rowHeight - barHeight) / 2,
                         std::max(1.0, std::round(span.durationMs * scale)), barHeight);
        const bool isAnswer = span.kind == LanePhaseSpan::Writing || span.kind == LanePhaseSpan::Reasoning;
        const QColor color = isAnswer ? LaneMark {m_slot}.color(m_theme) : m_theme.colors().text2;
        if (span.kind == LanePhaseSpan::Reasoning && bar.width() > 3) {
            painter.setPen(QPen(color, 1.5));
            painter.setBrush(m_theme.colors().paper);
            painter.drawRect(bar.adjusted(0.75, 0.75, -0.75, -0.75));
        } else {
            painter.fillRect(bar, color);
        }
    }

    const PhaseModel &m_model;
    const int &m_slot;
    const Theme &m_theme;
};

} // namespace

PhaseWaterfall::PhaseWaterfall(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_model(new PhaseModel(this)),
      m_table(new QTableView(this)),
      m_empty(new QLabel(this))
{
    setObjectName(QStringLiteral("phaseWaterfall"));
    m_empty->setObjectName(QStringLiteral("phaseHint"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_table->setObjectName(QStringLiteral("phaseTable"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new BarDelegate(*m_model, m_slot, theme, m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setMinimumSectionSize(1);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    connect(&theme, &Theme::changed, this, &PhaseWaterfall::retranslate);
    clear();
}

void PhaseWaterfall::setLane(const LaneTiming &timing, const QString &name, int slot)
{
    m_model->setPhases(phasesOf(timing));
    m_name = name;
    m_slot = slot;
    retranslate();
}

void PhaseWaterfall::clear()
{
    setLane({}, {}, -1);
}

void PhaseWaterfall::retranslate()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setText(tr("Queued, connect, headers, first text, writing."));
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
    setAccessibleName(isEmpty ? tr("Phases of the chosen lane") : tr("This run, phase by phase"));
    m_table->setAccessibleName(m_name.isEmpty() ? accessibleName() : tr("Phases of %1").arg(m_name));
    setToolTip(m_name);
    QPalette colours = palette();
    colours.setColor(QPalette::Base, m_theme.colors().paper);
    colours.setColor(QPalette::WindowText, m_theme.colors().text2);
    m_table->setPalette(colours);
    m_empty->setPalette(colours);
    m_empty->setFont(m_theme.baseFont());
    place();
    update();
}

void PhaseWaterfall::place()
{
    const int wide = qMin(width(), widest);
    int side = sideColumn;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QString name = m_model->index(row, PhaseModel::Name).data().toString();
        side = qMax(side, QFontMetrics(m_theme.smallFont()).horizontalAdvance(name) + 8);
    }
    m_table->setGeometry(0, titleHeight, wide, qMin(rowHeight * m_model->rowCount(), height() - titleHeight));
    m_table->setColumnWidth(PhaseModel::Name, side);
    m_table->setColumnWidth(PhaseModel::Duration, sideColumn);
    m_table->setColumnWidth(PhaseModel::Bar, qMax(1, wide - side - sideColumn));
    m_empty->setGeometry(0, 24, width(), qMax(0, height() - 24));
}

void PhaseWaterfall::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colors().text2);
    const bool hasMark = m_slot >= 0 && m_model->rowCount() > 0;
    if (hasMark)
        LaneMark {m_slot}.paint(painter, {5, 8.5}, m_theme, 10);
    const QRectF title(hasMark ? 18 : 0, 0, width() - 18, 16);
    painter.drawText(title, int(Qt::AlignLeft | Qt::AlignVCenter), accessibleName());
    if (m_model->rowCount() == 0)
        return;
    const int left = m_table->columnWidth(PhaseModel::Name);
    const double scale = m_table->columnWidth(PhaseModel::Bar) / std::max(m_model->end(), 1e-9);
    const int top = m_table->geometry().bottom() + 1;
    const double step = stepFor(m_model->end(), m_table->columnWidth(PhaseModel::Bar));
    for (double at = 0; at <= m_model->end(); at += step) {
        const int x = left + qRound(at * scale);
        painter.fillRect(QRect(x, top, 1, 3), m_theme.colors().hairline);
        painter.drawText(QRect(x - 40, top + 3, 80, 16), int(Qt::AlignHCenter | Qt::AlignVCenter),
                         formatTick(at, m_model->end()));
    }
}

void PhaseWaterfall::resizeEvent(QResizeEvent *)
{
    place();
}

void PhaseWaterfall::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace triptych
