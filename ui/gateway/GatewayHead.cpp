// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/GatewayHead.h"

#include "ui/shell/HeadTool.h"
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
      m_float(newHeadTool(QStringLiteral("gatewayFloat"), this)),
      m_close(newHeadTool(QStringLiteral("gatewayClose"), this))
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

void GatewayHead::retranslate()
{
    m_title->setText(tr("Gateway"));
    m_title->setFont(m_theme.baseStrong());
    labelHeadTool(*m_float, m_theme, QStringLiteral("float"), tr("Move into a window of its own"));
    labelHeadTool(*m_close, m_theme, QStringLiteral("remove"), tr("Hide the panel; the gateway goes on"));
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
