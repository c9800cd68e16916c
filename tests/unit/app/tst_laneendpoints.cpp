// SPDX-FileCopyrightText: 2026 The Triptych developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/session/CopilotAccess.h"
#include "app/session/KeyRing.h"
#include "app/session/LaneEndpoints.h"
#include "core/chat/ProxyAddress.h"
#include "core/local/LlamaServers.h"
#include "core/net/SystemClock.h"
#include "core/run/RunPlan.h"
#include "core/vault/Vault.h"
#include "tests/support/CheapDerivation.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;

namespace {

constexpr const char *cloudFile
    = R"({"id": "cloud", "dialect": "openai-chat", "baseUrl": "https://{region}.example.org/v1", "auth": {"scheme": "bearer"}, "fields": [{"id": "region", "label": "Region", "default": "eu"}]})";
constexpr const char *signedFile
    = R"({"id": "signed", "dialect": "bedrock", "baseUrl": "https://{region}.example.org", "auth": {"scheme": "sigv4", "service": "bedrock", "region": "{region}"}, "fields": [{"id": "region", "default": "eu-west-1"}]})";
constexpr const char *freeFile
    = R"({"id": "free", "dialect": "openai-chat", "baseUrl": "https://free.example.org/v1", "auth": {"scheme": "none"}})";
constexpr const char *openFile
    = R"({"id": "open", "dialect": "openai-chat", "baseUrl": "https://{resource}.example.org/v1", "auth": {"scheme": "none"}, "fields": [{"id": "resource", "label": "Resource"}]})";
constexpr const char *corpFile
    = R"({"id": "corp", "dialect": "openai-chat", "baseUrl": "https://corp.example.org/v1", "auth": {"scheme": "none"}, "caFile": "/etc/corp.pem", "headers": {"X-Corp": {"secret": "x-corp"}, "Authorization": {"secret": "basic"}}})";
constexpr const char *localFile
    = R"({"id": "local", "dialect": "openai-chat", "baseUrl": "http://127.0.0.1/v1", "auth": {"scheme": "none"}})";
constexpr const char *twoFile
    = R"({"id": "two", "dialect": "bedrock", "baseUrl": "https://runtime.{region}.example.org", "modelsBaseUrl": "https://lists.{region}.example.org", "auth": {"scheme": "bearer"}, "fields": [{"id": "region", "default": "eu"}]})";
constexpr const char *faultyFile = R"({"id": "wrong", "dialect": 7})";

ProviderCatalog catalog()
{
    return ProviderCatalog::fromFiles({{QStringLiteral("cloud.json"), cloudFile},
                                       {QStringLiteral("free.json"), freeFile},
                                       {QStringLiteral("corp.json"), corpFile},
                                       {QStringLiteral("signed.json"), signedFile},
                                       {QStringLiteral("open.json"), openFile},
                                       {QStringLiteral("two.json"), twoFile, true},
                                       {QStringLiteral("some.json"), faultyFile}},
                                      PriceBook());
}

} // namespace

/// From the address of a lane to the place it is sent to, with the key that belongs there and nowhere else.
class TestLaneEndpoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theKeyOfTheFilledOrigin();
    void noKeyIsSaidAndNothingSent();
    void aProviderWithoutKeys();
    void aKeyThatSigns();
    void waitsForTheVault();
    void whoMayNotWaitAsksNobody_data();
    void whoMayNotWaitAsksNobody();
    void aModelThatDoesNotRunStaysSo();
    void fallsSilentWhenTheLaneGoes();
    void namesTheFaultyFile();
    void asksForTheWholeAddress();
    void secretsOfHeaders();
    void aSecretForAnotherAddress();
    void theSignInOfTheProxy_data();
    void theSignInOfTheProxy();
    void waitsForTheProxysPassword();
    void theListHasAnOriginOfItsOwn();
    void anOldKeyStaysWithTheLanes();
    void aPersonsFileGivesAKeyNoSecondOrigin();

