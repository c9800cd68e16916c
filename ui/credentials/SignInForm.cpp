// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/SignInForm.h"

#include "ui/credentials/ThemedLabel.h"
#include "ui/shell/CalmWheel.h"

#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr int fieldGap = 8;

}

SignInForm::SignInForm(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_scheme(new QComboBox(this)),
      m_header(new QLineEdit(this)),
      m_region(new QLineEdit(this)),
      m_key(new SecretField(theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    const auto add = [&](QWidget *field, const char *name) {
        auto *caption = new ThemedLabel(theme, ThemedLabel::Kind::Caption, this);
        caption->setBuddy(field);
        field->setObjectName(QLatin1String(name));
        if (column->count() > 0)
            caption->setContentsMargins(0, fieldGap, 0, 0); // goes with the caption when that hides
        column->addWidget(caption);
        column->addWidget(field);
        return caption;
    };
    m_schemeCaption = add(m_scheme, "signInBox");
    m_headerCaption = add(m_header, "signInHeaderField");
    m_regionCaption = add(m_region, "signInRegionField");
    m_keyCaption = add(m_key, "keyField");
    m_header->setPlaceholderText(QStringLiteral("x-api-key"));
    m_region->setPlaceholderText(QStringLiteral("us-east-1"));
    for (const AuthKind scheme : {AuthKind::Bearer, AuthKind::Header, AuthKind::SigV4, AuthKind::None})
        m_scheme->addItem(QString(), int(scheme));
    CalmWheel::calm(*m_scheme);
    connect(m_scheme, &QComboBox::currentIndexChanged, this, [this] {
        showParts();
        Q_EMIT changed();
    });
    for (QLineEdit *line : {m_header, m_region})
        connect(line, &QLineEdit::textChanged, this, &SignInForm::changed);
    connect(m_key, &SecretField::changed, this, &SignInForm::changed);
    retranslate();
    showParts();
}

void SignInForm::present(const AuthRule &rule, bool mayHaveKey)
{
    m_mayHaveKey = mayHaveKey;
    m_rule = rule;
    m_scheme->setCurrentIndex(m_scheme->findData(int(rule.kind)));
    m_header->setText(rule.header);
    m_region->setText(rule.region);
    retranslate();
}

AuthKind SignInForm::kind() const
{
    return AuthKind(m_scheme->currentData().toInt());
}

AuthRule SignInForm::rule() const
{
    AuthRule rule {.kind = kind(), .isOptional = m_rule.isOptional};
    if (rule.kind == AuthKind::Header)
        rule.header = m_header->text().trimmed();
    if (rule.kind == AuthKind::SigV4) {
        rule.service = m_rule.service.isEmpty() ? QStringLiteral("bedrock") : m_rule.service;
        rule.region = m_region->text().trimmed();
    }
    return rule;
}

void SignInForm::showParts()
{
    for (QWidget *part : {static_cast<QWidget *>(m_headerCaption), static_cast<QWidget *>(m_header)})
        part->setVisible(kind() == AuthKind::Header);
    for (QWidget *part : {static_cast<QWidget *>(m_regionCaption), static_cast<QWidget *>(m_region)})
        part->setVisible(kind() == AuthKind::SigV4);
    for (QWidget *part : {static_cast<QWidget *>(m_keyCaption), static_cast<QWidget *>(m_key)})
        part->setVisible(kind() != AuthKind::None);
    if (kind() == AuthKind::None)
        m_key->clear();
}

void SignInForm::retranslate()
{
    m_schemeCaption->setText(tr("Sign-in"));
    m_scheme->setAccessibleName(tr("Sign-in"));
    m_headerCaption->setText(tr("Header for the key"));
    m_header->setAccessibleName(tr("Header for the key"));
    m_regionCaption->setText(tr("Region that is signed for"));
    m_region->setAccessibleName(tr("Region that is signed for"));
    m_keyCaption->setText(m_mayHaveKey ? tr("Key (empty: as stored)") : tr("Key"));
    m_key->setAccessibleName(tr("Key"));
    const QStringList words {tr("Key as Authorization: Bearer"), tr("Key in a header of its own"),
                             tr("Requests signed for Amazon (SigV4)"), tr("None")};
    for (int i = 0; i < m_scheme->count(); ++i)
        m_scheme->setItemText(i, words[i]);
}

void SignInForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
