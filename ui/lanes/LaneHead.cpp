// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/LaneHead.h"

#include "core/text/ErrorText.h"
#include "ui/lanes/LaneButtons.h"
#include "ui/lanes/LedgerText.h"
#include "ui/shell/Figures.h"
#include "ui/shell/Theme.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace triptych {

namespace {

constexpr int left = 16;
constexpr int textLeft = 34;

QColor stageColor(LaneStage stage, const ThemeColors &colors)
{
    switch (stage) {
    case LaneStage::Incomplete: return colors.amber;
    case LaneStage::Failed: return colors.red;
    case LaneStage::Cancelled:
    case LaneStage::Ready: return colors.text2;
    default: return colors.text;
    }
}

} // namespace

QString stageWord(LaneStage stage, std::optional<int> httpStatus)
{
    switch (stage) {
    case LaneStage::Ready: return LaneHead::tr("ready");
    case LaneStage::NoKey: return LaneHead::tr("no key");
    case LaneStage::Queued: return LaneHead::tr("queued");
    case LaneStage::Connecting: return LaneHead::tr("connecting");
    case LaneStage::Waiting: return LaneHead::tr("waiting");
    case LaneStage::Reasoning: return LaneHead::tr("reasoning");
    case LaneStage::Writing: return LaneHead::tr("writing");
    case LaneStage::Complete: return LaneHead::tr("done");
    case LaneStage::Incomplete: return LaneHead::tr("incomplete");
    case LaneStage::Failed: return httpStatus ? LaneHead::tr("failed %1").arg(*httpStatus) : LaneHead::tr("failed");
    case LaneStage::Cancelled: return LaneHead::tr("cancelled");
    }
    return {};
}

QString stageGlyph(LaneStage stage)
{
    switch (stage) {
    case LaneStage::Ready: return QStringLiteral("ready");
    case LaneStage::NoKey: return QStringLiteral("nokey");
    case LaneStage::Queued: return QStringLiteral("queued");
    case LaneStage::Connecting:
    case LaneStage::Waiting: return QStringLiteral("waiting");
    case LaneStage::Reasoning: return QStringLiteral("reasoning");
    case LaneStage::Writing: return QStringLiteral("writing");
    case LaneStage::Complete: return QStringLiteral("done");
    case LaneStage::Incomplete: return QStringLiteral("incomplete");
    case LaneStage::Failed: return QStringLiteral("failed");
    case LaneStage::Cancelled: return QStringLiteral("cancelled");
    }
    return {};
}

