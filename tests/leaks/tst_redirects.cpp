// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/Canary.h"
#include "tests/support/KeySearch.h"
#include "tests/support/RunEngineTest.h"
#include "tests/support/TestCertificates.h"

#include <QTest>

using namespace triptych;

namespace {

const QList<int> codes {301, 302, 303, 307, 308};

struct Scheme
{
    const char *name;
    const char *dialect;
    const char *header; ///< Null: the key signs.
    const char *prefix;
    const char *key;
};

constexpr Scheme schemes[] = {
    {"bearer", "openai-chat", "Authorization", "Bearer ", canary::key},
    {"header", "anthropic", "x-api-key", "", canary::headerKey},
    {"gemini", "gemini", "x-goog-api-key", "", canary::headerKey},
    {"sigv4", "bedrock", nullptr, "", canary::awsKey},
};

struct Target
{
    const char *name;
    const char *location; ///< {scheme}, {ownPort} and so on are filled in.
    bool isSame = false;
};

constexpr Target targets[] = {
    {"other host", "{scheme}://127.0.0.2:{ownPort}/v1?q=1"},
    {"other port", "{scheme}://127.0.0.1:{otherPort}/v1"},
    {"name for the address", "{scheme}://localhost:{ownPort}/v1"},
    {"IPv6", "{scheme}://[::1]:{ownPort}/v1"},
    {"other scheme", "{otherScheme}://127.0.0.1:{otherSchemesPort}/v1"},
    {"user info", "{scheme}://127.0.0.1:{ownPort}@127.0.0.2:{ownPort}/v1"},
    {"user info, same host", "{scheme}://me:hush@127.0.0.1:{ownPort}/v1"},
    {"look-alike",
     "{scheme}://\xe2\x93\x9b\xe2\x93\x9e"
     "calhost:{otherPort}/v1"},
    {"look-alike in Cyrillic",
     "{scheme}://l\xd0\xbe"
     "calhost:{otherPort}/v1"},
    {"encoded slash", "{scheme}://127.0.0.1%2F@127.0.0.2:{ownPort}/v1"},
    {"encoded dots", "{scheme}://127%2e0%2e0%2e2:{ownPort}/v1"},
    {"encoded name", "{scheme}://%6c%6f%63%61%6c%68%6f%73%74:{otherPort}/v1"},
    {"no scheme", "//127.0.0.2:{ownPort}/v1"},
    {"no scheme, other port", "//127.0.0.1:{otherPort}/v1"},
    {"script", "javascript:alert(1)"},
    {"escapes", "{scheme}://127.0.0.2:{ownPort}/%1B[31mred\xe2\x80\xaetxt"},
    {"relative", "/v2/elsewhere", true},
    {"relative without slash", "elsewhere", true},
    {"absolute, same origin", "{scheme}://127.0.0.1:{ownPort}/v2", true},
    {"address in the path", "/v1%2F..%2F@127.0.0.2", true},
};

/// Without user info, and nothing in it that a terminal or a reader would take for something else.
bool isHarmless(const QString &shown, const Target &target)
{
    const bool isPlain = std::all_of(shown.begin(), shown.end(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
    return isPlain && (target.isSame || !shown.contains(u'@')) && !shown.contains(QStringLiteral("hush"));
}

} // namespace

/// Rows 32 and 33 of the fault catalogue through whole lanes: every code, target and sign-in, in the clear and over
/// TLS.
class TestRedirects : public RunEngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_certificates = std::make_unique<TestCertificates>(); }
    void deliverNothing_data();
    void deliverNothing();
    void theTargetShowsNoKey();

private:
    void listen(bool isTls);
    std::unique_ptr<ScriptedServer> listener(const QString &address, quint16 port, bool isTls) const;
    QByteArray filledIn(QByteArray location, bool isTls) const;
    void signInBy(const Scheme &scheme, bool isTls);

    std::unique_ptr<TestCertificates> m_certificates;
    std::unique_ptr<ScriptedServer> m_origin;
    std::unique_ptr<ScriptedServer> m_otherHost, m_otherFamily, m_otherPort, m_otherScheme;
};

/// Listens on any port for 0.
std::unique_ptr<ScriptedServer> TestRedirects::listener(const QString &address, quint16 port, bool isTls) const
{
    auto server = std::make_unique<ScriptedServer>(isTls ? std::optional(m_certificates->server()) : std::nullopt);
    server->close();
    if (!server->listen(QHostAddress(address), port) && !address.contains(u':')) // a machine may be without IPv6
        qFatal("cannot listen on %s", qPrintable(address));
    server->playAlways({script::answer(200, "landed")});
    return server;
}

