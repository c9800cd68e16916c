// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/KeyRow.h"

#include "core/text/ErrorText.h"
#include "ui/credentials/ThemedLabel.h"
#include "ui/shell/Theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace triptych {

KeyRow::KeyRow(const Theme &theme, const KeyInfo &key, const ProviderChoice &provider, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_key(key),
      m_provider(provider),
      m_name(new ThemedLabel(theme, ThemedLabel::Kind::Strong, this)),
      m_facts(new ThemedLabel(theme, ThemedLabel::Kind::Secondary, this)),
      m_edit(newButton("editFieldsButton")),
      m_remove(newButton("removeKeyButton")),
      m_question(new QWidget(this)),
      m_questionText(new ThemedLabel(theme, ThemedLabel::Kind::Text, m_question)),
      m_confirm(new QPushButton(m_question)),
      m_keep(new QPushButton(m_question))
{
    setObjectName(QStringLiteral("keyRow"));
    m_name->setObjectName(QStringLiteral("keyName"));
    m_facts->setObjectName(QStringLiteral("keyFacts"));
    m_confirm->setObjectName(QStringLiteral("confirmRemoveButton"));
    m_keep->setObjectName(QStringLiteral("keepKeyButton"));
    m_confirm->setAutoDefault(false);
    m_keep->setAutoDefault(false);

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_name);
    words->addWidget(m_facts);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addLayout(words, 1);
    line->addWidget(m_edit, 0, Qt::AlignTop);
    line->addWidget(m_remove, 0, Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_confirm);
    buttons->addWidget(m_keep);
    buttons->addStretch();
    auto *question = new QVBoxLayout(m_question);
    question->setContentsMargins(0, 4, 0, 4);
    question->setSpacing(8);
    question->addWidget(m_questionText);
    question->addLayout(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(4);
    column->addLayout(line);
    column->addWidget(m_question);

    connect(m_edit, &QToolButton::clicked, this, &KeyRow::fieldsRequested);
    connect(m_remove, &QToolButton::clicked, this, [this] { ask(true); });
    connect(m_keep, &QPushButton::clicked, this, [this] { ask(false); });
    connect(m_confirm, &QPushButton::clicked, this, [this] { Q_EMIT removalConfirmed(m_key.id); });
    connect(&theme, &Theme::changed, this, &KeyRow::applyTheme);
    ask(false);
    retranslate();
    applyTheme();
}

QToolButton *KeyRow::newButton(const char *name)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setAutoRaise(true);
    button->setIconSize({16, 16});
    return button;
}

void KeyRow::ask(bool isAsking)
{
    m_question->setVisible(isAsking);
    m_remove->setVisible(!isAsking);
    m_edit->setVisible(!isAsking && !m_provider.fields.empty());
    if (isAsking)
        m_keep->setFocus(); // the harmless one
    layout()->activate();
    updateGeometry();
    Q_EMIT heightChanged();
}

void KeyRow::retranslate()
{
    m_name->setText(m_key.label.isEmpty() ? m_provider.label : tr("%1 · %2").arg(m_provider.label, m_key.label));
    QStringList facts;
    if (!m_key.tail.isEmpty())
        facts += tr("ends in %1").arg(m_key.tail);
    for (const QString &origin : m_key.origins)
        facts += shownOrigin(origin);
    //: How a day is written, in the letters of QLocale::toString.
    const QString day = QLocale().toString(m_key.created.toLocalTime().date(), tr("d MMM yyyy"));
    facts += tr("added %1").arg(day).replace(QLatin1Char(' '), QChar::Nbsp); // the day stays in one piece
    for (const ProviderField &field : m_provider.fields) {
        if (!field.fallback.isEmpty() && !m_provider.isInAddress(field))
            facts += tr("%1 %2", "a field and its value").arg(fieldLabel(field), field.fallback);
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_questionText->setText(tr("Remove this key? Lanes of %1 then have none. Older backups of the vault still hold it.")
                                .arg(m_provider.label));
    m_confirm->setText(tr("Remove key"));
    m_keep->setText(tr("Keep it"));
    m_edit->setToolTip(tr("Edit what goes with the key"));
    m_edit->setAccessibleName(tr("Edit what goes with the key of %1").arg(m_provider.label));
    m_remove->setToolTip(tr("Remove"));
    m_remove->setAccessibleName(tr("Remove the key of %1").arg(m_provider.label));
}

void KeyRow::applyTheme()
{
    m_edit->setIcon(m_theme.icon(QStringLiteral("settings")));
    m_remove->setIcon(m_theme.icon(QStringLiteral("remove")));
    update();
}

void KeyRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.colors().hairline);
}

void KeyRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
