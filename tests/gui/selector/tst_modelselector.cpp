// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/selector/SelectorBench.h"

#include <QAction>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>

using namespace triptych;

/// The rows of the selector, and what a person asks for with them.
class TestModelSelector : public QObject, private SelectorBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void beginsWithWhatIsThere();
    void addsALaneByClick();
    void theFirstClickMeansWhatItHits();
    void addsALaneByKeyboardAlone();
    void leavesCtrlEnterToTheWindow();
    void opensAndClosesGroups();
    void remembersOpenGroups();
    void starsByKeyAndClick();
    void keepsTwelveLastUsed();
    void showsAFavouriteThatNoListHas();
    void offersKeysAddressesAndFiles();
    void offersNoKeyWhereNoneIsTaken();
    void offersTheFormAndASignIn();
    void takesDroppedModelFiles();
    void keepsThePlaceWhenContentComesAnew();
};

void TestModelSelector::beginsWithWhatIsThere()
{
    QCOMPARE(texts(),
             QStringList({QStringLiteral("Favourites"), QStringLiteral("A star on a model keeps it here"),
                          QStringLiteral("Local"), QStringLiteral("demo"), QStringLiteral("Add a GGUF file"),
                          QStringLiteral("Anthropic"), QStringLiteral("OpenAI"), QStringLiteral("OpenRouter"),
                          QStringLiteral("阿里云百炼"), QStringLiteral("Other server")}));
    QVERIFY(search()->placeholderText().contains(QLatin1Char('7')));
    const SelectorIndex &index = rows()->index();
    const SelectorIndex::Model &demo = index.model(*index.find(QStringLiteral("local/demo")));
    QCOMPARE(demo.context, QStringLiteral("512"));
    QCOMPARE(demo.price, QStringLiteral("no charge"));
    QCOMPARE(index.model(*index.find(QStringLiteral("anthropic/claude-haiku-5-5"))).price, QStringLiteral("0.1 / 0.5"));
    QCOMPARE(index.model(*index.find(QStringLiteral("openai/gpt-6-luna"))).price, QStringLiteral("–"));
}

void TestModelSelector::addsALaneByClick()
{
    const QSignalSpy lanes(m_selector.get(), &ModelSelector::laneRequested);
    click(rowWith(QStringLiteral("demo")));
    click(rowWith(QStringLiteral("demo")));
    QCOMPARE(lanes.count(), 2);
    QCOMPARE(lanes.at(1), QVariantList({QStringLiteral("local"), QStringLiteral("demo")}));
    QTest::mouseClick(list()->viewport(), Qt::RightButton, {}, centreOf(rowWith(QStringLiteral("demo"))));
    QCOMPARE(lanes.count(), 2);
}

/// Nothing is current yet, and the focus that comes with the click must not scroll the list away below it.
void TestModelSelector::theFirstClickMeansWhatItHits()
{
    m_selector->resize(280, 240);
    search()->setFocus();
    list()->setCurrentRow(-1);
    list()->verticalScrollBar()->setValue(list()->verticalScrollBar()->maximum());
    const int group = rowWith(QStringLiteral("OpenRouter"));
    QVERIFY(list()->viewport()->rect().contains(centreOf(group)));
    click(group);
    QVERIFY(rows()->expandedGroups().contains(QStringLiteral("openrouter")));
}

void TestModelSelector::addsALaneByKeyboardAlone()
{
    const QSignalSpy lanes(m_selector.get(), &ModelSelector::laneRequested);
    m_selector->focusSearch();
    QTest::keyClicks(search(), QStringLiteral("claude"));
    QTest::keyClick(search(), Qt::Key_Return);
    QTest::keyClick(search(), Qt::Key_Down);
    QVERIFY(list()->hasFocus());
    QTest::keyClick(list(), Qt::Key_Return);
    QCOMPARE(lanes.count(), 2);
    QCOMPARE(lanes.at(0).at(0).toString(), QStringLiteral("anthropic"));
    QVERIFY(lanes.at(0) != lanes.at(1));
    QTest::keyClick(list(), Qt::Key_Up);
    QTest::keyClick(list(), Qt::Key_Up); // the group
    QTest::keyClick(list(), Qt::Key_Up);
    QVERIFY(search()->hasFocus());
}

void TestModelSelector::leavesCtrlEnterToTheWindow()
{
    const QSignalSpy lanes(m_selector.get(), &ModelSelector::laneRequested);
    m_selector->focusSearch();
    QTest::keyClicks(search(), QStringLiteral("demo"));
    for (QWidget *widget : {static_cast<QWidget *>(search()), static_cast<QWidget *>(list())}) {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_Return, Qt::ControlModifier);
        press.setAccepted(false);
        QCoreApplication::sendEvent(widget, &press);
        QVERIFY(!press.isAccepted());
    }
    QCOMPARE(lanes.count(), 0);
}

