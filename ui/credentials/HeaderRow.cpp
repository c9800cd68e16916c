// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/HeaderRow.h"

#include "core/providers/HeaderRules.h"
#include "ui/shell/Theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace triptych {

HeaderRow::HeaderRow(const Theme &theme, const HeaderDraft &header, bool isStored, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_storedAs(isStored ? header.secret : QString()),
      m_storedFor(header.name),
      m_name(new QLineEdit(header.name, this)),
      m_value(new QLineEdit(header.value, this)),
      m_secret(new SecretField(theme, this)),
      m_isSecret(new QCheckBox(this)),
      m_remove(new QToolButton(this))
{
    m_name->setObjectName(QStringLiteral("headerNameField"));
    m_value->setObjectName(QStringLiteral("headerValueField"));
    m_secret->setObjectName(QStringLiteral("headerSecretField"));
    m_isSecret->setObjectName(QStringLiteral("headerSecretBox"));
    m_remove->setObjectName(QStringLiteral("removeHeaderButton"));
    m_isSecret->setChecked(!header.secret.isEmpty());
    m_remove->setAutoRaise(true);
    m_remove->setIconSize({16, 16});
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_name, 2);
    line->addWidget(m_value, 3);
    line->addWidget(m_secret, 3);
    line->addWidget(m_isSecret);
    line->addWidget(m_remove);
    for (QLineEdit *field : {m_name, m_value})
        connect(field, &QLineEdit::textChanged, this, &HeaderRow::changed);
    connect(m_secret, &SecretField::changed, this, &HeaderRow::changed);
    connect(m_isSecret, &QCheckBox::toggled, this, [this] {
        showKind();
        Q_EMIT changed();
    });
    connect(m_remove, &QToolButton::clicked, this, &HeaderRow::removalRequested);
    connect(&theme, &Theme::changed, this, &HeaderRow::applyTheme);
    setFocusProxy(m_name);
    showKind();
    retranslate();
    applyTheme();
}

HeaderDraft HeaderRow::header() const
{
    HeaderDraft header {.name = m_name->text().trimmed()};
    if (!m_isSecret->isChecked())
        header.value = m_value->text().trimmed();
    else
        header.secret = m_storedAs.isEmpty() || header.name != m_storedFor ? secretIdFor(header.name) : m_storedAs;
    return header;
}

bool HeaderRow::isEmpty() const
{
    return m_name->text().trimmed().isEmpty() && m_value->text().trimmed().isEmpty() && m_secret->isEmpty();
}

bool HeaderRow::lacksSecret() const
{
    const bool isStored = !m_storedAs.isEmpty() && header().secret == m_storedAs;
    return m_isSecret->isChecked() && m_secret->isEmpty() && !isStored;
}

void HeaderRow::showKind()
{
    m_value->setVisible(!m_isSecret->isChecked());
    m_secret->setVisible(m_isSecret->isChecked());
    m_isSecret->isChecked() ? m_value->clear() : m_secret->clear();
}

void HeaderRow::retranslate()
{
    m_name->setPlaceholderText(tr("Name"));
    m_name->setAccessibleName(tr("Name of the header"));
    m_value->setPlaceholderText(tr("Value"));
    m_value->setAccessibleName(tr("Value of the header"));
    m_secret->setPlaceholderText(m_storedAs.isEmpty() ? tr("Value") : tr("in the vault"));
    m_secret->setAccessibleName(tr("Secret value of the header"));
    m_isSecret->setText(tr("Secret"));
    m_isSecret->setAccessibleName(tr("Secret"));
    m_isSecret->setToolTip(tr("The value goes into the vault, for the address of this provider only"));
    m_remove->setToolTip(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove the header"));
}

void HeaderRow::applyTheme()
{
    m_remove->setIcon(m_theme.icon(QStringLiteral("remove")));
}

void HeaderRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
