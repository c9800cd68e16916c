// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/signin/CopilotSignIn.h"
#include "tests/support/ManualClock.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TransportHelpers.h"

#include <QTest>

using namespace triptych;
using namespace std::chrono_literals;

namespace {

constexpr const char *deviceCode = "dc-canary-0123456789";

QByteArray error(const char *word, const char *more = "")
{
    return QByteArray(R"({"error":")") + word + "\"" + more + "}";
}

} // namespace

/// One sign-in by a code, over real sockets on a clock that the test moves.
class TestCopilotSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksUntilThePersonIsDone();
    void asksMoreSlowlyWhenTold();
    void endsWhereGitHubSaysSo_data();
    void endsWhereGitHubSaysSo();
    void endsWithTheCode();
    void outlivesABadNetwork();
    void cancelsAtOnce();
    void failsBeforeTheCode_data();
    void failsBeforeTheCode();
    void showsNoCodeInErrors();

private:
    script::Send code(const char *times = R"(,"expires_in":900,"interval":5)") const;
    void begin();
    void ask(int seconds, const QByteArray &answer, int status = 200);
    QString end() const;
    std::size_t asked() const { return m_server->requests().size() - 1; } ///< Without the request for the code.

    ManualClock m_clock;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<CopilotSignIn> m_signIn;
    std::optional<SignInCode> m_code;
    std::optional<Result<Secret>> m_end;
};

void TestCopilotSignIn::init()
{
    m_transport = std::make_unique<HttpTransport>(m_clock);
    m_server = std::make_unique<ScriptedServer>();
    m_code.reset();
    m_end.reset();
}

void TestCopilotSignIn::cleanup()
{
    m_signIn.reset();
    m_transport.reset();
    QCOMPARE(m_clock.runningTimers(), 0);
    m_server.reset();
}

script::Send TestCopilotSignIn::code(const char *times) const
{
    return script::answer(200,
                          R"({"device_code":")" + QByteArray(deviceCode)
                              + R"(","user_code":"WDJB-MJHT","verification_uri":")"
                              + m_server->url(QStringLiteral("/login/device")).toEncoded() + "\"" + times + "}");
}

void TestCopilotSignIn::begin()
{
    m_signIn = std::make_unique<CopilotSignIn>(
        *m_transport, m_clock,
        SignInWay {.hosts = *CopilotHosts::of(m_server->url(QString())), .clientId = QStringLiteral("own-id")},
        [this](const SignInCode &shown) { m_code = shown; },
        [this](Result<Secret> result) { m_end = std::move(result); });
}

/// Nothing is asked too early; then that is the answer.
void TestCopilotSignIn::ask(int seconds, const QByteArray &answer, int status)
{
    const std::size_t before = asked();
    const int timers = m_clock.runningTimers();
    m_server->play({script::answer(status, answer)});
    m_clock.advance(std::chrono::seconds(seconds) - 1ms);
    QCOMPARE(m_clock.runningTimers(), timers); // a question changes their number
    QCOMPARE(asked(), before);
    m_clock.advance(1ms);
    QTRY_COMPARE(asked(), before + 1);
    constexpr int waiting = 3; // for the next question, for the end of the code, and the idle connection for its own
    QTRY_VERIFY(m_end || m_clock.runningTimers() == waiting);
}

QString TestCopilotSignIn::end() const
{
    if (!m_end)
        return QStringLiteral("still waiting");
    return *m_end ? QStringLiteral("token ") + QString::fromUtf8(m_end->value().view()) : m_end->error().cause;
}

void TestCopilotSignIn::asksUntilThePersonIsDone()
{
    m_server->play({code()});
    begin();
    QTRY_VERIFY(m_code);
    QCOMPARE(m_code->code, QStringLiteral("WDJB-MJHT"));
    QCOMPARE(m_code->page, m_server->url(QStringLiteral("/login/device")));
    QCOMPARE(m_code->life, 900s);
    const ScriptedRequest first = m_server->requests().front();
    QCOMPARE(first.target(), QByteArray("/login/device/code"));
    QCOMPARE(first.body, QByteArray("client_id=own-id&scope=read%3Auser"));

    ask(6, error("authorization_pending"));
    ask(6, error("authorization_pending"));
    QCOMPARE(end(), QStringLiteral("still waiting"));
    ask(6, R"({"access_token":"gho_0123456789","token_type":"bearer","scope":"read:user"})");
    QCOMPARE(end(), QStringLiteral("token gho_0123456789"));
    QCOMPARE(m_server->requests().back().target(), QByteArray("/login/oauth/access_token"));
    QVERIFY(m_server->requests().back().body.contains(QByteArray("device_code=") + deviceCode));
    m_clock.advance(1h);
    QCOMPARE(m_clock.runningTimers(), 0); // so that nothing more will be asked
}

