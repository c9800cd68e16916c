// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lanes/SettingRow.h"

#include "core/text/ErrorText.h"
#include "ui/lanes/LaneButtons.h"
#include "ui/shell/Theme.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace triptych {

namespace {

QString hintFor(const QString &key)
{
    if (key == QLatin1String("temperature"))
        return SettingRow::tr("0 to 2");
    if (key == QLatin1String("top_p"))
        return SettingRow::tr("0 to 1");
    if (key == QLatin1String("stop"))
        return SettingRow::tr("words with | between them");
    return SettingRow::tr("a whole number");
}

} // namespace

SettingRow::SettingRow(const Theme &theme, const QString &key, const QString &value, const QStringList &choices,
                       QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_key(key),
      m_reset(new LaneIconButton(theme, QStringLiteral("remove"), QLatin1String("reset_") + key, this)),
      m_note(new QLabel(this))
{
    const QString name = settingLabel(key);
    auto *label = new QLabel(name, this);
    label->setFixedWidth(116);
    QWidget *editor = nullptr;
    if (choices.isEmpty()) {
        m_field = new QLineEdit(value, this);
        m_field->setPlaceholderText(tr("not sent"));
        m_field->setToolTip(hintFor(key));
        connect(m_field, &QLineEdit::textEdited, this, &SettingRow::valueEdited);
        editor = m_field;
    } else {
        m_choice = new QComboBox(this);
        m_choice->addItem(tr("not sent"), QString());
        for (const QString &choice : choices)
            m_choice->addItem(settingValue(key, choice), choice);
        if (!value.isEmpty() && m_choice->findData(value) < 0)
            m_choice->addItem(settingValue(key, value), value);
        m_choice->setCurrentIndex(qMax(0, m_choice->findData(value)));
        connect(m_choice, &QComboBox::activated, this, &SettingRow::valueEdited);
        editor = m_choice;
    }
    editor->setObjectName(QLatin1String("setting_") + key);
    editor->setAccessibleName(name);
    editor->setFixedHeight(28);
    label->setBuddy(editor);
    m_reset->setName(tr("Do not send %1").arg(name));
    m_reset->setEnabled(!value.isEmpty());
    m_reset->setVisible(!value.isEmpty());
    connect(m_reset, &QAbstractButton::clicked, this, [this] {
        reset();
        setFieldFocus();
        Q_EMIT edited();
    });
    m_note->setFont(theme.smallFont());
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->hide();

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(label, 0, 0);
    grid->addWidget(editor, 0, 1);
    grid->addWidget(m_reset, 0, 2);
    grid->addWidget(m_note, 1, 0, 1, 3);
    grid->setColumnMinimumWidth(2, 24);
    grid->setColumnStretch(1, 1);
}

QString SettingRow::value() const
{
    return m_field ? m_field->text().trimmed() : m_choice->currentData().toString();
}

void SettingRow::setRefused()
{
    close(tr("This model refuses %1.").arg(settingLabel(m_key)));
}

void SettingRow::setUnknown()
{
    close(tr("The protocol of this model has no %1.").arg(settingLabel(m_key)));
}

void SettingRow::close(const QString &reason)
{
    m_closed = reason;
    (m_field ? static_cast<QWidget *>(m_field) : m_choice)->setEnabled(false);
    setProblem({});
}

void SettingRow::setOutcome(const QString &sentence)
{
    m_outcome = sentence;
    setProblem({});
}

void SettingRow::setProblem(const QString &sentence)
{
    const QString shown = !sentence.isEmpty() ? sentence : !m_closed.isEmpty() ? m_closed : m_outcome;
    QPalette palette = m_note->palette();
    palette.setColor(QPalette::WindowText, sentence.isEmpty() ? m_theme.colors().text2 : m_theme.colors().red);
    m_note->setPalette(palette);
    m_note->setText(shown);
    m_note->setVisible(!shown.isEmpty());
    (m_field ? static_cast<QWidget *>(m_field) : m_choice)->setAccessibleDescription(shown);
}

void SettingRow::reset()
{
    if (m_field)
        m_field->clear();
    else
        m_choice->setCurrentIndex(0);
    m_reset->setEnabled(false);
    m_reset->hide();
    setProblem({});
}

void SettingRow::setFieldFocus()
{
    (m_field ? static_cast<QWidget *>(m_field) : m_choice)->setFocus();
}

void SettingRow::valueEdited()
{
    m_reset->setEnabled(!value().isEmpty());
    m_reset->setVisible(!value().isEmpty());
    Q_EMIT edited();
}

} // namespace triptych
