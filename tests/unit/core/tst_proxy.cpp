// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/HttpTransport.h"
#include "core/net/ProxyFinder.h"
#include "tests/support/ManualClock.h"
#include "tests/support/RecordingSink.h"
#include "tests/support/ScriptedProxy.h"
#include "tests/support/ScriptedServer.h"
#include "tests/support/TestCertificates.h"
#include "tests/support/TransportHelpers.h"

#include <QCoreApplication>
#include <QTest>
#include <QThreadPool>

using namespace triptych;
using namespace script;
using Mode = TransportOptions::ProxyMode;
using Behaviour = ScriptedProxy::Behaviour;

namespace {

const QString apiHost = QStringLiteral("api.example.test");

QString described(const QNetworkProxy &proxy)
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return QStringLiteral("direct");
    const QString kind = proxy.type() == QNetworkProxy::Socks5Proxy ? QStringLiteral("socks") : QStringLiteral("http");
    const QString user = proxy.user().isEmpty() ? QString() : proxy.user() + u':' + proxy.password() + u'@';
    return kind + u' ' + user + proxy.hostName() + u':' + QString::number(proxy.port());
}

Environment environmentOf(const QHash<QByteArray, QByteArray> &variables)
{
    return [variables](const char *name) { return variables.value(name); };
}

} // namespace

/// Which proxy is taken, and what happens behind it.
class TestProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsUrls_data();
    void readsUrls();
    void excludes_data();
    void excludes();
    void readsTheEnvironment_data();
    void readsTheEnvironment();
    void chooses_data();
    void chooses();
    void asksTheDesktopOnce();
    void tunnels_data();
    void tunnels();
    void signsInWithASecret_data();
    void signsInWithASecret();
    void keepsASignInForItsProxy();
    void fails_data();
    void fails();
    void losesPatience();
    void refusedConnection();
    void keepsConnectionsApart();

private:
    TestCertificates m_certificates;
};

void TestProxy::readsUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("result");
    const std::pair<const char *, const char *> rows[] = {
        {"http://proxy.test:3128", "http proxy.test:3128"},
        {"proxy.test:3128", "http proxy.test:3128"},
        {"http://proxy.test", "http proxy.test:80"},
        {"127.0.0.1:7890", "http 127.0.0.1:7890"},
        {"socks5://127.0.0.1", "socks 127.0.0.1:1080"},
        {"socks5h://proxy.test:1", "socks proxy.test:1"},
        {"socks://[::1]:9", "socks ::1:9"},
        {"http://u:p%40s@proxy.test:1/", "http u:p@s@proxy.test:1"},
        {"https://proxy.test", "proxy.unsupported"},
        {"socks4://proxy.test", "proxy.unsupported"},
        {"http://", "proxy.invalid"},
        {"http://a b:1", "proxy.invalid"},
        {"proxy.test:99999", "proxy.invalid"},
    };
    for (const auto &[text, result] : rows)
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(result);
}

void TestProxy::readsUrls()
{
    QFETCH(QString, text);
    const auto proxy = proxyFromUrl(text);
    QTEST(proxy ? described(proxy.value()) : proxy.error().cause, "result");
}

void TestProxy::excludes_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isExcluded");
    const auto row = [](const char *list, const char *host, bool isExcluded) {
        QTest::addRow("%s: %s", list, host) << QString::fromLatin1(list) << QString::fromLatin1(host) << isExcluded;
    };
    row("", "a.test", false);
    row("*", "a.test", true);
    row("a.test", "a.test", true);
    row("A.test", "a.TEST", true);
    row("a.test", "b.a.test", true);
    row(".a.test", "b.a.test", true);
    row(".a.test", "a.test", true);
    row("*.a.test", "b.a.test", true);
    row("a.test", "ba.test", false);
    row("b.test, a.test", "a.test", true);
    row("b.test a.test", "a.test", true);
    row("a.test:443", "a.test", true);
    row("a.test:80", "a.test", false);
    row("10.0.0.0/8", "10.1.2.3", true);
    row("10.0.0.0/8", "11.1.2.3", false);
    row("10.1.2.3", "10.1.2.3", true);
    row("[fd00::1]:443", "fd00::1", true);
    row("fd00::/8", "fd00::1", true);
    row("10.0.0.0/8", "a.test", false);
    row("0.1", "10.0.0.1", false);
}

void TestProxy::excludes()
{
    QFETCH(QString, list);
    QFETCH(QString, host);
    QTEST(isExcludedFromProxy(host, 443, list), "isExcluded");
}

using Variables = QHash<QByteArray, QByteArray>;