LaneHead::LaneHead(const Theme &theme, const LaneSlotInfo &info, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_info(info)
{
    setObjectName(QStringLiteral("laneHead"));
    setFixedHeight(height);
    m_settings = addButton(QStringLiteral("settings"), QStringLiteral("settings"));
    m_duplicate = addButton(QStringLiteral("duplicate"), QStringLiteral("duplicate"));
    m_remove = addButton(QStringLiteral("remove"), QStringLiteral("remove"));
    m_stop = addButton(QStringLiteral("stop"), QStringLiteral("stop"));
    m_copy = addButton(QStringLiteral("copy"), QStringLiteral("copy"));
    m_again = addButton(QStringLiteral("again"), QStringLiteral("run_again"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
    retranslate();
    placeButtons();
}

LaneIconButton *LaneHead::addButton(const QString &icon, const QString &id)
{
    auto *button = new LaneIconButton(m_theme, icon, QLatin1String("lane_") + id, this);
    connect(button, &QAbstractButton::clicked, this, [this, id] { Q_EMIT actionTriggered(id); });
    return button;
}

void LaneHead::retranslate()
{
    const QString lane = m_info.address.name();
    setAccessibleName(tr("Lane %1: %2").arg(m_info.slot + 1).arg(m_info.address.toString()));
    m_settings->setName(tr("Settings of %1").arg(lane));
    m_duplicate->setName(tr("Duplicate this lane"));
    m_remove->setName(tr("Remove this lane"));
    m_stop->setName(tr("Stop this lane"));
    m_copy->setName(tr("Copy the answer"));
    m_again->setName(tr("Run this lane again"));
    describe();
}

/// What the tooltip says, for who cannot point: also at the button that the keyboard reaches.
void LaneHead::describe()
{
    const QString description = explanation().join(QLatin1Char('\n'));
    setAccessibleDescription(description);
    m_settings->setAccessibleDescription(description);
}

QWidget *LaneHead::settingsButton() const
{
    return m_settings;
}

void LaneHead::setInfo(const LaneSlotInfo &info)
{
    m_info = info;
    retranslate();
    update();
}

void LaneHead::setChosen(bool isChosen)
{
    m_isChosen = isChosen;
    update();
}

void LaneHead::setState(LaneStage stage, std::optional<int> httpStatus, const std::vector<LedgerEntry> &ledger)
{
    m_stage = stage;
    m_httpStatus = httpStatus;
    m_ledger = ledger;
    describe();
    placeButtons();
    update();
}

void LaneHead::setElapsed(double milliseconds)
{
    if (formatMs(m_elapsed) == formatMs(milliseconds))
        return;
    m_elapsed = milliseconds;
    update(0, 36, width(), 24);
}

void LaneHead::setPulse(double opacity)
{
    if (m_pulse == opacity)
        return;
    m_pulse = opacity;
    update(left, 36, 12, 24);
}

void LaneHead::setHasText(bool hasText)
{
    m_hasText = hasText;
    placeButtons();
}

void LaneHead::placeButtons()
{
    const int right = width() - 12 - 24;
    m_remove->move(right, 8);
    m_duplicate->move(right - 24, 8);
    m_settings->move(right - 48, 8);
    m_stop->move(right, 36);
    m_again->move(right, 36);
    m_copy->move(right - 24, 36);
    const bool isRunning = m_stage >= LaneStage::Queued && m_stage <= LaneStage::Writing;
    m_stop->setVisible(isRunning);
    m_again->setVisible(m_stage >= LaneStage::Complete);
    m_copy->setVisible(m_stage >= LaneStage::Complete && m_hasText);
}

void LaneHead::resizeEvent(QResizeEvent *)
{
    placeButtons();
}

QString LaneHead::changedParameters(bool withoutLedger) const
{
    QStringList parts;
    for (const auto &[key, value] : settingWords(m_info.address.settings)) {
        const bool isTold = std::any_of(m_ledger.begin(), m_ledger.end(),
                                        [&key = key](const LedgerEntry &entry) { return entry.parameter == key; });
        if (!withoutLedger || !isTold)
            parts.append(tr("%1 %2", "a parameter and its value").arg(settingLabel(key), settingValue(key, value)));
    }
    return parts.join(QStringLiteral(", "));
}

QStringList LaneHead::explanation() const
{
    QStringList lines {m_info.ending, changedParameters(false)};
    lines.append(ledgerLines(m_ledger));
    lines.removeAll(QString());
    return lines;
}

LaneHead::Shown LaneHead::fit(int width) const
{
    const QFontMetrics strong(m_theme.baseStrong());
    const QFontMetrics small(m_theme.smallFont());
    const QString model = m_info.label.isEmpty() ? m_info.address.model : m_info.label;
    const QString full = m_info.address.provider + QLatin1Char('/') + model;
    const QString parameters = changedParameters(true);
    const QString ledger = ledgerLabel(m_ledger);
    const QString inShort = m_ledger.empty() ? QString() : tr("adjusted", "not all was sent as asked");
    const auto extraWidth = [&](const Shown &shown) {
        return (shown.parameters.isEmpty() ? 0 : 8 + small.horizontalAdvance(shown.parameters))
            + (shown.ledger.isEmpty() ? 0 : 8 + small.horizontalAdvance(shown.ledger));
    };
    for (const Shown &shown : {Shown {full, parameters, ledger}, Shown {full, parameters, inShort},
                               Shown {model, parameters, ledger}, Shown {model, parameters, inShort},
                               Shown {full, {}, inShort}, Shown {model, {}, ledger}, Shown {model, {}, inShort}}) {
        if (strong.horizontalAdvance(shown.name) + extraWidth(shown) <= width)
            return shown;
    }
    return {strong.elidedText(model, Qt::ElideMiddle, width - extraWidth({{}, {}, inShort})), {}, inShort};
}

void LaneHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.colors().paper);
    painter.fillRect(QRect(0, 0, width(), m_isChosen ? 4 : 2), m_theme.colors().lane(m_info.slot));
    drawName(painter);
    drawState(painter);
}

void LaneHead::drawName(QPainter &painter)
{
    const ThemeColors &colors = m_theme.colors();
    painter.save();
    painter.translate(left, 4 + 11);
    const QColor identity = colors.lane(m_info.slot);
    if (Theme::isHollow(m_info.slot)) {
        painter.setPen(QPen(identity, 1.5));
        painter.drawPath(Theme::laneMarker(m_info.slot));
    } else {
        painter.fillPath(Theme::laneMarker(m_info.slot), identity);
    }
    painter.restore();

    const Shown shown = fit(m_settings->x() - textLeft - 4);
    const auto draw = [&painter](int x, const QString &text, const QFont &font, const QColor &color) {
        painter.setFont(font);
        painter.setPen(color);
        const int advance = painter.fontMetrics().horizontalAdvance(text);
        painter.drawText(QRect(x, 4, advance + 2, 32), Qt::AlignLeft | Qt::AlignVCenter, text);
        return advance;
    };
    int x = textLeft + draw(textLeft, shown.name, m_theme.baseStrong(), colors.text) + 8;
    if (!shown.parameters.isEmpty())
        x += draw(x, shown.parameters, m_theme.smallFont(), colors.text2) + 8;
    if (!shown.ledger.isEmpty()) {
        const int advance = draw(x, shown.ledger, m_theme.smallFont(), colors.text2);
        painter.setPen(QPen(colors.text2, 1, Qt::DotLine));
        painter.drawLine(QPointF(x, 28.5), QPointF(x + advance - 1, 28.5));
    }
}

void LaneHead::drawState(QPainter &painter)
{
    const ThemeColors &colors = m_theme.colors();
    const QColor color = stageColor(m_stage, colors);
    painter.setOpacity(m_stage == LaneStage::Waiting || m_stage == LaneStage::Connecting ? m_pulse : 1);
    m_theme.stateIcon(stageGlyph(m_stage), color).paint(&painter, QRect(left, 42, 12, 12));
    painter.setOpacity(1);
    painter.setFont(m_theme.baseFont());
    painter.setPen(color);
    const QString word = stageWord(m_stage, m_httpStatus);
    const int advance = painter.fontMetrics().horizontalAdvance(word);
    painter.drawText(QRect(textLeft, 36, advance + 2, 24), Qt::AlignLeft | Qt::AlignVCenter, word);
    if (m_stage == LaneStage::Ready || m_stage == LaneStage::NoKey)
        return;
    painter.setPen(colors.text2);
    painter.drawText(QRect(textLeft + advance + 8, 36, width(), 24), Qt::AlignLeft | Qt::AlignVCenter,
                     formatMs(m_elapsed));
}

bool LaneHead::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QStringList lines = QStringList {m_info.address.name()} + explanation();
    QToolTip::showText(help->globalPos(),
                       lines.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")),
                       this);
    return true;
}

void LaneHead::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        update();
    }
    QWidget::changeEvent(event);
}

void LaneHead::mousePressEvent(QMouseEvent *event)
{
    m_pressedX = event->button() == Qt::LeftButton ? event->pos().x() : -1;
    event->accept();
    Q_EMIT pressed();
}

void LaneHead::mouseMoveEvent(QMouseEvent *event)
{
    if (m_pressedX >= 0 && qAbs(event->pos().x() - m_pressedX) > QApplication::startDragDistance())
        setCursor(Qt::ClosedHandCursor);
}

void LaneHead::mouseReleaseEvent(QMouseEvent *event)
{
    unsetCursor();
    const bool wasDragged = m_pressedX >= 0 && qAbs(event->pos().x() - m_pressedX) > QApplication::startDragDistance();
    m_pressedX = -1;
    if (wasDragged)
        Q_EMIT dragged(event->globalPosition().toPoint().x());
}

} // namespace triptych
