// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/VariableField.h"

#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace triptych {

namespace {

constexpr int leastWidth = 72;
constexpr int mostWidth = 240;
constexpr int fieldPadding = 24;

} // namespace

VariableField::VariableField(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent),
      m_theme(theme),
      m_name(name),
      m_label(new QLabel(name, this)),
      m_field(new QLineEdit(this))
{
    setObjectName(QStringLiteral("variable_") + name);
    m_field->setObjectName(QStringLiteral("variableField_") + name);
    m_field->setAccessibleName(name);
    m_label->setBuddy(m_field);
    setFocusProxy(m_field);
    m_label->setTextFormat(Qt::PlainText);
    TriptychStyle::makeSmall(*m_field);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_label);
    row->addWidget(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &VariableField::fitWidth);
    connect(m_field, &QLineEdit::textEdited, this, [this](const QString &value) { Q_EMIT valueEdited(m_name, value); });
    connect(&theme, &Theme::changed, this, &VariableField::applyTheme);
    applyTheme();
}

void VariableField::setValue(const QString &value, const QString &fallback)
{
    if (m_field->text() != value)
        m_field->setText(value);
    m_field->setPlaceholderText(fallback);
    fitWidth();
}

void VariableField::applyTheme()
{
    QPalette palette = m_label->palette();
    palette.setColor(QPalette::WindowText, m_theme.colors().text2);
    m_label->setPalette(palette);
    m_label->setFont(m_theme.fixedFont());
    m_field->setFont(m_theme.fixedFont());
    fitWidth();
}

void VariableField::fitWidth()
{
    const QString &shown = m_field->text().isEmpty() ? m_field->placeholderText() : m_field->text();
    m_field->setFixedWidth(
        qBound(leastWidth, QFontMetrics(m_field->font()).horizontalAdvance(shown) + fieldPadding, mostWidth));
    updateGeometry();
}

} // namespace triptych
