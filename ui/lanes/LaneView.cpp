// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneView.h"

#include "ui/lanes/FoldHeader.h"
#include "ui/lanes/LaneBadge.h"
#include "ui/lanes/LaneHead.h"
#include "ui/lanes/LaneTicker.h"
#include "ui/lanes/LaneTranscript.h"
#include "ui/lanes/LaneWaitingTable.h"
#include "ui/lanes/MetricStrip.h"
#include "ui/lanes/notice/LaneNoticeView.h"
#include "ui/shell/Figures.h"
#include "ui/shell/Theme.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QPainter>
#include <cmath>

namespace triptych {

LaneView::LaneView(const Theme &theme, LaneTicker &ticker, const LaneSlotInfo &info, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_ticker(ticker),
      m_info(info),
      m_transcript(new LaneTranscript(ticker.clock(), this)),
      m_head(new LaneHead(theme, info, this)),
      m_badge(new LaneBadge(theme, this)),
      m_reasoningHeader(new FoldHeader(theme, QStringLiteral("reasoningFold"), this)),
      m_reasoning(new AnswerView(theme, AnswerView::Look::Prose, this)),
      m_waiting(new LaneWaitingTable(theme, this)),
      m_answer(new AnswerView(theme, AnswerView::Look::Answer, this)),
      m_notice(new LaneNoticeView(theme, this)),
      m_detailsHeader(new FoldHeader(theme, QStringLiteral("detailsFold"), this)),
      m_details(new AnswerView(theme, AnswerView::Look::Verbatim, this)),
      m_metrics(new MetricStrip(theme, this))
{
    setObjectName(QStringLiteral("lane%1").arg(info.slot));
    m_answer->setObjectName(QStringLiteral("answer"));
    m_reasoning->setObjectName(QStringLiteral("reasoning"));
    m_details->setObjectName(QStringLiteral("details"));
    m_detailsHeader->addCopyButton(tr("Copy status, request id and raw body"));

    connect(m_head, &LaneHead::actionTriggered, this, &LaneView::trigger);
    connect(m_head, &LaneHead::pressed, this, &LaneView::pressed);
    connect(m_head, &LaneHead::dragged, this, &LaneView::dragged);
    connect(m_badge, &LaneBadge::actionTriggered, this, &LaneView::trigger);
    connect(m_notice, &LaneNoticeView::actionTriggered, this, &LaneView::trigger);
    connect(m_transcript, &LaneTranscript::textArrived, this, &LaneView::addText);
    connect(m_transcript, &LaneTranscript::reasoningArrived, this, &LaneView::addReasoning);
    connect(m_answer, &AnswerView::linkActivated, this, &LaneView::linkActivated);
    for (AnswerView *view : {m_answer, m_reasoning, m_details})
        connect(view, &AnswerView::contentHeightChanged, this, &LaneView::arrange, Qt::QueuedConnection);
    connect(m_reasoningHeader, &QAbstractButton::clicked, this, [this] {
        m_foldWasTouched = true;
        arrange();
    });
    connect(m_detailsHeader, &QAbstractButton::toggled, this, &LaneView::arrange);
    connect(m_detailsHeader, &FoldHeader::copyRequested, this,
            [this] { QApplication::clipboard()->setText(m_state.details.copied); });
    connect(&ticker, &LaneTicker::ticked, this, &LaneView::tick);
    connect(&theme, &Theme::changed, this, &LaneView::arrange);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { focusMoved(now); });
    setInfo(info);
    setState({});
}

LaneView::~LaneView()
{
    disconnect(qApp, nullptr, this,
               nullptr); // a child that goes gives up the focus, and we are no LaneView any more then
    m_ticker.setRunning(this, false);
}

void LaneView::setInfo(const LaneSlotInfo &info)
{
    m_info = info;
    const QString name = info.address.name();
    setAccessibleName(name);
    m_answer->setAccessibleName(tr("Answer of %1").arg(name));
    m_reasoning->setAccessibleName(tr("Reasoning of %1").arg(name));
    m_details->setAccessibleName(tr("What %1 answered").arg(info.address.provider));
    m_head->setInfo(info);
    m_badge->setBadge(info.badge, info.badgeLinks);
    arrange();
}

void LaneView::setState(const LaneViewState &state)
{
    const bool wasRunning = m_state.isRunning();
    if (state.hasEnded())
        m_transcript->flush();
    m_state = state;
    m_setAt = m_ticker.nowMs();
    m_ticker.setRunning(this, state.isRunning());
    if (state.isRunning() && !wasRunning) {
        m_foldWasTouched = false;
        m_answer->setMode(AnswerView::Mode::Source);
    } else if (!state.isRunning()) {
        m_answer->setBareCode(!state.bareCodeLanguage.isEmpty() && !text().contains(QLatin1String("```")),
                              state.bareCodeLanguage);
        m_answer->setMode(m_wantedMode);
    }
    showStage();
    tick();
    arrange();
}

void LaneView::showStage()
{
    const LaneStage stage = m_state.stage;
    m_head->setState(stage, m_state.httpStatus, m_state.ledger);
    m_head->setHasText(!text().isEmpty());
    m_metrics->setMetrics(m_state.metrics, m_state.isRunning());
    m_waiting->setTiming(stage, m_state.timing, m_state.forecast);
    m_notice->setNotice(m_state.notice);
    m_badge->setLinksShown(!m_state.isRunning());
    m_answer->setWriting(stage == LaneStage::Writing);
    m_reasoning->setWriting(stage == LaneStage::Reasoning && text().isEmpty());
    m_detailsHeader->setTitle(m_state.details.summary);
    m_details->setSource(m_state.details.body);
    if (m_state.details.isEmpty())
        m_detailsHeader->setChecked(false);
    if (!m_foldWasTouched)
        m_reasoningHeader->setChecked(text().isEmpty() && m_state.isRunning());
    showReasoning();
    focusMoved(QApplication::focusWidget());
}

double LaneView::elapsedMs() const
{
    return m_state.elapsedMs + (m_state.isRunning() ? m_ticker.nowMs() - m_setAt : 0);
}

void LaneView::tick()
{
    if (m_ticker.isTicking() && !m_state.isRunning()
        && m_setAt < m_ticker.nowMs() - double(LaneTicker::interval.count()))
        return; // others are running
    const double elapsed = elapsedMs();
    m_head->setElapsed(elapsed);
    m_waiting->setElapsed(elapsed);
    // Once a second between 45 and 100 %.
    const double wave = 0.5 + 0.5 * std::cos(2 * M_PI * std::fmod(elapsed, 1000) / 1000);
    m_head->setPulse(m_theme.reducesMotion() || !m_state.isRunning() ? 1 : 0.45 + 0.55 * wave);
}

void LaneView::setText(const QString &text, const QString &reasoning)
{
    m_transcript->clear();
    m_reasoning->setSource(reasoning);
    m_answer->setSource(text);
    showStage();
    arrange();
}

void LaneView::addText(const QString &piece)
{
    const bool isFirst = text().isEmpty();
    m_answer->append(piece);
    if (!isFirst)
        return;
    m_head->setHasText(true);
    m_reasoning->setWriting(false);
    if (!m_foldWasTouched)
        m_reasoningHeader->setChecked(false);
    showReasoning();
    arrange();
}

void LaneView::addReasoning(const QString &piece)
{
    const bool isFirst = reasoning().isEmpty();
    m_reasoning->append(piece);
    if (isFirst)
        showStage();
    if (isFirst)
        arrange();
}

/// Rendered once, at its end; while it grows it is plain text.
void LaneView::showReasoning()
{
    const bool isGrowing = m_state.isRunning() && (text().isEmpty() || m_state.stage == LaneStage::Reasoning);
    m_reasoning->setMode(isGrowing ? AnswerView::Mode::Source : AnswerView::Mode::Rendered);
    const bool isOver = !text().isEmpty() || !m_state.isRunning();
    QStringList parts {!isOver                   ? tr("Reasoning")
                           : m_state.reasoningMs ? tr("Reasoned %1").arg(formatMs(*m_state.reasoningMs))
                                                 : tr("Reasoned")};
    if (m_state.reasoningTokens)
        parts.append(formatTokens(*m_state.reasoningTokens));
    m_reasoningHeader->setTitle(parts.join(QStringLiteral(" \u00b7 ")));
}

void LaneView::trigger(const QString &id)
{
    if (id == QLatin1String("copy"))
        copyAnswer();
    else
        Q_EMIT actionTriggered(id);
}

void LaneView::copyAnswer() const
{
    QApplication::clipboard()->setText(text());
}

void LaneView::setAnswerMode(AnswerView::Mode mode)
{
    m_wantedMode = mode;
    m_answer->setMode(mode);
}

bool LaneView::waitsToRender() const
{
    return m_state.isRunning() && m_wantedMode == AnswerView::Mode::Rendered && !text().isEmpty()
        && m_answer->mode() == AnswerView::Mode::Source;
}

QWidget *LaneView::settingsAnchor() const
{
    return m_head->settingsButton();
}

void LaneView::setChosen(bool isChosen)
{
    m_head->setChosen(isChosen);
}

void LaneView::focusMoved(QWidget *now)
{
    m_notice->setLaneFocused(now && (now == this || isAncestorOf(now)));
}

void LaneView::resizeEvent(QResizeEvent *)
{
    arrange();
}

void LaneView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.colors().paper);
}

