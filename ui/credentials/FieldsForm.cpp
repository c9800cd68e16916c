// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/FieldsForm.h"

#include "core/text/ErrorText.h"
#include "ui/credentials/ThemedLabel.h"

#include <QEvent>
#include <QLineEdit>
#include <QVBoxLayout>
#include <algorithm>

namespace triptych {

namespace {

constexpr int fieldGap = 8;

}

FieldsForm::FieldsForm(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
}

void FieldsForm::show(const ProviderChoice &choice)
{
    clear();
    for (const ProviderField &field : choice.fields)
        m_rows.push_back(newRow(choice, field));
    retranslate();
    setVisible(!isEmpty());
}

void FieldsForm::clear()
{
    m_rows.clear();
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    setVisible(false);
}

FieldsForm::Row FieldsForm::newRow(const ProviderChoice &choice, const ProviderField &field)
{
    const Row row {field, new ThemedLabel(m_theme, ThemedLabel::Kind::Caption, this), new QLineEdit(this),
                   new ThemedLabel(m_theme, ThemedLabel::Kind::Warning, this)};
    row.caption->setBuddy(row.line);
    if (!m_rows.empty())
        row.caption->setContentsMargins(0, fieldGap, 0, 0);
    row.line->setObjectName(QStringLiteral("field_") + field.id);
    row.fault->setObjectName(QStringLiteral("fault_") + field.id);
    row.fault->setVisible(false);
    if (choice.isInAddress(field))
        row.line->setPlaceholderText(field.fallback);
    else
        row.line->setText(field.fallback);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addWidget(row.caption);
    column->addWidget(row.line);
    column->addWidget(row.fault);
    connect(row.line, &QLineEdit::textChanged, this, [this, row] {
        judge(row);
        Q_EMIT changed();
    });
    return row;
}

void FieldsForm::judge(const Row &row)
{
    row.fault->setVisible(!isHeaderText(row.line->text()));
}

QMap<QString, QString> FieldsForm::values() const
{
    QMap<QString, QString> values;
    for (const Row &row : m_rows)
        values.insert(row.field.id, row.line->text().trimmed());
    return values;
}

bool FieldsForm::isSound() const
{
    return std::all_of(m_rows.begin(), m_rows.end(), [](const Row &row) { return isHeaderText(row.line->text()); });
}

void FieldsForm::focusField(const QString &id)
{
    for (const Row &row : m_rows) {
        if (row.field.id != id)
            continue;
        row.line->setFocus();
        row.line->selectAll();
    }
}

void FieldsForm::retranslate()
{
    for (const Row &row : m_rows) {
        const QString label = fieldLabel(row.field);
        row.caption->setText(label);
        row.line->setAccessibleName(label);
        row.fault->setText(tr("Only letters, digits and signs of ASCII can be sent in a header."));
    }
}

void FieldsForm::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace triptych
