// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace triptych {

class LaneIconButton;
class Theme;

/// One setting in the popup: label, field or choice, reset, and a line for what is wrong or refused. Empty means "not
/// sent".
class SettingRow final : public QWidget
{
    Q_OBJECT

public:
    /// With `choices` the value is picked from them.
    SettingRow(const Theme &theme, const QString &key, const QString &value, const QStringList &choices,
               QWidget *parent);

    const QString &key() const { return m_key; }
    QString value() const;
    void setRefused(); ///< The model answers this setting with an error: it can only be reset.
    void setUnknown(); ///< The same, because the protocol has no word for it.
    void setOutcome(const QString &sentence); ///< What the last run made of it.
    void setProblem(const QString &sentence); ///< Empty: none.
    void reset();
    void setFieldFocus();

Q_SIGNALS:
    void edited();

private:
    void close(const QString &reason);
    void valueEdited();

    const Theme &m_theme;
    QString m_key;
    QLineEdit *m_field = nullptr;
    QComboBox *m_choice = nullptr;
    LaneIconButton *m_reset;
    QLabel *m_note;
    QString m_closed; ///< Why it can only be reset; empty: it can be set.
    QString m_outcome;
};

} // namespace triptych