void TestProxy::readsTheEnvironment_data()
{
    QTest::addColumn<Variables>("variables");
    QTest::addColumn<QString>("result");
    QTest::newRow("silent") << Variables {} << QStringLiteral("nothing");
    QTest::newRow("lower") << Variables {{"https_proxy", "http://p.test:1"}} << QStringLiteral("http p.test:1");
    QTest::newRow("upper") << Variables {{"HTTPS_PROXY", "p.test:1"}} << QStringLiteral("http p.test:1");
    QTest::newRow("lower first") << Variables {{"https_proxy", "a.test:1"}, {"HTTPS_PROXY", "b.test:1"}}
                                 << QStringLiteral("http a.test:1");
    QTest::newRow("all") << Variables {{"all_proxy", "socks5://p.test:1"}} << QStringLiteral("socks p.test:1");
    QTest::newRow("own before all") << Variables {{"ALL_PROXY", "socks5://p.test:1"}, {"HTTPS_PROXY", "q.test:1"}}
                                    << QStringLiteral("http q.test:1");
    QTest::newRow("of http") << Variables {{"http_proxy", "http://p.test:1"}} << QStringLiteral("nothing");
    QTest::newRow("excluded") << Variables {{"https_proxy", "p.test:1"}, {"NO_PROXY", "example.test"}}
                              << QStringLiteral("direct");
    QTest::newRow("broken") << Variables {{"https_proxy", "ftp://p.test:1"}} << QStringLiteral("proxy.unsupported");
}

void TestProxy::readsTheEnvironment()
{
    QFETCH(Variables, variables);
    const auto proxy
        = proxyFromEnvironment(QUrl(QStringLiteral("https://api.example.test/v1")), environmentOf(variables));
    const QString result = !proxy ? QStringLiteral("nothing")
        : *proxy                  ? described(proxy->value())
                                  : proxy->error().cause;
    QTEST(result, "result");
}

void TestProxy::chooses_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<ProxyUse>("use");
    QTest::addColumn<QString>("manual");
    QTest::addColumn<QString>("result");
    const QString environment = QStringLiteral("http env.test:1");
    const QString manual = QStringLiteral("http manual.test:2");
    const QString direct = QStringLiteral("direct");
    const QString manualUrl = QStringLiteral("http://manual.test:2");
    const QString loopback = QStringLiteral("127.0.0.1");
    const QString excluded = QStringLiteral("direct.test");
    QTest::newRow("system") << apiHost << Mode::System << ProxyUse::Default << QString() << environment;
    QTest::newRow("none") << apiHost << Mode::None << ProxyUse::Default << manualUrl << direct;
    QTest::newRow("manual") << apiHost << Mode::Manual << ProxyUse::Default << manualUrl << manual;
    QTest::newRow("manual, but empty") << apiHost << Mode::Manual << ProxyUse::Default << QString()
                                       << QStringLiteral("proxy.invalid");
    QTest::newRow("this one direct") << apiHost << Mode::Manual << ProxyUse::Direct << manualUrl << direct;
    QTest::newRow("this one by proxy") << apiHost << Mode::None << ProxyUse::Proxy << manualUrl << manual;
    QTest::newRow("this one by the system's") << apiHost << Mode::None << ProxyUse::Proxy << QString() << environment;
    QTest::newRow("this one by proxy, but excluded")
        << excluded << Mode::System << ProxyUse::Proxy << QString() << QStringLiteral("proxy.missing");
    QTest::newRow("excluded") << excluded << Mode::System << ProxyUse::Default << QString() << direct;
    QTest::newRow("loopback, system") << loopback << Mode::System << ProxyUse::Default << QString() << direct;
    QTest::newRow("loopback, manual") << loopback << Mode::Manual << ProxyUse::Proxy << manualUrl << direct;
}

void TestProxy::chooses()
{
    QFETCH(QString, host);
    QFETCH(Mode, mode);
    QFETCH(ProxyUse, use);
    QFETCH(QString, manual);
    ManualClock clock;
    ProxyFinder finder(clock, environmentOf({{"https_proxy", "env.test:1"}, {"no_proxy", "direct.test"}}));
    QString result;
    const auto question
        = finder.find(QUrl(QStringLiteral("https://") + host), use, {.proxyMode = mode, .manualProxy = QUrl(manual)},
                      [&result](const Result<QNetworkProxy> &proxy) {
                          result = proxy ? described(proxy.value()) : proxy.error().cause;
                      });
    QVERIFY(!question);
    QTEST(result, "result");
}

