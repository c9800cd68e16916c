// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/Shots.h"
#include "ui/latency/LanePhases.h"
#include "ui/latency/LatencyDashboard.h"
#include "ui/latency/LatencyModel.h"
#include "ui/shell/Theme.h"
#include "ui/shell/TriptychStyle.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QTranslator>
#include <cmath>

using namespace triptych;

namespace {

/// Runs whose times spread around a median as latencies do, the same at every call.
void addRuns(std::vector<LatencySample> &samples, const QString &provider, const QString &model, int runs,
             double firstTextMs, double totalMs, double speed)
{
    for (int i = 0; i < runs; ++i) {
        const double share = (i + 0.5) / runs;
        const double spread = std::exp(0.2 * std::log(share / (1 - share)));
        samples.push_back({.provider = provider,
                           .model = model,
                           .startedAtMs = i,
                           .firstTextMs = firstTextMs * spread,
                           .totalMs = totalMs * std::sqrt(spread),
                           .tokensPerSecond = speed / std::sqrt(spread)});
    }
}

std::vector<LatencySummary> fourModels()
{
    std::vector<LatencySample> samples;
    addRuns(samples, QStringLiteral("deepseek"), QStringLiteral("deepseek-flash"), 4, 420, 5200, 80);
    addRuns(samples, QStringLiteral("local"), QStringLiteral("demo"), 412, 43.1, 161, 557);
    addRuns(samples, QStringLiteral("anthropic"), QStringLiteral("claude-opus-5-5"), 86, 2870, 7240, 71.8);
    addRuns(samples, QStringLiteral("openai"), QStringLiteral("gpt-6.2-sol"), 31, 5380, 9870, 96.4);
    return summarise(samples);
}

const QHash<QString, int> threeLanes {{QStringLiteral("local/demo"), 0},
                                      {QStringLiteral("anthropic/claude-opus-5-5"), 1},
                                      {QStringLiteral("openai/gpt-6.2-sol"), 2}};

const LaneTiming reasoned {.queuedMs = 0.412,
                           .connectMs = 31.6,
                           .tlsMs = 69.4,
                           .sentMs = 69.6,
                           .headersMs = 486.4,
                           .firstByteMs = 640.4,
                           .firstReasoningMs = 640.4,
                           .firstTextMs = 2950,
                           .totalMs = 5240};

/// The words of the Chinese picture, so that the layout is tried with them whatever state the translation is in.
class ChineseWords final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        static const QHash<QByteArray, QString> words {
            {"Latency", QStringLiteral("延迟")},
            {"All prompts, last %n days", QStringLiteral("全部提示词，最近 %n 天")},
            {"First text", QStringLiteral("首字")},
            {"Total", QStringLiteral("总用时")},
            {"model", QStringLiteral("模型")},
            {"first text, ms", QStringLiteral("首字，ms")},
            {"total, s", QStringLiteral("总用时，s")},
            {"tok/s", QStringLiteral("词元/s")},
            {"queued", QStringLiteral("排队")},
            {"connect", QStringLiteral("连接")},
            {"headers", QStringLiteral("响应头")},
            {"first byte", QStringLiteral("首字节")},
            {"reasoning", QStringLiteral("推理")},
            {"writing", QStringLiteral("输出")},
            {"Share of runs that had first text", QStringLiteral("已出现首字的运行所占比例")},
            {"This run, phase by phase", QStringLiteral("本次运行的各阶段")},
            {"– too few runs; ≥ says how many are needed", QStringLiteral("– 运行次数不足；≥ 后为所需次数")},
        };
        return words.value(source);
    }
};

} // namespace

class TestLatencyDashboard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { qApp->setStyle(QStringLiteral("fusion")); }
    void cutsALaneIntoPhases_data();
    void cutsALaneIntoPhases();
    void ordersRowsByLane();
    void showsNoPercentileThatTheCountCannotCarry();
    void saysWhatBelongsThereWhileEmpty();
    void collapsesToOneLine();
    void choosesThePeriod();
    void switchesTheClock();
    void isReadByKeyboardAndEar();
    void keepsTheCursorWhileFiguresChange();
    void looksRight_data();
    void looksRight();
    void speaksChinese();

