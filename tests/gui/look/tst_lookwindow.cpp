// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/look/Look.h"
#include "tests/gui/window/WindowBench.h"
#include "tests/support/HistoryAnswers.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/SettingsDialog.h"

#include <QAction>
#include <QApplication>
#include <QCalendarWidget>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDateEdit>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

using namespace triptych;

/// Everything that the window opens: menus, dialogs, notices, fields that come and go.
class TestLookWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { Look::addRows(); }
    void init();
    void cleanup() { m_bench.reset(); }

    void menus();
    void settings();
    void aboutAndShortcuts();
    void promptFiles();
    void lanes();
    void history();
    void models();
    void notices();

private:
    MainWindow &window() const { return m_bench->window(); }
    template<typename T>
    T &part(const char *name) const
    {
        T *found = window().findChild<T *>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return *found;
    }
    QAction &action(const char *name) const
    {
        for (QAction *each : window().findChildren<QMenuBar *>().front()->actions()) {
            for (QAction *entry : each->menu()->actions()) {
                if (entry->objectName() == QLatin1String(name))
                    return *entry;
            }
        }
        qFatal("no %s", name);
    }
    void see(const QString &name) const { Look::see(window(), name); }
    void seeOver(QWidget &popup, const QString &name) const
    {
        Look::see(window(), name, &popup);
        popup.close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    QMenu &menuOf(QWidget &widget, const QPoint &at, const char *name) const
    {
        QContextMenuEvent asked(QContextMenuEvent::Mouse, at, widget.mapToGlobal(at));
        QApplication::sendEvent(&widget, &asked);
        return part<QMenu>(name);
    }
    void run() const { m_bench->press(Qt::Key_Return, Qt::ControlModifier); }
    void open()
    {
        m_bench->open();
        window().resize(Look::windowSize());
        QCoreApplication::processEvents();
    }

    std::unique_ptr<WindowBench> m_bench;
};

void TestLookWindow::init()
{
    m_bench = std::make_unique<WindowBench>();
    Look::writeSettings(m_bench->paths());
}

void TestLookWindow::menus()
{
    m_bench->addProvider();
    m_bench->keepLanes({QStringLiteral("test/one#temperature=0.2"), QStringLiteral("test/two")});
    open();
    auto *bar = window().findChild<QMenuBar *>();
    int number = 0;
    for (QAction *entry : bar->actions()) {
        QMenu &menu = *entry->menu();
        menu.popup(bar->mapToGlobal(bar->actionGeometry(entry).bottomLeft()));
        menu.setActiveAction(menu.actions().value(1));
        seeOver(menu, QStringLiteral("menu-%1").arg(++number));
    }
    for (const char *name : {"themeMenu", "languageMenu"}) {
        auto &menu = part<QMenu>(name);
        auto *button = qobject_cast<QToolButton *>(menu.parentWidget());
        menu.popup(button->mapToGlobal(QPoint(button->width() - menu.sizeHint().width(), button->height())));
        seeOver(menu, QLatin1String(name));
    }
}

void TestLookWindow::settings()
{
    open();
    action("preferences").trigger();
    QDialog &dialog = *m_bench->dialog("settingsDialog");
    auto &tabs = part<QTabBar>("settingsTabs");
    const auto page = [&](SettingsTab tab) { tabs.setCurrentIndex(int(tab)); };
    const auto shot = [&](const char *name) { Look::see(dialog, QLatin1String(name)); };
    page(SettingsTab::General);
    shot("settings-general");
    part<QComboBox>("themeBox").setFocus();
    part<QComboBox>("themeBox").showPopup();
    Look::see(dialog, QStringLiteral("settings-general-open"), part<QComboBox>("themeBox").view()->window());
    part<QComboBox>("themeBox").hidePopup();
    page(SettingsTab::Network);
    shot("settings-network");
    part<QComboBox>("proxyModeBox").setCurrentIndex(2);
    Q_EMIT part<QComboBox>("proxyModeBox").activated(2);
    part<QLineEdit>("proxyAddressField").setFocus();
    QTest::keyClicks(&part<QLineEdit>("proxyAddressField"), QStringLiteral("nonsense"));
    shot("settings-network-fault");
    page(SettingsTab::Local);
    shot("settings-local");
    part<QLineEdit>("serverPathField").setFocus();
    QTest::keyClicks(&part<QLineEdit>("serverPathField"), QStringLiteral("llama-server"));
    shot("settings-local-fault");
    page(SettingsTab::Privacy);
    shot("settings-privacy");
    tellWholeRun(m_bench->session().history(), 1, QStringLiteral("user:\nan old one"), QStringLiteral("answer"),
                 QDateTime::currentDateTimeUtc().addDays(-40));
    QTRY_COMPARE(runsOf(m_bench->session().history()).value().size(), std::size_t(1));
    part<QSpinBox>("keepDaysBox").setFocus();
    part<QSpinBox>("keepDaysBox").setValue(30);
    QTRY_VERIFY(part<QPushButton>("keepDaysDelete").isVisible());
    shot("settings-privacy-question");
}