/// Without a desktop it says "direct"; what counts is that it is asked elsewhere and believed for a while.
void TestProxy::asksTheDesktopOnce()
{
    ManualClock clock;
    ProxyFinder finder(clock, environmentOf({}));
    int answers = 0;
    const auto ask = [&] {
        return finder.find(QUrl(QStringLiteral("https://api.example.test/")), ProxyUse::Default, {},
                           [&answers](const Result<QNetworkProxy> &proxy) { answers += proxy ? 1 : 100; });
    };
    const auto first = ask();
    QVERIFY(first);
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 1);
    QVERIFY(!ask());
    QCOMPARE(answers, 2);
    clock.advance(std::chrono::seconds(30));
    auto later = ask();
    QVERIFY(later);
    later.reset(); // silenced
    QThreadPool::globalInstance()->waitForDone(); // the desktop's answer is in the queue of this thread by now
    QCoreApplication::sendPostedEvents();
    QCOMPARE(answers, 2);
}

void TestProxy::tunnels_data()
{
    QTest::addColumn<ScriptedProxy::Kind>("kind");
    QTest::addColumn<QString>("scheme");
    QTest::addColumn<bool>("hasUser");
    for (const bool hasUser : {false, true}) {
        const char *suffix = hasUser ? ", signed in" : "";
        QTest::addRow("CONNECT%s", suffix) << ScriptedProxy::Kind::Http << QStringLiteral("http") << hasUser;
        QTest::addRow("SOCKS5%s", suffix) << ScriptedProxy::Kind::Socks5 << QStringLiteral("socks5") << hasUser;
        QTest::addRow("SOCKS5 with names%s", suffix)
            << ScriptedProxy::Kind::Socks5 << QStringLiteral("socks5h") << hasUser;
    }
}

void TestProxy::tunnels()
{
    QFETCH(ScriptedProxy::Kind, kind);
    QFETCH(QString, scheme);
    QFETCH(bool, hasUser);
    ManualClock clock;
    auto resolver = std::make_unique<StubResolver>();
    StubResolver *stub = resolver.get();
    ScriptedServer server(m_certificates.server());
    server.playAlways({chunkedHead(), Drip {chunk("hello").bytes + chunk("").bytes}});
    ScriptedProxy proxy(kind);
    proxy.user = hasUser ? "ann" : "";
    proxy.password = "pass word";
    HttpTransport transport(clock, std::move(resolver));
    transport.setOptions({.proxyMode = Mode::Manual,
                          .manualProxy = proxy.url(scheme, hasUser ? QStringLiteral("ann") : QString(),
                                                   hasUser ? QStringLiteral("pass word") : QString())});
    for (int round = 0; round < 2; ++round) {
        TransportRequest request = withKey(postTo(server.url(QStringLiteral("/v1"), apiHost)), "sk-canary");
        request.caFile = m_certificates.caFile();
        RecordingSink sink;
        const auto exchange = transport.send(std::move(request), sink);
        QTRY_VERIFY(sink.hasEnded());
        QCOMPARE(sink.cause(), QString());
        QCOMPARE(sink.body, "hello");
        QCOMPARE(sink.calls.mid(0, 4), (QByteArrayList {"connected", "tls", "sent", "head"}));
    }
    QCOMPARE(proxy.targets(), QByteArrayList {"api.example.test:" + QByteArray::number(server.serverPort())});
    QVERIFY(!proxy.received().contains("canary"));
    QVERIFY(!proxy.received().contains("Mozilla"));
    QVERIFY(server.requests()[0].head.contains("sk-canary"));
    QVERIFY(!server.requests()[0].head.toLower().contains("proxy"));
    QCOMPARE(server.connections(), 1);
    QCOMPARE(stub->asked, QStringList()); // the proxy's business
}

void TestProxy::signsInWithASecret_data()
{
    QTest::addColumn<ScriptedProxy::Kind>("kind");
    QTest::addColumn<QByteArray>("signIn");
    QTest::addColumn<QString>("cause");
    for (const auto kind : {ScriptedProxy::Kind::Http, ScriptedProxy::Kind::Socks5}) {
        const char *name = kind == ScriptedProxy::Kind::Http ? "CONNECT" : "SOCKS5";
        QTest::addRow("%s right", name) << kind << QByteArray("ann:pass: word\xc3\xa9") << QString();
        QTest::addRow("%s wrong password", name) << kind << QByteArray("ann:other") << QStringLiteral("proxy.auth");
        QTest::addRow("%s wrong user", name)
            << kind << QByteArray("bob:pass: word\xc3\xa9") << QStringLiteral("proxy.auth");
        QTest::addRow("%s none", name) << kind << QByteArray() << QStringLiteral("proxy.auth");
        QTest::addRow("%s too long", name) << kind << "ann:" + QByteArray(256, 'x') << QStringLiteral("proxy.auth");
    }
}

