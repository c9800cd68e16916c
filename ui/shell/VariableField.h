// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace triptych {

class Theme;

/// The name of a variable and the field for its value.
class VariableField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VariableField)

public:
    VariableField(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    QString name() const { return m_name; }
    /// Shows a value that came from elsewhere; `fallback` stands in the empty field.
    void setValue(const QString &value, const QString &fallback);

Q_SIGNALS:
    void valueEdited(const QString &name, const QString &value);

private:
    void applyTheme();
    void fitWidth();

    const Theme &m_theme;
    QString m_name;
    QLabel *m_label;
    QLineEdit *m_field;
};

} // namespace triptych
