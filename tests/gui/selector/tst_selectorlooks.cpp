// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/selector/SelectorBench.h"
#include "tests/support/Shots.h"
#include "ui/selector/SelectorDelegate.h"

#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>

using namespace triptych;

/// What the selector shows and says.
class TestSelectorLooks : public QObject, private SelectorBench
{
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void speaksItsRows();
    void namesEveryControl();
    void paintsTheRowThatEnterAdds_data();
    void paintsTheRowThatEnterAdds();
    void footSaysWhatEnterDoes();
    void marksMatchesAndDimsWhatHasNoKey();
    void showsHowTheEngineIs();
    void tellsWhichModelsEnd();
    void keepsAListThatCouldNotBeRefreshed();
    void keepsFiguresApart();
    void countsWhatAListBrings();
    void fitsWidths_data();
    void fitsWidths();
};

void TestSelectorLooks::speaksItsRows()
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

void TestSelectorLooks::namesEveryControl()
{
    for (const QWidget *widget : m_selector->findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(QStringLiteral("qt_")))
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
    }
}

void TestSelectorLooks::paintsTheRowThatEnterAdds_data()
{
    QTest::addColumn<Theme::Kind>("kind");
    QTest::newRow("light") << Theme::Kind::Light;
    QTest::newRow("dark") << Theme::Kind::Dark;
    QTest::newRow("contrast") << Theme::Kind::HighContrast;
}

void TestSelectorLooks::paintsTheRowThatEnterAdds()
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

void TestSelectorLooks::footSaysWhatEnterDoes()
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

void TestSelectorLooks::marksMatchesAndDimsWhatHasNoKey()
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

void TestSelectorLooks::showsHowTheEngineIs()
{
    QSignalSpy resets(rows(), &QAbstractItemModel::modelReset);
    m_selector->setLocalStatus(QStringLiteral("building 148 of 389"));
    QCOMPARE(rows()->row(rowWith(QStringLiteral("Local"))).note, QStringLiteral("building 148 of 389"));
    QCOMPARE(resets.count(), 0);
    search()->setText(QStringLiteral("demo"));
    QCOMPARE(rows()->row(rowWith(QStringLiteral("Local"))).note, QStringLiteral("building 148 of 389"));
}

void TestSelectorLooks::tellsWhichModelsEnd()
{
    SelectorContent all = content();
    all.today = QDate(2026, 11, 25);
    std::vector<SelectorEntry> &models = all.providers[2].models;
    models[0].info.shutdown = QDate(2027, 3, 1);
    models[1].info.shutdown = QDate(2027, 1, 23); // 59 days
    models.push_back({.info = {.id = QStringLiteral("gone"), .shutdown = QDate(2026, 11, 24), .isLegacy = true}});
    models.push_back({.info = {.id = QStringLiteral("old"), .isLegacy = true}});
    models.push_back({.info = {.id = QStringLiteral("stays")}});
    m_selector->setContent(all);
    rows()->setExpanded(QStringLiteral("openai"), true);
    const auto ending
        = [this](const QString &text) { return rows()->index().model(rows()->row(rowWith(text)).place).ending; };
    const auto height
        = [this](const QString &text) { return list()->visualRect(rows()->index(rowWith(text))).height(); };
    const QString sol = QStringLiteral("gpt-6.2-sol"), luna = QStringLiteral("gpt-6-luna");
    QCOMPARE(ending(sol).text, QStringLiteral("ends 1 Mar 2027"));
    QVERIFY(!ending(sol).isSoon);
    QCOMPARE(ending(luna).text, QStringLiteral("ends 23 Jan 2027"));
    QVERIFY(ending(luna).isSoon);
    QCOMPARE(ending(QStringLiteral("gone")).text, QStringLiteral("legacy · ended 24 Nov 2026"));
    QVERIFY(ending(QStringLiteral("gone")).isSoon);
    QCOMPARE(ending(QStringLiteral("old")).text, QStringLiteral("legacy"));
    QVERIFY(!ending(QStringLiteral("old")).isSoon);
    QCOMPARE(height(sol), SelectorDelegate::rowHeight + SelectorDelegate::endingHeight);
    QCOMPARE(height(QStringLiteral("stays")), int(SelectorDelegate::rowHeight));
    const QModelIndex row = rows()->index(rowWith(sol));
    QVERIFY(rows()->data(row, Qt::AccessibleTextRole).toString().contains(QStringLiteral("ends 1 Mar 2027")));
    for (const int width : {240, 280}) {
        m_selector->resize(width, 640);
        keepShot(*m_selector, QStringLiteral("selector-endings-%1").arg(width));
    }
}

