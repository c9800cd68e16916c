// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneGrid.h"

#include "ui/lanes/LaneButtons.h"
#include "ui/shell/Theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace triptych {

/// What is scrolled: the columns with a hairline right of each, on chrome.
class LaneGrid::Page final : public QWidget
{
public:
    explicit Page(const Theme &theme) : m_theme(theme) {}
    std::vector<int> hairlines = {};

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme.colors().chrome);
        for (const int x : hairlines)
            painter.fillRect(QRect(x, 0, 1, height()), m_theme.colors().hairline);
    }

private:
    const Theme &m_theme;
};

LaneGrid::LaneGrid(const Theme &theme, Clock &clock, QWidget *parent)
    : QScrollArea(parent),
      m_theme(theme),
      m_ticker(clock),
      m_page(new Page(theme)),
      m_add(new LaneTextButton(theme, tr("Add lane"), QStringLiteral("addLane"), m_page))
{
    setObjectName(QStringLiteral("laneGrid"));
    setAccessibleName(tr("Lanes"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_page);
    m_add->setObjectName(QStringLiteral("addLane"));
    connect(m_add, &QAbstractButton::clicked, this, &LaneGrid::addLaneRequested);
    connect(&theme, &Theme::changed, m_page, QOverload<>::of(&QWidget::update));
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { focusMoved(now); });
    arrange();
}

LaneGrid::~LaneGrid()
{
    disconnect(qApp, nullptr, this, nullptr); // a lane that goes gives up the focus
    clear();
    qDeleteAll(
        findChildren<LaneView *>()); // removed ones, which were to go a little later: all speak to the ticker then
}

LaneView *LaneGrid::addLane(const LaneSlotInfo &info)
{
    Q_ASSERT(info.slot >= 0 && info.slot < maxLanes && !lane(info.slot));
    auto *view = new LaneView(m_theme, m_ticker, info, m_page);
    const int slot = info.slot;
    view->setAnswerMode(m_mode);
    connect(view, &LaneView::actionTriggered, this, [this, slot](const QString &id) {
        choose(slot);
        Q_EMIT laneAction(slot, id);
    });
    connect(view, &LaneView::linkActivated, this, &LaneGrid::linkActivated);
    connect(view, &LaneView::dragged, this, [this, slot](int globalX) { drop(slot, globalX); });
    connect(view, &LaneView::pressed, this, [this, slot] { choose(slot); });
    m_lanes.push_back(view);
    if (m_chosen < 0)
        choose(slot);
    arrange();
    view->show();
    return view;
}

void LaneGrid::removeLane(int slot)
{
    const auto found = std::find_if(m_lanes.begin(), m_lanes.end(),
                                    [slot](const LaneView *view) { return view->info().slot == slot; });
    if (found == m_lanes.end())
        return;
    LaneView *view = *found;
    const std::size_t position = std::size_t(found - m_lanes.begin());
    m_lanes.erase(found);
    view->hide();
    view->disconnect(this);
    view->setState({}); // its clock stands still from now on
    view->deleteLater();
    if (m_chosen == slot) {
        m_chosen = -1;
        if (!m_lanes.empty())
            choose(m_lanes[qMin(position, m_lanes.size() - 1)]->info().slot);
    }
    arrange();
}

void LaneGrid::clear()
{
    for (LaneView *view : m_lanes)
        delete view;
    m_lanes.clear();
    m_chosen = -1;
}

LaneView *LaneGrid::lane(int slot) const
{
    const auto found = std::find_if(m_lanes.begin(), m_lanes.end(),
                                    [slot](const LaneView *view) { return view->info().slot == slot; });
    return found == m_lanes.end() ? nullptr : *found;
}

std::vector<int> LaneGrid::slotOrder() const
{
    std::vector<int> order;
    for (const LaneView *view : m_lanes)
        order.push_back(view->info().slot);
    return order;
}

int LaneGrid::freeSlot() const
{
    for (int slot = 0; slot < maxLanes; ++slot) {
        if (!lane(slot))
            return slot;
    }
    return -1;
}