private:
    Theme m_theme;
};

void TestLatencyDashboard::initTestCase()
{
    qApp->setStyle(new TriptychStyle(m_theme));
    m_theme.setFonts({.interfaceFamily = QStringLiteral("Noto Sans")});
    m_theme.setKind(Theme::Kind::Light);
}

void TestLatencyDashboard::cutsALaneIntoPhases_data()
{
    using Span = LanePhaseSpan;
    QTest::addColumn<LaneTiming>("timing");
    QTest::addColumn<std::vector<Span>>("phases");
    QTest::addRow("nothing yet") << LaneTiming {} << std::vector<Span> {};
    QTest::addRow("with reasoning") << LaneTiming {.queuedMs = 1,
                                                   .connectMs = 11,
                                                   .tlsMs = 31,
                                                   .headersMs = 100,
                                                   .firstByteMs = 120,
                                                   .firstReasoningMs = 130,
                                                   .firstTextMs = 200,
                                                   .totalMs = 260}
                                    << std::vector<Span> {{Span::Queued, 0, 1},       {Span::Connect, 1, 10},
                                                          {Span::Tls, 11, 20},        {Span::Headers, 31, 69},
                                                          {Span::FirstByte, 100, 20}, {Span::Reasoning, 130, 70},
                                                          {Span::Writing, 200, 60}};
    QTest::addRow("kept connection, no reasoning")
        << LaneTiming {.queuedMs = 1, .headersMs = 20, .firstByteMs = 20, .firstTextMs = 30, .totalMs = 40}
        << std::vector<Span> {{Span::Queued, 0, 1},
                              {Span::Headers, 1, 19},
                              {Span::FirstByte, 20, 0},
                              {Span::FirstText, 20, 10},
                              {Span::Writing, 30, 10}};
    QTest::addRow("a tool call only")
        << LaneTiming {.queuedMs = 1, .headersMs = 5, .firstByteMs = 6, .firstToolMs = 9, .totalMs = 12}
        << std::vector<Span> {{Span::Queued, 0, 1},
                              {Span::Headers, 1, 4},
                              {Span::FirstByte, 5, 1},
                              {Span::FirstText, 6, 3},
                              {Span::Writing, 9, 3}};
    QTest::addRow("ended while reasoning")
        << LaneTiming {.queuedMs = 1, .headersMs = 5, .firstByteMs = 6, .firstReasoningMs = 6, .totalMs = 50}
        << std::vector<Span> {
               {Span::Queued, 0, 1}, {Span::Headers, 1, 4}, {Span::FirstByte, 5, 1}, {Span::Reasoning, 6, 44}};
    QTest::addRow("failed before it connected")
        << LaneTiming {.queuedMs = 2, .totalMs = 30} << std::vector<Span> {{Span::Queued, 0, 2}};
}

void TestLatencyDashboard::cutsALaneIntoPhases()
{
    QFETCH(const LaneTiming, timing);
    QFETCH(const std::vector<LanePhaseSpan>, phases);
    QCOMPARE(phasesOf(timing), phases);
}

void TestLatencyDashboard::ordersRowsByLane()
{
    std::vector<LatencySample> samples;
    for (const auto *name : {"x/other", "a/same", "b/same", "l/demo"}) {
        const QStringList parts = QString::fromLatin1(name).split(QLatin1Char('/'));
        samples.push_back({.provider = parts[0], .model = parts[1], .totalMs = 1});
    }
    const auto rows = latencyRows(summarise(samples), {{QStringLiteral("l/demo"), 0}, {QStringLiteral("b/same"), 1}});
    QStringList labels;
    for (const LatencyRow &row : rows)
        labels += QStringLiteral("%1 %2").arg(row.label).arg(row.slot);
    QCOMPARE(labels,
             QStringList({QStringLiteral("demo 0"), QStringLiteral("b/same 1"), QStringLiteral("other -1"),
                          QStringLiteral("a/same -1")}));
}