void TestModelSelector::opensAndClosesGroups()
{
    const int anthropic = rowWith(QStringLiteral("Anthropic"));
    click(anthropic);
    QCOMPARE(texts().mid(anthropic + 1, 2),
             QStringList({QStringLiteral("claude-opus-5-5"), QStringLiteral("claude-haiku-5-5")}));
    list()->setFocus();
    QCOMPARE(rows()->row(list()->currentIndex().row()).text, QStringLiteral("Anthropic"));
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_Left); // from a row to its group
    QCOMPARE(rows()->row(list()->currentIndex().row()).text, QStringLiteral("Anthropic"));
    QTest::keyClick(list(), Qt::Key_Left);
    QVERIFY(rowWith(QStringLiteral("claude-opus-5-5")) < 0);
    QTest::keyClick(list(), Qt::Key_Right);
    QVERIFY(rowWith(QStringLiteral("claude-opus-5-5")) > 0);
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(rowWith(QStringLiteral("claude-opus-5-5")) < 0);
}

void TestModelSelector::remembersOpenGroups()
{
    click(rowWith(QStringLiteral("OpenAI")));
    const QStringList open = m_selector->expandedGroups();
    QVERIFY(open.contains(QStringLiteral("openai")) && open.contains(QStringLiteral("local")));
    ModelSelector other(*m_theme);
    other.setContent(content());
    other.setExpandedGroups(open);
    QCOMPARE(other.expandedGroups(), open);
    other.setExpandedGroups({});
    other.setContent(content()); // what a person closed stays closed
    QCOMPARE(other.expandedGroups(), QStringList());
}

void TestModelSelector::starsByKeyAndClick()
{
    const QSignalSpy stars(m_selector.get(), &ModelSelector::favouriteToggled);
    const QSignalSpy lanes(m_selector.get(), &ModelSelector::laneRequested);
    list()->setFocus();
    list()->setCurrentRow(rowWith(QStringLiteral("demo")));
    QTest::keyClick(list(), Qt::Key_S);
    QCOMPARE(stars.count(), 1);
    QCOMPARE(stars.at(0), QVariantList({QStringLiteral("local/demo"), true}));
    QCOMPARE(texts().mid(0, 3),
             QStringList({QStringLiteral("Favourites"), QStringLiteral("demo"), QStringLiteral("Local")}));
    QCOMPARE(list()->currentIndex().row(), 3); // still the one in its own group

    const QRect first = list()->visualRect(rows()->index(1));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, QPoint(20, first.center().y()));
    QCOMPARE(stars.count(), 2);
    QCOMPARE(stars.at(1), QVariantList({QStringLiteral("local/demo"), false}));
    QVERIFY(rowWith(QStringLiteral("A star on a model keeps it here")) == 1);

    QAction *action = menuAction(rowWith(QStringLiteral("demo")), QStringLiteral("Add to the favourites"));
    QVERIFY(action);
    action->trigger();
    QCOMPARE(stars.count(), 3);
    QCOMPARE(lanes.count(), 0);
}

void TestModelSelector::keepsTwelveLastUsed()
{
    QStringList used;
    for (int i = 0; i < 20; ++i)
        used.append(QStringLiteral("openai/model-%1").arg(i));
    m_selector->setLastUsed(used);
    const int head = rowWith(QStringLiteral("Last used"));
    QVERIFY(head > 0);
    QCOMPARE(texts().mid(head + 1, 13).last(), QStringLiteral("Local"));
    QCOMPARE(texts().at(head + 12), QStringLiteral("model-11"));
}

void TestModelSelector::showsAFavouriteThatNoListHas()
{
    const QSignalSpy lanes(m_selector.get(), &ModelSelector::laneRequested);
    m_selector->setFavourites({QStringLiteral("gone/model/of-old"), QStringLiteral("nonsense")});
    click(1);
    QCOMPARE(lanes.count(), 1);
    QCOMPARE(lanes.at(0), QVariantList({QStringLiteral("gone"), QStringLiteral("model/of-old")}));
    QCOMPARE(rows()->hits(), 7); // it is in no list, so it is no hit
}

