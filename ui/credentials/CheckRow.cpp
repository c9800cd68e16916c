// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/CheckRow.h"

#include "core/text/ErrorText.h"
#include "ui/credentials/ThemedLabel.h"
#include "ui/shell/Figures.h"
#include "ui/shell/Theme.h"

#include <QGridLayout>
#include <QLocale>
#include <algorithm>

namespace triptych {

namespace {

constexpr int glyphSide = 12;

/// Distinct shapes, so that the colour is not all that tells them apart.
const char *glyphOf(CheckLine::State state)
{
    switch (state) {
    case CheckLine::Waiting: return "ready";
    case CheckLine::Running: return "waiting";
    case CheckLine::Done: return "done";
    case CheckLine::Skipped: return "cancelled";
    case CheckLine::Failed: return "failed";
    }
    Q_UNREACHABLE();
}

QColor colorOf(CheckLine::State state, const ThemeColors &colors)
{
    switch (state) {
    case CheckLine::Done: return colors.text;
    case CheckLine::Failed: return colors.red;
    case CheckLine::Running: return colors.accent;
    case CheckLine::Waiting:
    case CheckLine::Skipped: break;
    }
    return colors.text3;
}

} // namespace

CheckRow::CheckRow(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_glyph(new QLabel(this)),
      m_name(new ThemedLabel(theme, ThemedLabel::Kind::Text, this)),
      m_details(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_time(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_fault(new ThemedLabel(theme, ThemedLabel::Kind::Failure, this)),
      m_advice(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this))
{
    m_details->setObjectName(QStringLiteral("checkDetails"));
    m_fault->setObjectName(QStringLiteral("checkFault"));
    m_name->setWordWrap(false);
    m_name->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Minimum);
    m_time->setObjectName(QStringLiteral("checkTime"));
    m_time->setWordWrap(false);
    m_time->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Minimum);
    m_glyph->setFixedSize(glyphSide, QFontMetrics(theme.baseFont()).height());
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_glyph, 0, 0, Qt::AlignTop);
    grid->addWidget(m_name, 0, 1, Qt::AlignTop);
    grid->addWidget(m_details, 0, 2);
    grid->addWidget(m_time, 0, 3, Qt::AlignRight | Qt::AlignTop);
    grid->addWidget(m_fault, 1, 1, 1, 3);
    grid->addWidget(m_advice, 2, 1, 1, 3);
    connect(&theme, &Theme::changed, this, &CheckRow::showGlyph);
}

void CheckRow::show(const CheckLine &line)
{
    m_line = line;
    setObjectName(QStringLiteral("check_") + checkStepName(line.step));
    m_name->setText(nameOf(line.step));
    m_name->setFixedWidth(nameWidth());
    m_details->setText(detailsOf(line));
    m_time->setText(timeOf(line));
    const ErrorSentence sentence = line.error ? describe(*line.error) : ErrorSentence();
    const bool isFailed = line.state == CheckLine::Failed;
    m_fault->setVisible(isFailed);
    m_fault->setText(isFailed ? sentence.what : QString());
    m_advice->setVisible(isFailed && !sentence.advice.isEmpty());
    m_advice->setText(sentence.advice);
    setAccessibleName(QStringList {nameOf(line.step), stateOf(line.state), m_details->text(), m_fault->text()}.join(
        QStringLiteral(", ")));
    setProperty("state", checkStateName(line.state));
    showGlyph();
}

/// What took no time that a person would notice needs no digits.
QString CheckRow::timeOf(const CheckLine &line)
{
    if (!line.ms)
        return {};
    return *line.ms < 1 ? tr("< 1 ms") : formatMs(line.ms);
}

/// Of the longest name, so that what was found stands in one column.
int CheckRow::nameWidth() const
{
    int width = 0;
    for (const CheckStep step :
         {CheckStep::Key, CheckStep::Name, CheckStep::Tcp, CheckStep::Proxy, CheckStep::Tls, CheckStep::Http})
        width = std::max(width, m_name->fontMetrics().horizontalAdvance(nameOf(step)));
    return width;
}

void CheckRow::showGlyph()
{
    const QIcon icon = m_theme.stateIcon(QLatin1String(glyphOf(m_line.state)), colorOf(m_line.state, m_theme.colors()));
    m_glyph->setPixmap(icon.pixmap(QSize(glyphSide, glyphSide), devicePixelRatioF()));
    m_glyph->setToolTip(stateOf(m_line.state));
}

QString CheckRow::nameOf(CheckStep step)
{
    switch (step) {
    case CheckStep::Key: return tr("Key");
    case CheckStep::Name: return tr("Name");
    case CheckStep::Tcp: return tr("Connection");
    case CheckStep::Proxy: return tr("Proxy");
    case CheckStep::Tls: return tr("Encryption");
    case CheckStep::Http: return tr("Answer");
    }
    Q_UNREACHABLE();
}

QString CheckRow::stateOf(CheckLine::State state)
{
    switch (state) {
    case CheckLine::Waiting: return tr("not reached");
    case CheckLine::Running: return tr("under way");
    case CheckLine::Done: return tr("done");
    case CheckLine::Skipped: return tr("left out");
    case CheckLine::Failed: return tr("failed");
    }
    Q_UNREACHABLE();
}

QString CheckRow::detailsOf(const CheckLine &line)
{
    QStringList parts = line.details;
    if (line.certificate) {
        const QString day = QLocale().toString(line.certificate->expires.toLocalTime().date(), QLocale::ShortFormat);
        parts += tr("%1, issued by %2, until %3").arg(line.certificate->subject, line.certificate->issuer, day);
    }
    if (line.state == CheckLine::Skipped)
        parts += line.error ? joinedSentences(describe(*line.error).what, tr("Tested without it."))
                            : tr("nothing to look up");
    return parts.join(QStringLiteral(" · "));
}

} // namespace triptych