private:
    void createVault(const QString &origin);
    void addKey(const QString &owner, const QString &origin, const QByteArray &secret)
    {
        addKey(owner, QStringList {origin}, secret);
    }
    void addKey(const QString &owner, const QStringList &origins, const QByteArray &secret);
    void resolveList(const char *provider);
    void unlock();
    void resolve(const char *provider, bool mayWait = true);
    QString cause() const { return m_answer && !*m_answer ? m_answer->error().cause : QString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<KeyRing> m_keys;
    std::unique_ptr<LlamaServers> m_servers;
    HttpTransport m_transport {m_clock};
    std::unique_ptr<CopilotAccess> m_copilot;
    std::unique_ptr<LaneEndpoints> m_endpoints;
    std::unique_ptr<Pending> m_pending;
    std::unique_ptr<Result<AuthorisedEndpoint>> m_answer;
    QStringList m_notes;
};

void TestLaneEndpoints::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_vault
        = std::make_unique<Vault>(m_folder->filePath(QStringLiteral("vault.trv")), Vault::Cost {},
                                  Vault::Seams {std::make_shared<CheapDerivation>(), std::make_shared<SystemClock>()});
    m_keys = std::make_unique<KeyRing>(*m_vault, KeyRing::WhenLocked::Wait);
    LocalServerOptions options;
    options.stateFolder = m_folder->filePath(QStringLiteral("state"));
    m_servers = std::make_unique<LlamaServers>(m_clock, options);
    m_copilot = std::make_unique<CopilotAccess>(m_transport, m_clock);
    m_endpoints = std::make_unique<LaneEndpoints>(*m_keys, *m_servers, *m_copilot, ModelLibrary(m_folder->path(), {}));
    m_endpoints->setCatalog(catalog());
    m_answer.reset();
    m_notes.clear();
}

void TestLaneEndpoints::cleanup()
{
    m_pending.reset();
    m_endpoints.reset();
    m_copilot.reset();
    m_servers.reset();
    m_keys.reset();
    m_vault.reset();
}