void TestProxy::signsInWithASecret()
{
    QFETCH(const ScriptedProxy::Kind, kind);
    QFETCH(const QByteArray, signIn);
    QFETCH(const QString, cause);
    ManualClock clock;
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, "hello")});
    ScriptedProxy proxy(kind);
    proxy.user = "ann";
    proxy.password = "pass: word\xc3\xa9";
    HttpTransport transport(clock, std::make_unique<StubResolver>());
    const QString scheme = kind == ScriptedProxy::Kind::Http ? QStringLiteral("http") : QStringLiteral("socks5");
    transport.setOptions({.proxyMode = Mode::Manual, .manualProxy = proxy.url(scheme)});
    TransportRequest request = withKey(postTo(server.url(QStringLiteral("/v1"), apiHost)), "sk-canary");
    request.caFile = m_certificates.caFile();
    request.proxySignIn = Secret::copyOf(signIn);
    RecordingSink sink;
    const auto exchange = transport.send(std::move(request), sink);
    QTRY_VERIFY(sink.hasEnded());
    QCOMPARE(sink.cause(), cause);
    QCOMPARE(server.requests().size(), cause.isEmpty() ? 1u : 0u);
    QVERIFY(!proxy.received().contains("canary"));
    for (const QString &words : {sink.error.value_or(Error {}).message, sink.error.value_or(Error {}).rawBody})
        QVERIFY(!words.contains(QStringLiteral("pass")));
    if (cause.isEmpty())
        QVERIFY(!server.requests()[0].head.contains("ann"));
}

/// One from the vault is for the proxy by hand, and for no other that the machine names.
void TestProxy::keepsASignInForItsProxy()
{
    ManualClock clock;
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, "hello")});
    ScriptedProxy own(ScriptedProxy::Kind::Http);
    ScriptedProxy foreign(ScriptedProxy::Kind::Http);
    qputenv("https_proxy", foreign.url(QStringLiteral("http")).toString().toLatin1());
    HttpTransport transport(clock, std::make_unique<StubResolver>());
    transport.setOptions({.manualProxy = own.url(QStringLiteral("http"))});
    TransportRequest request = postTo(server.url(QStringLiteral("/v1"), apiHost));
    request.caFile = m_certificates.caFile();
    request.proxySignIn = Secret::copyOf("ann:pass word");
    RecordingSink sink;
    const auto exchange = transport.send(std::move(request), sink);
    QTRY_VERIFY(sink.hasEnded());
    qunsetenv("https_proxy");
    QCOMPARE(sink.cause(), QString());
    QCOMPARE(foreign.targets().size(), 1);
    QVERIFY(!foreign.received().contains("Authorization"));
}

void TestProxy::fails_data()
{
    QTest::addColumn<ScriptedProxy::Kind>("kind");
    QTest::addColumn<Behaviour>("behaviour");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *name, ScriptedProxy::Kind kind, Behaviour behaviour, const QByteArray &status,
                        const QByteArray &user, const char *cause) {
        QTest::newRow(name) << kind << behaviour << status << user << QString::fromLatin1(cause);
    };
    using Kind = ScriptedProxy::Kind;
    row("CONNECT 502", Kind::Http, Behaviour::Refuse, "502 Bad Gateway", {}, "proxy.connect");
    row("CONNECT 503", Kind::Http, Behaviour::Refuse, "503 Unavailable", {}, "proxy.connect");
    row("CONNECT 403", Kind::Http, Behaviour::Refuse, "403 Forbidden", {}, "proxy.connect");
    row("CONNECT 404", Kind::Http, Behaviour::Refuse, "404 Not Found", {}, "proxy.connect");
    row("CONNECT 407", Kind::Http, Behaviour::Tunnel, {}, "ann", "proxy.auth");
    row("CONNECT closed", Kind::Http, Behaviour::Close, {}, {}, "proxy.closed");
    row("CONNECT garbage", Kind::Http, Behaviour::Garbage, {}, {}, "proxy.connect");
    row("CONNECT without TLS", Kind::Http, Behaviour::StripTls, {}, {}, "tls.protocol");
    row("SOCKS refused", Kind::Socks5, Behaviour::Refuse, {}, {}, "proxy.socks");
    row("SOCKS no method", Kind::Socks5, Behaviour::RefuseMethods, {}, {}, "proxy.auth");
    row("SOCKS sign-in", Kind::Socks5, Behaviour::Tunnel, {}, "ann", "proxy.auth");
    row("SOCKS closed", Kind::Socks5, Behaviour::Close, {}, {}, "proxy.closed");
    row("SOCKS garbage", Kind::Socks5, Behaviour::Garbage, {}, {}, "proxy.socks");
    row("SOCKS without TLS", Kind::Socks5, Behaviour::StripTls, {}, {}, "tls.protocol");
}