void TestLookWindow::aboutAndShortcuts()
{
    open();
    action("about").trigger();
    QDialog *about = m_bench->dialog("aboutDialog");
    Look::see(*about, QStringLiteral("about"));
    delete about;
    action("shortcuts").trigger();
    QDialog *shortcuts = m_bench->dialog("shortcutsDialog");
    Look::see(*shortcuts, QStringLiteral("shortcuts"));
    QTest::keyClicks(shortcuts->findChild<QLineEdit *>(), QStringLiteral("zzz"));
    Look::see(*shortcuts, QStringLiteral("shortcuts-none"));
    delete shortcuts;
}

void TestLookWindow::promptFiles()
{
    open();
    m_bench->editor().setFocus();
    QTest::keyClicks(m_bench->editor().viewport() ? m_bench->editor().viewport() : &m_bench->editor(),
                     QStringLiteral("x"));
    action("find").trigger();
    QTest::keyClicks(&part<QLineEdit>("findField"), QStringLiteral("factorial"));
    see(QStringLiteral("find"));
    part<QLineEdit>("findField").clear();
    QTest::keyClicks(&part<QLineEdit>("findField"), QStringLiteral("nowhere to be found"));
    see(QStringLiteral("find-none"));
    QTest::keyClick(&part<QLineEdit>("findField"), Qt::Key_Escape);
    action("rename").trigger();
    see(QStringLiteral("rename"));
    QTest::keyClick(&part<QLineEdit>("renameField"), Qt::Key_Escape);
    window().editors().close(0);
    see(QStringLiteral("unsaved"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    see(QStringLiteral("unsaved-second"));
    m_bench->click(window(), "noticeChoice2");
    action("open_prompt").trigger();
    Look::see(*m_bench->dialog("openDialog"), QStringLiteral("file-open"));
    delete m_bench->dialog("openDialog");
    action("save_as").trigger();
    Look::see(*m_bench->dialog("saveDialog"), QStringLiteral("file-save"));
    delete m_bench->dialog("saveDialog");
    seeOver(menuOf(*m_bench->editor().viewport(), {60, 20}, "promptMenu"), QStringLiteral("prompt-menu"));
    window().editors().openFile(QStringLiteral("/nowhere/at/all.prompty"));
    see(QStringLiteral("file-absent"));
}

void TestLookWindow::lanes()
{
    m_bench->addProvider();
    m_bench->server.playAlways(
        answerOf("Here:\\n\\n```python\\nprint(1)\\n```\\n\\nA [link](https://example.org), and more."));
    m_bench->keepLanes({QStringLiteral("test/one#temperature=0.2,max_tokens=400,reasoning_effort=high"),
                        QStringLiteral("test/two"), QStringLiteral("local/demo#temperature=0")});
    open();
    m_bench->click(m_bench->lane(0), "lane_settings");
    auto &popup = part<QWidget>("laneSettings");
    Look::see(window(), QStringLiteral("lane-settings"), &popup);
    auto *temperature = popup.findChild<QLineEdit *>(QStringLiteral("setting_temperature"));
    temperature->selectAll();
    QTest::keyClicks(temperature, QStringLiteral("9"));
    QTest::keyClicks(popup.findChild<QLineEdit *>(QStringLiteral("setting_stop")), QStringLiteral("a||b"));
    seeOver(popup, QStringLiteral("lane-settings-fault"));
    m_bench->click(m_bench->lane(1), "lane_settings");
    seeOver(part<QWidget>("laneSettings"), QStringLiteral("lane-settings-empty"));
}

void TestLookWindow::history()
{
    open();
    part<QTabBar>("sidebarTabs").setCurrentIndex(1);
    QTRY_VERIFY(part<QWidget>("historyEmpty").isVisible());
    see(QStringLiteral("history-empty"));
    HistoryStore &store = m_bench->session().history();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (int i = 0; i < 9; ++i)
        tellWholeRun(store, quint64(10 - i),
                     QStringLiteral("user:\nWrite: the %1th of some prompts, quite long").arg(i),
                     QStringLiteral("answer"), now.addDays(-i / 2));
    auto &list = part<QListView>("historyList");
    QTRY_VERIFY(list.isVisible() && list.model()->rowCount() > 9);
    list.setFocus();
    list.setCurrentIndex(list.model()->index(2, 0));
    see(QStringLiteral("history"));
    const QPoint at = list.visualRect(list.model()->index(2, 0)).center();
    Q_EMIT list.customContextMenuRequested(at);
    seeOver(part<QMenu>("historyRunMenu"), QStringLiteral("history-menu"));
    m_bench->press(Qt::Key_Delete);
    see(QStringLiteral("history-delete"));
    m_bench->click(part<QWidget>("historyQuestion"), "noticeChoice1");
    m_bench->click(window(), "historyClear");
    seeOver(part<QMenu>("historyClearMenu"), QStringLiteral("history-clear-menu"));
    const auto choose = [this](int fromTheEnd) {
        m_bench->click(window(), "historyClear");
        const QPointer<QMenu> menu = &part<QMenu>("historyClearMenu");
        menu->actions().at(menu->actions().size() - fromTheEnd)->trigger();
        if (menu)
            menu->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    };
    choose(1);
    Look::see(*m_bench->dialog("historyConfirm"), QStringLiteral("history-clear-confirm"));
    delete m_bench->dialog("historyConfirm");
    choose(2);
    QDialog *range = m_bench->dialog("dateRangeDialog");
    Look::see(*range, QStringLiteral("history-range"));
    part<QDateEdit>("dateRangeFrom").calendarWidget()->window()->show();
    Look::see(*part<QDateEdit>("dateRangeFrom").calendarWidget(), QStringLiteral("history-calendar"));
    part<QDateEdit>("dateRangeFrom").calendarWidget()->window()->hide();
    range->accept();
    Look::see(*m_bench->dialog("historyConfirm"), QStringLiteral("history-range-confirm"));
    delete m_bench->dialog("historyConfirm");
    QTest::keyClicks(&part<QLineEdit>("historySearch"), QStringLiteral("nothing has this"));
    QTRY_VERIFY(part<QWidget>("historyEmpty").isVisible());
    see(QStringLiteral("history-no-hit"));
    Settings settings = m_bench->session().settings();
    settings.recordHistory = false;
    QVERIFY(m_bench->session().changeSettings(settings));
    part<QLineEdit>("historySearch").clear();
    QTRY_VERIFY(list.isVisible());
    see(QStringLiteral("history-off"));
    list.setFocus();
    list.setCurrentIndex(list.model()->index(1, 0));
    QTRY_VERIFY(list.currentIndex().isValid());
    QTest::keyClick(&list, Qt::Key_Return);
    QTRY_VERIFY(window().editors().count() > 1);
    see(QStringLiteral("history-opened"));
}

void TestLookWindow::models()
{
    Settings settings;
    open();
    auto &search = part<QLineEdit>("modelSearch");
    settings = m_bench->session().settings();
    settings.favourites = {QStringLiteral("anthropic/claude-opus-5-5"), QStringLiteral("openai/gpt-6.2-sol")};
    settings.lastUsed = {QStringLiteral("local/demo"), QStringLiteral("mistral/codestral-2508")};
    QVERIFY(m_bench->session().changeSettings(settings));
    m_bench->session().reloadCatalog();
    search.setFocus();
    see(QStringLiteral("models"));
    QTest::keyClicks(&search, QStringLiteral("son"));
    see(QStringLiteral("models-search"));
    search.clear();
    QTest::keyClicks(&search, QStringLiteral("openrouter/some-model:free"));
    see(QStringLiteral("models-typed"));
    search.clear();
    QTest::keyClicks(&search, QStringLiteral("zzzzqq"));
    see(QStringLiteral("models-none"));
    search.clear();
    part<QToolButton>("modelFilterImages").click();
    part<QToolButton>("modelFilterReasoning").click();
    see(QStringLiteral("models-filtered"));
    part<QToolButton>("modelFilterKey").click();
    see(QStringLiteral("models-filtered-key"));
    for (const char *name : {"modelFilterImages", "modelFilterReasoning", "modelFilterKey"})
        part<QToolButton>(name).click();
    auto &provider = part<QComboBox>("modelFilterProvider");
    provider.showPopup();
    Look::see(window(), QStringLiteral("models-providers"), provider.view()->window());
    provider.hidePopup();
    auto &view = part<QAbstractScrollArea>("modelList");
    seeOver(menuOf(*view.viewport(), {80, 36}, "modelMenu"), QStringLiteral("models-menu"));
    action("add_model_file").trigger();
    Look::see(*m_bench->dialog("modelFileDialog"), QStringLiteral("file-model"));
    delete m_bench->dialog("modelFileDialog");
}

void TestLookWindow::notices()
{
    open();
    const QString file = m_bench->paths().data + QStringLiteral("/not-a-model.gguf");
    QFile bad(file);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("no model at all");
    bad.close();
    Q_EMIT window().editors().modelFileDropped(file);
    see(QStringLiteral("gguf-refused"));
    Q_EMIT m_bench->session().history().problem(
        {.kind = ErrorKind::Storage, .cause = QStringLiteral("history.read_only"), .message = file});
    see(QStringLiteral("history-read-only"));
    Q_EMIT m_bench->session().history().problem(
        {.kind = ErrorKind::Storage, .cause = QStringLiteral("history.damaged"), .message = file});
    see(QStringLiteral("history-damaged"));
}

QTEST_MAIN(TestLookWindow)
#include "tst_lookwindow.moc"
