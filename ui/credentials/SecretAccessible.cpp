// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/credentials/SecretAccessible.h"

#include "ui/credentials/SecretField.h"

namespace triptych {

namespace {

QAccessibleInterface *newInterface(const QString &, QObject *object)
{
    auto *field = qobject_cast<SecretField *>(object);
    return field ? new SecretAccessible(*field) : nullptr;
}

} // namespace

SecretAccessible::SecretAccessible(SecretField &field)
    : QAccessibleWidget(&field, QAccessible::EditableText),
      m_field(field)
{}

void SecretAccessible::install()
{
    QAccessible::installFactory(newInterface); // knows its functions, so that the same one is kept once
}

QAccessible::State SecretAccessible::state() const
{
    QAccessible::State state = QAccessibleWidget::state();
    state.passwordEdit = true;
    state.editable = true;
    return state;
}

QString SecretAccessible::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Value ? QString(m_field.length(), QChar(0x2022)) : QAccessibleWidget::text(kind);
}

} // namespace triptych