void TestCopilotSignIn::asksMoreSlowlyWhenTold()
{
    m_server->play({code()});
    begin();
    QTRY_VERIFY(m_code);
    ask(6, error("slow_down", R"(,"interval":10)"));
    ask(11, error("slow_down"));
    ask(16, error("slow_down", R"(,"interval":2)")); // never faster
    ask(16, error("authorization_pending"));
    ask(16, R"({"access_token":"gho_0123456789"})");
    QCOMPARE(end(), QStringLiteral("token gho_0123456789"));
}

void TestCopilotSignIn::endsWhereGitHubSaysSo_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("cause");
    QTest::newRow("denied") << error("access_denied") << QStringLiteral("copilot.denied");
    QTest::newRow("expired") << error("expired_token") << QStringLiteral("copilot.expired");
    QTest::newRow("disabled") << error("device_flow_disabled") << QStringLiteral("copilot.device_flow");
    QTest::newRow("wrong code") << error("incorrect_device_code") << QStringLiteral("copilot.device_code");
    QTest::newRow("wrong grant") << error("unsupported_grant_type") << QStringLiteral("copilot.grant");
    QTest::newRow("odd") << QByteArray("{}") << QStringLiteral("schema");
}

void TestCopilotSignIn::endsWhereGitHubSaysSo()
{
    QFETCH(const QByteArray, answer);
    m_server->play({code()});
    begin();
    QTRY_VERIFY(m_code);
    ask(6, answer);
    QTEST(end(), "cause");
    m_clock.advance(1h);
    QCOMPARE(m_clock.runningTimers(), 0);
}

void TestCopilotSignIn::endsWithTheCode()
{
    m_server->play({code(R"(,"expires_in":10,"interval":5)")});
    begin();
    QTRY_VERIFY(m_code);
    ask(6, error("authorization_pending"));
    m_clock.advance(3999ms);
    QCOMPARE(end(), QStringLiteral("still waiting"));
    m_clock.advance(1ms);
    QCOMPARE(end(), QStringLiteral("copilot.expired"));
}

void TestCopilotSignIn::outlivesABadNetwork()
{
    const int descriptors = openDescriptors();
    m_server->play({code()});
    begin();
    QTRY_VERIFY(m_code);
    ask(6, "down", 503);
    const std::size_t before = asked();
    m_server->play({script::Reset {}}); // the kept connection is dead: that is tried again by itself
    m_server->play({script::Reset {}});
    m_clock.advance(11s); // 5 s more slowly
    QTRY_COMPARE(asked(), before + 2);
    QTRY_COMPARE(openDescriptors(), descriptors); // it has seen that
    ask(16, R"({"access_token":"gho_0123456789"})");
    QCOMPARE(end(), QStringLiteral("token gho_0123456789"));
}

void TestCopilotSignIn::cancelsAtOnce()
{
    m_server->play({code()});
    begin();
    QTRY_VERIFY(m_code);
    m_clock.advance(6s);
    QTRY_COMPARE(asked(), size_t(1)); // and never answered
    m_signIn.reset();
    QTRY_COMPARE(m_server->openConnections(), 0);
    QCOMPARE(end(), QStringLiteral("still waiting"));
}

void TestCopilotSignIn::failsBeforeTheCode_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("cause");
    QTest::newRow("unknown client") << 404 << QByteArray(R"({"error":"Not Found"})")
                                    << QStringLiteral("copilot.client");
    QTest::newRow("disabled") << 200 << error("device_flow_disabled") << QStringLiteral("copilot.device_flow");
    QTest::newRow("down") << 502 << QByteArray() << QStringLiteral("server");
}

void TestCopilotSignIn::failsBeforeTheCode()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, answer);
    m_server->play({script::answer(status, answer)});
    begin();
    QTRY_VERIFY(m_end);
    QTEST(end(), "cause");
    QVERIFY(!m_code);
}

void TestCopilotSignIn::showsNoCodeInErrors()
{
    m_server->play({code()});
    begin();
    QTRY_VERIFY(m_code);
    const QByteArray words = R"(,"error_description":"code )" + QByteArray(deviceCode) + R"( is unknown")";
    ask(6, error("incorrect_device_code", words.constData()));
    const Error shown = m_end->error();
    QVERIFY(!(shown.message + shown.rawBody + shown.requestId).contains(QStringLiteral("canary")));
    QVERIFY(shown.message.contains(QStringLiteral("is unknown")));
}

QTEST_GUILESS_MAIN(TestCopilotSignIn)
#include "tst_copilotsignin.moc"
