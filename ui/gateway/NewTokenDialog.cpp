// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/NewTokenDialog.h"

#include "ui/gateway/ScopeText.h"
#include "ui/gateway/TokenView.h"
#include "ui/shell/CalmWheel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr int longestLabel = 200;

QStringList wordsOf(const QString &text)
{
    static const QRegularExpression gaps(QStringLiteral("[,;\\s]+"));
    return text.split(gaps, Qt::SkipEmptyParts);
}

} // namespace

NewTokenDialog::NewTokenDialog(const Theme &theme, Vault &vault, Limits limits, QWidget *parent)
    : CredentialDialog(theme, vault, QStringLiteral("newTokenDialog"), parent),
      m_limits(std::move(limits)),
      m_form(new QWidget(this)),
      m_label(new QLineEdit(m_form)),
      m_models(new QLineEdit(m_form)),
      m_budget(new QLineEdit(m_form)),
      m_days(new QSpinBox(m_form)),
      m_scopeCaption(new ThemedLabel(theme, ThemedLabel::Kind::Caption, m_form)),
      m_scopeGrid(new QGridLayout),
      m_made(new TokenView(theme, this))
{
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins({});
    column->setSpacing(4);
    m_label->setMaxLength(longestLabel);
    m_labelCaption = addField(*column, *m_label, QStringLiteral("tokenLabelField"));
    column->addWidget(m_scopeCaption);
    column->addLayout(m_scopeGrid);
    column->addSpacing(8);
    buildScopes();
    m_modelsCaption = addField(*column, *m_models, QStringLiteral("tokenModelsField"));
    m_budgetCaption = addField(*column, *m_budget, QStringLiteral("tokenBudgetField"));
    m_days->setRange(1, m_limits.mostDays);
    m_days->setValue(m_limits.usualDays);
    CalmWheel::calm(*m_days);
    m_daysCaption = addField(*column, *m_days, QStringLiteral("tokenDaysBox"));
    body().addWidget(m_form);
    body().addWidget(m_made);
    m_made->hide();
    for (QLineEdit *field : {m_label, m_models, m_budget})
        connect(field, &QLineEdit::textChanged, this, &NewTokenDialog::refresh);
    retranslate();
    m_label->setFocus();
}

void NewTokenDialog::buildScopes()
{
    constexpr int columns = 2;
    m_scopeGrid->setHorizontalSpacing(16);
    m_scopeGrid->setVerticalSpacing(4);
    for (const QString &name : m_limits.scopes) {
        auto *box = new QCheckBox(m_form);
        box->setObjectName(QStringLiteral("tokenScope_") + name);
        box->setChecked(true);
        connect(box, &QCheckBox::toggled, this, &NewTokenDialog::refresh);
        const int place = int(m_scopes.size());
        m_scopeGrid->addWidget(box, place / columns, place % columns);
        m_scopes.push_back(box);
    }
}

/// All of them is the same as none said: what comes with a later version, too.
QStringList NewTokenDialog::chosenScope() const
{
    QStringList chosen;
    for (std::size_t i = 0; i < m_scopes.size(); ++i)
        if (m_scopes[i]->isChecked())
            chosen << m_limits.scopes[qsizetype(i)];
    return chosen == m_limits.scopes ? QStringList() : chosen;
}

std::optional<double> NewTokenDialog::budget() const
{
    bool isNumber = false;
    const double usd = m_budget->text().trimmed().toDouble(&isNumber);
    return isNumber ? std::optional(usd) : std::nullopt;
}

bool NewTokenDialog::isBudgetSound() const
{
    return m_budget->text().trimmed().isEmpty() || budget().value_or(0) > 0;
}

bool NewTokenDialog::canSubmit() const
{
    const bool reachesAny
        = std::any_of(m_scopes.begin(), m_scopes.end(), [](const QCheckBox *box) { return box->isChecked(); });
    return !m_made->isEmpty() || (!m_label->text().trimmed().isEmpty() && reachesAny && isBudgetSound());
}

void NewTokenDialog::submit()
{
    if (!m_made->isEmpty())
        return accept();
    clearProblem();
    setBusy(true);
    Q_EMIT tokenWanted({.label = m_label->text().trimmed(),
                        .scope = chosenScope(),
                        .models = wordsOf(m_models->text()),
                        .budgetUsd = budget(),
                        .days = m_days->value()});
}

void NewTokenDialog::showMade(Secret token, const QString &address, std::function<void(Secret)> connectClient)
{
    setBusy(false);
    m_form->hide();
    m_made->present(std::move(token), address, std::move(connectClient));
    m_made->show();
    closer().hide();
    retranslate();
}

void NewTokenDialog::showFailure(const Error &error)
{
    setBusy(false);
    showError(error);
}

void NewTokenDialog::retranslate()
{
    if (m_made->isEmpty())
        setWords(tr("New token"),
                 tr("For one program. It is signed with your key pair; where there is none, one is made."), tr("Make"));
    else
        setWords(tr("The token of %1").arg(m_label->text().trimmed()),
                 tr("It is shown this once and kept nowhere. Copy it into the program that it is for."), tr("Done"));
    m_labelCaption->setText(tr("For"));
    m_label->setPlaceholderText(tr("such as: editor"));
    m_scopeCaption->setText(tr("May use"));
    m_modelsCaption->setText(tr("Models, with * for any characters"));
    m_models->setPlaceholderText(tr("every model"));
    m_budgetCaption->setText(tr("May spend in all, in US dollars"));
    m_budget->setPlaceholderText(tr("without a cap"));
    m_daysCaption->setText(tr("Expires after"));
    m_days->setSuffix(tr(" days"));
    for (std::size_t i = 0; i < m_scopes.size(); ++i)
        m_scopes[i]->setText(scopeText(m_limits.scopes[qsizetype(i)]));
    const std::initializer_list<std::pair<QWidget *, ThemedLabel *>> fields {
        {m_label, m_labelCaption}, {m_models, m_modelsCaption}, {m_budget, m_budgetCaption}, {m_days, m_daysCaption}};
    for (const auto &[field, caption] : fields)
        field->setAccessibleName(caption->text());
    m_made->retranslate();
}

} // namespace triptych
