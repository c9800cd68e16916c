// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/selector/SelectorBench.h"

#include <QComboBox>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace triptych;

/// What is typed into the search, and the filters beside it.
class TestModelSearch : public QObject, private SelectorBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void keepsToTheInputMethodWhileItComposes();
    void searchesFuzzily_data();
    void searchesFuzzily();
    void clearsTheSearchByEscOnly();
    void acceptsAnIdThatNoListHas_data();
    void acceptsAnIdThatNoListHas();
    void filters_data();
    void filters();
    void filtersThatLetNothingThroughCanBeCleared();
    void filtersByProvider();
};

void TestModelSearch::keepsToTheInputMethodWhileItComposes()
{
    const QSignalSpy lanes(m_selector.get(), &ModelSelector::laneRequested);
    m_selector->focusSearch();
    QInputMethodEvent composing(QStringLiteral("bai lian"), {});
    QCoreApplication::sendEvent(search(), &composing);
    QTest::keyClick(search(), Qt::Key_Return);
    QCOMPARE(lanes.count(), 0);
    QCOMPARE(rows()->filter().text, QString());
    QInputMethodEvent committed;
    committed.setCommitString(QStringLiteral("百炼"));
    QCoreApplication::sendEvent(search(), &committed);
    QCOMPARE(rows()->filter().text, QStringLiteral("百炼"));
}

void TestModelSearch::searchesFuzzily_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("best");
    QTest::newRow("or opus") << QStringLiteral("or opus") << QStringLiteral("openrouter/anthropic/claude-opus-5-5");
    QTest::newRow("luna") << QStringLiteral("luna") << QStringLiteral("openai/gpt-6-luna");
    QTest::newRow("label") << QStringLiteral("ANTHROPIC haiku") << QStringLiteral("anthropic/claude-haiku-5-5");
    QTest::newRow("nothing") << QStringLiteral("zzz") << QString();
}

void TestModelSearch::searchesFuzzily()
{
    QFETCH(const QString, typed);
    m_selector->focusSearch();
    QTest::keyClicks(search(), typed);
    const int current = list()->currentIndex().row();
    QTEST(current < 0 ? QString() : rows()->row(current).name, "best");
    QCOMPARE(part<QLabel>("modelSearchHits")->isVisible(), true);
    if (rows()->hits() == 0)
        QCOMPARE(texts().first(), QStringLiteral("No list has such a model"));
}

void TestModelSearch::clearsTheSearchByEscOnly()
{
    m_selector->focusSearch();
    QTest::keyClicks(search(), QStringLiteral("opus"));
    QKeyEvent wish(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
    wish.setAccepted(false);
    QCoreApplication::sendEvent(search(), &wish);
    QVERIFY(wish.isAccepted());
    QTest::keyClick(search(), Qt::Key_Escape);
    QCOMPARE(search()->text(), QString());
    QVERIFY(!part<QLabel>("modelSearchHits")->isVisible());
    // With nothing to clear, Esc is the window's.
    QKeyEvent again(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier);
    again.setAccepted(false);
    QCoreApplication::sendEvent(search(), &again);
    QVERIFY(!again.isAccepted());
}

void TestModelSearch::acceptsAnIdThatNoListHas_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("model"); // empty: no such row
    QTest::newRow("openai") << QStringLiteral("openai/whatever-9") << QStringLiteral("whatever-9");
    QTest::newRow("slashes in the id") << QStringLiteral("openrouter/new/model:free")
                                       << QStringLiteral("new/model:free");
    QTest::newRow("unknown provider") << QStringLiteral("nobody/whatever") << QString();
    QTest::newRow("no slash") << QStringLiteral("whatever") << QString();
    QTest::newRow("no model") << QStringLiteral("openai/") << QString();
    QTest::newRow("a list has it") << QStringLiteral("openai/gpt-6-luna") << QString();
}

void TestModelSearch::acceptsAnIdThatNoListHas()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, model);
    const QSignalSpy lanes(m_selector.get(), &ModelSelector::laneRequested);
    search()->setText(typed);
    const int row = rowWith(QStringLiteral("Use ") + typed);
    QCOMPARE(row >= 0, !model.isEmpty());
    if (row < 0)
        return;
    click(row);
    QCOMPARE(lanes.count(), 1);
    QCOMPARE(lanes.at(0).at(1).toString(), model);
    m_selector->setLastUsed({typed}); // what was used once can be typed again
    QVERIFY(rowWith(QStringLiteral("Use ") + typed) >= 0);
}

void TestModelSearch::filters_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("hits");
    QTest::newRow("key") << QStringLiteral("modelFilterKey") << 3;
    QTest::newRow("images") << QStringLiteral("modelFilterImages") << 1;
    QTest::newRow("tools") << QStringLiteral("modelFilterTools") << 1;
    QTest::newRow("reasoning") << QStringLiteral("modelFilterReasoning") << 1;
}

void TestModelSearch::filters()
{
    QFETCH(const QString, button);
    QFETCH(const int, hits);
    auto *toggle = m_selector->findChild<QToolButton *>(button);
    QVERIFY(toggle);
    QTest::mouseClick(toggle, Qt::LeftButton);
    QCOMPARE(rows()->hits(), hits);
    QCOMPARE(part<QLabel>("modelSearchHits")->text(), QString::number(hits));
    QVERIFY(rowWith(QStringLiteral("OpenAI")) < 0);
    QTest::mouseClick(toggle, Qt::LeftButton);
    QCOMPARE(rows()->hits(), 7);
    QVERIFY(!part<QLabel>("modelSearchHits")->isVisible());
}

void TestModelSearch::filtersThatLetNothingThroughCanBeCleared()
{
    part<QToolButton>("modelFilterImages")->click();
    part<QToolButton>("modelFilterTools")->click();
    QCOMPARE(rows()->hits(), 0);
    QVERIFY(rowWith(QStringLiteral("No model passes the filters")) >= 0);
    QVERIFY(rowWith(QStringLiteral("Favourites")) < 0);
    click(rowWith(QStringLiteral("Show all models")));
    QCOMPARE(rows()->hits(), 7);
    QVERIFY(!part<QToolButton>("modelFilterImages")->isChecked());
}

void TestModelSearch::filtersByProvider()
{
    auto *provider = part<QComboBox>("modelFilterProvider");
    provider->setFocus();
    QTest::keyClicks(provider, QStringLiteral("OpenAI"));
    QCOMPARE(rows()->filter().provider, QStringLiteral("openai"));
    QCOMPARE(rows()->hits(), 2);
    search()->setText(QStringLiteral("brand-new"));
    QVERIFY(rowWith(QStringLiteral("Use openai/brand-new")) >= 0);
    SelectorContent without = content();
    without.providers.erase(without.providers.begin() + 2);
    m_selector->setContent(without); // a provider that is gone is no filter any more
    QCOMPARE(rows()->filter().provider, QString());
}

QTEST_MAIN(TestModelSearch)
#include "tst_modelsearch.moc"
