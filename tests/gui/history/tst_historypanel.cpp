// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/Shots.h"
#include "ui/history/HistoryPanel.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QAction>
#include <QApplication>
#include <QDateEdit>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace triptych;

namespace {

RunSummary runAt(qint64 id, const QDateTime &at, const QString &prompt)
{
    RunSummary run {.id = id, .startedAt = at.toUTC(), .document = QStringLiteral("a.prompty"), .promptStart = prompt};
    run.lanes
        = {{.id = id * 10, .name = QStringLiteral("local/demo"), .outcome = LaneOutcome::Complete},
           {.id = id * 10 + 1, .name = QStringLiteral("anthropic/claude-opus-5-5"), .outcome = LaneOutcome::Failed}};
    return run;
}

/// Runs of today, yesterday and before, newest first, an hour apart.
std::vector<RunSummary> page(qint64 newestId, int count, const QDateTime &newest)
{
    std::vector<RunSummary> runs;
    for (int i = 0; i < count; ++i)
        runs.push_back(runAt(newestId - i, newest.addSecs(-3600 * i),
                             QStringLiteral("user:\nWrite: prompt %1, with some length to it.").arg(newestId - i)));
    return runs;
}

} // namespace

class TestHistoryPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { qApp->setStyle(QStringLiteral("fusion")); }
    void groupsByDay();
    void saysWhatBelongsThere();
    void searchesAfterAPause();
    void asksForPagesWhileScrolling();
    void opensAndDeletesByKeyboard();
    void deleteIsNoMatterOfTheWindow();
    void enterGoesToTheFirstHit();
    void deletesBetweenTwoDays();
    void keepsTheCursorWhenRunsCome();
    void asksBeforeARangeGoes();
    void saysWhenNothingIsRecorded();
    void hasNamesEverywhere();
    void looksRight_data();
    void looksRight();

private:
    QListView *list() const { return m_panel->findChild<QListView *>(QStringLiteral("historyList")); }
    QString label(const char *name) const { return m_panel->findChild<QLabel *>(QLatin1String(name))->text(); }

    Theme m_theme;
    std::unique_ptr<HistoryPanel> m_panel;
    const QDateTime m_noon = QDate::currentDate().startOfDay().addSecs(12 * 3600);
};

void TestHistoryPanel::initTestCase()
{
    qApp->setStyle(new TriptychStyle(m_theme));
    m_theme.setFonts({.interfaceFamily = QStringLiteral("Noto Sans")});
    m_theme.setKind(Theme::Kind::Light);
}

void TestHistoryPanel::init()
{
    m_panel = std::make_unique<HistoryPanel>(m_theme);
    m_panel->resize(280, 600);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

void TestHistoryPanel::groupsByDay()
{
    m_panel->setRuns(page(40, 15, m_noon), true); // noon today back to 22:00 the day before
    QStringList shown;
    for (int row = 0; row < list()->model()->rowCount(); ++row) {
        const QModelIndex index = list()->model()->index(row, 0);
        if (!(index.flags() & Qt::ItemIsSelectable))
            shown += QStringLiteral("%1 %2").arg(row).arg(index.data().toString());
    }
    QCOMPARE(shown, QStringList({QStringLiteral("0 Today"), QStringLiteral("14 Yesterday")}));
    QCOMPARE(list()->model()->index(1, 0).data().toString(),
             QStringLiteral("Write: prompt 40, with some length to it."));
    m_panel->appendRuns(page(25, 2, m_noon.addSecs(-3600 * 15)), false); // goes on in the same day
    QCOMPARE(list()->model()->rowCount(), 19);
    QVERIFY(list()
                ->model()
                ->index(1, 0)
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(QStringLiteral("claude-opus-5-5 failed")));
}

void TestHistoryPanel::saysWhatBelongsThere()
{
    m_panel->setRuns({}, false);
    QVERIFY(!list()->isVisible());
    QVERIFY(label("historyEmpty").contains(QStringLiteral("No runs yet")));
    keepShot(*m_panel, QStringLiteral("history-empty"));
    m_panel->setRuns(page(3, 3, m_noon), false);
    QVERIFY(list()->isVisible());
    QVERIFY(!m_panel->findChild<QLabel *>(QStringLiteral("historyEmpty"))->isVisible());
}

void TestHistoryPanel::searchesAfterAPause()
{
    QSignalSpy searches(m_panel.get(), &HistoryPanel::searchChanged);
    auto *field = m_panel->findChild<QLineEdit *>(QStringLiteral("historySearch"));
    QTest::keyClicks(field, QStringLiteral("fact"));
    QTRY_COMPARE(searches.count(), 1);
    QCOMPARE(searches[0][0].toString(), QStringLiteral("fact"));
    m_panel->setRuns({}, false);
    QVERIFY(label("historyEmpty").contains(QStringLiteral("“fact”")));
}

void TestHistoryPanel::asksForPagesWhileScrolling()
{
    m_panel->setRuns(page(1000, 100, m_noon), true);
    QSignalSpy pages(m_panel.get(), &HistoryPanel::moreRequested);
    QScrollBar &bar = *list()->verticalScrollBar();
    QTRY_VERIFY(bar.maximum() > 2000);
    bar.setValue(10);
    QCOMPARE(pages.count(), 0);
    bar.setValue(bar.maximum() - bar.pageStep());
    bar.setValue(bar.maximum());
    QCOMPARE(pages.count(), 1); // one at a time
    QCOMPARE(pages[0][0].toLongLong(), 901);
    const int before = bar.value();
    m_panel->appendRuns(page(900, 50, m_noon.addSecs(-3600 * 100)), false);
    QCOMPARE(bar.value(), before);
    QTRY_VERIFY(bar.maximum() > before);
    bar.setValue(bar.maximum());
    QCOMPARE(pages.count(), 1); // that was all
}

void TestHistoryPanel::opensAndDeletesByKeyboard()
{
    m_panel->setRuns(page(9, 5, m_noon), false);
    QSignalSpy opened(m_panel.get(), &HistoryPanel::openRequested);
    QSignalSpy removed(m_panel.get(), &HistoryPanel::removeRequested);
    list()->setFocus();
    list()->setCurrentIndex(list()->model()->index(1, 0));
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toLongLong(), 8);
    const auto answer = [this] { return QApplication::focusWidget(); };
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(removed.count(), 0); // asked first
    QCOMPARE(answer()->objectName(), QStringLiteral("noticeChoice0"));
    keepShot(*m_panel, QStringLiteral("history-question"));
    QTest::keyClick(answer(), Qt::Key_Tab);
    QTest::keyClick(answer(), Qt::Key_Return); // keep
    QCOMPARE(removed.count(), 0);
    QVERIFY(list()->hasFocus());
    QTest::keyClick(list(), Qt::Key_Delete);
    QTest::keyClick(answer(), Qt::Key_Return);
    QCOMPARE(removed.count(), 1);
    QCOMPARE(removed[0][0].toLongLong(), 8);
    QVERIFY(list()->hasFocus());
    QCOMPARE(list()->currentIndex().row(), 3); // the neighbour has the cursor
}

