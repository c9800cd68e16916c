// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window/WindowBench.h"

#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/shell/MainWindow.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace triptych {

namespace {

void writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(name));
}

script::Send words(const QByteArray &text)
{
    return script::chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n");
}

script::Send ending()
{
    return script::chunk(
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n");
}

} // namespace

script::Steps answerOf(const QByteArray &text)
{
    return {script::chunkedHead("Content-Type: text/event-stream\r\n"), words(text), ending(), script::chunk({})};
}

script::Steps beginningOf(const QByteArray &text, const QByteArray &rest)
{
    return {script::chunkedHead("Content-Type: text/event-stream\r\n"),
            words(text),
            script::Pause {},
            words(rest),
            ending(),
            script::chunk({})};
}

WindowBench::WindowBench()
{
    if (!paths().makeFolders())
        qFatal("no home");
}

WindowBench::~WindowBench()
{
    close();
}

Paths WindowBench::paths() const
{
    Paths paths = Paths::forHome(m_home.path());
    paths.share = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/triptych");
    return paths;
}

void WindowBench::addProvider(const QByteArray &auth)
{
    QDir().mkpath(paths().providersFolder());
    writeFile(paths().providersFolder() + QStringLiteral("/test.json"),
              "{\"id\":\"test\",\"label\":\"Test\",\"dialect\":\"openai-chat\",\"baseUrl\":\""
                  + server.url(QStringLiteral("/v1")).toEncoded() + "\",\"auth\":" + auth
                  + ",\"models\":[{\"id\":\"one\"},{\"id\":\"two\"}]}");
}

void WindowBench::keepLanes(const QStringList &lanes, const QString &prompt)
{
    const QString file = m_home.path() + QStringLiteral("/kept.prompty");
    writeFile(file, "user:\n" + prompt.toUtf8() + "\n");
    const QJsonObject state {{QStringLiteral("lanes"), QJsonArray::fromStringList(lanes)},
                             {QStringLiteral("tabs"), QJsonArray {QJsonObject {{QStringLiteral("document"), file}}}}};
    writeFile(paths().sessionFile(), QJsonDocument(state).toJson());
}

void WindowBench::open(std::shared_ptr<Clock> clock)
{
    const auto settings = loadSettings(paths().settingsFile());
    m_session
        = std::make_unique<Session>(paths(), settings ? settings.value() : Settings {}, KeyRing::WhenLocked::Wait);
    m_workbench = std::make_unique<Workbench>(*m_session, std::move(clock));
    m_workbench->show();
    if (!QTest::qWaitForWindowActive(&m_workbench->window()))
        qFatal("the window does not come");
}

void WindowBench::close()
{
    if (m_workbench)
        m_workbench->window().close();
    kill();
}

void WindowBench::kill()
{
    m_workbench.reset();
    m_session.reset();
}

MainWindow &WindowBench::window() const
{
    return m_workbench->window();
}

LaneGrid &WindowBench::grid() const
{
    return *window().findChild<LaneGrid *>();
}

LaneView &WindowBench::lane(int slot) const
{
    LaneView *lane = grid().lane(slot);
    if (!lane)
        qFatal("no lane %d", slot);
    return *lane;
}

PromptEditor &WindowBench::editor() const
{
    return *window().editors().editor();
}

QString WindowBench::answer(int slot) const
{
    return lane(slot).text();
}

void WindowBench::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : &window();
    QTest::keyClick(target, key, modifiers);
}

void WindowBench::click(QWidget &within, const char *name)
{
    auto *button = within.findChild<QAbstractButton *>(QLatin1String(name));
    if (!button || !button->isVisible() || !button->isEnabled())
        qFatal("no %s to click", name);
    QTest::mouseClick(button, Qt::LeftButton);
}

bool WindowBench::clickAction(int slot, const char *action)
{
    auto *button = lane(slot).findChild<QAbstractButton *>(QLatin1String("action_") + QLatin1String(action));
    if (!button || !button->isVisible())
        return false;
    QTest::mouseClick(button, Qt::LeftButton);
    return true;
}

QDialog *WindowBench::dialog(const char *name) const
{
    QDialog *found = nullptr;
    const bool came = QTest::qWaitFor([&] {
        found = window().findChild<QDialog *>(QLatin1String(name));
        return found && found->isVisible();
    });
    if (!came)
        qFatal("no dialog %s", name);
    return found;
}

void WindowBench::type(QWidget &within, const char *field, const QString &text)
{
    auto *widget = within.findChild<QWidget *>(QLatin1String(field));
    if (!widget || !widget->isVisible())
        qFatal("no %s to type into", field);
    QTest::mouseClick(widget, Qt::LeftButton);
    QTest::keyClicks(widget, text);
}

} // namespace triptych