void LaneView::mousePressEvent(QMouseEvent *)
{
    Q_EMIT pressed();
}

void LaneView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setInfo(m_info);
        showStage();
    }
}

/// Head on top, strip at the bottom; between them the text takes what the notice leaves.
void LaneView::arrange()
{
    if (m_isArranging)
        return;
    m_isArranging = true;
    const int w = width();
    m_head->setGeometry(0, 0, w, LaneHead::height);
    m_metrics->setGeometry(0, height() - MetricStrip::height, w, MetricStrip::height);
    int y = LaneHead::height;
    int bottom = height() - MetricStrip::height;

    m_badge->setVisible(m_badge->shownHeight() > 0);
    m_badge->setGeometry(0, y, w, m_badge->shownHeight());
    y += m_badge->shownHeight();

    const bool hasDetails = !m_state.details.isEmpty();
    m_detailsHeader->setVisible(hasDetails);
    m_details->setVisible(hasDetails && m_detailsHeader->isChecked());
    if (hasDetails) {
        const int body = m_detailsHeader->isChecked() ? qMin(m_details->contentHeight(), (bottom - y) / 3) : 0;
        bottom -= 8 + FoldHeader::height + body;
        m_detailsHeader->setGeometry(0, bottom, w, FoldHeader::height);
        m_details->setGeometry(0, bottom + FoldHeader::height, w, body);
    }
    y = arrangeReasoning(y, bottom - y);
    arrangeBody(y, bottom);
    m_isArranging = false;
}