void TestLatencyDashboard::showsNoPercentileThatTheCountCannotCarry()
{
    LatencyDashboard dashboard(m_theme);
    dashboard.setSummaries(fourModels());
    dashboard.setLaneSlots(threeLanes);
    const auto *model = dashboard.findChild<QTableView *>(QStringLiteral("latencyTable"))->model();
    const auto cell = [&](int row, int column) {
        const QModelIndex index = model->index(row, column);
        return index.data().toString() + index.data(LatencyModel::NeededRole).toString();
    };
    QCOMPARE(cell(0, LatencyModel::Runs), QStringLiteral("412"));
    QCOMPARE(cell(0, LatencyModel::FirstText50), QStringLiteral("43.1"));
    QVERIFY(!cell(0, LatencyModel::FirstText99).contains(QLatin1Char('-')));
    QCOMPARE(cell(1, LatencyModel::FirstText50), QStringLiteral("2,870"));
    QCOMPARE(cell(1, LatencyModel::FirstText99), QStringLiteral("–≥368"));
    QCOMPARE(cell(2, LatencyModel::FirstText95), QStringLiteral("–≥72"));
    QCOMPARE(cell(2, LatencyModel::Total50), QStringLiteral("9.87"));
    QCOMPARE(cell(3, LatencyModel::FirstText50), QStringLiteral("–≥6"));
    QCOMPARE(cell(3, LatencyModel::Speed), QStringLiteral("–≥6"));
    QVERIFY(
        model->index(1, LatencyModel::FirstText50).data(Qt::ToolTipRole).toString().contains(QStringLiteral("95 %")));
}

void TestLatencyDashboard::saysWhatBelongsThereWhileEmpty()
{
    LatencyDashboard dashboard(m_theme);
    dashboard.setLaneCount(2);
    QSignalSpy runs(&dashboard, &LatencyDashboard::runRequested);
    dashboard.resize(1000, dashboard.sizeHint().height());
    dashboard.show();
    QCOMPARE(dashboard.height(), 148);
    auto *hint = dashboard.findChild<QLabel *>(QStringLiteral("latencyEmptyHint"));
    QVERIFY(hint->isVisible());
    QVERIFY(!dashboard.findChild<QTableView *>(QStringLiteral("latencyTable"))->isVisible());
    QVERIFY(!dashboard.findChild<QToolButton *>(QStringLiteral("latencyExport"))->isEnabled());
    hint->setFocus();
    QTest::keyClick(hint, Qt::Key_Tab); // onto the link
    Q_EMIT hint->linkActivated(QStringLiteral("run"));
    QCOMPARE(runs.count(), 1);
    keepShot(dashboard, QStringLiteral("latency-empty-1000"));
    dashboard.setSummaries(fourModels());
    QVERIFY(!hint->isVisible());
}

void TestLatencyDashboard::collapsesToOneLine()
{
    LatencyDashboard dashboard(m_theme);
    dashboard.setSummaries(fourModels());
    dashboard.setLaneSlots(threeLanes);
    dashboard.resize(1000, 212);
    dashboard.show();
    QSignalSpy collapses(&dashboard, &LatencyDashboard::collapsedChanged);
    auto *button = dashboard.findChild<QToolButton *>(QStringLiteral("latencyCollapse"));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(dashboard.isCollapsed());
    QCOMPARE(dashboard.sizeHint().height(), 33);
    QCOMPARE(dashboard.maximumHeight(), 33);
    auto *line = dashboard.findChild<QWidget *>(QStringLiteral("latencySummary"));
    QVERIFY(line->isVisible());
    QVERIFY(line->accessibleDescription().contains(QStringLiteral("claude-opus-5-5 2.87")));
    QTRY_COMPARE(dashboard.height(), 33);
    QTRY_VERIFY(line->x() < 120 && line->width() > 800); // beside the title, up to the button
    keepShot(dashboard, QStringLiteral("latency-line-1000"));
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!dashboard.isCollapsed());
    QVERIFY(!line->isVisible());
    QCOMPARE(collapses.count(), 2);
    QCOMPARE(dashboard.sizeHint().height(), 212);
}

