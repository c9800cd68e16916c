// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/RequestForm.h"

#include "ui/credentials/ThemedLabel.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr int bodyHeight = 220;

} // namespace

RequestForm::RequestForm(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_body(new QPlainTextEdit(this)),
      m_bodyCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this))
{
    m_body->setObjectName(QStringLiteral("bodyField"));
    m_body->setFixedHeight(bodyHeight);
    m_body->setPlaceholderText(QStringLiteral("{\"service_tier\": \"flex\"}"));
    m_bodyCaption->setBuddy(m_body);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_bodyCaption);
    column->addWidget(m_body);
    column->addStretch();
    m_body->setTabChangesFocus(true);
    m_body->setProperty("field", true);
    m_body->viewport()->setAutoFillBackground(false); // the panel of a field lies below
    connect(m_body, &QPlainTextEdit::textChanged, this, &RequestForm::changed);
    connect(&theme, &Theme::changed, this, &RequestForm::applyTheme);
    applyTheme();
    retranslate();
}

void RequestForm::present(const QString &body)
{
    m_body->setPlainText(body);
}

QString RequestForm::body() const
{
    return m_body->toPlainText().trimmed();
}

void RequestForm::applyTheme()
{
    m_body->setFont(m_theme.fixedFont());
}

void RequestForm::retranslate()
{
    m_bodyCaption->setText(tr("Extra body: a JSON object that is merged into every request"));
    m_body->setAccessibleName(tr("Extra body"));
}

void RequestForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