void TestRedirects::listen(bool isTls)
{
    m_origin = listener(QStringLiteral("127.0.0.1"), 0, isTls);
    const quint16 port = m_origin->serverPort();
    m_otherHost = listener(QStringLiteral("127.0.0.2"), port, isTls);
    m_otherFamily = listener(QStringLiteral("::1"), port, isTls);
    m_otherPort = listener(QStringLiteral("127.0.0.1"), 0, isTls);
    m_otherScheme = listener(QStringLiteral("127.0.0.1"), 0, !isTls);
}

QByteArray TestRedirects::filledIn(QByteArray location, bool isTls) const
{
    const auto port = [](const auto &server) { return QByteArray::number(server->serverPort()); };
    return location.replace("{scheme}", isTls ? "https" : "http")
        .replace("{otherScheme}", isTls ? "http" : "https")
        .replace("{ownPort}", port(m_origin))
        .replace("{otherPort}", port(m_otherPort))
        .replace("{otherSchemesPort}", port(m_otherScheme));
}

void TestRedirects::signInBy(const Scheme &scheme, bool isTls)
{
    m_endpoints->servers = {{QStringLiteral("one"), m_origin->url(QStringLiteral("/v1"))}};
    m_endpoints->dialect = QString::fromLatin1(scheme.dialect);
    m_endpoints->key = scheme.key;
    m_endpoints->caFile = isTls ? m_certificates->caFile() : QString();
    if (scheme.header)
        m_endpoints->header = {scheme.header, scheme.prefix};
    else
        m_endpoints->signing = {"us-east-1", "bedrock"};
}

void TestRedirects::deliverNothing_data()
{
    QTest::addColumn<int>("scheme");
    QTest::addColumn<bool>("isTls");
    for (int scheme = 0; scheme < int(std::size(schemes)); ++scheme)
        for (const bool isTls : {false, true})
            QTest::addRow("%s, %s", schemes[scheme].name, isTls ? "https" : "http") << scheme << isTls;
}

void TestRedirects::deliverNothing()
{
    QFETCH(const int, scheme);
    QFETCH(const bool, isTls);
    listen(isTls);
    signInBy(schemes[scheme], isTls);
    std::vector<LanePlan> lanes;
    for (const Target &target : targets)
        for (const int code : codes) {
            m_origin->play({script::answer(code, "moved", "Location: " + filledIn(target.location, isTls) + "\r\n")});
            lanes.push_back(lane("one", int(lanes.size())));
        }
    start(std::move(lanes), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_runsFinished, 1, 30'000);

    const KeySearch search(schemes[scheme].key);
    for (const auto &[id, record] : m_finished) {
        const Target &target = targets[record.index / codes.size()];
        const QByteArray report = toJson(record);
        QCOMPARE(record.outcome, LaneOutcome::Failed);
        const char *cause = target.isSame ? "redirect" : "redirect_cross_origin";
        QVERIFY2(record.cause == QLatin1String(cause), report.constData());
        QCOMPARE(record.httpStatus.value_or(0), codes[record.index % codes.size()]);
        QVERIFY2(isHarmless(record.error->message, target), report.constData());
        QCOMPARE(search.in(report), QStringList());
    }
    QCOMPARE(m_origin->requests().size(), std::size(targets) * std::size_t(codes.size()));
    QVERIFY(!search.in(m_origin->received()).isEmpty()); // the key did go where it belongs, or its name did
    for (const auto *other : {m_otherHost.get(), m_otherFamily.get(), m_otherPort.get(), m_otherScheme.get()}) {
        QCOMPARE(other->connections(), 0);
        QCOMPARE(other->received(), QByteArray());
    }
}

void TestRedirects::theTargetShowsNoKey()
{
    listen(false);
    signInBy(schemes[0], false);
    const KeySearch search(canary::key);
    const QByteArray key = QByteArray(canary::key).toPercentEncoding();
    const QByteArrayList targets {"https://127.0.0.2/" + key + "/x",
                                  "https://127.0.0.2/?k=" + key,
                                  "/again/" + key,
                                  "https://" + key + "@127.0.0.2/",
                                  "https://127.0.0.2/" + key.toPercentEncoding(),
                                  "https://k" + QByteArray(canary::key).left(20).toHex() + ".example/"};
    std::vector<LanePlan> lanes;
    for (const QByteArray &target : targets) {
        m_origin->play({script::answer(307, "moved", "Location: " + target + "\r\n")});
        lanes.push_back(lane("one", int(lanes.size())));
    }
    start(std::move(lanes), 1);
    QTRY_COMPARE(m_runsFinished, 1);
    for (const auto &[id, record] : m_finished) {
        QVERIFY(!record.error->message.isEmpty());
        QCOMPARE(search.in(toJson(record)), QStringList());
    }
}

QTEST_GUILESS_MAIN(TestRedirects)
#include "tst_redirects.moc"