void TestLatencyDashboard::choosesThePeriod()
{
    LatencyDashboard dashboard(m_theme);
    dashboard.resize(1000, 212);
    dashboard.show();
    QSignalSpy periods(&dashboard, &LatencyDashboard::periodChanged);
    QCOMPARE(dashboard.period(), 30);
    QTest::mouseClick(dashboard.findChild<QToolButton *>(QStringLiteral("latencyPeriod")), Qt::LeftButton);
    auto *menu = dashboard.findChild<QMenu *>(QStringLiteral("latencyPeriodMenu"));
    QTRY_VERIFY(menu && menu->isVisible());
    for (const auto key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Return})
        QTest::keyClick(menu, key);
    QCOMPARE(periods.count(), 1);
    QCOMPARE(dashboard.period(), periods[0][0].toInt());
    QVERIFY(dashboard.period() != 30);
}

void TestLatencyDashboard::switchesTheClock()
{
    LatencyDashboard dashboard(m_theme);
    dashboard.setSummaries(fourModels());
    auto *chart = dashboard.findChild<QWidget *>(QStringLiteral("latencyChart"));
    const QString before = chart->accessibleName();
    auto *total = dashboard.findChild<QWidget *>(QStringLiteral("latencyClock"))
                      ->findChild<QWidget *>(QStringLiteral("segment1"));
    QTest::mouseClick(total, Qt::LeftButton);
    QVERIFY(chart->accessibleName() != before);
    QVERIFY(dashboard.findChild<QWidget *>(QStringLiteral("latencySummary"))
                ->accessibleDescription()
                .contains(QStringLiteral("7.24")));
}

void TestLatencyDashboard::isReadByKeyboardAndEar()
{
    LatencyDashboard dashboard(m_theme);
    dashboard.setSummaries(fourModels());
    dashboard.setLaneSlots(threeLanes);
    dashboard.setChosenLane(reasoned, QStringLiteral("anthropic/claude-opus-5-5"), 1);
    dashboard.resize(1160, 212);
    dashboard.show();
    auto *table = dashboard.findChild<QTableView *>(QStringLiteral("latencyTable"));
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Right);
    QCOMPARE(table->currentIndex(), table->model()->index(1, 1));
    QCOMPARE(table->model()->index(3, LatencyModel::FirstText99).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("too few runs, 368 are needed"));
    auto *phases = dashboard.findChild<QTableView *>(QStringLiteral("phaseTable"));
    QCOMPARE(phases->model()->rowCount(), 7);
    QCOMPARE(phases->model()->index(5, 2).data().toString(), QStringLiteral("2.31\u00A0s"));
    QVERIFY(phases->focusPolicy() & Qt::TabFocus);
    for (const QWidget *widget : dashboard.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        const bool hasName = !widget->accessibleName().isEmpty() || qobject_cast<const QLabel *>(widget);
        QVERIFY2(hasName, qPrintable(widget->objectName()));
    }
}

void TestLatencyDashboard::keepsTheCursorWhileFiguresChange()
{
    LatencyDashboard dashboard(m_theme);
    dashboard.setSummaries(fourModels());
    auto *table = dashboard.findChild<QTableView *>(QStringLiteral("latencyTable"));
    table->setCurrentIndex(table->model()->index(2, 3));
    dashboard.setSummaries(fourModels());
    QCOMPARE(table->currentIndex(), table->model()->index(2, 3));
}

