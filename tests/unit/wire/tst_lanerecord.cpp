// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/chat/LaneRecord.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace triptych;

class TestLaneRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTripsEverything();
    void readsTheNotesOfEarlierVersions();
    void absentIsNull();
    void keysStandInTheContractsOrder();
    void staysOnOneLine();
    void refusesWhatIsNoRecord();
};

namespace {

LaneRecord full()
{
    LaneRecord record {.index = 2,
                       .repeat = 1,
                       .provider = QStringLiteral("openrouter"),
                       .model = QStringLiteral("a/b"),
                       .settings = {.temperature = 0.5, .stop = QStringList {QStringLiteral("x")}},
                       .startedAt = QDateTime::fromMSecsSinceEpoch(1'800'000'000'123, Qt::UTC)};
    record.outcome = LaneOutcome::Incomplete;
    record.cause = QStringLiteral("truncated");
    record.httpStatus = 200;
    record.text = QStringLiteral("line\n\"quoted\" 你好 \U0001F600");
    record.reasoning = QStringLiteral("because");
    record.toolCalls = {{QStringLiteral("c1"), QStringLiteral("tide"), QByteArrayLiteral("{\"b\":1,\"a\":2}")}};
    record.usage = {.input = 12, .output = 34, .reasoning = 5};
    record.usageSource = UsageSource::Provider;
    record.cost = {.usd = 0.00012, .source = CostSource::Computed};
    record.timing = {.queuedMs = 0.1, .firstTextMs = 3.4, .totalMs = 41};
    record.servedModel = QStringLiteral("a/b-1");
    record.requestId = QStringLiteral("req_1");
    record.ledger
        = {{QStringLiteral("temperature"), QStringLiteral("0.5"), {}, QStringLiteral("refused by the model")}};
    record.explanation = QStringLiteral("It was about tides.");
    record.sources = {QStringLiteral("https://tides.example/brest")};
    record.notes = {{QStringLiteral("utf8_repaired"), 3}, {QStringLiteral("dns_private")}};
    record.retries = 1;
    record.bytesReceived = 99;
    record.error = Error {.kind = ErrorKind::RateLimited,
                          .cause = record.cause,
                          .message = QStringLiteral("slow down"),
                          .requestId = QStringLiteral("req_1"),
                          .httpStatus = 429,
                          .retryAfter = std::chrono::milliseconds(7000)};
    return record;
}

} // namespace

void TestLaneRecord::roundTripsEverything()
{
    const LaneRecord record = full();
    const auto again = laneRecordFromJson(toJson(record));
    QVERIFY(again);
    QCOMPARE(toJson(again.value()), toJson(record));
    QCOMPARE(again.value().text, record.text);
    QCOMPARE(again.value().explanation, record.explanation);
    QCOMPARE(again.value().sources, record.sources);
    QCOMPARE(again.value().notes, record.notes);
    QVERIFY(again.value().toolCalls == record.toolCalls);
    QVERIFY(again.value().settings == record.settings);
    QVERIFY(again.value().error == record.error);
    QCOMPARE(again.value().startedAt, record.startedAt);
}

void TestLaneRecord::readsTheNotesOfEarlierVersions()
{
    QByteArray json = toJson(full());
    json.replace(R"({"code":"utf8_repaired","count":3},{"code":"dns_private","count":1})",
                 R"("utf8_repaired","dns_private")");
    const auto record = laneRecordFromJson(json);
    QVERIFY(record);
    QCOMPARE(record.value().notes, (LaneNotes {{QStringLiteral("utf8_repaired")}, {QStringLiteral("dns_private")}}));
}

void TestLaneRecord::absentIsNull()
{
    const QJsonObject json = QJsonDocument::fromJson(toJson(LaneRecord {})).object();
    QVERIFY(json[u"cost"][u"usd"].isNull());
    QVERIFY(json[u"usage"][u"output"].isNull());
    QVERIFY(json[u"timing"][u"tlsMs"].isNull());
    QVERIFY(json[u"error"].isNull());
    QCOMPARE(json[u"usage"][u"source"].toString(), QStringLiteral("unknown"));
}

void TestLaneRecord::keysStandInTheContractsOrder()
{
    const QByteArray json = toJson(full());
    qsizetype at = 0;
    for (const char *key :
         {"index", "lane", "provider", "model", "settings", "repeat", "outcome", "cause", "httpStatus", "finish",
          "text", "reasoning", "toolCalls", "usage", "cost", "timing", "served", "dropped", "error"}) {
        const qsizetype found = json.indexOf('"' + QByteArray(key) + "\":", at);
        QVERIFY2(found >= at, key);
        at = found;
    }
}

void TestLaneRecord::staysOnOneLine()
{
    QVERIFY(!toJson(full()).contains('\n'));
}

void TestLaneRecord::refusesWhatIsNoRecord()
{
    for (const char *text : {"", "[]", "{}", "{\"outcome\":\"maybe\"}", "{\"outcome\":"})
        QVERIFY2(!laneRecordFromJson(text), text);
}

QTEST_GUILESS_MAIN(TestLaneRecord)
#include "tst_lanerecord.moc"
