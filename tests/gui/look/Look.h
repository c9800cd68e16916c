// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/window/settings/Language.h"
#include "core/settings/Paths.h"
#include "ui/shell/Theme.h"

class QWidget;

namespace triptych {

/// What a program can see for itself of a widget and all below it: texts that have less room than they need.
QStringList cutTexts(const QWidget &surface);

/// The language and theme in which a test looks at surfaces: each test function runs once for every pair of them.
class Look
{
    Q_DISABLE_COPY_MOVE(Look)

public:
    static void addRows(); ///< From initTestCase_data().
    Look(); ///< From init(): speaks and paints as the row says.

    /// The same for a window over a session of its own, which reads settings.
    static void writeSettings(const Paths &paths);
    /// 1280 × 720, or what TRIPTYCH_SHOTS_SIZE says, such as 1920x1080.
    static QSize windowSize();
    /// Keeps a picture. `over`: a popup above it that is in the picture.
    static void keep(QWidget &surface, const QString &name, QWidget *over = nullptr);
    /// And fails the test when text is cut.
    static void see(QWidget &surface, const QString &name, QWidget *over = nullptr);

    const Theme &theme() const { return m_theme; }

private:
    Theme m_theme;
    Language m_language;
};

} // namespace triptych
