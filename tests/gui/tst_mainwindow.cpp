// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prompt/PromptFiles.h"
#include "ui/editor/EditorTabs.h"
#include "ui/editor/PromptEditor.h"
#include "ui/shell/Actions.h"
#include "ui/shell/DocumentTabs.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RunColumn.h"
#include "ui/shell/SegmentedSwitch.h"
#include "ui/shell/SidebarDock.h"
#include "ui/shell/StripWidget.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"
#include "ui/shell/VaultButton.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace triptych;

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

/// The window with placeholders for the panels, driven by keys and clicks alone.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyActionIsNamedOnce();
    void everyControlHasNames();
    void runsAndStopsByKey();
    void savesOpensAndCloses();
    void asksBeforeAChangedPromptIsClosed();
    void keepsDraftsOverACrash();
    void variablesBecomeFields();
    void composingTouchesNoCount();
    void switchesViewByKeyAndClick();
    void findsInThePrompt();
    void dockCanGoAndComeBack();
    void remembersTheLayout();
    void theDashboardFollowsTheWindowUntilItIsPulled();
    void dropsFiles();
    void renamesInPlace();
    void escLeavesTheNameAsItWas();
    void opensAClosedTabAgain();
    void goesToTabsAndPanelsByKey();
    void tellsOfDraftsThatCannotBeRead();
    void choosesThemeAndLanguage();
    void zooms();
    void movesTheFocusBetweenPanes();
    void reportsWhatCannotBeOpened();

private:
    template<typename T>
    T *child(const char *name) const
    {
        return m_window->findChild<T *>(QLatin1String(name));
    }
    void openWindow();
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

void TestMainWindow::initTestCase()
{
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    static const Theme styleTheme; // outlives the style, which the application keeps to its end
    QApplication::setStyle(new TriptychStyle(styleTheme));
}

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    openWindow();
}

void TestMainWindow::openWindow()
{
    m_window.reset();
    m_actions.reset();
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

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_actions.reset();
    m_theme.reset();
}

void TestMainWindow::everyActionIsNamedOnce()
{
    QSet<QString> ids;
    QMap<QKeySequence, QString> keys;
    for (const QAction *action : m_actions->all()) {
        QVERIFY2(!ids.contains(action->objectName()), qPrintable(action->objectName()));
        ids.insert(action->objectName());
        QVERIFY(!action->text().isEmpty());
        QVERIFY(!action->statusTip().isEmpty());
        for (const QKeySequence &sequence : action->shortcuts()) {
            QVERIFY2(!keys.contains(sequence), qPrintable(sequence.toString()));
            keys.insert(sequence, action->objectName());
        }
    }
    QCOMPARE(keys.value(QKeySequence(Qt::CTRL | Qt::Key_Return)), QStringLiteral("run"));
    QCOMPARE(keys.value(QKeySequence(Qt::Key_Escape)), QStringLiteral("stop"));
    QCOMPARE(keys.value(QKeySequence(Qt::CTRL | Qt::Key_L)), QStringLiteral("lock_vault"));
}

void TestMainWindow::everyControlHasNames()
{
    const auto widgets = m_window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const bool isControl = widget->focusPolicy() != Qt::NoFocus && widget->isVisible();
        const bool isPlaceholder = widget->objectName().endsWith(QLatin1String("Field"))
            && widget->parentWidget()->layout() && widget->parentWidget()->focusProxy() == widget;
        if (!isControl || isPlaceholder)
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        const bool isContainer = widget->objectName() == QLatin1String("editorTabs")
            || widget->objectName() == QLatin1String("sidebarTabs");
        QVERIFY2(isContainer || !widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestMainWindow::runsAndStopsByKey()
{
    const QSignalSpy run(&(*m_actions)[Command::Run], &QAction::triggered);
    const QSignalSpy stop(&(*m_actions)[Command::Stop], &QAction::triggered);
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(run.count(), 0); // no lanes
    m_window->runColumn().setLanes(2);
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(run.count(), 1);
    QTest::mouseClick(child<QPushButton>("runButton"), Qt::LeftButton);
    QCOMPARE(run.count(), 2);
    QVERIFY(child<QPushButton>("runButton")->text().contains(u'2'));

    QVERIFY(!child<QPushButton>("stopButton")->isEnabled());
    m_window->runColumn().setRunning(2);
    press(Qt::Key_Escape);
    QCOMPARE(stop.count(), 1);
    child<QLineEdit>("modelsField")->setFocus();
    press(Qt::Key_Return, Qt::ControlModifier);
    press(Qt::Key_Escape);
    QCOMPARE(run.count(), 3); // from everywhere
    QCOMPARE(stop.count(), 2);
    QCOMPARE(editors().text(), QString());
}

void TestMainWindow::savesOpensAndCloses()
{
    type(QStringLiteral("hello"));
    QVERIFY(editors().isDirty(0));
    press(Qt::Key_S, Qt::ControlModifier);
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = child<QFileDialog>("saveDialog")));
    const QString file = m_folder->filePath(QStringLiteral("a.prompty"));
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(file);
    QTest::keyClick(dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(file));
    QCOMPARE(loadPrompt(file).value().body(), QStringLiteral("hello"));
    QVERIFY(!editors().isDirty(0));
    QCOMPARE(editors().title(0), QStringLiteral("a.prompty"));

    editors().focusEditor();
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(editors().count(), 1); // never none
    QCOMPARE(editors().text(), QString());
    editors().openFile(file);
    QCOMPARE(editors().count(), 1); // the untouched prompt makes room
    QCOMPARE(editors().text(), QStringLiteral("hello"));
    editors().openFile(file);
    QCOMPARE(editors().count(), 1);
    QCOMPARE(child<DocumentTabs>("documentTabs")->tabText(0), QStringLiteral("a.prompty"));
}

