// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/SigV4.h"
#include "tests/support/RunEngineTest.h"

#include <QTest>

using namespace triptych;

namespace {

const SigningScope scope {"us-east-1", "bedrock"};

/// A delta "Hi", then messageStop, as the binary messages of the wire.
const QByteArray stream = QByteArray::fromHex(
    "0000009400000057b4ab9aee0b3a6576656e742d74797065070011636f6e74656e74426c6f636b44656c74610d3a636f6e74656e742d747970"
    "650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d747970650700056576656e747b22636f6e74656e74426c6f636b49"
    "6e646578223a302c2264656c7461223a7b2274657874223a224869227d7d1f944657"
    "0000007a00000051ca2c46650b3a6576656e742d7479706507000b6d65737361676553746f700d3a636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e0d3a6d6573736167652d747970650700056576656e747b2273746f70526561736f6e223a22656e645f7475726e227d5fbf09fc");

} // namespace

/// Lanes whose key is not sent but signs what is.
class TestSignedLanes : public RunEngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void signsWhatItSends();
};

void TestSignedLanes::signsWhatItSends()
{
    m_endpoints->dialect = QStringLiteral("bedrock");
    m_endpoints->signing = scope;
    m_one->play({script::answer(200, stream, "Content-Type: application/vnd.amazon.eventstream\r\n")});
    const StartedRun run = start({lane("one")});
    QTRY_COMPARE(m_runsFinished, 1);
    QCOMPARE(record(run.lanes[0])->outcome, LaneOutcome::Complete);
    QCOMPARE(record(run.lanes[0])->text, QStringLiteral("Hi"));

    const ScriptedRequest sent = m_one->requests().at(0);
    const HttpRequest seen {
        .method = sent.method(),
        .url = QUrl(QStringLiteral("http://%1%2")
                        .arg(QString::fromLatin1(sent.header("host")), QString::fromLatin1(sent.target()))),
        .headers = {{"content-type", sent.header("content-type")}},
        .body = sent.body};
    const auto expected = signatureHeaders(seen, *AwsKey::of(signingKey), scope, m_clock->wallTime());
    QCOMPARE(sent.header("authorization"), expected[0].prefix + expected[0].value.view().toByteArray());
    QCOMPARE(sent.header("x-amz-date"), expected[1].prefix);
    QVERIFY(!sent.head.contains("canary"));
}

QTEST_GUILESS_MAIN(TestSignedLanes)
#include "tst_signedlanes.moc"
