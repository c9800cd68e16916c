// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gateway/GatewayHost.h"
#include "app/gateway/GatewayKeys.h"
#include "app/gateway/KeyLease.h"
#include "app/session/Session.h"
#include "core/gateway/tokens/TokenSigner.h"
#include "core/net/SystemClock.h"
#include "core/settings/PrivateFile.h"
#include "tests/support/RunEngineTest.h"

#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

/// A gateway in a home of its own, with a vault, in front of two providers that want a key.
class TestGatewayHost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lendsWhatItsRoutesNeed();
    void endsTheLease();
    void takesAnotherFileWithoutDroppingAStream();
    void keepsItsRoutesWhereTheFileIsFaulty();
    void refusesWhoWasRevoked();
    void saysThatThePortIsTaken();
    void chargesWhatIsCutOff();

private:
    void provide(const char *id, const ScriptedServer &server) const;
    void makeVault();
    void addKey(const char *provider, const ScriptedServer &server);
    void makeToken();
    void start();
    void route(const QByteArray &lanes) const;
    QByteArray request(const QByteArray &model) const;
    int status(const QByteArray &model);
    std::unique_ptr<QTcpSocket> ask(const QByteArray &model) const;

    std::unique_ptr<QTemporaryDir> m_home;
    Paths m_paths;
    std::unique_ptr<ScriptedServer> m_one, m_two;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<GatewayHost> m_host;
    TokenClaims m_claims;
    QByteArray m_token;
    std::vector<Error> m_problems;
};

void TestGatewayHost::init()
{
    m_problems.clear();
    m_home = std::make_unique<QTemporaryDir>();
    m_paths = Paths::forHome(m_home->path());
    QVERIFY(m_paths.makeFolders());
    m_one = std::make_unique<ScriptedServer>();
    m_two = std::make_unique<ScriptedServer>();
    m_one->playAlways(completeAnswer("from one"));
    m_two->playAlways(completeAnswer("from two"));
    provide("one", *m_one);
    provide("two", *m_two);
    route(R"(["one/m"])");
    m_session = std::make_unique<Session>(m_paths, Settings(), KeyRing::WhenLocked::Fail);
    makeVault();
    addKey("one", *m_one);
    addKey("two", *m_two);
    makeToken();
    start();
}

void TestGatewayHost::cleanup()
{
    m_host.reset();
    m_session.reset();
}

void TestGatewayHost::provide(const char *id, const ScriptedServer &server) const
{
    const QByteArray entry = QByteArray(R"({"id":")") + id + R"(","dialect":"openai-chat","baseUrl":")"
        + server.url().toString().toLatin1() + R"(","auth":{"scheme":"bearer"}})";
    QVERIFY(writePrivateFile(m_paths.providersFolder() + QStringLiteral("/%1.json").arg(QLatin1String(id)), entry));
}

void TestGatewayHost::route(const QByteArray &lanes) const
{
    QVERIFY(writePrivateFile(m_paths.gatewayFile(), R"({"routes":[{"name":"fast","to":)" + lanes + "}]}"));
}

void TestGatewayHost::makeVault()
{
    std::optional<Result<>> made;
    m_session->vault().create(Secret::copyOf("correct horse battery"), [&made](Result<> done) { made = done; });
    QTRY_VERIFY_WITH_TIMEOUT(made, 20'000);
    QVERIFY(*made);
}

void TestGatewayHost::addKey(const char *provider, const ScriptedServer &server)
{
    std::optional<Result<>> added;
    m_session->vault().addKey({.provider = QString::fromLatin1(provider), .origins = {originOf(server.url())}},
                              Secret::copyOf(QByteArray("key-of-") + provider),
                              [&added](Result<> done) { added = done; });
    QTRY_VERIFY(added);
    QVERIFY(*added);
}

void TestGatewayHost::makeToken()
{
    GatewayKeys keys(*m_session);
    std::optional<Result<QString>> id;
    keys.create(this, [&id](const Result<QString> &made) { id = made; });
    QTRY_VERIFY_WITH_TIMEOUT(id, 20'000);
    QVERIFY(*id);
    m_claims = newClaims(QStringLiteral("test"), SystemClock().wallTime());
    std::optional<Result<Secret>> token;
    keys.find(this, [&](Result<GatewayKeys::SigningKey> key) {
        token = key ? TokenSigner(key.value().id, std::move(key.value().privatePem)).sign(m_claims)
                    : Result<Secret>(key.error());
    });
    QTRY_VERIFY(token);
    QVERIFY(*token);
    m_token = token->value().view().toByteArray();
}

void TestGatewayHost::start()
{
    m_host = std::make_unique<GatewayHost>(*m_session);
    connect(m_host.get(), &GatewayHost::problem, this, [this](const Error &error) { m_problems.push_back(error); });
    std::optional<Result<quint16>> port;
    m_host->start({.port = quint16(0)}, [&port](const Result<quint16> &taken) { port = taken; });
    QTRY_VERIFY(port);
    QVERIFY(*port);
    QTRY_VERIFY(status("nobody") == 404); // once it has read which tokens were revoked
}

QByteArray TestGatewayHost::request(const QByteArray &model) const
{
    const QByteArray body
        = R"({"model":")" + model + R"(","messages":[{"role":"user","content":"Hello"}],"stream":true})";
    return "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_host->port())
        + "\r\nConnection: close\r\nAuthorization: Bearer " + m_token
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

std::unique_ptr<QTcpSocket> TestGatewayHost::ask(const QByteArray &model) const
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress::LocalHost, m_host->port());
    socket->write(request(model));
    return socket;
}

int TestGatewayHost::status(const QByteArray &model)
{
    const auto socket = ask(model);
    [&] { QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState); }();
    return socket->readAll().mid(9, 3).toInt();
}