void TestMainWindow::asksBeforeAChangedPromptIsClosed()
{
    type(QStringLiteral("precious"));
    press(Qt::Key_W, Qt::ControlModifier);
    auto *bar = child<QWidget>("noticeBar");
    QVERIFY(bar->isVisible());
    QCOMPARE(editors().text(), QStringLiteral("precious"));
    QTest::mouseClick(child<QPushButton>("noticeChoice2"), Qt::LeftButton); // keep open
    QVERIFY(!bar->isVisible());
    QCOMPARE(editors().text(), QStringLiteral("precious"));

    editors().focusEditor();
    press(Qt::Key_W, Qt::ControlModifier);
    QTRY_VERIFY(child<QPushButton>("noticeChoice1") && child<QPushButton>("noticeChoice1")->isVisible());
    QTest::mouseClick(child<QPushButton>("noticeChoice1"), Qt::LeftButton); // discard
    QCOMPARE(editors().text(), QString());
    QCOMPARE(editors().count(), 1);
}

void TestMainWindow::keepsDraftsOverACrash()
{
    const QString file = m_folder->filePath(QStringLiteral("a.prompty"));
    QVERIFY(savePrompt(file, PromptDocument::parse("saved").value()));
    type(QStringLiteral("never saved"));
    editors().openFile(file);
    editors().focusEditor();
    type(QStringLiteral("not "));
    QTRY_COMPARE_WITH_TIMEOUT(QDir(drafts()).entryList(QDir::Files).size(), 2, 5000);

    openWindow(); // without any saving
    QCOMPARE(editors().count(), 2);
    QStringList texts {};
    for (int i = 0; i < editors().count(); ++i) {
        editors().setCurrentIndex(i);
        QVERIFY(editors().isDirty(i));
        texts.append(editors().text());
    }
    texts.sort();
    QCOMPARE(texts, QStringList({QStringLiteral("never saved"), QStringLiteral("not saved")}));
    QCOMPARE(loadPrompt(file).value().body(), QStringLiteral("saved"));

    editors().openFile(file);
    editors().save();
    QCOMPARE(loadPrompt(file).value().body(), QStringLiteral("not saved"));
    QTRY_COMPARE(QDir(drafts()).entryList(QDir::Files).size(), 1);
}

void TestMainWindow::variablesBecomeFields()
{
    auto *hint = child<QLabel>("variableHint");
    QVERIFY(hint->isVisible());
    type(QStringLiteral("{{lang}} and {{topic}}"));
    QVERIFY(!hint->isVisible());
    auto *field = child<QLineEdit>("variableField_lang");
    QVERIFY(field && field->isVisible());
    QVERIFY(child<QLineEdit>("variableField_topic"));
    field->setFocus();
    type(QStringLiteral("C++"));
    QCOMPARE(editors().variableValues().value(QStringLiteral("lang")), QStringLiteral("C++"));
    QVERIFY(field->hasFocus()); // the field stays while its value changes
    QVERIFY(!editors().document().turns(editors().variableValues()));

    editors().newPrompt(); // values belong to their prompt
    QCOMPARE(editors().variableValues(), VariableValues());
    editors().setCurrentIndex(0);
    QTRY_VERIFY(child<QLineEdit>("variableField_lang"));
    QTRY_COMPARE(child<QLineEdit>("variableField_lang")->text(), QStringLiteral("C++"));
}

