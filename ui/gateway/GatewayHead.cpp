// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/GatewayHead.h"

#include "ui/shell/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace triptych {

GatewayHead::GatewayHead(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_title(new QLabel(this)),
      m_float(newTool(QStringLiteral("gatewayFloat"))),
      m_close(newTool(QStringLiteral("gatewayClose")))
{
    setObjectName(QStringLiteral("gatewayHead"));
    m_title->setObjectName(QStringLiteral("gatewayTitle"));
    setFixedHeight(sizeHint().height());
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 12, 1);
    row->setSpacing(0);
    row->addWidget(m_title, 1);
    row->addWidget(m_float);
    row->addWidget(m_close);
    connect(m_float, &QToolButton::clicked, this, &GatewayHead::floatRequested);
    connect(m_close, &QToolButton::clicked, this, &GatewayHead::closeRequested);
    connect(&theme, &Theme::changed, this, &GatewayHead::retranslate);
    retranslate();
}

QToolButton *GatewayHead::newTool(const QString &name)
{
    auto *tool = new QToolButton(this);
    tool->setObjectName(name);
    tool->setAutoRaise(true);
    tool->setIconSize({16, 16});
    tool->setFixedHeight(24);
    return tool;
}

void GatewayHead::retranslate()
{
    const auto label = [this](QToolButton *tool, const QString &icon, const QString &words) {
        tool->setIcon(m_theme.icon(icon));
        tool->setAccessibleName(words);
        tool->setToolTip(words);
    };
    m_title->setText(tr("Gateway"));
    m_title->setFont(m_theme.baseStrong());
    label(m_float, QStringLiteral("float"), tr("Move into a window of its own"));
    label(m_close, QStringLiteral("remove"), tr("Hide the panel; the gateway goes on"));
    update();
}

void GatewayHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colors().chrome);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.colors().hairline);
}

void GatewayHead::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
