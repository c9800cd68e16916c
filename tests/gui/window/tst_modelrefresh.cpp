// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window/WindowBench.h"
#include "ui/lanes/LaneGrid.h"
#include "ui/lanes/LaneView.h"
#include "ui/selector/ModelSelector.h"
#include "ui/shell/Figures.h"
#include "ui/shell/MainWindow.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QTest>
#include <algorithm>

using namespace triptych;

/// A provider's list of models in the window: fetched, kept where it cannot be fetched again, and what it says of ends.
class TestModelRefresh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void keepsTheListAndSaysSo();
    void saysThatAModelEnds();

private:
    ModelSelector &selector() const { return *m_bench->window().findChild<ModelSelector *>(); }
    void showGroup() const { selector().setExpandedGroups({QStringLiteral("test")}); }
    void refresh(const script::Steps &answer);
    QStringList rows() const;
    bool isNoticed(const QString &beginning) const;
    QString label() const { return m_bench->session().catalog().find(QStringLiteral("test"))->label; }
    bool isShown(const QString &text) const { return rows().contains(text); }

    std::unique_ptr<WindowBench> m_bench;
};

void TestModelRefresh::init()
{
    m_bench = std::make_unique<WindowBench>();
    m_bench->addProvider();
    m_bench->keepLanes({QStringLiteral("test/one")});
    m_bench->open();
}

void TestModelRefresh::refresh(const script::Steps &answer)
{
    m_bench->server.playAlways(answer);
    selector().setExpandedGroups({});
    Q_EMIT selector().refreshRequested(QStringLiteral("test"));
}

QStringList TestModelRefresh::rows() const
{
    const auto *list = m_bench->window().findChild<QAbstractItemView *>(QStringLiteral("modelList"));
    QStringList texts;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        texts += list->model()->index(row, 0).data().toString();
    return texts;
}

bool TestModelRefresh::isNoticed(const QString &beginning) const
{
    const auto labels = m_bench->window().findChildren<QLabel *>(QStringLiteral("noticeText"));
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel *label) { return label->text().startsWith(beginning); });
}

void TestModelRefresh::keepsTheListAndSaysSo()
{
    const QString age = QStringLiteral("The list is from %1.").arg(formatDay(QDate::currentDate()));
    const script::Steps refusal {script::answer(403, R"({"error":{"message":"not in this plan"}})")};
    const auto says = [this](const char *words) {
        return !rows().filter(QLatin1String(words) + QStringLiteral(": “not in this plan”")).isEmpty();
    };
    refresh(refusal);
    QTRY_VERIFY(says("Fetching the list failed")); // in a group that was closed
    QVERIFY(isNoticed(QStringLiteral("Fetching the models of %1 failed: ").arg(label())));
    QVERIFY(!isShown(age));

    refresh({script::answer(200, R"({"data":[{"id":"one"},{"id":"four"}]})")});
    QTRY_VERIFY(m_bench->session().modelListDate(QStringLiteral("test")));
    showGroup();
    QTRY_VERIFY(isShown(QStringLiteral("four")) && !says("Fetching the list failed"));
    refresh(refusal);
    QTRY_VERIFY2(says("Refreshing failed"), qPrintable(rows().join(u'\n')));
    QVERIFY(isShown(age) && isShown(QStringLiteral("four")));

    refresh({script::answer(200, R"({"data":[{"id":"three"}]})")});
    showGroup();
    QTRY_VERIFY(isShown(QStringLiteral("three")) && !says("Refreshing failed"));
    QVERIFY(!isShown(age) && !isShown(QStringLiteral("four")));
}

void TestModelRefresh::saysThatAModelEnds()
{
    const QDate far = QDate::currentDate().addDays(100);
    const QDate near = QDate::currentDate().addDays(10);
    const auto list = [](const QDate &end) -> script::Steps {
        return {script::answer(
            200, R"({"data":[{"id":"one","shutdown_date":")" + end.toString(Qt::ISODate).toLatin1() + R"("}]})")};
    };
    const auto info = [this] { return m_bench->lane(0).info(); };
    QCOMPARE(info().ending, QString());
    refresh(list(far));
    QTRY_COMPARE(info().ending, QStringLiteral("ends ") + formatDay(far));
    QCOMPARE(info().badge, QString());
    refresh(list(near));
    QTRY_COMPARE(info().badge, QStringLiteral("ends ") + formatDay(near));
}

QTEST_MAIN(TestModelRefresh)
#include "tst_modelrefresh.moc"
