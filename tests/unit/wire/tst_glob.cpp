// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/Glob.h"

#include <QElapsedTimer>
#include <QTest>

using namespace triptych;

class TestGlob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void staysQuick();
};

void TestGlob::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *pattern, const char *text, bool fits) {
        QTest::addRow("%s on %s", pattern, text) << QString::fromUtf8(pattern) << QString::fromUtf8(text) << fits;
    };
    row("claude-*", "claude-x", true);
    row("claude-*", "claude-", true);
    row("claude-*", "claude", false);
    row("claude-*", "my-claude-x", false);
    row("*", "", true);
    row("*", "anthropic/claude", true);
    row("", "", true);
    row("", "a", false);
    row("a", "", false);
    row("local/*-q4*", "local/tiny-q8-q4", true);
    row("local/*-q4*", "local/tiny-q8", false);
    row("*b*b", "abcb", true);
    row("*b*b", "ab", false);
    row("a**c", "abc", true);
    row("**", "", true);
    row("fast", "Fast", false);
    row("f?st", "fast", false);
    row("[f]ast", "fast", false);
    row("*\u00fc*", "m\u00fcde", true);
    row("*ab", "aab", true);
}

void TestGlob::matches()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, text);
    QTEST(matchesGlob(pattern, text), "fits");
}

/// A pattern that makes naive matchers try every way to cut the text.
void TestGlob::staysQuick()
{
    const QString pattern = QStringLiteral("*a").repeated(100) + QLatin1Char('b');
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!matchesGlob(pattern, QString(2000, QLatin1Char('a'))));
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestGlob)
#include "tst_glob.moc"