void LaneGrid::choose(int slot)
{
    if (m_chosen == slot || !lane(slot))
        return;
    m_chosen = slot;
    for (LaneView *view : m_lanes)
        view->setChosen(view->info().slot == slot);
    ensureWidgetVisible(lane(slot), 0, 0);
    Q_EMIT laneChosen(slot);
}

void LaneGrid::chooseBeside(int step)
{
    const std::vector<int> order = slotOrder();
    const auto found = std::find(order.begin(), order.end(), m_chosen);
    if (found == order.end())
        return;
    const auto position = (found - order.begin()) + step;
    if (position < 0 || position >= std::ptrdiff_t(order.size()))
        return;
    choose(order[std::size_t(position)]);
    lane(m_chosen)->answer().setFocus(Qt::OtherFocusReason);
}

void LaneGrid::moveLane(int slot, int position)
{
    LaneView *view = lane(slot);
    if (!view)
        return;
    const int last = count() - 1;
    const auto found = std::find(m_lanes.begin(), m_lanes.end(), view);
    if (found - m_lanes.begin() == qBound(0, position, last))
        return;
    m_lanes.erase(found);
    m_lanes.insert(m_lanes.begin() + qBound(0, position, last), view);
    arrange();
    Q_EMIT laneMoved(slot, qBound(0, position, last));
}

void LaneGrid::drop(int slot, int globalX)
{
    const int x = m_page->mapFromGlobal(QPoint(globalX, 0)).x();
    int position = 0;
    for (const LaneView *view : m_lanes)
        position += view->info().slot != slot && view->geometry().center().x() < x ? 1 : 0;
    moveLane(slot, position);
}

void LaneGrid::setAnswerMode(AnswerView::Mode mode)
{
    m_mode = mode;
    for (LaneView *view : m_lanes)
        view->setAnswerMode(mode);
}

AnswerView::Mode LaneGrid::toggleAnswerMode()
{
    const bool someWait
        = std::any_of(m_lanes.begin(), m_lanes.end(), [](const LaneView *view) { return view->waitsToRender(); });
    setAnswerMode(m_mode == AnswerView::Mode::Source || someWait ? AnswerView::Mode::Rendered
                                                                 : AnswerView::Mode::Source);
    return m_mode;
}

void LaneGrid::arrange()
{
    const int n = count();
    const int room = viewport()->width();
    const int each = n == 0 ? 0 : qBound(minLaneWidth, room / n, maxLaneWidth);
    const int spare = n > 0 && each > minLaneWidth && each < maxLaneWidth ? room - each * n : 0;
    m_page->setFixedSize(qMax(room, each * n), viewport()->height());
    m_page->hairlines.clear();
    int x = 0;
    for (int i = 0; i < n; ++i) {
        const int column = each + (i < spare ? 1 : 0);
        const bool touchesEdge = x + column >= m_page->width();
        m_lanes[std::size_t(i)]->setGeometry(x, 0, column - (touchesEdge ? 0 : 1), m_page->height());
        x += column;
        if (!touchesEdge)
            m_page->hairlines.push_back(x - 1);
    }
    const QSize size = m_add->sizeHint();
    m_add->setVisible(m_page->width() - x >= size.width() + 2 * 16 && n < maxLanes);
    m_add->setGeometry(QRect(QPoint(x + 16, 8), size));
    m_page->update();
}

void LaneGrid::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void LaneGrid::focusMoved(QWidget *now)
{
    for (LaneView *view : m_lanes) {
        if (now && (view == now || view->isAncestorOf(now)))
            choose(view->info().slot);
    }
}

void LaneGrid::keyPressEvent(QKeyEvent *event)
{
    const bool isMove = event->modifiers() & Qt::ShiftModifier;
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step == 0 || !(event->modifiers() & Qt::AltModifier)) {
        event->ignore();
        return;
    }
    if (isMove) {
        const std::vector<int> order = slotOrder();
        moveLane(m_chosen, int(std::find(order.begin(), order.end(), m_chosen) - order.begin()) + step);
    } else {
        chooseBeside(step);
    }
}

void LaneGrid::changeEvent(QEvent *event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Lanes"));
        m_add->setText(tr("Add lane"));
        m_add->setAccessibleName(tr("Add lane"));
        arrange();
    }
}

} // namespace triptych
