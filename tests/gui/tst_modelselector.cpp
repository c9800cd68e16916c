// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/Shots.h"
#include "ui/selector/ModelSelector.h"
#include "ui/selector/SearchField.h"
#include "ui/selector/SelectorDelegate.h"
#include "ui/selector/SelectorList.h"
#include "ui/selector/SelectorModel.h"
#include "ui/shell/Theme.h"

#include <QAccessible>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace triptych;

namespace {

SelectorEntry entry(const char *id, std::optional<qint64> context = {}, std::optional<double> input = {},
                    std::optional<double> output = {})
{
    return {.info = {.id = QLatin1String(id), .contextTokens = context}, .inputPrice = input, .outputPrice = output};
}

SelectorContent content()
{
    SelectorEntry demo = entry("demo", 512);
    demo.isFree = true;
    SelectorEntry opus = entry("claude-opus-5-5", 1'000'000, 4, 20);
    opus.info.images = true;
    opus.info.reasoning = true;
    SelectorEntry haiku = entry("claude-haiku-5-5", 1'000'000, 0.1, 0.5);
    haiku.info.tools = true;
    const auto provider = [](const char *id, const char *label, bool hasKey, std::vector<SelectorEntry> models) {
        return SelectorProvider {
            .id = QLatin1String(id), .label = QString::fromUtf8(label), .hasKey = hasKey, .models = std::move(models)};
    };
    SelectorContent all;
    all.providers.push_back({.id = QStringLiteral("local"),
                             .label = QStringLiteral("Local"),
                             .needsKey = false,
                             .isLocal = true,
                             .statusText = QStringLiteral("engine ready"),
                             .models = {demo}});
    all.providers.push_back(provider("anthropic", "Anthropic", true, {opus, haiku}));
    all.providers.push_back(
        provider("openai", "OpenAI", false, {entry("gpt-6.2-sol", 1'050'000, 2, 10), entry("gpt-6-luna")}));
    all.providers.push_back(
        provider("openrouter", "OpenRouter", false, {entry("anthropic/claude-opus-5-5"), entry("meta/llama-4")}));
    all.providers.push_back(provider("dashscope-cn", "阿里云百炼", false, {}));
    all.laneCounts.insert(QStringLiteral("local/demo"), 2);
    all.pricesDate = QDate(2026, 11, 22);
    return all;
}

} // namespace

/// Uses the selector as a person would: by keys and clicks.
class TestModelSelector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void beginsWithWhatIsThere();
    void addsALaneByClick();
    void addsALaneByKeyboardAlone();
    void leavesCtrlEnterToTheWindow();
    void keepsToTheInputMethodWhileItComposes();
    void searchesFuzzily_data();
    void searchesFuzzily();
    void clearsTheSearchByEscOnly();
    void acceptsAnIdThatNoListHas_data();
    void acceptsAnIdThatNoListHas();
    void filters_data();
    void filters();
    void filtersByProvider();
    void opensAndClosesGroups();
    void remembersOpenGroups();
    void starsByKeyAndClick();
    void keepsTwelveLastUsed();
    void showsAFavouriteThatNoListHas();
    void offersKeysAddressesAndFiles();
    void takesDroppedModelFiles();
    void keepsThePlaceWhenContentComesAnew();
    void speaksItsRows();
    void namesEveryControl();
    void paintsTheRowThatEnterAdds_data();
    void paintsTheRowThatEnterAdds();
    void footSaysWhatEnterDoes();
    void marksMatchesAndDimsWhatHasNoKey();
    void showsHowTheEngineIs();
    void fitsWidths_data();
    void fitsWidths();

private:
    template<typename T>
    T *part(const char *name) const
    {
        return m_selector->findChild<T *>(QLatin1String(name));
    }
    SearchField *search() const { return part<SearchField>("modelSearch"); }
    SelectorList *list() const { return part<SelectorList>("modelList"); }
    SelectorModel *rows() const { return static_cast<SelectorModel *>(list()->model()); }
    QStringList texts() const;
    int rowWith(const QString &text) const { return int(texts().indexOf(text)); }
    QPoint centreOf(int row) const { return list()->visualRect(rows()->index(row)).center(); }
    void click(int row) const { QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, centreOf(row)); }
    QAction *menuAction(int row, const QString &text) const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ModelSelector> m_selector;
};