void TestLatencyDashboard::looksRight_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const auto &[name, kind] : {std::pair("light", Theme::Kind::Light), std::pair("dark", Theme::Kind::Dark),
                                     std::pair("contrast", Theme::Kind::HighContrast)}) {
        for (const auto &[width, height] : {std::pair(1160, 212), std::pair(1000, 212), std::pair(2279, 320)})
            QTest::addRow("%s-%d", name, width) << int(kind) << width << height;
    }
}

/// What can be checked without eyes: nothing overlaps and nothing is cut. The pictures are for eyes.
void TestLatencyDashboard::looksRight()
{
    QFETCH(const int, kind);
    QFETCH(const int, width);
    QFETCH(const int, height);
    m_theme.setKind(Theme::Kind(kind));
    LatencyDashboard dashboard(m_theme);
    dashboard.setSummaries(fourModels());
    dashboard.setLaneSlots(threeLanes);
    dashboard.setChosenLane(reasoned, QStringLiteral("anthropic/claude-opus-5-5"), 1);
    dashboard.resize(width, height);
    dashboard.show();
    keepShot(dashboard, QStringLiteral("latency-") + QString::fromLatin1(QTest::currentDataTag()));
    const auto box = [&](const char *name) {
        const auto *widget = dashboard.findChild<QWidget *>(QLatin1String(name));
        return QRect(widget->mapTo(&dashboard, QPoint()), widget->size());
    };
    QVERIFY(!box("latencyTable").intersects(box("latencyChart")));
    QVERIFY(!box("latencyChart").intersects(box("phaseWaterfall")));
    QVERIFY(dashboard.rect().contains(box("phaseWaterfall")));
    const auto *table = dashboard.findChild<QTableView *>(QStringLiteral("latencyTable"));
    if (width >= 1160)
        QVERIFY(table->columnViewportPosition(LatencyModel::Speed) + table->columnWidth(LatencyModel::Speed)
                <= table->viewport()->width());
    m_theme.setKind(Theme::Kind::Light);
}

void TestLatencyDashboard::speaksChinese()
{
    m_theme.setKind(Theme::Kind::Dark);
    LatencyDashboard dashboard(m_theme);
    dashboard.setSummaries(fourModels());
    dashboard.setLaneSlots(threeLanes);
    dashboard.setChosenLane(reasoned, QStringLiteral("anthropic/claude-opus-5-5"), 1);
    dashboard.resize(1160, 212);
    dashboard.show();
    ChineseWords words;
    qApp->installTranslator(&words);
    m_theme.setFonts({.interfaceFamily = QStringLiteral("Noto Sans"), .isChinese = true});
    const auto *title = dashboard.findChild<QLabel *>(QStringLiteral("latencyTitle"));
    QTRY_COMPARE(title->text(), QStringLiteral("延迟"));
    const auto *period = dashboard.findChild<QToolButton *>(QStringLiteral("latencyPeriod"));
    QCOMPARE(period->text(), QStringLiteral("全部提示词，最近 30 天"));
    QTRY_VERIFY(period->width() >= period->sizeHint().width());
    auto *chart = dashboard.findChild<QWidget *>(QStringLiteral("latencyChart"));
    QCOMPARE(chart->accessibleName(), QStringLiteral("已出现首字的运行所占比例"));
    const auto *phases = dashboard.findChild<QTableView *>(QStringLiteral("phaseTable"))->model();
    QCOMPARE(phases->index(0, 0).data().toString(), QStringLiteral("排队"));
    keepShot(dashboard, QStringLiteral("latency-zh-dark-1160"));
    qApp->removeTranslator(&words);
    m_theme.setFonts({.interfaceFamily = QStringLiteral("Noto Sans")});
    m_theme.setKind(Theme::Kind::Light);
    QTRY_COMPARE(title->text(), QStringLiteral("Latency"));
}

QTEST_MAIN(TestLatencyDashboard)
#include "tst_latencydashboard.moc"