void TestLaneEndpoints::createVault(const QString &origin)
{
    m_vault->create(secretOf("correct horse battery"), [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
    m_vault->addKey({QStringLiteral("cloud"), QString(), {origin}}, secretOf("sk-0123456789"),
                    [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->keys().size(), size_t(1));
}

void TestLaneEndpoints::addKey(const QString &owner, const QStringList &origins, const QByteArray &secret)
{
    const auto before = m_vault->keys().size();
    m_vault->addKey({.provider = owner, .origins = origins}, Secret::copyOf(secret),
                    [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->keys().size(), before + 1);
}

void TestLaneEndpoints::unlock()
{
    m_vault->unlock(secretOf("correct horse battery"), [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->state(), VaultState::Unlocked);
}

void TestLaneEndpoints::resolve(const char *provider, bool mayWait)
{
    m_pending = m_endpoints->resolve(
        {.address = {.provider = QLatin1String(provider), .model = QStringLiteral("m")}, .mayWait = mayWait},
        [this](const QueueNote &note) { m_notes << note.code; },
        [this](Result<AuthorisedEndpoint> endpoint) {
            m_answer = std::make_unique<Result<AuthorisedEndpoint>>(std::move(endpoint));
        });
}

void TestLaneEndpoints::resolveList(const char *provider)
{
    m_answer.reset();
    m_pending = m_endpoints->resolveList(QLatin1String(provider), [this](Result<AuthorisedEndpoint> endpoint) {
        m_answer = std::make_unique<Result<AuthorisedEndpoint>>(std::move(endpoint));
    });
}

void TestLaneEndpoints::theKeyOfTheFilledOrigin()
{
    m_endpoints->setCatalog(catalog().withFields({{QStringLiteral("cloud/region"), QStringLiteral("us")}}));
    createVault(QStringLiteral("https://us.example.org:443"));
    resolve("cloud");
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    const AuthorisedEndpoint &endpoint = m_answer->value();
    QCOMPARE(endpoint.endpoint.baseUrl, QStringLiteral("https://us.example.org/v1"));
    QCOMPARE(endpoint.secretHeaders.size(), size_t(1));
    QCOMPARE(endpoint.secretHeaders[0].value.view().toByteArray(), QByteArray("sk-0123456789"));

    m_endpoints->setCatalog(catalog()); // for which that key was never meant
    m_answer.reset();
    resolve("cloud");
    QTRY_COMPARE(cause(), QStringLiteral("key_origin"));
}

void TestLaneEndpoints::noKeyIsSaidAndNothingSent()
{
    resolve("cloud");
    QVERIFY(!m_answer); // never before resolve() returned
    QTRY_COMPARE(cause(), QStringLiteral("no_key"));
}

void TestLaneEndpoints::aProviderWithoutKeys()
{
    resolve("free");
    QTRY_VERIFY(m_answer);
    QVERIFY(*m_answer);
    QVERIFY(m_answer->value().secretHeaders.empty());
}

void TestLaneEndpoints::aKeyThatSigns()
{
    createVault(QStringLiteral("https://eu.example.org:443"));
    m_vault->addKey({QStringLiteral("signed"), QString(), {QStringLiteral("https://us-east-2.example.org:443")}},
                    secretOf("AKIDEXAMPLE:sk-0123456789"), [](const Result<> &done) { QVERIFY(done); });
    QTRY_COMPARE(m_vault->keys().size(), size_t(2));
    m_endpoints->setCatalog(catalog().withFields({{QStringLiteral("signed/region"), QStringLiteral("us-east-2")}}));
    resolve("signed");
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    QVERIFY(m_answer->value().secretHeaders.empty());
    const auto headers = m_answer->value().signer->headersFor({}, QDateTime(QDate(2026, 1, 2), QTime(0, 0), Qt::UTC));
    QVERIFY(headers[0].value.view().startsWith("Credential=AKIDEXAMPLE/20260102/us-east-2/bedrock/aws4_request,"));
}

void TestLaneEndpoints::waitsForTheVault()
{
    createVault(QStringLiteral("https://eu.example.org:443"));
    m_vault->lock();
    resolve("cloud");
    QTRY_COMPARE(m_notes, QStringList {QStringLiteral("vault_locked")});
    QVERIFY(!m_answer);
    unlock();
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    QCOMPARE(m_answer->value().secretHeaders.size(), size_t(1));
}

void TestLaneEndpoints::whoMayNotWaitAsksNobody_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QString>("origin");
    QTest::newRow("a key") << QByteArray("cloud") << QStringLiteral("https://eu.example.org:443");
    QTest::newRow("a secret header") << QByteArray("corp") << QStringLiteral("https://corp.example.org:443");
}

void TestLaneEndpoints::whoMayNotWaitAsksNobody()
{
    QFETCH(const QByteArray, provider);
    QFETCH(const QString, origin);
    createVault(origin);
    addKey(QStringLiteral("corp/x-corp"), origin, "secret");
    addKey(QStringLiteral("corp/basic"), origin, "secret");
    m_vault->lock();
    const QSignalSpy wanted(m_keys.get(), &KeyRing::vaultWanted);
    resolve(provider.constData(), false);
    QTRY_COMPARE(cause(), QStringLiteral("vault_locked"));
    QVERIFY(m_notes.isEmpty());
    QCOMPARE(wanted.count(), 0);

    unlock();
    m_answer.reset();
    resolve(provider.constData(), false);
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause())); // what is open is no matter of waiting
}

void TestLaneEndpoints::aModelThatDoesNotRunStaysSo()
{
    QFile model(m_folder->filePath(QStringLiteral("m.gguf")));
    QVERIFY(model.open(QIODevice::WriteOnly));
    m_endpoints->setCatalog(ProviderCatalog::fromFiles({{QStringLiteral("local.json"), localFile}}, PriceBook()));
    resolve("local", false);
    QTRY_COMPARE(cause(), QStringLiteral("local.stopped"));
    QVERIFY(m_notes.isEmpty());
}

/// Those who wait are served in their order, so the lane that goes would have its answer before a later one.
void TestLaneEndpoints::fallsSilentWhenTheLaneGoes()
{
    bool isLaterServed = false;
    createVault(QStringLiteral("https://eu.example.org:443"));
    m_vault->lock();
    resolve("cloud");
    QTRY_COMPARE(m_notes.size(), 1);
    const auto later
        = m_endpoints->resolve({.address = {.provider = QStringLiteral("cloud"), .model = QStringLiteral("m")}}, {},
                               [&isLaterServed](const Result<AuthorisedEndpoint> &) { isLaterServed = true; });
    m_pending.reset();
    unlock();
    QTRY_VERIFY(isLaterServed);
    QVERIFY(!m_answer);

    isLaterServed = false;
    m_vault->lock();
    resolve("cloud");
    QTRY_COMPARE(m_notes.size(), 2);
    m_keys->find(
        *catalog().find(u"cloud"), QStringLiteral("https://eu.example.org:443"), [] {},
        [&isLaterServed](const Result<LaneKey> &) { isLaterServed = true; });
    m_endpoints.reset(); // the answer finds nobody
    unlock();
    QTRY_VERIFY(isLaterServed);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!m_answer);
}

void TestLaneEndpoints::namesTheFaultyFile()
{
    resolve("wrong");
    QTRY_COMPARE(cause(), QStringLiteral("provider.unknown"));
    QVERIFY2(m_answer->error().message.startsWith(QStringLiteral("wrong (some.json:1: ")),
             qPrintable(m_answer->error().message));
    m_answer.reset();
    resolve("nobody");
    QTRY_VERIFY(m_answer);
    QCOMPARE(m_answer->error().message, QStringLiteral("nobody"));
}

void TestLaneEndpoints::asksForTheWholeAddress()
{
    resolve("open");
    QTRY_COMPARE(cause(), QStringLiteral("address_incomplete"));
    QCOMPARE(m_answer->error().message, QStringLiteral("open: Resource"));
    m_answer.reset();
    m_endpoints->setCatalog(catalog().withFields({{QStringLiteral("open/resource"), QStringLiteral("mine")}}));
    resolve("open");
    QTRY_VERIFY(m_answer);
    QCOMPARE(m_answer->value().endpoint.baseUrl, QStringLiteral("https://mine.example.org/v1"));
}

void TestLaneEndpoints::secretsOfHeaders()
{
    const QString origin = QStringLiteral("https://corp.example.org:443");
    createVault(QStringLiteral("https://eu.example.org:443"));
    addKey(QStringLiteral("corp/x-corp"), origin, "older");
    addKey(QStringLiteral("corp/basic"), origin, "Basic YW5uOnB3");
    resolve("corp");
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    const AuthorisedEndpoint &endpoint = m_answer->value();
    QCOMPARE(endpoint.secretHeaders.size(), size_t(2));
    QCOMPARE(endpoint.secretHeaders[0].name, QByteArray("X-Corp"));
    QCOMPARE(endpoint.secretHeaders[0].value.view().toByteArray(), QByteArray("older"));
    QCOMPARE(endpoint.secretHeaders[1].value.view().toByteArray(), QByteArray("Basic YW5uOnB3"));
    QCOMPARE(endpoint.caFile, QStringLiteral("/etc/corp.pem"));
    QCOMPARE(endpoint.keyId.split(' ').size(), 3); // no key, and two header secrets: each may be replaced
}

void TestLaneEndpoints::aSecretForAnotherAddress()
{
    createVault(QStringLiteral("https://eu.example.org:443"));
    addKey(QStringLiteral("corp/x-corp"), QStringLiteral("https://elsewhere.example.org:443"), "secret");
    resolve("corp");
    QTRY_VERIFY(m_answer);
    QCOMPARE(cause(), QStringLiteral("no_secret"));
    QCOMPARE(m_answer->error().message, QStringLiteral("X-Corp (corp/x-corp)"));
    QCOMPARE(m_answer->error().hint, QStringLiteral("edit_provider"));
}

void TestLaneEndpoints::theSignInOfTheProxy_data()
{
    QTest::addColumn<ProxyChoice>("choice");
    QTest::addColumn<QString>("own");
    QTest::addColumn<bool>("signsIn");
    QTest::addColumn<bool>("isSent");
    QTest::newRow("by hand") << ProxyChoice::Manual << QString() << true << true;
    QTest::newRow("by hand, without one") << ProxyChoice::Manual << QString() << false << false;
    QTest::newRow("by hand, but direct here") << ProxyChoice::Manual << QStringLiteral("direct") << true << false;
    QTest::newRow("the system's") << ProxyChoice::System << QString() << true << false;
    QTest::newRow("the system's, but by hand here") << ProxyChoice::System << QStringLiteral("proxy") << true << true;
}

void TestLaneEndpoints::theSignInOfTheProxy()
{
    QFETCH(const ProxyChoice, choice);
    QFETCH(const QString, own);
    QFETCH(const bool, signsIn);
    QFETCH(const bool, isSent);
    createVault(QStringLiteral("https://eu.example.org:443"));
    addKey(proxySecretOwner(), QStringLiteral("proxy+http://proxy.test:3128"), "ann:pass word");
    Settings settings {.proxy = choice, .manualProxy = QUrl(QStringLiteral("http://proxy.test:3128"))};
    settings.proxySignsIn = signsIn;
    if (!own.isEmpty())
        settings.providerProxy.insert(QStringLiteral("free"), own);
    m_endpoints->setSettings(settings);
    resolve("free");
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    QCOMPARE(m_answer->value().proxySignIn.view().toByteArray(), isSent ? QByteArray("ann:pass word") : QByteArray());

    settings.manualProxy.setPort(3129); // to which it was never given
    m_endpoints->setSettings(settings);
    m_answer.reset();
    resolve("free");
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    QVERIFY(m_answer->value().proxySignIn.isEmpty());
}

void TestLaneEndpoints::waitsForTheProxysPassword()
{
    createVault(QStringLiteral("https://eu.example.org:443"));
    addKey(proxySecretOwner(), QStringLiteral("proxy+socks5://proxy.test:1080"), "ann:pass word");
    m_vault->lock();
    Settings settings {.proxy = ProxyChoice::Manual, .manualProxy = QUrl(QStringLiteral("socks5://proxy.test:1080"))};
    settings.proxySignsIn = true;
    m_endpoints->setSettings(settings);
    resolve("free");
    QTRY_COMPARE(m_notes, QStringList {QStringLiteral("vault_locked")});
    QVERIFY(!m_answer);
    unlock();
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    QCOMPARE(m_answer->value().proxySignIn.view().toByteArray(), QByteArray("ann:pass word"));
}

void TestLaneEndpoints::theListHasAnOriginOfItsOwn()
{
    createVault(QStringLiteral("https://eu.example.org:443"));
    addKey(QStringLiteral("two"), catalog().find(u"two")->keyOrigins(), "sk-two");
    resolveList("two");
    QVERIFY(!m_answer);
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    QCOMPARE(m_answer->value().endpoint.baseUrl, QStringLiteral("https://lists.eu.example.org"));
    QCOMPARE(m_answer->value().secretHeaders[0].value.view().toByteArray(), QByteArray("sk-two"));
    m_answer.reset();
    resolve("two");
    QTRY_VERIFY(m_answer);
    QCOMPARE(m_answer->value().endpoint.baseUrl, QStringLiteral("https://runtime.eu.example.org"));

    m_endpoints->setCatalog(catalog().withFields({{QStringLiteral("two/region"), QStringLiteral("us")}}));
    resolveList("two"); // neither of whose addresses the key was sealed for
    QTRY_COMPARE(cause(), QStringLiteral("key_origin"));
}

/// It was sealed before the list had an address; what is written in files opens it for no other.
void TestLaneEndpoints::anOldKeyStaysWithTheLanes()
{
    createVault(QStringLiteral("https://eu.example.org:443"));
    addKey(QStringLiteral("two"), QStringLiteral("https://runtime.eu.example.org:443"), "sk-old");
    resolve("two");
    QTRY_VERIFY(m_answer);
    QVERIFY2(*m_answer, qPrintable(cause()));
    resolveList("two");
    QTRY_COMPARE(cause(), QStringLiteral("key_partial"));
    QCOMPARE(m_answer->error().message, QStringLiteral("https://lists.eu.example.org:443"));
    QCOMPARE(m_answer->error().hint, QStringLiteral("add_key"));
}

void TestLaneEndpoints::aPersonsFileGivesAKeyNoSecondOrigin()
{
    const auto evil = QByteArray(twoFile).replace("lists.{region}.example.org", "evil.example.com");
    const ProviderCatalog all = ProviderCatalog::fromFiles(
        {{QStringLiteral("two.json"), twoFile, true}, {QStringLiteral("evil.json"), evil}}, PriceBook());
    QCOMPARE(all.problems().size(), size_t(1));
    QVERIFY(all.problems()[0].message.contains(QStringLiteral("modelsBaseUrl")));
    createVault(QStringLiteral("https://eu.example.org:443"));
    addKey(QStringLiteral("two"), all.find(u"two")->keyOrigins(), "sk-two");
    m_endpoints->setCatalog(all);
    resolveList("two");
    QTRY_VERIFY(m_answer);
    QCOMPARE(m_answer->value().endpoint.baseUrl, QStringLiteral("https://lists.eu.example.org"));
}

QTEST_GUILESS_MAIN(TestLaneEndpoints)
#include "tst_laneendpoints.moc"