int LaneView::arrangeReasoning(int y, int room)
{
    const bool hasReasoning = !reasoning().isEmpty();
    const bool isOpen = hasReasoning && m_reasoningHeader->isChecked();
    m_reasoningHeader->setVisible(hasReasoning);
    m_reasoning->setVisible(isOpen);
    if (!hasReasoning)
        return y;
    m_reasoningHeader->setGeometry(0, y, width(), FoldHeader::height);
    if (!isOpen)
        return y + FoldHeader::height;
    const bool isAlone = text().isEmpty() && m_state.notice.isEmpty();
    const int most = (room - FoldHeader::height) * (isAlone ? 100 : 40) / 100;
    // Its width decides its height, so it is given first.
    m_reasoning->setGeometry(0, y + FoldHeader::height, width(), qMax(0, most));
    const int body = isAlone ? most : qMin(m_reasoning->contentHeight(), most);
    m_reasoning->setGeometry(0, y + FoldHeader::height, width(), qMax(0, body));
    return y + FoldHeader::height + body;
}

void LaneView::arrangeBody(int y, int bottom)
{
    const int room = qMax(0, bottom - y);
    const bool hasText = !text().isEmpty();
    const bool isWaiting = !hasText && reasoning().isEmpty()
        && (m_state.stage == LaneStage::Waiting || m_state.stage == LaneStage::Connecting);
    m_waiting->setVisible(isWaiting);
    if (isWaiting)
        m_waiting->setGeometry(0, y, width(), qMin(room, m_waiting->heightForWidth(width())));

    m_notice->setBelowText(hasText);
    const int left = room - (isWaiting ? m_waiting->height() : 0);
    const int notice = qMin(m_notice->heightForWidth(width()), hasText ? left * 6 / 10 : left);
    m_answer->setVisible(hasText);
    int below = y + (isWaiting ? m_waiting->height() : 0);
    if (hasText) {
        m_answer->setGeometry(0, y, width(), room - notice);
        if (notice > 0) // the notice stands right below a short text
            m_answer->setGeometry(0, y, width(), qMin(room - notice, m_answer->contentHeight()));
        below = m_answer->geometry().bottom() + 1;
    }
    m_notice->setVisible(notice > 0);
    m_notice->setGeometry(0, below, width(), notice);
}

} // namespace triptych
