// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/NewPasswordForm.h"

#include "ui/credentials/StrengthMeter.h"
#include "ui/credentials/ThemedLabel.h"

#include <QEvent>
#include <QVBoxLayout>

namespace triptych {

NewPasswordForm::NewPasswordForm(const Theme &theme, QWidget *parent, For purpose)
    : QWidget(parent),
      m_purpose(purpose),
      m_password(new SecretField(theme, this)),
      m_repeat(new SecretField(theme, this)),
      m_meter(new StrengthMeter(theme, this)),
      m_passwordCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this)),
      m_repeatCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this)),
      m_problem(new ThemedLabel(theme, ThemedLabel::Kind::Caption, this))
{
    m_password->setObjectName(QStringLiteral("newPasswordField"));
    m_repeat->setObjectName(QStringLiteral("repeatPasswordField"));
    m_problem->setObjectName(QStringLiteral("newPasswordProblem"));
    m_passwordCaption->setBuddy(m_password);
    m_repeatCaption->setBuddy(m_repeat);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_passwordCaption);
    column->addWidget(m_password);
    column->addWidget(m_meter);
    column->addSpacing(8);
    column->addWidget(m_repeatCaption);
    column->addWidget(m_repeat);
    column->addWidget(m_problem);
    setFocusProxy(m_password);
    connect(m_password, &SecretField::changed, this, &NewPasswordForm::judge);
    connect(m_repeat, &SecretField::changed, this, &NewPasswordForm::judge);
    retranslate();
}

bool NewPasswordForm::isAcceptable() const
{
    return m_password->length() >= leastCharacters && m_password->value().equals(m_repeat->value());
}

void NewPasswordForm::clear()
{
    m_password->clear();
    m_repeat->clear();
}

void NewPasswordForm::judge()
{
    m_meter->setStrength(strengthOf(m_password->value()));
    const bool isShort = !m_password->isEmpty() && m_password->length() < leastCharacters;
    const bool differs = m_repeat->length() >= m_password->length() && !m_repeat->isEmpty()
        && !m_password->value().equals(m_repeat->value());
    // A blank keeps the line's height, so that nothing jumps while somebody types.
    m_problem->setText(isShort       ? tr("At least %n characters", nullptr, leastCharacters)
                           : differs ? tr("The two differ")
                                     : QStringLiteral(" "));
    Q_EMIT changed();
}

void NewPasswordForm::retranslate()
{
    const QString name = m_purpose == For::Change ? tr("New password") : tr("Password");
    m_passwordCaption->setText(name);
    m_repeatCaption->setText(tr("The same again"));
    m_password->setAccessibleName(name);
    m_repeat->setAccessibleName(tr("The same password again"));
    judge();
}

void NewPasswordForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