void TestSelectorLooks::keepsAListThatCouldNotBeRefreshed()
{
    SelectorContent all = content();
    all.providers[1].listFault = QStringLiteral("Refreshing failed: “invalid x-api-key” Replace the key.");
    all.providers[1].listNote = QStringLiteral("The list is from 3 Nov 2026.");
    all.providers[4].listFault = QStringLiteral("Fetching the list failed: no route");
    m_selector->setContent(all);
    rows()->setExpanded(QStringLiteral("anthropic"), true);
    rows()->setExpanded(QStringLiteral("dashscope-cn"), true);
    const int head = rowWith(QStringLiteral("Anthropic"));
    QCOMPARE(texts().mid(head + 1, 4),
             QStringList({all.providers[1].listFault, all.providers[1].listNote, QStringLiteral("Try again"),
                          QStringLiteral("claude-opus-5-5")}));
    QCOMPARE(rows()->data(rows()->index(head + 1), Qt::ToolTipRole).toString(), all.providers[1].listFault);
    QCOMPARE(texts().mid(rowWith(all.providers[4].listFault), 2),
             QStringList({all.providers[4].listFault, QStringLiteral("Try again")}));
    QVERIFY(!texts().contains(QStringLiteral("Fetch the list of models"))); // which is to try again
    const QSignalSpy wishes(m_selector.get(), &ModelSelector::refreshRequested);
    click(head + 3);
    QCOMPARE(wishes.count(), 1);
    QCOMPARE(wishes[0][0].toString(), QStringLiteral("anthropic"));
    m_theme->setKind(Theme::Kind::Dark);
    keepShot(*m_selector, QStringLiteral("selector-not-refreshed"));
}

void TestSelectorLooks::keepsFiguresApart()
{
    SelectorContent wide = content();
    SelectorEntry entry {.info = {.id = QStringLiteral("wide"), .contextTokens = 131'000}};
    entry.inputPrice = 0.0375;
    entry.outputPrice = 0.125;
    wide.providers[0].models.push_back(entry);
    m_selector->setContent(wide);
    const SelectorDelegate delegate(*m_theme, *rows(), nullptr);
    const SelectorRow &row = rows()->row(rowWith(QStringLiteral("wide")));
    const auto places = delegate.columns(QRect(0, 0, 280, 24), row);
    const QFontMetrics metrics(m_theme->smallFont());
    const int price = metrics.horizontalAdvance(rows()->index().model(row.place).price);
    QVERIFY(price > 58); // more than its column has
    QVERIFY(places.context.right() + 8 <= places.price.right() + 1 - price);
    QVERIFY(places.name.right() < places.context.left());
}

void TestSelectorLooks::countsWhatAListBrings()
{
    search()->setText(QStringLiteral("gpt"));
    const auto *hits = part<QLabel>("modelSearchHits");
    QCOMPARE(hits->text(), QStringLiteral("2"));
    SelectorContent more = content();
    more.providers[2].models.push_back({.info = {.id = QStringLiteral("gpt-7")}});
    m_selector->setContent(more);
    QCOMPARE(hits->text(), QStringLiteral("3"));
}

void TestSelectorLooks::fitsWidths_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("least") << 240;
    QTest::newRow("usual") << 280;
    QTest::newRow("most") << 400;
}

void TestSelectorLooks::fitsWidths()
{
    QFETCH(const int, width);
    m_selector->resize(width, 400);
    QCOMPARE(list()->viewport()->width(), width);
    for (const QToolButton *button : m_selector->findChildren<QToolButton *>())
        QVERIFY2(button->geometry().right() < width, qPrintable(button->objectName()));
    const int height = list()->visualRect(rows()->index(0)).height();
    QCOMPARE(height, SelectorDelegate::groupHeight);
}

QTEST_MAIN(TestSelectorLooks)
#include "tst_selectorlooks.moc"
