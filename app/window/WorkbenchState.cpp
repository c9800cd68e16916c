// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/Session.h"
#include "app/window/Workbench.h"
#include "core/settings/SessionState.h"
#include "core/text/ErrorText.h"
#include "ui/editor/EditorTabs.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/shell/Actions.h"
#include "ui/shell/MainWindow.h"

#include <QDialog>
#include <QFile>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace triptych {

namespace {

constexpr QSize firstSize {1280, 720};

/// A prompt that the demo model can do, so that the first Ctrl+Enter compares.
PromptDocument firstPrompt()
{
    PromptDocument document;
    document.setBody(QStringLiteral("user:\nWrite: Return the factorial of n."));
    return document;
}

std::vector<LaneAddress> firstLanes()
{
    const QString demo = QStringLiteral("demo");
    const QString local = QStringLiteral("local");
    return {{local, demo, {.temperature = 0.0}}, {local, demo, {.temperature = 1.0}}};
}

} // namespace

/// The last state, or what the first start shows. A faulty file is told of and costs no more than the state.
void Workbench::restore()
{
    EditorTabs &editors = m_window->editors();
    const bool isFirstStart = !QFile::exists(m_session.paths().sessionFile());
    const auto state = loadSessionState(m_session.paths().sessionFile());
    editors.restoreDrafts();
    if (!state)
        warn(describe(state.error()).what);
    if (isFirstStart || !state) {
        m_window->resize(firstSize);
        if (editors.count() == 0)
            editors.add(firstPrompt(), QStringLiteral("factorial.prompty"));
        m_lanes->setLanes(firstLanes());
    } else {
        m_window->restoreGeometry(state.value().windowGeometry);
        m_window->restoreLayout(state.value().windowState);
        for (const QString &file : state.value().openFiles) {
            if (QFile::exists(file))
                editors.openFile(file);
        }
        if (editors.count() == 0)
            editors.newPrompt();
        editors.setCurrentIndex(qBound(0, state.value().currentTab, editors.count() - 1));
        for (auto value = state.value().variables.begin(); value != state.value().variables.end(); ++value)
            editors.setVariableValue(value.key(), value.value());
        std::vector<LaneAddress> lanes;
        for (const QString &text : state.value().lanes) {
            if (const auto lane = LaneAddress::parse(text))
                lanes.push_back(lane.value());
        }
        m_lanes->setLanes(lanes);
        if (state.value().showsSource)
            toggleRendered();
    }
    refreshPrompt();
    refreshRunning();
    editors.focusEditor();
}

void Workbench::keepState()
{
    EditorTabs &editors = m_window->editors();
    SessionState state {.openFiles = editors.files(), .currentTab = editors.currentIndex(), .variables = editors.typedValues(),
                        .windowGeometry = m_window->saveGeometry(), .windowState = m_window->layoutState(),
                        .showsSource = m_grid->answerMode() == AnswerView::Mode::Source};
    for (const LaneAddress &lane : m_lanes->lanes())
        state.lanes << lane.toString();
    if (const auto saved = saveSessionState(m_session.paths().sessionFile(), state); !saved)
        qWarning("%s", qUtf8Printable(describe(saved.error()).what)); // the window is going; there is no better place left
}

void Workbench::openFiles(const QStringList &files)
{
    for (const QString &file : files)
        m_window->editors().openFile(file);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Workbench::showServerLog()
{
    m_session.localServerLogs(this, [this](const QString &log) {
        auto *dialog = new QDialog(m_window.get());
        dialog->setObjectName(QStringLiteral("serverLogDialog"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(tr("Log of the local server"));
        dialog->resize(800, 480);
        auto *text = new QPlainTextEdit(log.isEmpty() ? tr("The local server has said nothing yet.") : log);
        text->setObjectName(QStringLiteral("serverLog"));
        text->setAccessibleName(dialog->windowTitle());
        text->setReadOnly(true);
        text->setFont(m_theme.fixedFont());
        auto *column = new QVBoxLayout(dialog);
        column->setContentsMargins(16, 16, 16, 16);
        column->addWidget(text);
        dialog->open();
    });
}

} // namespace triptych