void TestGatewayHost::lendsWhatItsRoutesNeed()
{
    QTRY_COMPARE(m_host->lease().lent(), QStringList {QStringLiteral("one")});
    QCOMPARE(status("fast"), 200);
    QCOMPARE(status("two/m"), 200); // the vault is open
    m_session->vault().lock();
    QCOMPARE(status("fast"), 200);
    QCOMPARE(status("one/other"), 200); // it is the provider's key that was lent
    QCOMPARE(status("two/m"), 503);
    QCOMPARE(m_one->requests().back().header("authorization"), QByteArray("Bearer key-of-one"));

    route(R"(["two/m"])"); // what is not needed any more is taken back, and a locked vault lends nothing
    QTRY_COMPARE(m_host->lease().lent(), QStringList());
    QTRY_COMPARE(status("one/m"), 503);
}

void TestGatewayHost::endsTheLease()
{
    QTRY_COMPARE(m_host->lease().lent(), QStringList {QStringLiteral("one")});
    m_session->vault().lock();
    m_host->lease().end();
    QTRY_COMPARE(status("fast"), 503);
    QVERIFY(m_host->lease().lent().isEmpty());
}

void TestGatewayHost::takesAnotherFileWithoutDroppingAStream()
{
    m_one->play({streamHead(), script::chunk(delta("before ")), script::Pause {}, script::chunk(delta("after")),
                 script::chunk(ending()), script::chunk({})});
    const auto socket = ask("fast");
    QByteArray all;
    QTRY_VERIFY((all += socket->readAll()).contains("before "));
    route(R"(["two/m"])");
    QTRY_VERIFY(m_host->config().routes.front().targets.front().lane.provider == QLatin1String("two"));
    QTRY_COMPARE(status("fast"), 200);
    QTRY_VERIFY(!m_two->requests().empty());
    m_one->release();
    QTRY_VERIFY((all += socket->readAll()).contains("[DONE]"));
    QVERIFY(all.contains("after"));
}

void TestGatewayHost::keepsItsRoutesWhereTheFileIsFaulty()
{
    QVERIFY(writePrivateFile(m_paths.gatewayFile(), "{\n\"routes\": [{}]}"));
    QTRY_VERIFY(!m_problems.empty());
    QCOMPARE(m_problems.back().cause, QStringLiteral("gateway.config"));
    QVERIFY(m_problems.back().message.startsWith(QStringLiteral("gateway.json:2")));
    QCOMPARE(status("fast"), 200);
    route(R"(["two/m"])");
    QTRY_VERIFY(!m_host->configFault());
}

void TestGatewayHost::refusesWhoWasRevoked()
{
    QCOMPARE(status("fast"), 200); // it was never listed, and is from now on
    TokenBook book(m_paths.gatewayDatabase(), std::make_shared<SystemClock>()); // as another process has one
    bool isRevoked = false;
    const auto revoke = [&] { // it is listed a moment after its first call
        book.revoke(m_claims.id, [&isRevoked](const Result<> &done) { isRevoked = isRevoked || done; });
        return isRevoked;
    };
    QTRY_VERIFY(revoke());
    QTRY_COMPARE_WITH_TIMEOUT(status("fast"), 401, 1'000);
}

void TestGatewayHost::saysThatThePortIsTaken()
{
    GatewayHost second(*m_session);
    std::optional<Result<quint16>> port;
    second.start({.port = m_host->port()}, [&port](const Result<quint16> &taken) { port = taken; });
    QTRY_VERIFY(port);
    QVERIFY(!*port);
    QCOMPARE(port->error().cause, QStringLiteral("gateway.port"));
    QVERIFY(!second.isRunning());
}

void TestGatewayHost::chargesWhatIsCutOff()
{
    m_one->play({streamHead(), script::chunk(delta("some words")), script::Pause {}});
    const auto socket = ask("fast");
    QByteArray all;
    QTRY_VERIFY((all += socket->readAll()).contains("some words"));
    m_host->stop();
    QTRY_COMPARE(m_one->openConnections(), 0);
    TokenBook book(m_paths.gatewayDatabase(), std::make_shared<SystemClock>());
    std::optional<Result<std::vector<TokenRecord>>> tokens;
    book.list([&tokens](Result<std::vector<TokenRecord>> listed) { tokens = std::move(listed); });
    QTRY_VERIFY(tokens);
    QVERIFY(*tokens);
    QCOMPARE(tokens->value().size(), std::size_t(1));
    QCOMPARE(tokens->value().front().calls, qint64(1));
}

QTEST_GUILESS_MAIN(TestGatewayHost)
#include "tst_gatewayhost.moc"