void TestHistoryPanel::deleteIsNoMatterOfTheWindow()
{
    m_panel->setRuns(page(9, 5, m_noon), false);
    QAction action;
    action.setShortcut(QKeySequence::Delete);
    m_panel->addAction(&action);
    const QSignalSpy taken(&action, &QAction::triggered);
    list()->setFocus();
    list()->setCurrentIndex(list()->model()->index(1, 0));
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(taken.count(), 0);
    QVERIFY(m_panel->findChild<QWidget *>(QStringLiteral("historyQuestion"))->isVisible());
}

void TestHistoryPanel::enterGoesToTheFirstHit()
{
    m_panel->setRuns(page(9, 5, m_noon), false);
    QSignalSpy searches(m_panel.get(), &HistoryPanel::searchChanged);
    QSignalSpy opened(m_panel.get(), &HistoryPanel::openRequested);
    auto *field = m_panel->findChild<QLineEdit *>(QStringLiteral("historySearch"));
    m_panel->setFocus();
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("fact"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(searches.count(), 1); // at once
    QVERIFY(field->hasFocus()); // the hits are not there yet
    m_panel->setRuns(page(4, 2, m_noon), false);
    QVERIFY(list()->hasFocus());
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toLongLong(), 4);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Return); // nothing to wait for
    QVERIFY(list()->hasFocus());
    for (const QAction *action : field->actions())
        QVERIFY2(!action->text().contains(QStringLiteral("models")), qPrintable(action->text()));
}

void TestHistoryPanel::deletesBetweenTwoDays()
{
    m_panel->setRuns(page(9, 5, m_noon), false);
    QSignalSpy ranges(m_panel.get(), &HistoryPanel::removeRangeRequested);
    QTest::mouseClick(m_panel->findChild<QToolButton *>(QStringLiteral("historyClear")), Qt::LeftButton);
    auto *menu = m_panel->findChild<QMenu *>(QStringLiteral("historyClearMenu"));
    QTest::keyClick(menu, Qt::Key_Up);
    QTest::keyClick(menu, Qt::Key_Up); // the one before the last
    QTest::keyClick(menu, Qt::Key_Return);
    auto *dialog = m_panel->findChild<QDialog *>(QStringLiteral("dateRangeDialog"));
    QVERIFY(dialog);
    auto *from = dialog->findChild<QDateEdit *>(QStringLiteral("dateRangeFrom"));
    auto *to = dialog->findChild<QDateEdit *>(QStringLiteral("dateRangeTo"));
    from->setDate({2026, 3, 2});
    to->setDate({2026, 3, 1});
    QCOMPARE(to->date(), QDate(2026, 3, 2)); // never before the first
    to->setDate({2026, 3, 5});
    keepShot(*dialog, QStringLiteral("history-dates"));
    QTest::mouseClick(dialog->findChild<QPushButton *>(QStringLiteral("dateRangeDelete")), Qt::LeftButton);
    QCOMPARE(ranges.count(), 0);
    QTest::mouseClick(m_panel->findChild<QPushButton *>(QStringLiteral("historyConfirmDelete")), Qt::LeftButton);
    QCOMPARE(ranges.count(), 1);
    QCOMPARE(ranges[0][0].toDateTime(), QDate(2026, 3, 2).startOfDay());
    QCOMPARE(ranges[0][1].toDateTime(), QDate(2026, 3, 6).startOfDay());
}

