// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/idempotency/SqliteAnswers.h"
#include "tests/support/GatewayTest.h"

#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

/// What a client gets that asks twice with one key.
class TestGatewayIdempotency : public GatewayTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void givesTheSameAnswerAgain_data();
    void givesTheSameAnswerAgain();
    void joinsWhatRuns();
    void refusesAnotherBody();
    void hasASpaceOfKeysPerTokenAndRoute();
    void triesAgainAfterAFailure();
    void freesTheKeyOfWhoLeft();
    void remembersAfterARestart();
    void refusesWhatIsNoKey();

private:
    Idempotency *idempotency() override
    {
        m_store = std::make_unique<IdempotencyStore>(*m_clock, [file = m_folder.filePath(QStringLiteral("g.sqlite"))] {
            auto database = GatewayDatabase::open(file);
            using Table = std::unique_ptr<AnswerTable>;
            return database ? Result<Table>(Table(new SqliteAnswers(std::move(database).value(), {})))
                            : Result<Table>(database.error());
        });
        m_idempotency = std::make_unique<Idempotency>(*m_clock, *m_store);
        return m_idempotency.get();
    }
    QByteArray keyed(const QByteArray &key, bool isStreamed = true, const QByteArray &word = "Hello",
                     const QByteArray &more = {}) const
    {
        return post("/v1/chat/completions",
                    R"({"model":"one/m","messages":[{"role":"user","content":")" + word + R"("}],"stream":)"
                        + (isStreamed ? "true}" : "false}"),
                    "Idempotency-Key: " + key + "\r\n" + more);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<IdempotencyStore> m_store;
    std::unique_ptr<Idempotency> m_idempotency;
};

void TestGatewayIdempotency::cleanup()
{
    m_keyResults.clear();
    m_gateway.reset();
    m_idempotency.reset();
    m_store.reset();
    GatewayTest::cleanup();
}

void TestGatewayIdempotency::givesTheSameAnswerAgain_data()
{
    QTest::addColumn<bool>("isStreamed");
    QTest::newRow("streamed") << true;
    QTest::newRow("whole") << false;
}

void TestGatewayIdempotency::givesTheSameAnswerAgain()
{
    QFETCH(const bool, isStreamed);
    m_one->playAlways(completeAnswer("once"));
    const QByteArray key = isStreamed ? "again-s" : "again-w";
    const ClientAnswer first = ask(keyed(key, isStreamed));
    const ClientAnswer second = ask(keyed(key, isStreamed));
    QCOMPARE(first.status, 200);
    QCOMPARE(second.status, 200);
    QCOMPARE(second.body, first.body);
    QCOMPARE(second.header("content-type"), first.header("content-type"));
    QCOMPARE(second.header("x-request-id"), first.header("x-request-id"));
    QCOMPARE(second.header("idempotent-replayed"), QByteArray("true"));
    QVERIFY(first.header("idempotent-replayed").isEmpty());
    QCOMPARE(m_one->requests().size(), 1u);
    QCOMPARE(m_calls.size(), 1u); // and paid for once
}

void TestGatewayIdempotency::joinsWhatRuns()
{
    m_one->play({streamHead(), script::chunk(delta("first ")), script::Pause {}, script::chunk(delta("second")),
                 script::chunk(ending()), script::chunk({})});
    const auto one = client();
    one->write(keyed("join"));
    QTRY_VERIFY(m_one->isPaused());
    const auto two = client();
    two->write(keyed("join"));
    QByteArray sent;
    QTRY_VERIFY((sent += two->readAll()).contains("first "));
    m_one->release();
    QTRY_VERIFY((sent += two->readAll()).contains("[DONE]"));
    const ClientAnswer first = answerOf(*one);
    QCOMPARE(read(sent).body, first.body);
    QCOMPARE(m_one->requests().size(), 1u);
    QCOMPARE(m_keyResults, (QByteArrayList {"run", "joined"}));
}

void TestGatewayIdempotency::refusesAnotherBody()
{
    m_one->playAlways(completeAnswer("once"));
    QCOMPARE(ask(keyed("body")).status, 200);
    const ClientAnswer other = ask(keyed("body", true, "Bye"));
    QCOMPARE(other.status, 422);
    QCOMPARE(other.json()[u"error"][u"code"].toString(), QStringLiteral("idempotency.body"));
    QCOMPARE(m_one->requests().size(), 1u);
}

void TestGatewayIdempotency::hasASpaceOfKeysPerTokenAndRoute()
{
    m_doorkeeper.known.insert("other", token(QStringLiteral("other")));
    m_one->playAlways(completeAnswer("hi"));
    ask(keyed("space"));
    QCOMPARE(ask(keyed("space", true, "Bye", "Authorization: Bearer other\r\n")).status, 200);
    QCOMPARE(ask(post("/v1/responses", R"({"model":"one/m","input":"Hello"})", "Idempotency-Key: space\r\n")).status,
             200);
    QCOMPARE(m_one->requests().size(), 3u);
}

void TestGatewayIdempotency::triesAgainAfterAFailure()
{
    m_one->play({streamHead(), script::chunk(delta("half")), script::Close {}});
    QVERIFY(!ask(keyed("fail")).body.contains("[DONE]"));
    m_one->playAlways(completeAnswer("whole"));
    ClientAnswer second;
    QTRY_VERIFY((second = ask(keyed("fail"))).status == 200); // once the store has heard that the key is free
    QVERIFY(second.body.contains("whole"));
}

void TestGatewayIdempotency::freesTheKeyOfWhoLeft()
{
    m_one->play({streamHead(), script::chunk(delta("one")), script::Pause {}});
    {
        const auto socket = client();
        socket->write(keyed("left"));
        QTRY_VERIFY(m_one->isPaused());
        socket->abort();
    }
    QTRY_COMPARE(m_calls.size(), 1u);
    m_one->playAlways(completeAnswer("again"));
    QTRY_COMPARE(ask(keyed("left")).status, 200);
    QCOMPARE(m_one->requests().size(), 2u);
}

void TestGatewayIdempotency::remembersAfterARestart()
{
    m_one->playAlways(completeAnswer("once"));
    const ClientAnswer first = ask(keyed("restart"));
    cleanup();
    init();
    m_one->playAlways(completeAnswer("twice"));
    const ClientAnswer second = ask(keyed("restart"));
    QCOMPARE(second.body, first.body);
    QVERIFY(m_one->requests().empty());
}

void TestGatewayIdempotency::refusesWhatIsNoKey()
{
    QCOMPARE(ask(keyed(QByteArray(256, 'k'))).status, 400);
    QCOMPARE(ask(keyed("two words")).status, 400);
    QVERIFY(m_one->requests().empty());
}

QTEST_GUILESS_MAIN(TestGatewayIdempotency)
#include "tst_gatewayidempotency.moc"