void TestMainWindow::composingTouchesNoCount()
{
    type(QStringLiteral("a"));
    const QString tokens = child<QLabel>("tokenCount")->text();
    editors().save();
    QInputMethodEvent preedit(QStringLiteral("a long pre-edit text {{name}}"), {});
    QApplication::sendEvent(editors().editor(), &preedit);
    QCOMPARE(editors().text(), QStringLiteral("a"));
    QCOMPARE(editors().document().toBytes(), QByteArray("a"));
    QCOMPARE(child<QLabel>("tokenCount")->text(), tokens);
    QVERIFY(!child<QLineEdit>("variableField_name"));

    m_window->runColumn().setLanes(1);
    const QSignalSpy run(&(*m_actions)[Command::Run], &QAction::triggered);
    press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(run.count(), 0);
}

void TestMainWindow::switchesViewByKeyAndClick()
{
    auto *view = child<SegmentedSwitch>("viewSwitch");
    QAction &rendered = (*m_actions)[Command::ToggleRendered];
    QVERIFY(rendered.isChecked());
    press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(!rendered.isChecked());
    QCOMPARE(view->currentIndex(), 1);
    QTest::mouseClick(view->findChild<QWidget *>(QStringLiteral("segment0")), Qt::LeftButton);
    QVERIFY(rendered.isChecked());
}

void TestMainWindow::findsInThePrompt()
{
    type(QStringLiteral("one two one"));
    const QSignalSpy stop(&(*m_actions)[Command::Stop], &QAction::triggered);
    m_window->runColumn().setRunning(1);
    press(Qt::Key_F, Qt::ControlModifier);
    auto *field = child<QLineEdit>("findField");
    QVERIFY(field->hasFocus());
    type(QStringLiteral("one"));
    QVERIFY(child<QLabel>("findCount")->text().contains(u'2'));
    press(Qt::Key_Return);
    QCOMPARE(editors().editor()->selectedText(), QStringLiteral("one"));
    press(Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QCOMPARE(stop.count(), 0);
    QVERIFY(editors().editor()->hasFocus());
}

void TestMainWindow::dockCanGoAndComeBack()
{
    auto *sidebar = child<SidebarDock>("sidebar");
    QCOMPARE(sidebar->width(), 280);
    auto *tabs = child<QTabBar>("sidebarTabs");
    QTRY_VERIFY(tabs->width() >= tabs->tabRect(1).right()); // both tabs can be seen
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    QVERIFY(child<QLineEdit>("historyField")->isVisible());
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    editors().focusEditor();
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!sidebar->isVisible());
    QVERIFY(!(*m_actions)[Command::ToggleSidebar].isChecked());
    press(Qt::Key_B, Qt::ControlModifier);
    QVERIFY(sidebar->isVisible());
    press(Qt::Key_H, Qt::ControlModifier);
    QVERIFY(child<QLineEdit>("historyField")->hasFocus());
    QCOMPARE(sidebar->currentPanel(), 1);
    press(Qt::Key_B, Qt::ControlModifier);
    (*m_actions)[Command::AddLane].trigger(); // brings the sidebar back
    QVERIFY(child<QLineEdit>("modelsField")->hasFocus());
}

void TestMainWindow::remembersTheLayout()
{
    auto *dock = child<QDockWidget>("latencyDock");
    press(Qt::Key_B, Qt::ControlModifier);
    m_window->resizeDocks({dock}, {150}, Qt::Vertical);
    QTRY_VERIFY(dock->height() == 150);
    const int height = dock->height();
    const QByteArray state = m_window->layoutState();
    openWindow();
    QVERIFY(m_window->restoreLayout(state));
    QVERIFY(!child<SidebarDock>("sidebar")->isVisible());
    QTRY_COMPARE(child<QDockWidget>("latencyDock")->height(), height);
    (*m_actions)[Command::ResetLayout].trigger();
    QVERIFY(child<SidebarDock>("sidebar")->isVisible());
    QTRY_COMPARE(child<SidebarDock>("sidebar")->width(), 280);
    QVERIFY(!m_window->restoreLayout(QByteArray("garbage")));
}

