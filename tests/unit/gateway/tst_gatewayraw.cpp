// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/GatewayTest.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr auto question = "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:";
constexpr auto reply = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncache-control: no-store\r\n"
                       "content-length: 15\r\n\r\n{\"status\":\"ok\"}";

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString pathOf(const QString &name, const char *kind)
{
    return QStringLiteral(TRIPTYCH_RAW_DIR "/%1.%2").arg(name, QString::fromLatin1(kind));
}

QStringList names()
{
    QStringList all;
    for (const QString &file : QDir(QStringLiteral(TRIPTYCH_RAW_DIR)).entryList({QStringLiteral("*.request")}))
        all += QFileInfo(file).completeBaseName();
    return all;
}

/// Which call it was is the only thing in an answer that nobody can foresee.
QByteArray withoutCallIds(const QByteArray &answer)
{
    static const QRegularExpression id(QStringLiteral("call-[0-9a-f]{24}"));
    return QString::fromLatin1(answer).replace(id, QStringLiteral("{CALL}")).toLatin1();
}

} // namespace

/// Malformed and hostile clients, byte for byte. NAME.request is what one sends, with {PORT} for the gateway's port and
/// {ELSEWHERE} for that of a server which nobody may be led to. NAME.answer is all that it is told, with the same and
/// {CALL} for the call's id, and at its end {CLOSED} or {OPEN}. Of a request named late-… the rest never comes.
/// TRIPTYCH_REFRESH_GOLDENS=1 writes the answers anew instead of comparing them.
class TestGatewayRaw : public GatewayTest
{
    Q_OBJECT

private Q_SLOTS:
    void answers_data();
    void answers();
    void letsNoPageIn();

private:
    QByteArray filledIn(QByteArray request) const;
    QByteArray converse(const QByteArray &request, bool isCut);
    void settle(QTcpSocket &socket, QByteArray &heard) const;
};

QByteArray TestGatewayRaw::filledIn(QByteArray request) const
{
    request.replace("{PORT}", QByteArray::number(m_port));
    return request.replace("{ELSEWHERE}", QByteArray::number(m_two->serverPort()));
}

/// Client and gateway share this thread: what one has sent, the other finds in the next turn.
void TestGatewayRaw::settle(QTcpSocket &socket, QByteArray &heard) const
{
    constexpr int enough = 16;
    for (int quiet = 0; quiet < enough; ++quiet) {
        QCoreApplication::processEvents();
        const QByteArray more = socket.readAll();
        heard += more;
        if (!more.isEmpty() || socket.bytesToWrite() > 0 || m_gateway->callsRunning() > 0)
            quiet = 0;
    }
}

/// All that the client hears, and whether it may go on; that is tried.
QByteArray TestGatewayRaw::converse(const QByteArray &request, bool isCut)
{
    const auto socket = client();
    QByteArray heard;
    socket->write(request);
    settle(*socket, heard);
    if (isCut) {
        m_clock->advance(10s - 1ms);
        settle(*socket, heard);
        [&] { QCOMPARE(socket->state(), QAbstractSocket::ConnectedState); }();
        m_clock->advance(1ms);
        settle(*socket, heard);
    }
    if (socket->state() == QAbstractSocket::UnconnectedState)
        return heard + "{CLOSED}";
    QByteArray after;
    socket->write(question + QByteArray::number(m_port) + "\r\n\r\n");
    settle(*socket, after);
    return heard + (after == reply ? QByteArray("{OPEN}") : "{OPEN, but then: " + after + '}');
}

void TestGatewayRaw::answers_data()
{
    QTest::addColumn<QString>("name");
    const QStringList all = names();
    QVERIFY(all.size() >= 120);
    for (const QString &name : all)
        QTest::newRow(qUtf8Printable(name)) << name;
}

void TestGatewayRaw::answers()
{
    QFETCH(const QString, name);
    auto narrow = std::make_shared<TokenClaims>(TokenClaims {.id = QStringLiteral("narrow")});
    narrow->models = {QStringLiteral("two/*")};
    narrow->scope = {QStringLiteral("chat")};
    m_doorkeeper.known.insert("narrow", narrow);
    m_one->playAlways(completeAnswer("Hello"));

    QByteArray heard
        = withoutCallIds(converse(filledIn(readAll(pathOf(name, "request"))), name.startsWith(QLatin1String("late-"))));
    if (qEnvironmentVariableIsSet("TRIPTYCH_REFRESH_GOLDENS")) {
        QFile golden(pathOf(name, "answer"));
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(heard.replace(QByteArray::number(m_two->serverPort()), "{ELSEWHERE}"));
        return;
    }
    QCOMPARE(heard, filledIn(readAll(pathOf(name, "answer"))));
    QCOMPARE(m_two->connections(), 0);
    QCOMPARE(m_one->requests().size(), name.startsWith(QLatin1String("call-")) ? 1u : 0u);
    QVERIFY2(!m_one->received().toLower().contains("evil"), m_one->received().constData());
}

/// What a page could make a browser send, by a name that leads here or under its own: none of it passes.
void TestGatewayRaw::letsNoPageIn()
{
    const QStringList tries = names().filter(QRegularExpression(QStringLiteral("^rebind-")));
    QVERIFY(tries.size() >= 40);
    for (const QString &name : tries) {
        const QByteArray answer = readAll(pathOf(name, "answer"));
        QVERIFY2(answer.startsWith("HTTP/1.1 4") && answer.endsWith("{CLOSED}"), qUtf8Printable(name));
    }
}

QTEST_GUILESS_MAIN(TestGatewayRaw)
#include "tst_gatewayraw.moc"
