// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/NoticeBar.h"
#include "ui/shell/Theme.h"

#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QTest>

using namespace triptych;

class TestNoticeBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noticesLieOverEachOther();
    void choicesStandBelowWhereItIsNarrow();
};

void TestNoticeBar::noticesLieOverEachOther()
{
    const Theme theme;
    NoticeBar bar(theme);
    bar.show();
    const auto shown
        = [&bar] { return bar.isHidden() ? QString() : bar.findChild<QLabel *>(QStringLiteral("noticeText"))->text(); };
    const auto choose = [&bar](int number) {
        QTest::mouseClick(bar.findChild<QPushButton *>(QStringLiteral("noticeChoice%1").arg(number)), Qt::LeftButton);
    };
    bar.warn(QStringLiteral("disk"), QStringLiteral("full"));
    bar.warn(QStringLiteral("history"), QStringLiteral("busy"));
    bar.warn(QStringLiteral("history"), QStringLiteral("damaged"));
    QCOMPARE(shown(), QStringLiteral("damaged"));
    bar.hide(QStringLiteral("history")); // it is well again, which says nothing of the disk
    QCOMPARE(shown(), QStringLiteral("full"));
    bool isAnswered = false;
    bar.ask(QStringLiteral("Sure?"),
            {{QStringLiteral("Yes"), [&] { isAnswered = true; }, true}, {QStringLiteral("No"), {}, false}});
    QCOMPARE(shown(), QStringLiteral("Sure?"));
    choose(0);
    QVERIFY(isAnswered);
    QCOMPARE(shown(), QStringLiteral("full"));
    bar.warn(QStringLiteral("of nobody"));
    choose(0);
    choose(0);
    QCOMPARE(shown(), QString());
    bar.warn(QStringLiteral("of nobody"));
    bar.hide();
    QCOMPARE(shown(), QString());
}

void TestNoticeBar::choicesStandBelowWhereItIsNarrow()
{
    const Theme theme;
    NoticeBar bar(theme);
    const auto place = [&](int width) {
        bar.resize(width, 120);
        bar.ask(QStringLiteral("A question of some length that needs its room?"),
                {{QStringLiteral("Yes"), {}, true}, {QStringLiteral("No"), {}, false}});
        bar.layout()->activate();
        const QRect text = bar.findChild<QLabel *>(QStringLiteral("noticeText"))->geometry();
        return bar.findChild<QPushButton *>(QStringLiteral("noticeChoice1"))->geometry().top() > text.center().y()
            && text.width() > width / 2;
    };
    QVERIFY(place(260));
    QVERIFY(!place(900));
}

QTEST_MAIN(TestNoticeBar)
#include "tst_noticebar.moc"