void TestMainWindow::theDashboardFollowsTheWindowUntilItIsPulled()
{
    auto *dock = child<QDockWidget>("latencyDock");
    m_window->resize(1440, 900);
    QTRY_COMPARE(dock->height(), 211);
    m_window->resize(2560, 1440);
    QTRY_COMPARE(dock->height(), 319);
    m_window->resize(1440, 900);
    QTRY_COMPARE(dock->height(), 211);
    m_window->resizeDocks({dock}, {160}, Qt::Vertical);
    QTRY_COMPARE(dock->height(), 160);
    m_window->resize(2560, 1440);
    QTRY_COMPARE(m_window->height(), 1440);
    QCOMPARE(dock->height(), 160);
}

void TestMainWindow::dropsFiles()
{
    const QString text = m_folder->filePath(QStringLiteral("note.txt"));
    QFile note(text);
    QVERIFY(note.open(QIODevice::WriteOnly));
    note.write("dropped");
    note.close();
    const QString prompt = m_folder->filePath(QStringLiteral("p.prompty"));
    QVERIFY(savePrompt(prompt, PromptDocument::parse("from a file").value()));
    const QSignalSpy models(&editors(), &EditorTabs::modelFileDropped);

    const auto drop = [this](const QString &file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(editors().editor()->viewport(), &enter);
        QDropEvent event(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(editors().editor()->viewport(), &event);
    };
    type(QStringLiteral("x "));
    drop(text);
    QCOMPARE(editors().text(), QStringLiteral("x dropped"));
    drop(prompt);
    QCOMPARE(editors().count(), 2);
    QCOMPARE(editors().text(), QStringLiteral("from a file"));
    drop(m_folder->filePath(QStringLiteral("model.gguf")));
    QCOMPARE(models.count(), 1);
}

void TestMainWindow::renamesInPlace()
{
    const QString file = m_folder->filePath(QStringLiteral("a.prompty"));
    QVERIFY(savePrompt(file, PromptDocument::parse("saved").value()));
    editors().openFile(file);
    editors().focusEditor();
    press(Qt::Key_F2);
    auto *field = child<QLineEdit>("renameField");
    QVERIFY(field && field->hasFocus());
    QCOMPARE(field->selectedText(), QStringLiteral("a"));
    type(QStringLiteral("b"));
    press(Qt::Key_Return);
    QCOMPARE(editors().title(0), QStringLiteral("b.prompty"));
    QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("b.prompty"))));
    QVERIFY(!QFile::exists(file));
}

void TestMainWindow::escLeavesTheNameAsItWas()
{
    const QSignalSpy stop(&(*m_actions)[Command::Stop], &QAction::triggered);
    m_window->runColumn().setRunning(1);
    editors().focusEditor();
    const QString before = editors().title(0);
    press(Qt::Key_F2);
    QPointer<QLineEdit> field = child<QLineEdit>("renameField");
    type(QStringLiteral("other"));
    press(Qt::Key_Escape);
    QCOMPARE(stop.count(), 0);
    QCOMPARE(editors().title(0), before);
    QTRY_VERIFY(!field);
    QVERIFY(editors().editor()->hasFocus());
    press(Qt::Key_Escape);
    QCOMPARE(stop.count(), 1);
}

void TestMainWindow::opensAClosedTabAgain()
{
    QVERIFY(!(*m_actions)[Command::ReopenPrompt].isEnabled());
    const QString file = m_folder->filePath(QStringLiteral("a.prompty"));
    QVERIFY(savePrompt(file, PromptDocument::parse("saved").value()));
    editors().openFile(file);
    editors().newPrompt();
    type(QStringLiteral("typed"));
    press(Qt::Key_W, Qt::ControlModifier);
    QTest::mouseClick(child<QPushButton>("noticeChoice1"), Qt::LeftButton); // discard
    editors().focusEditor();
    press(Qt::Key_W, Qt::ControlModifier);
    QCOMPARE(editors().text(), QString());
    editors().focusEditor();
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(editors().file(editors().currentIndex()), file);
    QVERIFY(!editors().isDirty(editors().currentIndex()));
    editors().focusEditor();
    press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(editors().text(), QStringLiteral("typed"));
    QVERIFY(editors().isDirty(editors().currentIndex()));
    QVERIFY(!(*m_actions)[Command::ReopenPrompt].isEnabled());
}

