// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/StrengthMeter.h"

#include "ui/shell/Theme.h"

#include <QEvent>
#include <QPainter>

namespace triptych {

namespace {

constexpr int barCount = 4;
constexpr int barWidth = 28;
constexpr int barHeight = 4;
constexpr int gap = 4;

} // namespace

StrengthMeter::StrengthMeter(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("strengthMeter"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setStrength(PasswordStrength::Empty);
    connect(&theme, &Theme::changed, this, QOverload<>::of(&QWidget::update));
}

void StrengthMeter::setStrength(PasswordStrength strength)
{
    m_strength = strength;
    setAccessibleName(tr("Strength of the password: %1").arg(word()));
    update();
}

QString StrengthMeter::word() const
{
    switch (m_strength) {
    case PasswordStrength::Empty: return tr("a few unrelated words are best");
    case PasswordStrength::Weak: return tr("weak: soon guessed");
    case PasswordStrength::Fair: return tr("fair: add a word");
    case PasswordStrength::Good: return tr("good");
    case PasswordStrength::Strong: return tr("strong");
    }
    Q_UNREACHABLE();
}

void StrengthMeter::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QColor lit = m_strength <= PasswordStrength::Fair ? colors.amber : colors.text;
    for (int i = 0; i < barCount; ++i) {
        painter.setBrush(i < int(m_strength) ? lit : colors.sunken);
        const QRectF bar(i * (barWidth + gap), (height() - barHeight) / 2.0, barWidth, barHeight);
        painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    }
    painter.setPen(m_strength == PasswordStrength::Weak ? colors.amber : colors.text2);
    painter.setFont(m_theme.smallFont());
    painter.drawText(rect().adjusted(barCount * (barWidth + gap) + gap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     word());
}

void StrengthMeter::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setStrength(m_strength);
    QWidget::changeEvent(event);
}

} // namespace triptych
