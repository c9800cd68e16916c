// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/notice/NoticeText.h"

#include "ui/lanes/WrappedText.h"
#include "ui/shell/Theme.h"

#include <QPainter>

namespace triptych {

namespace {

constexpr int barHeight = 4;

int lineOf(const Theme &theme)
{
    return qRound(theme.baseFont().pixelSize() * 20.0 / 13);
}

} // namespace

NoticeText::NoticeText(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("laneNoticeText"));
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void NoticeText::setNotice(const LaneNotice &notice)
{
    m_notice = notice;
    setAccessibleName((QStringList {notice.sentence, notice.advice} + notice.notes).join(QLatin1Char(' ')).trimmed());
    update();
}

bool NoticeText::hasWords() const
{
    return !m_notice.sentence.isEmpty() || !m_notice.advice.isEmpty() || !m_notice.notes.isEmpty() || m_notice.progress;
}

int NoticeText::heightForWidth(int width) const
{
    return walk(width, nullptr);
}

int NoticeText::walk(int width, QPainter *painter) const
{
    const ThemeColors &colors = m_theme.colors();
    const int room = qMin(measure, width - 2 * side);
    int y = 0;
    const auto gap = [&y](int space) { y += y > 0 ? space : 0; };
    if (!m_notice.sentence.isEmpty())
        y = walkWords(m_notice.sentence, colors.text, y, room, painter);
    const bool hasLabel = m_notice.progress && !m_notice.progress->label.isEmpty();
    if (hasLabel) {
        gap(8);
        y = walkProgress(y, room, painter);
    }
    if (!m_notice.advice.isEmpty()) {
        gap(hasLabel ? 12 : 8);
        y = walkWords(m_notice.advice, colors.text2, y, room, painter);
    }
    if (m_notice.progress && !hasLabel) {
        gap(12);
        y = walkProgress(y, room, painter);
    }
    for (const QString &note : m_notice.notes) {
        gap(8);
        y = walkWords(note, colors.text2, y, room, painter);
    }
    return y;
}

int NoticeText::walkWords(const QString &words, const QColor &color, int y, int width, QPainter *painter) const
{
    const WrappedText wrapped(words, m_theme.baseFont(), lineOf(m_theme), width);
    if (painter) {
        painter->setPen(color);
        wrapped.draw(*painter, QPointF(side, y));
    }
    return y + wrapped.height();
}

int NoticeText::walkProgress(int y, int width, QPainter *painter) const
{
    const ThemeColors &colors = m_theme.colors();
    const LaneProgress &progress = *m_notice.progress;
    if (!progress.label.isEmpty()) {
        if (painter) {
            const QRect row(side, y, width, lineOf(m_theme));
            painter->setFont(m_theme.baseFont());
            painter->setPen(colors.text);
            painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, progress.label);
            painter->setPen(colors.text2);
            painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, progress.remaining);
        }
        y += lineOf(m_theme) + 8;
    }
    if (painter) {
        const double share = progress.total > 0 ? qBound(0.0, double(progress.done) / progress.total, 1.0) : 0;
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.sunken);
        painter->drawRoundedRect(QRectF(side, y, width, barHeight), barHeight / 2, barHeight / 2);
        painter->setBrush(colors.text);
        painter->drawRoundedRect(QRectF(side, y, width * share, barHeight), barHeight / 2, barHeight / 2);
    }
    return y + barHeight;
}

void NoticeText::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.colors().paper);
    walk(width(), &painter);
}

} // namespace triptych
