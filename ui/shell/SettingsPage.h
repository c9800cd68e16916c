// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/settings/Settings.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace triptych {

class Theme;

/// One page of the settings. It shows a Settings value, and writes what is valid in its fields back into one.
class SettingsPage : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsPage)

public:
    explicit SettingsPage(const Theme &theme, QWidget *parent = nullptr);

    virtual QString title() const = 0;
    virtual void present(const Settings &settings) = 0;
    virtual void write(Settings &settings) = 0; ///< Marks what is not valid and leaves it out.
    virtual void retranslate() = 0;

Q_SIGNALS:
    void edited();

protected:
    QLabel *addRow(QWidget *control); ///< A label at the left, whose text retranslate() sets.
    QLabel *addNote(); ///< A line of small text below the last control.
    void addGap();
    static void setRowText(QLabel *label, const QString &text, QWidget *control);
    /// Shows a sentence about the field above it, or takes it away.
    void setFault(QLabel *note, const QString &fault, const QString &usual = {});
    const Theme &theme() const { return m_theme; }

private:
    void dressNote(QLabel *note) const;

    const Theme &m_theme;
    QGridLayout *m_grid;
    QList<QLabel *> m_notes;
};

} // namespace triptych
