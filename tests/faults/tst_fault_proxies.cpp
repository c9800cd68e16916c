// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/faults/FaultTest.h"
#include "tests/support/ScriptedProxy.h"

using namespace triptych;
using namespace std::chrono_literals;
using Behaviour = ScriptedProxy::Behaviour;
using Kind = ScriptedProxy::Kind;

/// Proxies that do not lead to the provider.
class TestFaultProxies : public FaultTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void proxies_data();
    void proxies();

private:
    struct Setup
    {
        Kind kind = Kind::Http;
        Behaviour behaviour = Behaviour::Tunnel;
        QByteArray status = {};
        QByteArray user = {}; ///< That it wants to see.
        QByteArray signIn = {}; ///< That the vault has.
        bool isThere = true;
    };
    Fault through(const Setup &setup, const char *cause);
    void use(const Setup &setup);

    std::unique_ptr<ScriptedProxy> m_proxy;
};

void TestFaultProxies::cleanup()
{
    m_transport->closeIdleConnections();
    turnEventLoop();
    m_proxy.reset();
    FaultTest::cleanup();
}

void TestFaultProxies::use(const Setup &setup)
{
    useTls();
    m_proxy = std::make_unique<ScriptedProxy>(setup.kind);
    m_proxy->behaviour = setup.behaviour;
    if (!setup.status.isEmpty())
        m_proxy->status = setup.status;
    m_proxy->user = setup.user;
    m_proxy->password = "right";
    m_endpoints->proxySignIn = setup.signIn;
    const QString scheme = setup.kind == Kind::Http ? QStringLiteral("http") : QStringLiteral("socks5");
    m_transport->setOptions({.proxyMode = TransportOptions::ProxyMode::Manual, .manualProxy = m_proxy->url(scheme)});
    if (!setup.isThere)
        m_proxy->close();
}

/// None of these is mended by asking again.
Fault TestFaultProxies::through(const Setup &setup, const char *cause)
{
    return {.answer = completeAnswer("through"),
            .cause = cause,
            .kind = ErrorKind::Network,
            .requests = 0,
            .prepare = [this, setup] { use(setup); }};
}

void TestFaultProxies::proxies_data()
{
    addFaults();
    row("row 40 refused", through({.isThere = false}, "proxy.refused"));
    row("row 40 SOCKS refused", through({.kind = Kind::Socks5, .isThere = false}, "proxy.refused"));
    row("row 40 407", through({.user = "ann", .signIn = "ann:wrong"}, "proxy.auth"));
    row("row 40 407 without a sign-in", through({.user = "ann"}, "proxy.auth"));
    row("row 40 CONNECT 502", through({.behaviour = Behaviour::Refuse, .status = "502 Bad Gateway"}, "proxy.connect"));
    row("row 40 CONNECT 403", through({.behaviour = Behaviour::Refuse, .status = "403 Forbidden"}, "proxy.connect"));
    row("row 40 takes TLS away", through({.behaviour = Behaviour::StripTls}, "tls.protocol"));
    row("row 40 SOCKS takes TLS away",
        through({.kind = Kind::Socks5, .behaviour = Behaviour::StripTls}, "tls.protocol"));
    row("row 40 SOCKS cannot reach it", through({.kind = Kind::Socks5, .behaviour = Behaviour::Refuse}, "proxy.socks"));
    row("row 40 SOCKS wants another sign-in",
        through({.kind = Kind::Socks5, .behaviour = Behaviour::RefuseMethods}, "proxy.auth"));
    row("row 40 SOCKS wrong password",
        through({.kind = Kind::Socks5, .user = "ann", .signIn = "ann:no"}, "proxy.auth"));
    row("row 40 garbage", through({.behaviour = Behaviour::Garbage}, "proxy.connect"));
    row("row 40 closed", through({.behaviour = Behaviour::Close}, "proxy.closed"));
    Fault silent = through({.behaviour = Behaviour::Silent}, "proxy.timeout");
    silent.kind = ErrorKind::Timeout;
    silent.limit = 10s;
    silent.isHanging = [this] { return m_proxy && !m_proxy->received().isEmpty(); };
    row("row 40 silent", silent);
    Fault unknown = through({}, "proxy.unsupported");
    unknown.kind = ErrorKind::InvalidInput;
    unknown.prepare = [this] {
        use({});
        m_transport->setOptions({.proxyMode = TransportOptions::ProxyMode::Manual,
                                 .manualProxy = QUrl(QStringLiteral("ftp://127.0.0.1:9"))});
    };
    row("row 40 of a kind that nobody speaks", unknown);
    unknown.prepare = [this] {
        use({});
        const QUrl script(QStringLiteral("pac+http://127.0.0.1:9/proxy.pac"));
        m_transport->setOptions({.proxyMode = TransportOptions::ProxyMode::Manual, .manualProxy = script});
    };
    row("row 40 a PAC script in the place of a proxy", unknown);
    Fault clear = through({}, "insecure_http");
    clear.kind = ErrorKind::InvalidInput;
    clear.prepare = [this] {
        use({});
        m_endpoints->servers[QStringLiteral("one")].setScheme(QStringLiteral("http"));
    };
    row("row 40 a request that the proxy could read", clear);
    for (const Kind kind : {Kind::Http, Kind::Socks5}) {
        Fault good = through({.kind = kind, .user = "ann", .signIn = "ann:right"}, "");
        good.outcome = LaneOutcome::Complete;
        good.status = 200;
        good.requests = 1;
        good.text = "through";
        row(kind == Kind::Http ? "row 40 CONNECT, signed in" : "row 40 SOCKS, signed in", good);
    }
}

/// Whatever a proxy does, it never reads a key, and no other name service is asked.
void TestFaultProxies::proxies()
{
    judge();
    QVERIFY(!m_proxy->received().contains(secretKey));
    QCOMPARE(m_resolver->asked, QStringList());
}

QTEST_GUILESS_MAIN(TestFaultProxies)
#include "tst_fault_proxies.moc"