void TestMainWindow::goesToTabsAndPanelsByKey()
{
    for (const char *name : {"a", "b", "c"})
        editors().add(PromptDocument::parse(QByteArray("text {{word}} of ") + name).value(), QLatin1String(name));
    editors().focusEditor();
    press(Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(editors().currentIndex(), 0);
    press(Qt::Key_8, Qt::ControlModifier); // there is none
    QCOMPARE(editors().currentIndex(), 0);
    press(Qt::Key_9, Qt::ControlModifier);
    QCOMPARE(editors().currentIndex(), editors().count() - 1);
    press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(QApplication::focusWidget()->objectName().contains(QStringLiteral("word")));
    press(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(child<QLineEdit>("historyField")->hasFocus());
}

void TestMainWindow::tellsOfDraftsThatCannotBeRead()
{
    QVERIFY(QDir().mkpath(drafts()));
    const QString file = drafts() + QStringLiteral("/x.draft");
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("no head");
    damaged.close();
    openWindow();
    editors().restore({}, 0);
    QVERIFY(child<QWidget>("noticeBar")->isVisible());
    QVERIFY(child<QLabel>("noticeText")->text().contains(file));
    QVERIFY(QFile::exists(file));
}

void TestMainWindow::choosesThemeAndLanguage()
{
    const QSignalSpy theme(m_window.get(), &MainWindow::themeChosen);
    const QSignalSpy language(m_window.get(), &MainWindow::languageChosen);
    auto *themes = child<QMenu>("themeMenu");
    Q_EMIT themes->aboutToShow();
    themes->actions().at(2)->trigger();
    QCOMPARE(theme.count(), 1);
    QCOMPARE(theme.first().first().value<ThemeChoice>(), ThemeChoice::Dark);
    Q_EMIT themes->aboutToShow();
    QVERIFY(themes->actions().at(2)->isChecked());

    auto *languages = child<QMenu>("languageMenu");
    Q_EMIT languages->aboutToShow();
    languages->actions().last()->trigger();
    QCOMPARE(language.first().first().toString(), QStringLiteral("zh_CN"));

    QEvent change(QEvent::LanguageChange);
    QApplication::sendEvent(m_window.get(), &change); // every widget hears of it and survives
    m_theme->setKind(Theme::Kind::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Base), ThemeColors::dark().paper);
}

void TestMainWindow::zooms()
{
    const QSignalSpy chosen(m_window.get(), &MainWindow::fontPixelsChosen);
    const int before = m_theme->baseFont().pixelSize();
    const int line = editors().editor()->lineHeight();
    press(Qt::Key_Equal, Qt::ControlModifier);
    press(Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(m_theme->baseFont().pixelSize(), before + 2);
    QVERIFY(editors().editor()->lineHeight() > line);
    QCOMPARE(chosen.last().first().toInt(), before + 2);
    press(Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_theme->baseFont().pixelSize(), before);
    QCOMPARE(chosen.last().first().toInt(), 0);
}

void TestMainWindow::movesTheFocusBetweenPanes()
{
    QSet<QWidget *> seen;
    for (int i = 0; i < 8; ++i) {
        seen.insert(QApplication::focusWidget());
        press(Qt::Key_F6);
    }
    QVERIFY(seen.contains(editors().editor()));
    for (const char *name : {"lanesField", "latencyField", "modelsField"})
        QVERIFY2(seen.contains(child<QLineEdit>(name)), name);
}

void TestMainWindow::reportsWhatCannotBeOpened()
{
    const QString file = m_folder->filePath(QStringLiteral("bad.prompty"));
    QFile bad(file);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("---\nname: [\n---\n");
    bad.close();
    editors().openFile(file);
    QVERIFY(child<QWidget>("noticeBar")->isVisible());
    QVERIFY(child<QLabel>("noticeText")->text().contains(QStringLiteral("bad.prompty:")));
    QCOMPARE(editors().count(), 1);
    editors().openFile(m_folder->filePath(QStringLiteral("missing.prompty")));
    QVERIFY(child<QLabel>("noticeText")->text().contains(QStringLiteral("missing.prompty")));
    QVERIFY(child<QLabel>("noticeText")->text().contains(QStringLiteral("Check"))); // and what to do
    const QString taken = m_folder->filePath(QStringLiteral("taken.prompty"));
    const QString file2 = m_folder->filePath(QStringLiteral("b.prompty"));
    for (const QString &one : {taken, file2})
        QVERIFY(savePrompt(one, PromptDocument::parse("x").value()));
    editors().openFile(file2);
    editors().rename(editors().currentIndex(), QStringLiteral("taken.prompty"));
    QVERIFY(child<QLabel>("noticeText")->text().contains(QStringLiteral("another name")));
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
