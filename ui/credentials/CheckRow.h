// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/ConnectionReport.h"

#include <QWidget>

class QLabel;

namespace triptych {

class Theme;
class ThemedLabel;

/// One step of a connection test: a glyph and a name, what was found, how long it took; below, what went wrong and what
/// to do.
class CheckRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckRow)

public:
    explicit CheckRow(const Theme &theme, QWidget *parent = nullptr);

    void show(const CheckLine &line);

private:
    static QString nameOf(CheckStep step);
    static QString stateOf(CheckLine::State state);
    static QString detailsOf(const CheckLine &line);
    static QString timeOf(const CheckLine &line);
    int nameWidth() const;
    void showGlyph();

    const Theme &m_theme;
    CheckLine m_line;
    QLabel *m_glyph;
    ThemedLabel *m_name;
    ThemedLabel *m_details;
    ThemedLabel *m_time;
    ThemedLabel *m_fault;
    ThemedLabel *m_advice;
};

} // namespace triptych