void TestProxy::fails()
{
    QFETCH(ScriptedProxy::Kind, kind);
    QFETCH(Behaviour, behaviour);
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, user);
    ManualClock clock;
    ScriptedServer server(m_certificates.server());
    ScriptedProxy proxy(kind);
    proxy.behaviour = behaviour;
    proxy.status = status;
    proxy.user = user;
    proxy.password = "right";
    HttpTransport transport(clock, std::make_unique<StubResolver>());
    const QString scheme = kind == ScriptedProxy::Kind::Http ? QStringLiteral("http") : QStringLiteral("socks5");
    transport.setOptions({.proxyMode = Mode::Manual,
                          .manualProxy = proxy.url(scheme, QString::fromLatin1(user),
                                                   user.isEmpty() ? QString() : QStringLiteral("wrong"))});
    TransportRequest request = withKey(postTo(server.url(QStringLiteral("/v1"), apiHost)), "sk-canary");
    request.caFile = m_certificates.caFile();
    RecordingSink sink;
    const auto exchange = transport.send(std::move(request), sink);
    QTRY_VERIFY(sink.hasEnded());
    QTEST(sink.cause(), "cause");
    QCOMPARE(sink.error->kind, ErrorKind::Network);
    QVERIFY(!proxy.received().contains("canary"));
    QCOMPARE(server.requests().size(), 0u);
}

void TestProxy::losesPatience()
{
    ManualClock clock;
    ScriptedProxy proxy(ScriptedProxy::Kind::Http);
    proxy.behaviour = Behaviour::Silent;
    HttpTransport transport(clock, std::make_unique<StubResolver>());
    transport.setOptions({.proxyMode = Mode::Manual, .manualProxy = proxy.url(QStringLiteral("http"))});
    RecordingSink sink;
    const auto exchange = transport.send(postTo(QUrl(QStringLiteral("https://api.example.test/"))), sink);
    QTRY_VERIFY(!proxy.received().isEmpty());
    clock.advance(std::chrono::seconds(10));
    QVERIFY(sink.hasEnded());
    QCOMPARE(sink.cause(), QStringLiteral("proxy.timeout"));
    QCOMPARE(sink.error->kind, ErrorKind::Timeout);
}

void TestProxy::refusedConnection()
{
    ManualClock clock;
    ScriptedProxy proxy(ScriptedProxy::Kind::Http);
    const QUrl url = proxy.url(QStringLiteral("http"));
    proxy.close();
    HttpTransport transport(clock, std::make_unique<StubResolver>());
    transport.setOptions({.proxyMode = Mode::Manual, .manualProxy = url});
    RecordingSink sink;
    const auto exchange = transport.send(postTo(QUrl(QStringLiteral("https://api.example.test/"))), sink);
    QTRY_VERIFY(sink.hasEnded());
    QCOMPARE(sink.cause(), QStringLiteral("proxy.refused"));
}

void TestProxy::keepsConnectionsApart()
{
    ManualClock clock;
    auto resolver = std::make_unique<StubResolver>();
    resolver->known.insert(apiHost, {QHostAddress(QHostAddress::LocalHost)});
    ScriptedServer server(m_certificates.server());
    server.playAlways({answer(200, "hello")});
    ScriptedProxy proxy(ScriptedProxy::Kind::Http);
    HttpTransport transport(clock, std::move(resolver));
    transport.setOptions({.proxyMode = Mode::None, .manualProxy = proxy.url(QStringLiteral("http"))});
    for (const ProxyUse use : {ProxyUse::Proxy, ProxyUse::Direct, ProxyUse::Proxy, ProxyUse::Default}) {
        TransportRequest request = postTo(server.url(QStringLiteral("/v1"), apiHost));
        request.caFile = m_certificates.caFile();
        request.proxy = use;
        RecordingSink sink;
        const auto exchange = transport.send(std::move(request), sink);
        QTRY_VERIFY(sink.hasEnded());
        QCOMPARE(sink.cause(), QString());
    }
    QCOMPARE(server.connections(), 2); // one through the proxy, one beside it
    QCOMPARE(proxy.targets().size(), 1);
}

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"
