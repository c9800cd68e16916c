// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/local/GgufHeader.h"

#include "tests/support/GgufBuilder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <vector>

using namespace triptych;

/// The longest walk that a model file can ask for.
class bench_Gguf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheLongestHeader();
};

void bench_Gguf::readsTheLongestHeader()
{
    constexpr double limitMs = 50;
    constexpr int items = (2 << 20) - 1;
    QByteArray strings;
    strings.reserve(items * 9);
    for (int i = 0; i < items; ++i)
        strings += GgufBuilder::string("t");
    auto builder = GgufBuilder::small();
    builder.key("tokens", 9, GgufBuilder::bytes32(8) + GgufBuilder::bytes64(items) + strings);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("long.gguf")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(builder.file(32)) > 0 && file.flush());

    std::vector<double> milliseconds;
    for (int i = 0; i < 9; ++i) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(readGgufHeader(file.fileName()));
        milliseconds.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    const double median = milliseconds.at(milliseconds.size() / 2);
    qInfo("the longest header of a model: %.1f ms, at most %.0f", median, limitMs);
    QVERIFY(median <= limitMs);
}

QTEST_GUILESS_MAIN(bench_Gguf)
#include "bench_gguf.moc"
