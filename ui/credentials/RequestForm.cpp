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

constexpr int bodyHeight = 128;
constexpr int modelsHeight = 84;

} // namespace

RequestForm::RequestForm(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_body(new QPlainTextEdit(this)),
      m_models(new QPlainTextEdit(this)),
      m_bodyCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this)),
      m_modelsCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this))
{
    m_body->setObjectName(QStringLiteral("bodyField"));
    m_models->setObjectName(QStringLiteral("modelsField"));
    m_body->setFixedHeight(bodyHeight);
    m_models->setFixedHeight(modelsHeight);
    m_body->setPlaceholderText(QStringLiteral("{\"service_tier\": \"flex\"}"));
    m_bodyCaption->setBuddy(m_body);
    m_modelsCaption->setBuddy(m_models);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_bodyCaption);
    column->addWidget(m_body);
    column->addSpacing(8);
    column->addWidget(m_modelsCaption);
    column->addWidget(m_models);
    column->addStretch();
    for (QPlainTextEdit *field : {m_body, m_models}) {
        field->setTabChangesFocus(true);
        field->setProperty("field", true);
        field->viewport()->setAutoFillBackground(false); // the panel of a field lies below
        connect(field, &QPlainTextEdit::textChanged, this, &RequestForm::changed);
    }
    connect(&theme, &Theme::changed, this, &RequestForm::applyTheme);
    applyTheme();
    retranslate();
}

void RequestForm::present(const QString &body, const QStringList &models)
{
    m_body->setPlainText(body);
    m_models->setPlainText(models.join(u'\n'));
}

QString RequestForm::body() const
{
    return m_body->toPlainText().trimmed();
}

QStringList RequestForm::models() const
{
    QStringList models;
    for (const QString &line : m_models->toPlainText().split(u'\n'))
        if (const QString id = line.trimmed(); !id.isEmpty())
            models << id;
    return models;
}

void RequestForm::applyTheme()
{
    m_body->setFont(m_theme.fixedFont());
    m_models->setFont(m_theme.fixedFont());
}

void RequestForm::retranslate()
{
    m_bodyCaption->setText(tr("Extra body: a JSON object that is merged into every request"));
    m_body->setAccessibleName(tr("Extra body"));
    m_modelsCaption->setText(tr("Models that the server does not list itself, one a line"));
    m_models->setAccessibleName(tr("Models"));
}

void RequestForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
