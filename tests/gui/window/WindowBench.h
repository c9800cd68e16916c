// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/session/Session.h"
#include "app/window/Workbench.h"
#include "tests/support/ScriptedServer.h"

#include <QTemporaryDir>

class QAbstractButton;

namespace triptych {

class LaneGrid;
class LaneView;
class PromptEditor;

/// The whole window over a real session in a home of its own, with a scripted provider on loopback, and the hands of a
/// person: what is clicked is found by its name and has to be visible.
class WindowBench
{
    Q_DISABLE_COPY_MOVE(WindowBench)

public:
    WindowBench();
    ~WindowBench();

    /// Adds a provider "test" that needs `auth` and is served by `server`. Before open().
    void addProvider(const QByteArray &auth = R"({"scheme":"none"})");
    /// As if an earlier start had left them.
    void keepLanes(const QStringList &lanes, const QString &prompt = QStringLiteral("say something"));
    void open(std::shared_ptr<Clock> clock = std::make_shared<SystemClock>()); ///< The window's, not the session's.
    void close();
    void kill(); ///< Gone without a word, as after kill -9 but for the lock.

    MainWindow &window() const;
    LaneGrid &grid() const;
    LaneView &lane(int slot) const;
    PromptEditor &editor() const;
    QString answer(int slot) const;
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}); ///< Wherever the focus is.
    static void click(QWidget &within, const char *name); ///< The middle of a button.
    bool clickAction(int slot, const char *action); ///< A button of a lane's notice; false when it is not there.
    QDialog *dialog(const char *name) const; ///< Waits for it.
    void type(QWidget &within, const char *field, const QString &text);

    ScriptedServer server;
    Session &session() const { return *m_session; }
    Paths paths() const;

private:
    QTemporaryDir m_home;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Workbench> m_workbench;
};

/// What a provider of the dialect openai-chat sends for these words, then its end.
script::Steps answerOf(const QByteArray &words);
/// The same, but it pauses behind the words.
script::Steps beginningOf(const QByteArray &words, const QByteArray &rest = {});

} // namespace triptych
