// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/editor/EditorTabs.h"
#include "ui/shell/Actions.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/Theme.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

namespace triptych {

/// The window with placeholders for the panels, driven by keys and clicks alone. Each placeholder has a field in it
/// that is named after it, such as "modelsField".
class ShellBench
{
    Q_DISABLE_COPY_MOVE(ShellBench)

protected:
    ShellBench();
    ~ShellBench() = default;

    void openInNewHome();
    void openWindow(); ///< Over what the last one left, as after a crash.
    void close();

    template<typename T>
    T *child(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    EditorTabs &editors() const { return m_window->editors(); }
    QString drafts() const { return m_folder->filePath(QStringLiteral("drafts")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Actions> m_actions;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace triptych