void TestHistoryPanel::keepsTheCursorWhenRunsCome()
{
    m_panel->setRuns(page(9, 5, m_noon), false);
    list()->setCurrentIndex(list()->model()->index(2, 0));
    m_panel->setRuns(page(10, 6, m_noon.addSecs(3600)), false);
    QCOMPARE(list()->currentIndex().row(), 3);
}

void TestHistoryPanel::asksBeforeARangeGoes()
{
    m_panel->setRuns(page(9, 5, m_noon), false);
    QSignalSpy ranges(m_panel.get(), &HistoryPanel::removeRangeRequested);
    const auto chooseLast = [&] {
        QTest::mouseClick(m_panel->findChild<QToolButton *>(QStringLiteral("historyClear")), Qt::LeftButton);
        auto *menu = m_panel->findChild<QMenu *>(QStringLiteral("historyClearMenu"));
        QTest::keyClick(menu, Qt::Key_Up); // the last: everything
        QTest::keyClick(menu, Qt::Key_Return);
    };
    chooseLast();
    QPointer<QPushButton> keep = m_panel->findChild<QPushButton *>(QStringLiteral("historyConfirmKeep"));
    QVERIFY(keep && keep->isDefault());
    QTest::mouseClick(keep, Qt::LeftButton);
    QTRY_VERIFY(!keep);
    QCOMPARE(ranges.count(), 0);
    chooseLast();
    QPointer<QPushButton> removal = m_panel->findChild<QPushButton *>(QStringLiteral("historyConfirmDelete"));
    QTest::mouseClick(removal, Qt::LeftButton);
    QCOMPARE(ranges.count(), 1);
    QVERIFY(!ranges[0][0].toDateTime().isValid());
    QTRY_VERIFY(!removal);
}

void TestHistoryPanel::saysWhenNothingIsRecorded()
{
    auto *notice = m_panel->findChild<QLabel *>(QStringLiteral("historyNotice"));
    QVERIFY(!notice->isVisible());
    m_panel->setRecording(false);
    QVERIFY(notice->isVisible());
    QSignalSpy wishes(m_panel.get(), &HistoryPanel::recordRequested);
    Q_EMIT notice->linkActivated(QStringLiteral("record"));
    QCOMPARE(wishes.count(), 1);
}

void TestHistoryPanel::hasNamesEverywhere()
{
    m_panel->setRuns(page(9, 5, m_noon), false);
    for (const QWidget *widget : m_panel->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || qobject_cast<const QLabel *>(widget))
            continue;
        QVERIFY2(!widget->objectName().isEmpty() && !widget->accessibleName().isEmpty(),
                 qPrintable(widget->objectName()));
    }
}

void TestHistoryPanel::looksRight_data()
{
    QTest::addColumn<int>("kind");
    QTest::addRow("light") << int(Theme::Kind::Light);
    QTest::addRow("dark") << int(Theme::Kind::Dark);
    QTest::addRow("contrast") << int(Theme::Kind::HighContrast);
}

void TestHistoryPanel::looksRight()
{
    QFETCH(const int, kind);
    m_theme.setKind(Theme::Kind(kind));
    auto runs = page(60, 22, m_noon);
    runs[0].isUnsaved = true;
    runs[1].lanes[0].isOpen = true;
    runs[1].promptStart = QStringLiteral("system:\n你写的函数要小而正确。先写代码，然后最多两句话说明。");
    runs[2].lanes[0].outcome = LaneOutcome::Cancelled;
    runs[2].lanes[1].outcome = LaneOutcome::Incomplete;
    for (int i = 0; i < 4; ++i)
        runs[3].lanes.push_back(runs[3].lanes[std::size_t(i % 2)]);
    m_panel->setRuns(std::move(runs), true);
    m_panel->setRecording(kind != int(Theme::Kind::Dark));
    list()->setFocus();
    list()->setCurrentIndex(list()->model()->index(3, 0));
    keepShot(*m_panel, QStringLiteral("history-") + QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(list()->horizontalScrollBar()->maximum() == 0);
    m_theme.setKind(Theme::Kind::Light);
}

QTEST_MAIN(TestHistoryPanel)
#include "tst_historypanel.moc"
