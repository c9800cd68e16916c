// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/AddressForm.h"

#include "ui/credentials/ThemedLabel.h"

#include <QComboBox>
#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>
#include <array>

namespace triptych {

namespace {

struct Dialect
{
    const char *id;
    const char *text;
};

constexpr std::array dialects {
    Dialect {"openai-chat", QT_TRANSLATE_NOOP("triptych::AddressForm", "OpenAI Chat Completions")},
    Dialect {"openai-responses", QT_TRANSLATE_NOOP("triptych::AddressForm", "OpenAI Responses")},
    Dialect {"anthropic", QT_TRANSLATE_NOOP("triptych::AddressForm", "Anthropic Messages")},
    Dialect {"gemini", QT_TRANSLATE_NOOP("triptych::AddressForm", "Google Gemini")},
    Dialect {"ollama", QT_TRANSLATE_NOOP("triptych::AddressForm", "Ollama")},
    Dialect {"bedrock", QT_TRANSLATE_NOOP("triptych::AddressForm", "Amazon Bedrock")},
};

ThemedLabel *addRow(const Theme &theme, QVBoxLayout &column, QWidget &field, const char *name)
{
    auto *caption = new ThemedLabel(theme, ThemedLabel::Kind::Caption, field.parentWidget());
    caption->setBuddy(&field);
    field.setObjectName(QLatin1String(name));
    column.addWidget(caption);
    column.addWidget(&field);
    column.addSpacing(8);
    return caption;
}

} // namespace

AddressForm::AddressForm(const Theme &theme, QWidget *parent)
    : QWidget(parent),
      m_address(new QLineEdit(this)),
      m_label(new QLineEdit(this)),
      m_dialect(new QComboBox(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    m_addressCaption = addRow(theme, *column, *m_address, "addressField");
    m_labelCaption = addRow(theme, *column, *m_label, "addressLabelField");
    m_dialectCaption = addRow(theme, *column, *m_dialect, "dialectBox");
    for (const Dialect &dialect : dialects)
        m_dialect->addItem(QString(), QString::fromLatin1(dialect.id));
    m_address->setPlaceholderText(QStringLiteral("https://example.org/v1"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    connect(m_address, &QLineEdit::textChanged, this, [this] {
        m_label->setPlaceholderText(address().host());
        Q_EMIT changed();
    });
    connect(m_label, &QLineEdit::textChanged, this, &AddressForm::changed);
    connect(m_dialect, &QComboBox::currentIndexChanged, this, &AddressForm::dialectChosen);
    setFocusProxy(m_address);
    retranslate();
}

void AddressForm::present(const QString &baseUrl, const QString &label, const QString &dialect)
{
    m_address->setText(baseUrl);
    m_label->setText(label);
    m_dialect->setCurrentIndex(qMax(0, m_dialect->findData(dialect)));
}

QString AddressForm::baseUrl() const
{
    QString text = m_address->text().trimmed();
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

QUrl AddressForm::address() const
{
    return QUrl(baseUrl(), QUrl::StrictMode);
}

QString AddressForm::label() const
{
    const QString typed = m_label->text().trimmed();
    return typed.isEmpty() ? address().host() : typed;
}

QString AddressForm::dialect() const
{
    return m_dialect->currentData().toString();
}

void AddressForm::retranslate()
{
    m_addressCaption->setText(tr("Address (base URL)"));
    m_labelCaption->setText(tr("Name"));
    m_dialectCaption->setText(tr("Speaks"));
    for (int i = 0; i < int(dialects.size()); ++i)
        m_dialect->setItemText(i, tr(dialects[std::size_t(i)].text));
    m_address->setAccessibleName(tr("Address of the server"));
    m_label->setAccessibleName(tr("Name of the server"));
    m_dialect->setAccessibleName(tr("What the server speaks"));
}

void AddressForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
