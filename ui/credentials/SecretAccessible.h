// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAccessibleWidget>

namespace triptych {

class SecretField;

/// What a screen reader learns of a SecretField: that it is a password field, its name, and how many characters it
/// holds.
class SecretAccessible final : public QAccessibleWidget
{
public:
    explicit SecretAccessible(SecretField &field);
    static void install(); ///< Once for the program; more often does nothing.

    QAccessible::State state() const override;
    QString text(QAccessible::Text kind) const override;

private:
    const SecretField &m_field;
};

} // namespace triptych
