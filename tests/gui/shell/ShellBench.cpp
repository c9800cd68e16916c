// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/shell/ShellBench.h"

#include "ui/shell/TriptychStyle.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace triptych {

namespace {

QWidget *panel(const char *name)
{
    auto *widget = new QWidget;
    widget->setObjectName(QLatin1String(name));
    widget->setWindowTitle(QLatin1String(name));
    auto *field = new QLineEdit(widget);
    field->setObjectName(QLatin1String(name) + QLatin1String("Field"));
    (new QVBoxLayout(widget))->addWidget(field);
    widget->setFocusProxy(field);
    return widget;
}

} // namespace

ShellBench::ShellBench()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    static const Theme styleTheme; // outlives the style, which the application keeps to its end
    QApplication::setStyle(new TriptychStyle(styleTheme));
}

void ShellBench::openInNewHome()
{
    m_folder = std::make_unique<QTemporaryDir>();
    openWindow();
}

void ShellBench::openWindow()
{
    close();
    m_theme = std::make_unique<Theme>();
    m_actions = std::make_unique<Actions>(*m_theme);
    m_window = std::make_unique<MainWindow>(*m_theme, *m_actions, drafts());
    m_window->setModelSelector(panel("models"));
    m_window->setHistoryPanel(panel("history"));
    m_window->setLaneArea(panel("lanes"));
    m_window->setLatencyPanel(panel("latency"));
    editors().restore({}, 0);
    if (editors().count() == 0)
        editors().newPrompt();
    m_window->resize(1280, 720);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    editors().focusEditor();
}

void ShellBench::close()
{
    m_window.reset();
    m_actions.reset();
    m_theme.reset();
}

} // namespace triptych