void TestModelSelector::init()
{
    m_theme = std::make_unique<Theme>();
    m_selector = std::make_unique<ModelSelector>(*m_theme);
    m_selector->setContent(content());
    m_selector->resize(280, 640);
    m_selector->show();
    QVERIFY(QTest::qWaitForWindowActive(m_selector.get()));
}

void TestModelSelector::cleanup()
{
    m_selector.reset();
    m_theme.reset();
}

QStringList TestModelSelector::texts() const
{
    QStringList all;
    for (int row = 0; row < rows()->rowCount(); ++row)
        all.append(rows()->row(row).text);
    return all;
}

QAction *TestModelSelector::menuAction(int row, const QString &text) const
{
    QContextMenuEvent wish(QContextMenuEvent::Mouse, centreOf(row), list()->viewport()->mapToGlobal(centreOf(row)));
    QCoreApplication::sendEvent(list()->viewport(), &wish);
    const auto *menu = part<QMenu>("modelMenu");
    if (!menu)
        return nullptr;
    for (QAction *action : menu->actions()) {
        if (action->text() == text)
            return action;
    }
    return nullptr;
}

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

void TestModelSelector::keepsToTheInputMethodWhileItComposes()
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

void TestModelSelector::searchesFuzzily_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("best");
    QTest::newRow("or opus") << QStringLiteral("or opus") << QStringLiteral("openrouter/anthropic/claude-opus-5-5");
    QTest::newRow("luna") << QStringLiteral("luna") << QStringLiteral("openai/gpt-6-luna");
    QTest::newRow("label") << QStringLiteral("ANTHROPIC haiku") << QStringLiteral("anthropic/claude-haiku-5-5");
    QTest::newRow("nothing") << QStringLiteral("zzz") << QString();
}

void TestModelSelector::searchesFuzzily()
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

void TestModelSelector::clearsTheSearchByEscOnly()
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

void TestModelSelector::acceptsAnIdThatNoListHas_data()
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

void TestModelSelector::acceptsAnIdThatNoListHas()
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
}

void TestModelSelector::filters_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("hits");
    QTest::newRow("key") << QStringLiteral("modelFilterKey") << 3;
    QTest::newRow("images") << QStringLiteral("modelFilterImages") << 1;
    QTest::newRow("tools") << QStringLiteral("modelFilterTools") << 1;
    QTest::newRow("reasoning") << QStringLiteral("modelFilterReasoning") << 1;
}

void TestModelSelector::filters()
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

void TestModelSelector::filtersByProvider()
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
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_selector.get(), &drop);
    QCOMPARE(drops.count(), 1);
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

void TestModelSelector::speaksItsRows()
{
    const auto spoken = [this](const QString &text) {
        return rows()->data(rows()->index(rowWith(text)), Qt::AccessibleTextRole).toString();
    };
    QVERIFY(spoken(QStringLiteral("demo")).contains(QStringLiteral("local/demo")));
    QVERIFY(spoken(QStringLiteral("demo")).contains(QStringLiteral("512")));
    QVERIFY(spoken(QStringLiteral("Anthropic")).contains(QStringLiteral("has a key")));
    QVERIFY(spoken(QStringLiteral("OpenAI")).contains(QStringLiteral("closed")));
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(list());
    QVERIFY(face);
    QCOMPARE(face->childCount(), rows()->rowCount());
}