void TestModelSelector::offersKeysAddressesAndFiles()
{
    const QSignalSpy keys(m_selector.get(), &ModelSelector::addKeyRequested);
    const QSignalSpy addresses(m_selector.get(), &ModelSelector::addAddressRequested);
    const QSignalSpy files(m_selector.get(), &ModelSelector::addModelFileRequested);
    const QSignalSpy lists(m_selector.get(), &ModelSelector::refreshRequested);
    const int openai = rowWith(QStringLiteral("OpenAI"));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, QPoint(250, centreOf(openai).y()));
    QCOMPARE(keys.count(), 1);
    QCOMPARE(keys.at(0).at(0).toString(), QStringLiteral("openai"));
    QVERIFY(!rows()->row(openai).isExpanded);
    click(rowWith(QStringLiteral("Other server")));
    QCOMPARE(addresses.count(), 1);
    click(rowWith(QStringLiteral("Add a GGUF file")));
    QCOMPARE(files.count(), 1);
    click(rowWith(QStringLiteral("阿里云百炼")));
    click(rowWith(QStringLiteral("Fetch the list of models")));
    QCOMPARE(lists.count(), 1);
    QAction *fetch = menuAction(rowWith(QStringLiteral("OpenAI")), QStringLiteral("Fetch the list of models"));
    QVERIFY(fetch);
    fetch->trigger();
    QCOMPARE(lists.at(1).at(0).toString(), QStringLiteral("openai"));
}

void TestModelSelector::offersNoKeyWhereNoneIsTaken()
{
    QVERIFY(menuAction(rowWith(QStringLiteral("OpenAI")), QStringLiteral("Add key")));
    delete part<QMenu>("modelMenu");
    SelectorContent open = content();
    open.providers.push_back(
        {.id = QStringLiteral("box"), .label = QStringLiteral("Box"), .takesKey = false, .needsKey = false});
    m_selector->setContent(open);
    const int box = rowWith(QStringLiteral("Box"));
    QVERIFY(rows()->row(box).note.isEmpty());
    QVERIFY(!menuAction(box, QStringLiteral("Add key")));
    QVERIFY(menuAction(box, QStringLiteral("Fetch the list of models")));
}

void TestModelSelector::offersTheFormAndASignIn()
{
    const QSignalSpy forms(m_selector.get(), &ModelSelector::addProviderRequested);
    QAction *form = menuAction(rowWith(QStringLiteral("Other server")), QStringLiteral("Add a provider…"));
    QVERIFY(form);
    form->trigger();
    QCOMPARE(forms.count(), 1);
    delete part<QMenu>("modelMenu");
    SelectorContent open = content();
    open.providers.push_back({.id = QStringLiteral("copilot"), .label = QStringLiteral("Copilot"), .signsIn = true});
    m_selector->setContent(open);
    const int copilot = rowWith(QStringLiteral("Copilot"));
    QCOMPARE(rows()->row(copilot).note, QStringLiteral("Sign in"));
    QVERIFY(menuAction(copilot, QStringLiteral("Sign in")));
}

void TestModelSelector::takesDroppedModelFiles()
{
    const QSignalSpy drops(m_selector.get(), &ModelSelector::modelFilesDropped);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(QStringLiteral("/m/a b.GGUF")), QUrl(QStringLiteral("https://h/c.gguf")),
                  QUrl::fromLocalFile(QStringLiteral("/m/notes.txt"))});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.setAccepted(false);
    QCoreApplication::sendEvent(m_selector.get(), &enter);
    QVERIFY(enter.isAccepted());
    QVERIFY(part<QWidget>("modelDropRing")->isVisible());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_selector.get(), &drop);
    QCOMPARE(drops.count(), 1);
    QVERIFY(!part<QWidget>("modelDropRing")->isVisible());
    QCOMPARE(drops.at(0).at(0).toStringList(), QStringList {QStringLiteral("/m/a b.GGUF")});

    QMimeData other;
    other.setUrls({QUrl::fromLocalFile(QStringLiteral("/m/notes.txt"))});
    QDragEnterEvent refused(QPoint(50, 50), Qt::CopyAction, &other, Qt::LeftButton, Qt::NoModifier);
    refused.setAccepted(false);
    QCoreApplication::sendEvent(m_selector.get(), &refused);
    QVERIFY(!refused.isAccepted());
}

void TestModelSelector::keepsThePlaceWhenContentComesAnew()
{
    m_selector->resize(280, 260);
    for (const QString &group : {QStringLiteral("Anthropic"), QStringLiteral("OpenAI"), QStringLiteral("OpenRouter")}) {
        list()->scrollTo(rows()->index(rowWith(group)));
        click(rowWith(group));
    }
    list()->setCurrentRow(rowWith(QStringLiteral("meta/llama-4")));
    const int scrolled = list()->verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    m_selector->setContent(content());
    m_selector->setLaneCounts({});
    QTRY_COMPARE(list()->verticalScrollBar()->value(), scrolled);
    QCOMPARE(rows()->row(list()->currentIndex().row()).text, QStringLiteral("meta/llama-4"));
}

QTEST_MAIN(TestModelSelector)
#include "tst_modelselector.moc"