void TestModelSelector::namesEveryControl()
{
    for (const QWidget *widget : m_selector->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestModelSelector::paintsTheRowThatEnterAdds_data()
{
    QTest::addColumn<Theme::Kind>("kind");
    QTest::newRow("light") << Theme::Kind::Light;
    QTest::newRow("dark") << Theme::Kind::Dark;
    QTest::newRow("contrast") << Theme::Kind::HighContrast;
}

void TestModelSelector::paintsTheRowThatEnterAdds()
{
    QFETCH(const Theme::Kind, kind);
    m_theme->setKind(kind);
    const ThemeColors &colors = m_theme->colors();
    m_selector->focusSearch();
    search()->setText(QStringLiteral("demo"));
    const auto pixel = [this](int x) {
        const QRect row = list()->visualRect(list()->currentIndex());
        return list()->viewport()->grab().toImage().pixelColor(x, row.center().y());
    };
    QCOMPARE(pixel(0), colors.accent);
    QCOMPARE(pixel(4), colors.accentSoft);
    part<QToolButton>("modelFilterKey")->setFocus();
    QCOMPARE(pixel(0), colors.sunken);
    QCOMPARE(m_selector->grab().toImage().pixelColor(2, 2), colors.chrome);
}

void TestModelSelector::footSaysWhatEnterDoes()
{
    const auto hint
        = [this] { return part<QWidget>("modelFoot")->accessibleName().section(QStringLiteral(" · "), 0, 0); };
    m_selector->focusSearch();
    m_selector->setLaneCounts({});
    search()->setText(QStringLiteral("demo"));
    QCOMPARE(hint(), QStringLiteral("Enter adds a lane"));
    m_selector->setLaneCounts({{QStringLiteral("local/demo"), 1}});
    QCOMPARE(hint(), QStringLiteral("Enter adds a second lane of it"));
    search()->clear();
    list()->setCurrentRow(rowWith(QStringLiteral("Anthropic")));
    QCOMPARE(hint(), QStringLiteral("Enter opens the group"));
    rows()->setExpanded(QStringLiteral("anthropic"), true);
    list()->setCurrentRow(rowWith(QStringLiteral("Anthropic")));
    QCOMPARE(hint(), QStringLiteral("Enter closes the group"));
    list()->setCurrentRow(rowWith(QStringLiteral("Other server")));
    QCOMPARE(hint(), QStringLiteral("Enter adds an address"));
    list()->setCurrentRow(-1);
    QCOMPARE(hint(), QStringLiteral("Enter or click adds a lane"));
}

void TestModelSelector::marksMatchesAndDimsWhatHasNoKey()
{
    // The darkest ink of a name, since letters are drawn with soft edges.
    const auto ink = [this](int row) {
        const QImage shown
            = list()->viewport()->grab(list()->visualRect(rows()->index(row)).adjusted(32, 2, -120, -2)).toImage();
        int darkest = 255;
        for (int i = 0; i < shown.width() * shown.height(); ++i)
            darkest = qMin(darkest, shown.pixelColor(i % shown.width(), i / shown.width()).lightness());
        return darkest;
    };
    search()->setText(QStringLiteral("o"));
    list()->setCurrentRow(-1);
    const auto rowThat = [this](bool isUsable) {
        int row = 0;
        while (rows()->row(row).place < 0 || rows()->index().model(rows()->row(row).place).isUsable != isUsable)
            ++row;
        return row;
    };
    QVERIFY(ink(rowThat(false)) > ink(rowThat(true)) + 30);
    keepShot(*m_selector, QStringLiteral("selector-search"));
}

void TestModelSelector::showsHowTheEngineIs()
{
    QSignalSpy resets(rows(), &QAbstractItemModel::modelReset);
    m_selector->setLocalStatus(QStringLiteral("building 148 of 389"));
    QCOMPARE(rows()->row(rowWith(QStringLiteral("Local"))).note, QStringLiteral("building 148 of 389"));
    QCOMPARE(resets.count(), 0);
    search()->setText(QStringLiteral("demo"));
    QCOMPARE(rows()->row(rowWith(QStringLiteral("Local"))).note, QStringLiteral("building 148 of 389"));
}

void TestModelSelector::fitsWidths_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("least") << 240;
    QTest::newRow("usual") << 280;
    QTest::newRow("most") << 400;
}

void TestModelSelector::fitsWidths()
{
    QFETCH(const int, width);
    m_selector->resize(width, 400);
    QCOMPARE(list()->viewport()->width(), width);
    for (const QToolButton *button : m_selector->findChildren<QToolButton *>())
        QVERIFY2(button->geometry().right() < width, qPrintable(button->objectName()));
    const int height = list()->visualRect(rows()->index(0)).height();
    QCOMPARE(height, SelectorDelegate::groupHeight);
}

QTEST_MAIN(TestModelSelector)
#include "tst_modelselector.moc"
